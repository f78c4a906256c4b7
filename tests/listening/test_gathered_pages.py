"""The pages around a step that is answered without a trace: what they say, and what they never write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from polyphonie.base import beats, clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as seances
from polyphonie.guides import queries as guides
from polyphonie.listening import commands, queries
from polyphonie.listening.models import Wave
from tests import cast
from tests.base.said import plain
from tests.listening.room import room
from tests.listening.team import BEGINS, QUESTIONS, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    with clock.at(BEGINS):
        yield room(team())


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person, path: str) -> str:
    return plain(browser(person).get(path, follow=True).content.decode())


def wave_of(here) -> int:
    return queries.wave_during(here.run.pk, to=here.team.driss).row.pk


def test_the_phone_says_how_many_may_answer_and_who(here):
    asked = page(here.team.people[3], f"/gatherings/{here.gathering.pk}/")
    assert "Vous êtes 9 à pouvoir répondre." in asked and "Driss, Membre0" in asked
    late = cast.person("Tardif")
    with clock.at(BEGINS + timedelta(minutes=1)):
        gatherings.enter(here.gathering, person=late, voice="patient", by=late)
    with clock.at(BEGINS + timedelta(minutes=2)):
        again = page(here.team.people[3], f"/gatherings/{here.gathering.pk}/")
        assert "Vous êtes 9 à pouvoir répondre." in again and "Tardif" not in again
        assert "Cette étape a commencé avant vous." in page(late, f"/gatherings/{here.gathering.pk}/")


def test_an_answer_that_comes_too_late_is_refused_and_its_receipt_is_written_nowhere(here):
    client, receipt = browser(here.team.people[3]), commands.new_receipt()
    wave = wave_of(here)
    marks = {f"mark_{question}": "4" for question in QUESTIONS}
    here.close()
    late = client.post(f"/waves/{wave}/", {**marks, "fresh": receipt, "receipt": receipt})
    assert late.status_code == 422 and "terminée" in late.content.decode()
    assert receipt not in late.content.decode()
    wrong = client.post(f"/waves/{wave}/", {"mark_aide": "9", "fresh": receipt}, follow=True)
    assert wrong.redirect_chain[-1][0] == f"/gatherings/{here.gathering.pk}/"


def test_what_it_tells_is_told_in_the_gathering_alone(here):
    wave = wave_of(here)
    here.everybody_answers()
    here.close()
    answer = browser(here.team.driss).get(f"/waves/{wave}/")
    assert (answer.status_code, answer.url) == (302, f"/gatherings/{here.gathering.pk}/")
    assert queries.waves_of(here.gathering.assembly, to=here.team.driss) == []
    assert browser(here.team.farid).get(f"/waves/{wave}/").status_code == 404


def test_nobody_writes_for_somebody_else(here):
    gathering = here.gathering.pk
    assert "Écrire pour une personne sans téléphone" not in page(
        here.team.driss, f"/gatherings/{gathering}/console/"
    )
    assert "personne n’y écrit pour quelqu’un d’autre" in page(
        here.team.driss, f"/gatherings/{gathering}/scribe/"
    )


def test_the_page_says_that_what_the_group_says_is_coming_while_it_is_not_told(here):
    """A wave that cannot be closed at once is closed within the minute."""
    here.everybody_answers()
    with open_door():
        asked = Wave.objects.get(during=here.run.pk).asked
        Wave.objects.filter(during=here.run.pk).update(asked={})  # something is wrong with it
    here.close()
    for path in ("", "console/"):
        shown = page(here.team.driss, f"/gatherings/{here.gathering.pk}/{path}")
        assert "Ce que dit le groupe arrive dans un instant." in shown
    with open_door():
        Wave.objects.filter(during=here.run.pk).update(asked=asked)
    beats.tick()
    assert "deux tiers ou plus" in page(here.team.driss, f"/gatherings/{here.gathering.pk}/")
    assert "WaveClosed" in [fact.name for fact in log(seances.topic(here.gathering))]  # open pages hear of it


def test_a_rehearsal_has_no_door():
    driss = cast.person("Driss")
    gathering = gatherings.rehearse(guides.guide("vague-equipe"), mode="live", by=driss)
    assert (seances.by_code(gathering.code), seances.by_secret(gathering.secret)) == (None, None)
    assert gathering.code not in page(driss, f"/gatherings/{gathering.pk}/screen/").replace(" ", "")
