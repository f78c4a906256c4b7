"""`polyphonie tables`: who sits with whom, workshop after workshop; and again when somebody is away."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import defaultdict
from typing import Any

from polyphonie.cli import sheets
from polyphonie.cli.house import Telling, language, say
from polyphonie.engines import tables
from polyphonie.engines.tables import Company, Guest, Plan, Seating

HEADS = (["atelier", "table", "nom", "voix"], ["workshop", "table", "name", "voice"])


def seat(given: Namespace) -> int:
    """Seat, write, tell. Exit code 1 with a sentence when a file or what is asked is wrong."""
    given.language = language(given)
    if given.size < 2 or given.workshops < 1:
        raise sheets.BadFile(
            "Une table est de deux personnes au moins, et il y a un atelier au moins.",
            "A table is of two people at least, and there is one workshop at least.",
        )
    hear = Telling(given.language)
    try:
        plan, first = _seated(given, _company(given), hear)
    except tables.BadGuests as bad:
        raise sheets.BadFile(*bad.words) from None
    finally:
        hear.end()
    if given.out:
        sheets.write(given.out, _table(plan, first, given.language), given.language)
    say(_as_json(plan, first) if given.json else _as_lines(plan, first, given.language))
    return 0


def _seated(given: Namespace, company: Company, hear: Telling) -> tuple[Plan, int]:
    """A plan and the number of its first workshop."""
    _known(company, given.absent)
    if not given.keep:
        here = tuple(guest for guest in company.guests if guest.name not in given.absent)
        named = {guest.name for guest in here}
        together, apart = (
            tuple(pair for pair in pairs if set(pair) <= named) for pairs in (company.together, company.apart)
        )
        company = Company(here, together, apart, company.past)
        plan = tables.seat(company, size=given.size, workshops=given.workshops, seed=given.seed, hear=hear)
        return plan, 1
    told = _seatings(given.keep)
    if given.workshop not in told:
        raise sheets.BadFile(
            f"{given.keep}\u00a0: il n’y a pas d’atelier {given.workshop}.",
            f"{given.keep}: there is no workshop {given.workshop}.",
        )
    again = tables.without(company, told[given.workshop], given.absent)
    return Plan(company, (again,), given.seed), given.workshop


def _known(company: Company, names: list[str]) -> None:
    there = {guest.name for guest in company.guests}
    for name in names:
        if name not in there:
            raise sheets.BadFile(
                f"«\u00a0{name}\u00a0» est absent, et n’est pas parmi les personnes. Vérifiez l’écriture du nom.",
                f"“{name}” is away, and is not among the people. Check how the name is written.",
            )


def _company(given: Namespace) -> Company:
    rows = list(sheets.rows(given.people, ("name", "voice")))
    line_of: dict[str, int] = {}
    for row in rows:
        if row.needed("name") in line_of:
            name, line = row.text("name"), line_of[row.text("name")]
            row.refuse(
                "name",
                f"«\u00a0{name}\u00a0» est déjà à la ligne {line}",
                f"“{name}” is on line {line} already",
            )
        line_of[row.text("name")] = row.line
    asked = {
        column: {
            (min(one, other), max(one, other))
            for row in rows
            for one, other in ((row.text("name"), other) for other in row.several(column))
            if one != other and (other in line_of or _unknown(row, column, other))
        }
        for column in ("with", "apart")
    }
    guests = tuple(Guest(row.text("name"), row.needed("voice"), row.text("service")) for row in rows)
    past = _seatings(given.past) if given.past else {}
    return Company(
        guests,
        tuple(sorted(asked["with"])),
        tuple(sorted(asked["apart"])),
        tuple(past[n] for n in sorted(past)),
    )


def _unknown(row: sheets.Row, column: str, name: str) -> Any:
    row.refuse(
        column, f"«\u00a0{name}\u00a0» n’est pas parmi les personnes", f"“{name}” is not among the people"
    )


def _seatings(file: str) -> dict[int, Seating]:
    """The tables of each workshop, as `--out` writes them, in French or in English."""
    french = "atelier" in sheets.read(file).split("\n", 1)[0]
    workshop, table, name, _ = HEADS[0] if french else HEADS[1]
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sheets.rows(file, (workshop, table, name)):
        row.needed(workshop), row.needed(table)
        number, at = row.number(workshop, 1, 10_000), row.number(table, 1, 10_000)
        found[int(number or 0)][int(at or 0)].append(row.needed(name))
    return {n: tuple(tuple(found[n][at]) for at in sorted(found[n])) for n in found}


def _table(plan: Plan, first: int, language: str) -> list[list[object]]:
    voice = {guest.name: guest.voice for guest in plan.company.guests}
    lines: list[list[object]] = [
        [number, at, name, voice[name]]
        for number, seating in enumerate(plan.workshops, start=first)
        for at, table in enumerate(seating, start=1)
        for name in table
    ]
    return [list(HEADS[("fr", "en").index(language)]), *lines]


def _as_lines(plan: Plan, first: int, language: str) -> str:
    at = ("fr", "en").index(language)
    lines = []
    for number, seating in enumerate(plan.workshops, start=first):
        lines.append(f"{('Atelier', 'Workshop')[at]} {number}")
        lines += [
            f"  Table {place}{(chr(160), '')[at]}: {', '.join(t)}" for place, t in enumerate(seating, start=1)
        ]
    return "\n".join([*lines, *(words[at] for words in tables.explain(plan, first=first))])


def _as_json(plan: Plan, first: int) -> str:
    whole: dict[str, Any] = {
        "seed": plan.seed,
        "workshops": {str(number): seating for number, seating in enumerate(plan.workshops, start=first)},
        "meetings_again": tables.repeats(plan.company, plan.workshops),
        "unavoidable": tables.unavoidable(plan.company, plan.workshops),
        "said": [dict(zip(("fr", "en"), words, strict=True)) for words in tables.explain(plan, first=first)],
    }
    return json.dumps(whole, ensure_ascii=False)
