"""What somebody who looks for an answer in a room would try: again, as guests, by joining guests, without devices, in nested rooms."""

from __future__ import annotations

import os
import time
import unicodedata
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connections, transaction

from polyphonie.base import beats, clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles.queries import Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import queries as guides
from polyphonie.guides.contract.format import Guide
from polyphonie.guides.contract.kind import BadSettings
from polyphonie.listening import commands, queries
from polyphonie.listening.contract.sets import sentence
from polyphonie.listening.models import Box
from polyphonie.listening.queries import halves
from polyphonie.people import commands as people
from polyphonie.steps.scale.kind import KIND as SCALE
from tests import cast
from tests.listening.room import Room, room, room_of_guests
from tests.listening.team import BEGINS, PULSE, Team, team

pytestmark = pytest.mark.django_db
ALONE = "Quelqu’un qui connaît sa propre réponse pourrait parfois trouver celle d’une autre personne."


def twice() -> Guide:
    """The guide of a room, in which somebody copied the step: the same sentences, twice."""
    step = guides.guide("vague-equipe").step("pouls")
    return replace(guides.guide("vague-equipe"), steps=(step, replace(step, id="pouls-2")))


def test_a_copied_step_asks_nothing_the_second_time():
    of = team(8, 2)
    with clock.at(BEGINS):
        gathering = gatherings.call_gathering(of.circle, guide=twice(), mode="live", by=of.driss)
        gathering = gatherings.open_gathering(gathering, by=of.driss)
        for person in of.people[1:]:
            gatherings.enter(gathering, person=person, voice=Voice.PROFESSIONAL, by=person)
        here = Room(of, gathering, gatherings.open_next(gathering, by=of.driss))
        here.everybody_answers(high=3)
        here.close()
        assert here.told(of.driss) == ["moins d’un tiers"] * 5
        again = gatherings.open_next(gathering, by=of.driss)
        assert queries.wave_during(again.pk, to=of.driss) is None


def test_guests_who_come_back_under_other_numbers_are_asked_once():
    of = team()
    told = []
    for day, guests in ((0, 9), (1, 8), (29, 9)):
        at = BEGINS + timedelta(days=day)
        here = room_of_guests(of, guests, at)
        with clock.at(at + timedelta(minutes=5)):
            if queries.wave_during(here.run.pk, to=of.driss) is None:
                told.append("")
                continue
            here.everybody_answers(high=3)
            here.close()
            told.append(here.told(of.driss)[0])
    assert told == ["moins d’un tiers", "", "moins d’un tiers"]


def told_of_the_circle(of: Team, chosen) -> None:
    with clock.at(BEGINS):
        wave = of.open(days=1, chosen=chosen)
        for at, person in enumerate(of.people):
            of.answer(wave, person, 5 if at < 3 else 2)
    with clock.at(BEGINS + timedelta(days=2)):
        beats.tick()
        assert of.told(wave, of.driss)[0].whole.said.fr == "entre un tiers et deux tiers"


def test_what_the_circle_has_just_told_a_room_of_it_is_not_asked():
    of = team()
    told_of_the_circle(of, PULSE)
    here = room_of_guests(of, 8, BEGINS + timedelta(days=3))
    with clock.at(BEGINS + timedelta(days=3)):
        assert queries.wave_during(here.run.pk, to=of.driss) is None


def test_one_sentence_that_the_circle_has_just_told_is_not_told_again_by_a_room_of_it():
    of = team()
    told_of_the_circle(of, replace(PULSE, questions=PULSE.questions[:1]))
    here = room_of_guests(of, 8, BEGINS + timedelta(days=3))
    with clock.at(BEGINS + timedelta(days=3, minutes=5)):
        here.everybody_answers(high=7)
        here.close()
        assert here.told(of.driss) == [ALONE, *["deux tiers ou plus"] * 4]


def test_what_a_room_has_just_told_its_circle_does_not_ask_again_for_four_weeks():
    of = team()
    here = room_of_guests(of, 8, BEGINS)
    with clock.at(BEGINS):
        here.everybody_answers()
        here.close()
    with clock.at(BEGINS + timedelta(days=20)), pytest.raises(Refusal, match="viennent d’être posées"):
        of.open()
    with clock.at(BEGINS + timedelta(weeks=4)):
        of.open()


def test_heads_are_counted_when_the_step_opens_and_attaching_guests_does_not_lower_it():
    here = room_of_guests(team(), 8, BEGINS)
    with clock.at(BEGINS):
        wave = queries.wave_during(here.run.pk, to=here.team.driss).row
        assert wave.could == 9
        for guest in here.team.people[1:6]:
            people.attach_guest(guest, to=here.team.driss, by=here.team.driss)
        assert queries.wave_during(here.run.pk, to=here.team.driss).row.could == 9


