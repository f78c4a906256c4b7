"""The rows are a snapshot of the log: what the log rebuilds is what the rows say, at every moment of any play."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from polyphonie.base import facts
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.contract.state import State, apply, replay
from polyphonie.gatherings.models import Contribution, Gathering, RoleHeld, StepRun
from polyphonie.gatherings.queries import people_in, topic
from polyphonie.guides import queries as guides
from polyphonie.people import commands as people
from polyphonie.people.queries import Person

pytestmark = pytest.mark.django_db
SHAPES = {"meteo", "petits-pas", "consent", "cas"}  # short, wide, looping, and what ends by itself
PLAYS = [(guide.id, mode) for guide in guides.library() if guide.id in SHAPES for mode in guide.modes]
some_seeds = settings(
    max_examples=3,
    phases=(Phase.generate,),  # a play is long: the seed that failed is enough to play it again
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def of_rows(gathering: Gathering) -> State:
    """Where the gathering stands, read from its rows alone."""
    row = Gathering.objects.get(pk=gathering.pk)
    run = StepRun.objects.filter(gathering=row).order_by("pk").last()
    members = people_in(row)
    roles = [(held.role, held.person_id) for held in RoleHeld.objects.filter(gathering=row)]
    roles += [(m.charge, m.person_id) for m in members if m.charge == "secretary"]
    state = State(
        phase="closed" if row.closed_at else "open" if row.opened_at else "planned",
        people=frozenset(m.person_id for m in members),
        roles=tuple(sorted(roles)),
    )
    if run is None:
        return state
    with open_door():
        given = Contribution.objects.filter(run=run, entry__ended_at=None).values_list("pk", flat=True)
        answered = frozenset(given)
    return State(
        phase=state.phase,
        run=run.pk,
        step=run.step,
        turn=run.turn,
        deadline=run.deadline.isoformat(),
        step_open=run.closed_at is None,
        people=state.people,
        answered=answered,
        roles=state.roles,
    )


@dataclass
class Play:
    """One whole gathering, with what chance adds to it: more time, a secretary, somebody who takes their words back."""

    guide: str
    mode: str
    seed: int

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        chosen: Any = guides.guide(self.guide)
        self.driss = people.welcome_guest(name="Driss")
        others = self.dice.randint(max(chosen.group[0] - 1, 2), 4)
        self.gathering = commands.rehearse(chosen, mode=self.mode, by=self.driss, others=others)

    def moments(self):
        """Play to the end; stop after each thing that happens."""
        yield
        for _ in range(60):
            try:
                run = commands.open_next(self.gathering, by=self.driss)
            except Refusal:  # over several days, the last answer has opened the next step, or ended it all
                run = StepRun.objects.filter(gathering=self.gathering, closed_at=None).first()
            if run is None:
                break
            yield
            yield from self._something_else()
            commands.play(self.gathering, seed=self.dice.randint(0, 99))
            yield
            yield from self._somebody_takes_back(run)
            if StepRun.objects.filter(pk=run.pk, closed_at=None).exists():
                commands.close_step(self.gathering, by=self.driss, anyway=True)
                yield
        commands.close_gathering(self.gathering, by=self.driss)
        yield

    def _something_else(self):
        if self.dice.random() < 0.3:
            commands.extend(self.gathering, minutes=self.dice.randint(1, 9), by=self.driss)
            yield
        if self.dice.random() < 0.1:
            somebody = self.dice.choice(list(people_in(self.gathering).exclude(person=self.driss)))
            if not people_in(self.gathering).filter(charge="secretary").exists():
                commands.give_role(self.gathering, role="secretary", person=somebody.person_id, by=self.driss)
                yield

    def _somebody_takes_back(self, run: StepRun):
        if self.dice.random() < 0.3 and run.step not in (
            "proposition",
            "ajuster",
            "consentement",
            "integrer",
        ):
            with open_door():
                given = list(Contribution.objects.filter(run=run, entry__ended_at=None))
            if given:
                taken = self.dice.choice(given)
                commands.take_back(taken.pk, by=Person.objects.get(pk=taken.person_id))
                yield


@pytest.mark.parametrize(("guide", "mode"), PLAYS)
@some_seeds
@given(seed=st.integers(0, 10_000), cut=st.floats(0, 1))
def test_the_log_rebuilds_the_rows_at_every_moment_whole_or_in_parts_and_told_twice(guide, mode, seed, cut):
    play = Play(guide, mode, seed)
    for _ in play.moments():
        assert replay(facts.log(topic(play.gathering))) == of_rows(play.gathering)
    log = facts.log(topic(play.gathering))
    at = round(cut * len(log))
    state = replay(log[:at])
    for fact in facts.log(topic(play.gathering), since=at):  # taken up again where it was left
        state = apply(state, fact)
        assert apply(state, fact) == state  # told twice
    assert state == replay(log)
    assert [fact.seq for fact in log] == list(range(1, len(log) + 1))


def test_somebody_who_leaves_is_no_longer_among_the_people_of_the_log(db):
    play = Play("tour", "live", 1)
    moments = play.moments()
    next(moments)
    somebody = people_in(play.gathering).exclude(person=play.driss).first()
    assert somebody is not None
    circles.leave(play.gathering.assembly, person=somebody.person, by=somebody.person)
    assert replay(facts.log(topic(play.gathering))).people == of_rows(play.gathering).people


def test_the_log_never_holds_words(world):
    """What is told in the log is a number or a moment, even where the answer was long."""
    play = Play("petits-pas", "live", 3)
    for _ in play.moments():
        pass
    told = facts.log(topic(play.gathering))
    words = {
        str(value)
        for fact in told
        for key, value in fact.ids.items()
        if key not in ("deadline", "step", "role")
    }
    assert {word for word in words if not word.isdigit()} == set()
    assert queries.record_of(play.gathering, to=play.driss).sections != ()
