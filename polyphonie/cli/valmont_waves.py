"""What Valmont has said without names: one wave that was told, one that waits for answers."""

from __future__ import annotations

from datetime import datetime

from polyphonie.base import clock
from polyphonie.circles.queries import Circle
from polyphonie.listening import commands, queries
from polyphonie.people.queries import Person

# For each question of the set, what each of the ten answered, in no order that leads to anybody.
TOLD = {
    "place": (5, 4, 4, 5, 4, 4, 5, 4, 5, 4),
    "ecoute": (4, 4, 3, 5, 2, 4, 4, 3, 4, 3),
    "vecu": (5, 4, 4, 4, 5, 4, 4, 5, 4, 5),
    "decider": (2, 3, 2, 3, 4, 2, 3, 2, 2, 3),
    "mots": (3, 4, 2, 4, 3, 4, 2, 4, 3, 4),
}


def furnish(circle: Circle, people: list[Person], by: Person, *, asked: datetime, told: datetime) -> None:
    """A wave on equal voices, told; a team pulse opened yesterday, for a week."""
    with clock.at(asked):
        commands.open_wave(circle, chosen=_set("egalite-des-voix"), days=7, by=by)
        for at, person in enumerate(people):
            (seen,) = queries.waves_of(circle, to=person)
            marks = {question: given[at] for question, given in TOLD.items()}
            commands.answer_wave(seen, marks=marks, receipt=commands.new_receipt(), by=person)
    with clock.at(told):
        commands.close_waves()


def ask(circle: Circle, by: Person, *, on: datetime) -> None:
    """A team pulse that waits for whoever comes to see."""
    with clock.at(on):
        commands.open_wave(circle, chosen=_set("pouls-equipe"), days=7, by=by)


def _set(id: str) -> queries.QuestionSet:
    return {chosen.id: chosen for chosen in queries.library()}[id]
