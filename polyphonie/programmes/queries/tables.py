"""A workshop as one of those who walk sees it: its day, its tables once they are kept; for those who coordinate, who is
there, and what the tables could not give or would reveal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.engines import tables as engine
from polyphonie.engines.tables import Company, Guest
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.naming import in_order
from polyphonie.programmes.models import Attendance, Seat, Seating, Workshop
from polyphonie.programmes.queries.cohorts import Day, calendar, coordinates, date_of, frozen
from polyphonie.programmes.queries.hours import NOT_SAID, Said, said_at
from polyphonie.programmes.queries.walking import Two, Walker, pairs_of, services, walked, walkers

Tables = tuple[tuple[int, ...], ...]  # persons, by their numbers, table after table


@dataclass(frozen=True)
class AtTable:
    """A table, with a number that is called aloud."""

    number: int
    people: tuple[Walker, ...]


@dataclass(frozen=True)
class WorkshopSeen:
    """A workshop in front of somebody who walks. What only coordinators read is empty for the others."""

    row: Workshop
    day: Day
    me: int
    coordinates: bool
    in_cohort: bool = (
        True  # the half of a pair may walk without belonging to the cohort, and not know its name
    )
    walkers: tuple[Walker, ...] = ()
    present: frozenset[int] = frozenset()
    noted: bool = False
    seating: Seating | None = None
    tables: tuple[AtTable, ...] = ()
    said: tuple[Text, ...] = ()
    hours: Said = NOT_SAID  # as they were written, for those who may change them

    @property
    def kept(self) -> bool:
        return self.seating is not None and self.seating.kept_at is not None

    @property
    def mine(self) -> AtTable | None:
        return next((table for table in self.tables if self.me in [each.pk for each in table.people]), None)

    @property
    def by_name(self) -> list[tuple[Walker, int]]:
        """The list for the door: each first name, and a table."""
        here = [(each, table.number) for table in self.tables for each in table.people]
        return sorted(here, key=lambda one: (in_order(one[0].name), one[0].pk))


@reading
def at_workshop(pk: int, *, to: Person) -> WorkshopSeen | None:
    """A workshop, for those who walk; None as if it did not exist. Tables that are not kept are the coordinators’."""
    rows = Workshop.objects.filter(walked(to, "cohort__"), pk=pk)
    row = rows.select_related("cohort__circle").first()
    if row is None:
        return None
    hours = said_at(row)
    days = calendar(row.cohort, frozen(row.cohort), said={row.pk: hours})
    day = next(each for each in days if each.workshop == row)
    leads = coordinates(row.cohort, to)
    seating = Seating.objects.filter(workshop=row).first()
    if seating is not None and seating.kept_at is None and not leads:
        seating = None
    here = walkers(row.cohort)
    shown = _shown(seats_of(row) if seating is not None else (), here)
    if not leads:
        belongs = circles.membership(row.cohort.circle_id, to) is not None
        return WorkshopSeen(row, day, to.pk, False, belongs, seating=seating, tables=shown)
    noted = dict(Attendance.objects.filter(workshop=row).values_list("person", "present"))
    present = frozenset(each.pk for each in here if noted.get(each.pk, not noted and not each.coordinates))
    said = tuple(told(row, to=to)) if seating is not None else ()
    seen = WorkshopSeen(row, day, to.pk, True, True, tuple(here), present, bool(noted), seating, shown, said)
    return replace(seen, hours=hours)


def _shown(seated: Tables, here: Sequence[Walker]) -> tuple[AtTable, ...]:
    known = {each.pk: each for each in here}
    return tuple(
        AtTable(
            number, tuple(sorted((known[pk] for pk in table if pk in known), key=lambda w: in_order(w.name)))
        )
        for number, table in enumerate(seated, 1)
    )


def seats_of(workshop: Workshop) -> Tables:
    """Who sits where, table after table."""
    found: dict[int, list[int]] = {}
    for table, person in Seat.objects.filter(seating__workshop=workshop).values_list("table", "person"):
        found.setdefault(table, []).append(person)
    return tuple(tuple(sorted(found[table])) for table in sorted(found))


def tables_before(workshop: Workshop) -> list[Tables]:
    """The tables kept for the other workshops of the cohort, in the order of their days."""
    kept = Workshop.objects.filter(cohort=workshop.cohort_id, seating__kept_at__isnull=False)
    rows = kept.exclude(pk=workshop.pk).select_related("cohort")
    return [seats_of(row) for row in sorted(rows, key=lambda row: (date_of(row.cohort, row), row.pk))]


def company(workshop: Workshop, present: Iterable[int], pairs: str, *, to: Person) -> Company:
    """The people of the engine: numbers as names, so that no two are alike."""
    wanted = set(present)
    here = [each for each in walkers(workshop.cohort) if each.pk in wanted]
    known = services([each.pk for each in here], workshop.cohort, to=to)
    guests = tuple(Guest(str(each.pk), each.voice, known.get(each.pk, "")) for each in here)
    there = {each.pk for each in here}
    two = tuple((str(a), str(b)) for a, b in pairs_of(workshop.cohort) if {a, b} <= there)
    past = tuple(_as_names(tables) for tables in tables_before(workshop))
    return Company(guests, two if pairs == "together" else (), two if pairs == "apart" else (), past)


def _as_names(tables: Tables) -> engine.Seating:
    return tuple(tuple(map(str, table)) for table in tables)


def told(workshop: Workshop, *, to: Person) -> list[Text]:
    """What these tables could not give, who meets again, and what they would let the room guess: for coordinators."""
    seating, seated = Seating.objects.get(workshop=workshop), seats_of(workshop)
    names = {each.pk: each for each in walkers(workshop.cohort)}
    seated = tuple(tuple(pk for pk in table if pk in names) for table in seated)
    asked = company(workshop, (pk for table in seated for pk in table), seating.pairs, to=to)
    said = []
    for at, language in enumerate(("fr", "en")):
        readable = _readable(asked, names, language)
        plan = _named(seated, names)
        said.append([words[at] for words in engine.lacks(readable, plan)])
    again = engine.repeats(asked, [_as_names(seated)])
    least = engine.unavoidable(asked, [_as_names(seated)])
    return [
        *(Text(fr, en) for fr, en in zip(*said, strict=True)),
        _again(again, least),
        _guessed(workshop, seated),
    ]


def _readable(asked: Company, names: dict[int, Walker], language: str) -> Company:
    """The same people, under their first names and the words of a language."""
    called = {str(pk): each.name for pk, each in names.items()}
    return Company(
        tuple(Guest(called[g.name], Voice(g.voice).short.to(language), g.service) for g in asked.guests),
        tuple((called[a], called[b]) for a, b in asked.together),
        tuple((called[a], called[b]) for a, b in asked.apart),
    )


def _named(seated: Tables, names: dict[int, Walker]) -> engine.Seating:
    return tuple(tuple(names[pk].name for pk in table) for table in seated)


def _again(again: int, least: int) -> Text:
    if not again:
        return Text("Personne ne retrouve à sa table quelqu’un d’un autre atelier.", "Nobody meets again somebody of another workshop’s table.")  # fmt: skip
    if least:
        return Text(
            f"Retrouvailles à une même table\u00a0: {again}. Aucune répartition n’en aurait moins de {least}.",
            f"Two people at one table again: {again}. No tables would have fewer than {least}.",
        )
    return Text(f"Retrouvailles à une même table\u00a0: {again}.", f"Two people at one table again: {again}.")


def _guessed(workshop: Workshop, seated: Tables) -> Text:
    pairs = pairs_of(workshop.cohort)
    n, of = len(guessable(pairs, [*tables_before(workshop), seated])), len(pairs)
    if not n:
        return Text(
            "Qui compare toutes les tables ne peut reconnaître aucun binôme.",
            "Whoever compares all the tables can recognise no pair.",
        )
    return Text(
        f"Attention\u00a0: qui compare toutes les tables peut reconnaître des binômes\u00a0: {n} sur {of}.",
        f"Beware: whoever compares all the tables can recognise pairs: {n} out of {of}.",
    )


def guessable(pairs: Iterable[Two], seatings: Sequence[Tables]) -> list[Two]:
    """The pairs that somebody who compares all tables could name: each half has sat at every table with the other and
    with nobody else so faithfully; or, from two workshops on, the other is the only one they never sat with."""
    where = [{pk: at for at, table in enumerate(tables) for pk in table} for tables in seatings]
    return [(a, b) for a, b in pairs if _betrayed(a, b, where) or _betrayed(b, a, where)]


def _betrayed(a: int, b: int, where: Sequence[dict[int, int]]) -> bool:
    both = [seats for seats in where if a in seats and b in seats]
    if not both:
        return False
    people = {pk for seats in both for pk in seats} - {a}
    always = {pk for pk in people if all(seats.get(pk) == seats[a] for seats in both)}
    never = {pk for pk in people if all(seats.get(pk) != seats[a] for seats in both)}
    return always == {b} or (len(both) > 1 and never == {b})
