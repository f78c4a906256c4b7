"""A wave inside a gathering: asked of those who are there, told when its step closes, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from polyphonie.base import beats, clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import moment, record_of
from polyphonie.guides import queries as guides
from polyphonie.listening import commands, queries
from polyphonie.listening.models import Box, Figure, Wave
from polyphonie.listening.queries import halves
from polyphonie.steps.scale.kind import KIND as SCALE
from tests import cast
from tests.listening.database import whole_database
from tests.listening.room import Room, room
from tests.listening.team import BEGINS, PULSE, QUESTIONS, Team, team

pytestmark = pytest.mark.django_db
TOLD = "deux tiers ou plus"


def test_nine_people_in_a_room_read_shares_when_the_step_closes_and_not_before():
    here = room(team())
    with clock.at(BEGINS):
        here.everybody_answers()
        assert here.told(here.team.people[8]) == []
        here.close()
        assert here.told(here.team.people[8]) == [TOLD] * 5 == here.told(None)
        (section,) = (
            s
            for s in record_of(here.gathering, to=here.team.driss).sections
            if s.title.fr == "Le pouls d’équipe"
        )
        assert [line.remark.fr for block in section.blocks[1:] for line in block.lines] == [TOLD] * 5
    with open_door():
        wave = Wave.objects.get(during=here.run.pk)
        assert Figure.objects.filter(wave=wave).count() == 5
        assert not Box.objects.filter(wave=wave).exists()


def test_the_sentences_are_those_of_the_team_pulse():
    """Said twice, in two files: a wave of the circle and one of a gathering rest from each other only if they are the same."""
    step = guides.guide("vague-equipe").step("pouls")
    assert SCALE.settings(step.settings).items == tuple((q.id, q.text) for q in PULSE.questions)


def test_farid_reads_nothing_of_it():
    here = room(team())
    farid = here.team.farid
    with clock.at(BEGINS):
        wave = queries.wave_during(here.run.pk, to=here.team.driss)
        here.everybody_answers()
        here.close()
        assert here.told(here.team.driss) == [TOLD] * 5
        assert here.told(farid) == []
        assert queries.wave_during(here.run.pk, to=farid) is None
        assert queries.wave(wave.row.pk, to=farid) is None
        elise = cast.person("Elise")  # of the circle since then, and never in the room
        assert here.told(elise) == []


def test_an_answer_changes_one_sealed_text_and_nothing_else_in_the_database():
    """No contribution, no fact, no moment: whoever compares the database before and after finds no person."""
    here = room(team())
    with clock.at(BEGINS + timedelta(minutes=3)):
        here.answer(here.team.people[0], 4)
        before = whole_database()
        here.answer(here.team.people[5], 1)
        after = whole_database()
    changed = {label for label in before if before[label] != after[label]}
    assert changed == {"listening.Box"}
    assert len(after["listening.Box"]) == 1


def test_nobody_sees_who_has_answered():
    here = room(team())
    with clock.at(BEGINS):
        before = moment(here.gathering, to=here.team.driss)
        here.answer(here.team.people[3], 4)
        after = moment(here.gathering, to=here.team.driss)
        assert (before.awaited, before.answered) == (after.awaited, after.answered) == ((), ())
        assert before.now.outcome == after.now.outcome
        assert queries.wave_during(here.run.pk, to=here.team.people[3]).answered
        assert not queries.wave_during(here.run.pk, to=here.team.people[4]).answered


def test_the_way_of_answering_that_leaves_a_row_is_closed():
    here = room(team())
    with clock.at(BEGINS), pytest.raises(Refusal, match="ne vous attend pas"):
        gatherings.answer(here.run, answer=SCALE.Answer((("aide", 4),)), by=here.team.people[2])


def test_too_few_are_asked_nothing_and_the_guide_goes_on():
    here = room(team(6, 2))
    with clock.at(BEGINS):
        assert queries.wave_during(here.run.pk, to=here.team.driss) is None
        open_now = moment(here.gathering, to=here.team.driss).now
        assert [block.label for block in open_now.context] == [q.text for q in PULSE.questions]
        here.close()
        shares = moment(here.gathering, to=here.team.driss).now.outcome.shares
        assert [(share.title, share.said) for share in shares] == [(q.text, None) for q in PULSE.questions]
        assert [s.title.fr for s in record_of(here.gathering, to=here.team.driss).sections] == []
        assert gatherings.open_next(here.gathering, by=here.team.driss).step == "resonne"


def test_fewer_answers_than_the_floor_tell_nothing():
    here = room(team())
    with clock.at(BEGINS):
        for person in here.team.people[:6]:
            here.answer(person, 5)
        here.close()
        run = moment(here.gathering, to=here.team.driss).now
        assert [share.bands for share in run.outcome.shares] == [()] * 5
        assert all("7" in share.said.fr for share in run.outcome.shares)


def test_whoever_comes_later_reads_and_does_not_answer():
    here = room(team())
    late = cast.person("Tardif")
    with clock.at(BEGINS + timedelta(minutes=1)):
        gatherings.enter(here.gathering, person=late, voice=Voice.PATIENT, by=late)
        here.everybody_answers()
        with pytest.raises(Refusal):
            here.answer(late, 1)
        here.close()
        assert here.told(late) == [TOLD] * 5


def test_an_answer_on_its_way_when_the_step_closes_is_refused_with_a_sentence():
    here = room(team())
    with clock.at(BEGINS):
        seen = queries.wave_during(here.run.pk, to=here.team.people[4])
        here.close()
        with pytest.raises(Refusal, match="terminée"):
            commands.answer_wave(
                seen, marks={"aide": 3}, receipt=commands.new_receipt(), by=here.team.people[4]
            )


def test_an_answer_is_changed_with_its_receipt_until_the_step_closes():
    here = room(team())
    with clock.at(BEGINS):
        here.everybody_answers(high=6)
        (last,) = here.team.people[6:7]
        with pytest.raises(Refusal, match="16 chiffres"):
            here.answer(last, 5)
    other = room(team_again(here), at=BEGINS + timedelta(days=40))
    with clock.at(BEGINS + timedelta(days=40)):
        for at, person in enumerate(other.team.people):
            receipt = other.answer(person, 5 if at < 5 else 2)
        seen = queries.wave_during(other.run.pk, to=person)
        commands.answer_wave(seen, marks=dict.fromkeys(QUESTIONS, 5), receipt=receipt, by=person)
        other.close()
        assert other.told(person) == [TOLD] * 5  # six of nine, where five would have been a band less


def team_again(here: Room) -> Team:
    with clock.at(BEGINS + timedelta(days=1)):
        here.close()
        gatherings.close_gathering(here.gathering, by=here.team.driss)
    return here.team


def test_the_same_sentences_told_twice_within_four_weeks_are_told_once():
    of = team()
    told = [room_told(of, BEGINS + timedelta(days=days)) for days in (0, 20, 49)]
    assert told == [[TOLD] * 5, [], [TOLD] * 5]


def test_what_comes_back_every_four_weeks_at_the_same_hour_is_told():
    of = team()
    assert [room_told(of, BEGINS + timedelta(weeks=weeks)) for weeks in (0, 4)] == [[TOLD] * 5] * 2


def room_told(of: Team, at) -> list[str]:
    here = room(of, at=at)
    with clock.at(at + timedelta(minutes=10)):
        if queries.wave_during(here.run.pk, to=of.driss):
            here.everybody_answers()
        here.close()
        gatherings.close_gathering(here.gathering, by=of.driss)
    with clock.at(at + timedelta(minutes=11)):
        (run,) = (r for r in moment(here.gathering, to=of.driss).runs if r.step.id == "pouls")
        return [share.said.fr for share in run.outcome.shares if share.said]


def test_nobody_is_written_to_and_nothing_waits_at_home():
    here = room(team())
    mail.outbox.clear()
    with clock.at(BEGINS):
        assert queries.waiting_for(here.team.people[2]) == []
        here.everybody_answers()
        here.close()
        beats.tick()
    with clock.at(BEGINS + timedelta(days=2)):
        beats.tick()
    told = {sent.subject.rpartition(":")[2].strip() for sent in mail.outbox}
    assert told == {"Une séance vous attend"}  # the gathering itself, when it was called


def test_a_gathering_that_ends_ends_its_wave_and_forgets_its_key(django_capture_on_commit_callbacks):
    here = room(team())
    with clock.at(BEGINS), django_capture_on_commit_callbacks(execute=True):
        here.everybody_answers()
        gatherings.close_gathering(here.gathering, by=here.team.driss)
    with open_door():
        assert not Wave.objects.filter(closed_at=None).exists()
    assert list(halves.folder().iterdir()) == []


def test_it_is_not_thrown_away_apart_from_its_step():
    here = room(team())
    with clock.at(BEGINS):
        wave = queries.wave_during(here.run.pk, to=here.team.driss).row
        with pytest.raises(Refusal):
            commands.stop_wave(wave, by=here.team.driss)


def test_a_rehearsal_shows_what_a_group_would_see():
    driss = cast.person("Driss")
    with clock.at(BEGINS):
        gathering = gatherings.rehearse(guides.guide("vague-equipe"), mode="live", by=driss)
        for _ in range(2):
            run = gatherings.open_next(gathering, by=driss)
            gatherings.play(gathering, seed=run.pk, but=driss)
            gatherings.close_step(gathering, by=driss, anyway=True)
        assert run.step == "pouls"
        shown = moment(gathering, to=driss).now.outcome.shares
    assert [bool(share.bands) for share in shown] == [True] * 5
