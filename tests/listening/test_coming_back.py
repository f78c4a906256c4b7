"""Waves that come back by themselves, and questions that a circle brings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from polyphonie.base import beats, clock
from polyphonie.base.facts import log
from polyphonie.base.refusals import Refusal
from polyphonie.circles import commands as circles
from polyphonie.listening import commands, queries
from polyphonie.listening.queries import UnreadableSet
from polyphonie.people import commands as people
from tests.listening.team import BEGINS, PULSE, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine():
    return team()


def days_go_by(many: int) -> None:
    for day in range(many):
        with clock.at(BEGINS + timedelta(days=day, hours=1)):
            beats.tick()


def begin(nine, **more):
    with clock.at(BEGINS):
        return commands.begin_rhythm(nine.circle, chosen=PULSE, weeks=4, days=7, by=nine.driss, **more)


def opened(nine) -> list[str]:
    with clock.at(BEGINS + timedelta(days=100)):
        return [f"{w.row.opened_at:%d/%m}" for w in queries.waves_of(nine.circle, to=nine.driss)][::-1]


def test_it_opens_now_and_again_every_four_weeks(nine):
    begin(nine, at_most=2)
    days_go_by(60)
    assert opened(nine) == ["01/03", "29/03", "26/04"]
    with clock.at(BEGINS + timedelta(days=60)):
        (seen,) = queries.rhythms_of(nine.circle, to=nine.people[3])
        assert (f"{seen.row.next_on:%d/%m}", seen.set.id) == ("24/05", "pouls-equipe")
        assert queries.rhythms_of(nine.circle, to=nine.farid) == []
        assert queries.rhythm(seen.row.pk, to=nine.farid) is None


def test_it_ends_when_somebody_who_looks_after_the_circle_ends_it(nine):
    rhythm = begin(nine)
    with pytest.raises(Refusal, match="Seules les personnes qui animent"):
        commands.end_rhythm(rhythm, by=nine.people[4])
    with clock.at(BEGINS + timedelta(days=3)):
        commands.end_rhythm(rhythm, by=nine.driss)
    days_go_by(60)
    assert opened(nine) == ["01/03"]
    assert [fact.name for fact in log(f"circle:{nine.circle.pk}")][-2:] == ["RhythmBegun", "RhythmEnded"]


def test_a_time_that_cannot_be_is_skipped_and_the_next_one_is_tried(nine):
    """Three leave: six are too few to hide somebody. They come back, and so does the wave."""
    begin(nine)
    gone = nine.people[6:9]
    with clock.at(BEGINS + timedelta(days=20)):
        for person in gone:
            circles.leave(nine.circle, person=person, by=person)
    days_go_by(40)
    assert opened(nine) == ["01/03"]
    with clock.at(BEGINS + timedelta(days=40)):
        for person in gone:
            circles.enter(nine.circle, person=person, voice="patient", by=nine.driss)
    days_go_by(60)
    assert opened(nine) == ["01/03", "26/04"]


def test_two_waves_of_one_rhythm_are_a_week_apart_at_least(nine):
    with clock.at(BEGINS), pytest.raises(Refusal, match="au moins une semaine"):
        commands.begin_rhythm(nine.circle, chosen=PULSE, weeks=2, days=14, by=nine.driss)
    begin(nine)
    with clock.at(BEGINS + timedelta(days=20)), pytest.raises(Refusal, match="revient déjà"):
        commands.begin_rhythm(nine.circle, chosen=PULSE, weeks=4, days=7, by=nine.driss)


def test_whoever_is_forgotten_takes_their_rhythm_along(nine):
    begin(nine)
    with clock.at(BEGINS + timedelta(days=2)):
        people.erase(nine.driss, by=nine.driss)
    days_go_by(60)
    with clock.at(BEGINS + timedelta(days=60)):
        assert len(queries.waves_of(nine.circle, to=nine.people[2])) == 1
        assert queries.rhythms_of(nine.circle, to=nine.people[2]) == []


def test_a_circle_asks_the_questions_it_brought_and_no_other_circle_sees_them(nine):
    file = queries.file_text("travail").replace("Notre travail", "Nos nuits")
    with clock.at(BEGINS):
        own = commands.bring_set(nine.circle, toml=file, by=nine.driss)
        assert [chosen.title.fr for chosen in queries.sets_of(nine.circle)] == [
            "Égalité des voix", "Pouls d’équipe", "Notre travail", "Nos nuits",
        ]  # fmt: skip
        wave = nine.open(chosen=own)
        assert queries.wave(wave.pk, to=nine.people[5]).set.title.fr == "Nos nuits"
        with pytest.raises(Refusal):
            commands.bring_set(nine.circle, toml=file, by=nine.people[5])
        with pytest.raises(Refusal, match="pas pour vous"):
            commands.bring_set(nine.circle, toml=file, by=nine.farid)
    (elsewhere,) = nine.farid.memberships.all()
    assert len(queries.sets_of(elsewhere.circle)) == 3


@pytest.mark.parametrize("toml", ["", "x = ", "a" * 30_000, 'id = "sans-questions"'])
def test_questions_that_cannot_be_read_are_refused_with_their_mistakes(nine, toml):
    with clock.at(BEGINS), pytest.raises(UnreadableSet) as found:
        commands.bring_set(nine.circle, toml=toml, by=nine.driss)
    assert found.value.mistakes
    assert len(queries.sets_of(nine.circle)) == 3
