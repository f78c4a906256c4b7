"""A team in a séance, up to the step that is answered without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
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
    def come_in(gathering: Gathering) -> None:
        for person in of.people[1:]:
            voice = circles.membership(of.circle, person).voice
            gatherings.enter(gathering, person=person, voice=voice, by=person)

    with clock.at(at):
        return Room(of, *up_to_the_question(of.circle, come_in, by=of.driss))


def up_to_the_question(
    circle: Circle, come_in: Callable[[Gathering], None], *, by: Person
) -> tuple[Gathering, StepRun]:
    """A séance that people come into, until the step that is answered without a trace is open."""
    called = gatherings.call_gathering(circle, guide=guides.guide("vague-equipe"), mode="live", by=by)
    gathering = gatherings.open_gathering(called, by=by)
    come_in(gathering)
    gatherings.open_next(gathering, by=by)
    gatherings.close_step(gathering, by=by)
    run = gatherings.open_next(gathering, by=by)
    assert run.step == "pouls"
    return gathering, run


def room_of_guests(of: Team, guests: int, at) -> Room:
    """Driss, and people who come in with a code and a first name: new numbers each time, perhaps the same people."""
    here = [of.driss]

    def come_in(gathering: Gathering) -> None:
        for n in range(guests):
            here.append(gatherings.welcome_guest(gathering, name=f"Passant {n}", voice=Voice.PATIENT))

    with clock.at(at):
        gathering, run = up_to_the_question(of.circle, come_in, by=of.driss)
    return Room(Team(of.circle, of.driss, here, of.farid), gathering, run)