def test_whoever_has_no_device_is_not_counted_among_those_who_can_answer():
    of = team()
    here = room(of)
    with clock.at(BEGINS):
        gatherings.close_gathering(here.gathering, by=of.driss)
        gathering = gatherings.call_gathering(
            of.circle, guide=guides.guide("vague-equipe"), mode="live", by=of.driss
        )
        gathering = gatherings.open_gathering(gathering, by=of.driss)
        for person in of.people[1:8]:
            gatherings.enter(gathering, person=person, voice=Voice.PROFESSIONAL, by=person)
        gatherings.welcome_without_device(gathering, name="Odile", voice=Voice.PATIENT, by=of.driss)
        gatherings.open_next(gathering, by=of.driss)
        gatherings.close_step(gathering, by=of.driss)
        run = gatherings.open_next(gathering, by=of.driss)
        assert queries.wave_during(run.pk, to=of.driss) is None


@pytest.mark.parametrize("answered", [True, False])
def test_attaching_a_guest_seals_every_box_anew_whether_or_not_they_had_answered(answered):
    here = room_of_guests(team(), 8, BEGINS)
    guest, account = here.team.people[4], cast.person("Gaspard")
    with clock.at(BEGINS):
        here.answer(here.team.people[2], 3)
        if answered:
            here.answer(guest, 5)
        before = sealed()
        people.attach_guest(guest, to=account, by=account)
        assert sealed() != before


def sealed() -> str:
    """The one box there is, as it lies in the database."""
    with open_door():
        return Box.objects.get().sealed


@pytest.mark.parametrize("kind", [Kind.COHORT, Kind.TEAM])
def test_a_gathering_inside_a_gathering_keeps_the_floor_of_the_circle_that_called_first(kind):
    """Where pairs answer, one of them knows two answers: nine are too few, however deep the room."""
    of = team(kind=kind)
    with clock.at(BEGINS):
        outer = gatherings.call_gathering(of.circle, guide=guides.guide("tour"), mode="live", by=of.driss)
        outer = gatherings.open_gathering(outer, by=of.driss)
        for person in of.people[1:]:
            gatherings.enter(outer, person=person, voice=Voice.PROFESSIONAL, by=person)
    here = room(Team(outer.assembly, of.driss, of.people, of.farid))
    with clock.at(BEGINS):
        seen = queries.wave_during(here.run.pk, to=of.driss)
    assert (seen is None) == (kind == Kind.COHORT)


def test_a_lost_half_key_is_said_and_seals_nothing():
    here = room(team())
    with clock.at(BEGINS):
        wave = queries.wave_during(here.run.pk, to=here.team.driss).row
        halves.destroy(wave.half)
        with pytest.raises(Refusal, match="ne peut plus s’ouvrir"):
            here.answer(here.team.people[2], 4)
        here.close()
        assert all("ne peuvent plus être lues" in said for said in here.told(here.team.driss))


def test_a_folder_that_cannot_be_written_gets_a_sentence(settings, tmp_path):
    settings.DATA = tmp_path / "a file"
    settings.DATA.write_text("not a folder")
    with clock.at(BEGINS), pytest.raises(Refusal, match="ne s’écrit pas"):
        team().open()


def test_a_half_key_made_this_hour_is_not_taken_for_a_lost_one():
    name = halves.make()
    commands.forget_lost_halves()
    assert halves.half(name)
    hour_ago = time.time() - halves.YOUNG - 1
    os.utime(halves.folder() / name, (hour_ago, hour_ago))
    commands.forget_lost_halves()
    assert not halves.half(name)


UNSEEN = (
    "Je peux\u200b le dire",
    "Je peux le\u00ad dire",
    "JE PEUX, le dire !",
    "Je peux le di\u0301re".replace("i\u0301", "i"),
)


@pytest.mark.parametrize("said", UNSEEN)
def test_a_sentence_is_the_same_whatever_signs_nobody_sees(said):
    assert sentence(Text(said, "")) == sentence(Text("Je peux le dire", ""))
    assert sentence(Text("déjà", "")) == sentence(Text(unicodedata.normalize("NFD", "déjà"), ""))
    twice = [{"id": "a", "fr": said, "en": "x"}, {"id": "b", "fr": "Je peux le dire", "en": "y"}]
    with pytest.raises(BadSettings, match="twice"):
        SCALE.settings({"items": twice})


@pytest.mark.django_db(transaction=True)
def test_two_rooms_that_end_at_once_are_told_once():
    """The second end waits until what the first told can be read: a transaction that is not over hides nothing from it."""
    of = team()
    first, second = room(of), room(of)
    with clock.at(BEGINS):
        first.everybody_answers(high=2)
        second.everybody_answers(high=7)
    told, done = Event(), Event()

    def ends(here: Room, *, before=None, after=None) -> None:
        try:
            if before:
                before.wait(20)
            with clock.at(BEGINS), transaction.atomic():
                here.close()
                if after:
                    after.set()
                    done.wait(0.5)  # not committed yet: the other has come meanwhile
        finally:
            connections.close_all()

    hands = [
        Thread(target=ends, args=(first,), kwargs={"after": told}),
        Thread(target=ends, args=(second,), kwargs={"before": told}),
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with clock.at(BEGINS):
        assert first.told(of.driss) == ["moins d’un tiers"] * 5
        assert second.told(of.driss) == [ALONE] * 5
