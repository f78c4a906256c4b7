"""A year of waves in a circle of thirty, so that there is something to see over time. Answered through the same verbs as anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import commands, queries
from polyphonie.people.queries import Person

APART, LAST, DAYS = 28, 12, 3
ANSWERED = 21  # of thirty: two thirds, so that the circle knows there were twenty
COLLEAGUES = (
    "Adèle", "Basma", "Cyril", "Dora", "Édouard", "Fanta", "Gilles", "Honorine", "Ismaël", "Judith", "Karim", "Louise",
    "Malik", "Nadège", "Olivier", "Prune", "Quentin", "Rachida", "Simon", "Tania", "Ulysse", "Violette", "Wassim", "Yasmine",
)  # fmt: skip
AMONG = ("Bruno", "Élise", "Gaston", "Hanna", "Noémie")
# How many of the twenty-one answered 4 or 5 to each question of the set « travail », wave after wave; None: five answered it.
AGREED: dict[str, tuple[int | None, ...]] = {
    "sens": (15, 16, 14, 13, 15, 16, 14, 15, 13, 16, 15, 14, 16, 15),
    "marge": (9, 5, 10, 15, 8, 5, 9, 6, 15, 10, 4, 9, 16, 8),
    "soutien": (12, 10, 15, 9, 14, 11, 16, 12, None, 15, 10, 14, 12, 15),
    "charge": (15, 9, 14, 15, 14, 16, 10, 14, 9, 8, 6, 9, 5, 8),
    "parole": (9, 6, 4, 6, 5, 6, 4, 6, 10, 12, 15, 11, 16, 15),
    "bien-fait": (9, 10, 11, 9, 10, 12, 8, 9, 11, 10, 9, 8, 10, 11),
}
BEGINS_ANEW = 2
WHY = "L’hôpital de jour a déménagé : deux équipes n’en font plus qu’une."


def furnish(people: dict[str, Person], ago: Callable[[int], datetime]) -> None:
    """Fourteen waves, four weeks apart; the series begins anew at the third, when two teams became one."""
    ward, everybody = _ward(people, ago)
    chosen = next(each for each in queries.library() if each.id == "travail")
    many = len(AGREED["sens"])
    for number in range(many):
        told = LAST + APART * (many - 1 - number)
        with clock.at(ago(told + DAYS)):
            wave = commands.open_wave(ward, chosen=chosen, days=DAYS, by=people["Driss"])
            seen = queries.wave(wave.pk, to=people["Driss"])
            assert seen is not None  # noqa: S101 -- opened two lines above
            for at, person in enumerate(everybody[:ANSWERED]):
                given = {question: _mark(agreed[number], at) for question, agreed in AGREED.items()}
                marks = {question: mark for question, mark in given.items() if mark}
                commands.answer_wave(seen, marks=marks, receipt=commands.new_receipt(), by=person)
        with clock.at(ago(told)):
            commands.close_waves()
            if number == BEGINS_ANEW:
                wave.refresh_from_db()
                commands.begin_anew(wave, reason=WHY, by=people["Driss"])


def _mark(agreed: int | None, at: int) -> int:
    if agreed is None:
        return 4 if at < 5 else 0
    return 4 if at < agreed else 2


def _ward(people: dict[str, Person], ago: Callable[[int], datetime]) -> tuple[Circle, list[Person]]:
    driss = people["Driss"]
    with clock.at(ago(LAST + APART * len(AGREED["sens"]))):
        ward = circles.found_circle(
            name="Hôpital de jour", kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL,
            purpose="Travailler ensemble, et le dire quand ça coince.",
        )  # fmt: skip
        others = [Person.objects.create_user(email=None, name=name) for name in COLLEAGUES]
        everybody = [*others, *(people[name] for name in AMONG)]
        for at, person in enumerate(everybody):
            circles.enter(
                ward, person=person, voice=(Voice.PROFESSIONAL, Voice.SUPPORT)[at % 3 == 2], by=driss
            )
    return ward, [driss, *everybody]
