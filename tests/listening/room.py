"""A team in a séance, up to the step that is answered without a trace."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering, StepRun, moment
from polyphonie.guides import queries as guides
from polyphonie.listening import commands, queries
from polyphonie.people.queries import Person
from tests.listening.team import BEGINS, QUESTIONS, Team


@dataclass
class Room:
    """A team in a séance, up to the step that is answered without a trace."""

    team: Team
    gathering: Gathering
    run: StepRun

    def answer(self, person: Person, mark: int) -> str:
        receipt = commands.new_receipt()
        seen = queries.wave_during(self.run.pk, to=person)
        commands.answer_wave(seen, marks=dict.fromkeys(QUESTIONS, mark), receipt=receipt, by=person)
        return receipt

    def everybody_answers(self, high: int = 7) -> None:
        for at, person in enumerate(self.team.people):
            self.answer(person, 5 if at < high else 2)

    def close(self) -> None:
        gatherings.close_step(self.gathering, by=self.team.driss)

    def told(self, to: Person | None) -> list[str]:
        """What the page of the step says of its shares; None is the wall of the room."""
        run = moment(self.gathering, to=to).now
        return [share.said.fr for share in run.outcome.shares]


def room(of: Team, *, at=BEGINS) -> Room:
    with clock.at(at):
        gathering = gatherings.call_gathering(
            of.circle, guide=guides.guide("vague-equipe"), mode="live", by=of.driss
        )
        gathering = gatherings.open_gathering(gathering, by=of.driss)
        for person in of.people[1:]:
            voice = circles.membership(of.circle, person).voice
            gatherings.enter(gathering, person=person, voice=voice, by=person)
        gatherings.open_next(gathering, by=of.driss)
        gatherings.close_step(gathering, by=of.driss)
        run = gatherings.open_next(gathering, by=of.driss)
    assert run.step == "pouls"
    return Room(of, gathering, run)


def room_of_guests(of: Team, guests: int, at) -> Room:
    """Driss, and people who come in with a code and a first name: new numbers each time, perhaps the same people."""
    with clock.at(at):
        gathering = gatherings.call_gathering(
            of.circle, guide=guides.guide("vague-equipe"), mode="live", by=of.driss
        )
        gathering = gatherings.open_gathering(gathering, by=of.driss)
        company = [
            gatherings.welcome_guest(gathering, name=f"Passant {n}", voice=Voice.PATIENT)
            for n in range(guests)
        ]
        gatherings.open_next(gathering, by=of.driss)
        gatherings.close_step(gathering, by=of.driss)
        run = gatherings.open_next(gathering, by=of.driss)
    return Room(Team(of.circle, of.driss, [of.driss, *company], of.farid), gathering, run)


def whole_database() -> dict[str, list[str]]:
    found = {}
    with open_door(), connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found[model._meta.label] = sorted(json.dumps(row, default=str) for row in cursor.fetchall())
    return found
