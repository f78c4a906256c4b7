"""A plan told aloud: what could not be had, and whether arithmetic allowed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from polyphonie.engines.tables.guests import Company, Guest, Plan, Seating, Words


def repeats(company: Company, workshops: Sequence[Seating]) -> int:
    """How many times two people sit together again, those asked together left out."""
    meant = {frozenset(pair) for pair in company.together}
    seen: set[frozenset[str]] = set()
    again = 0
    for at, seating in enumerate((*company.past, *workshops)):
        meetings = {frozenset(pair) for table in seating for pair in combinations(table, 2)} - meant
        again += len(meetings & seen) if at >= len(company.past) else 0
        seen |= meetings
    return again


def unavoidable(company: Company, workshops: Sequence[Seating]) -> int:
    """At least so many of them, whatever the tables: the larger of two counts.

    There may be more meetings than pairs of people who have not met. And the people of one table may be more than the
    tables they go to next: some of them go to the same.
    """
    before = {
        frozenset(pair) for seating in company.past for table in seating for pair in combinations(table, 2)
    }
    names = {guest.name for guest in company.guests}
    meant = len(company.together)
    fresh = len(names) * (len(names) - 1) // 2 - sum(pair <= names for pair in before) - meant
    held = sum(len(table) * (len(table) - 1) // 2 for seating in workshops for table in seating)
    by_number = held - meant * len(workshops) - fresh
    series = [*company.past[-1:], *workshops]
    by_tables = sum(
        max(0, sum(_crowded(len(set(table) & names), len(after)) for table in one) - meant)
        for one, after in pairwise(series)
    )
    return max(0, by_number, by_tables)


def _crowded(people: int, tables: int) -> int:
    """How many pairs, at least, sit together when so many people go to so many tables."""
    each, more = divmod(people, tables)
    return tables * (each * (each - 1) // 2) + more * each


def told(plan: Plan, first: int = 1) -> list[Words]:
    """Sentence after sentence; `first` is the number of the first workshop."""
    company = plan.company
    said: list[Words] = []
    for number, seating in enumerate(plan.workshops, start=first):
        said += [
            (f"Atelier {number}. {fr}", f"Workshop {number}. {en}") for fr, en in lacks(company, seating)
        ]
    again, least = repeats(company, plan.workshops), unavoidable(company, plan.workshops)
    said.append(_again(again, least))
    said.append(
        (
            f"Le tirage numéro {plan.seed} refait les mêmes tables.",
            f"Draw number {plan.seed} makes the same tables again.",
        )
    )
    return said


def _again(again: int, least: int) -> Words:
    if not again:
        return "Personne ne retrouve deux fois la même personne.", "Nobody meets the same person twice."
    if least:
        return (
            f"Retrouvailles\u00a0: {again}. Aucun plan n’en aurait moins de {least}.",
            f"Meetings again: {again}. No plan would have fewer than {least}.",
        )
    return f"Retrouvailles\u00a0: {again}.", f"Meetings again: {again}."


def lacks(company: Company, seating: Seating) -> list[Words]:
    """What this seating could not give."""
    by_name = {guest.name: guest for guest in company.guests}
    tables = [[by_name[name] for name in table] for table in seating]
    here = {name for table in seating for name in table}
    said = [
        sentence
        for voice in sorted({by_name[name].voice for name in here})
        for sentence in _missing(voice, tables)
    ]
    for at, table in enumerate(tables, start=1):
        if len(table) > 1 and table[0].service and len({guest.service for guest in table}) == 1:
            said.append(
                (
                    f"La table {at} est d’un seul service\u00a0: {table[0].service}.",
                    f"Table {at} is of one service alone: {table[0].service}.",
                )
            )
    for asked, pairs in ((True, company.together), (False, company.apart)):
        for pair in pairs:
            if set(pair) <= here and any(set(pair) <= set(table) for table in seating) is not asked:
                said.append(_against(pair, asked))
    return said


def _missing(voice: str, tables: Sequence[Sequence[Guest]]) -> list[Words]:
    count = [Counter(guest.voice for guest in table)[voice] for table in tables]
    without, people = count.count(0), sum(count)
    if not without:
        return []
    why_fr, why_en = f"{people} pour {len(tables)} tables", f"{people} for {len(tables)} tables"
    return [
        (
            f"La voix «\u00a0{voice}\u00a0» manque à {without} table{'s' if without > 1 else ''} ({why_fr}).",
            f"The voice “{voice}” is missing from {without} table{'s' if without > 1 else ''} ({why_en}).",
        )
    ]


def _against(pair: tuple[str, str], together: bool) -> Words:
    if together:
        return (
            f"{pair[0]} et {pair[1]} devaient être ensemble, et ne le sont pas.",
            f"{pair[0]} and {pair[1]} were to sit together, and do not.",
        )
    return (
        f"{pair[0]} et {pair[1]} devaient être à des tables différentes, et ne le sont pas.",
        f"{pair[0]} and {pair[1]} were to sit apart, and do not.",
    )
