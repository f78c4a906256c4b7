"""What people wrote to apply is forgotten; while their pair lives, its two halves keep a first name and their way back."""

from datetime import timedelta

import pytest
from django.core import mail

from polyphonie.base import beats, clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.notices import letters
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Application
from tests.base.said import plain, refused
from tests.programmes.duo import form
from tests.programmes.road import NOON, NOT_FOUND
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db

HALF_A_YEAR_LATER = NOON + timedelta(days=220)  # after the last day of the call


def here(application):
    return f"/application/{queries.application_link(application.pk)}/"


def pairs(d):
    return [name for each in queries.accompanied(d.r.cohort, to=d.r.driss) for name in each.names]


def left(d, at):
    row = d.r.again(d.applications[at])
    return row.name, row.email, row.contact, row.answers, row.care, row.refuses


def test_a_half_without_an_account_comes_back_for_as_long_as_the_programme_lasts(d):
    mine = here(d.applications[1])
    with clock.at(HALF_A_YEAR_LATER):
        assert clock.today() < queries.cohort(d.r.cohort.circle_id, to=d.r.driss).ends_on
        beats.tick()
        assert browser().get(mine).status_code == 200
        client = browser()
        pair = client.post(f"{mine}pair/").url
        assert client.get(pair).status_code == 200


def test_coordinators_still_read_which_pairs_they_accompany(d):
    before = pairs(d)
    with clock.at(HALF_A_YEAR_LATER):
        beats.tick()
        assert (pairs(d), len(before)) == (before, 4)


def test_half_a_year_after_the_call_the_answers_of_a_half_are_gone(d):
    d.r.write(d.applications[1], contact="06", care="Dr Sy", refuses="Jean", email="karim@ailleurs.example")
    with clock.at(HALF_A_YEAR_LATER):
        beats.tick()
    assert left(d, 1) == ("Karim", "karim@ailleurs.example", "", {}, "", "")
    assert left(d, 0) == ("Amina", "", "", {}, "", "")  # she has an account: no letter goes to this address


def test_whoever_takes_their_application_back_is_told_that_the_pair_stays_and_how_to_leave_it(d):
    mine = here(d.applications[1])
    said = "Vos réponses sont effacées tout de suite, mais votre binôme reste"
    page = plain(browser().get(mine).content.decode())
    assert said in page and "Pour le quitter aussi : entrez dans votre binôme" in page
    alone = d.r.apply("Rose")
    page = plain(browser().get(here(alone)).content.decode())
    assert said not in page and "Ce que vous avez écrit est effacé tout de suite." in page


def test_a_half_who_takes_their_application_back_still_finds_their_pair(d):
    mine = here(d.applications[1])
    assert browser().post(f"{mine}withdrawal/").url == mine
    page = plain(browser().get(mine).content.decode())
    assert "Vos réponses sont effacées." in page and "Vous êtes en binôme avec Amina" in page
    assert 'name="q_' not in page and "withdrawal/" not in page
    assert browser().post(f"{mine}pair/").status_code == 302
    assert left(d, 1)[:4] == ("Karim", "karim@ailleurs.example", "", {})
    assert "Karim" in pairs(d)


def test_nothing_is_written_any_more_in_an_application_that_was_taken_back(d):
    amina, karim = d.applications
    commands.withdraw_application(karim, by=None)
    with refused(NOT_FOUND):
        d.r.write(d.r.again(karim))
    assert queries.together_by_link(queries.together_link(karim.pk)) is None
    assert queries.application(karim.pk, to=d.r.driss) is None
    assert queries.care_asked(d.r.again(karim)) == []
    (half,) = queries.application_by_link(queries.application_link(amina.pk)).halves
    assert (half.other.name, half.reach) == ("Karim", [])  # the address serves to tell him, and nothing else


def test_one_s_own_data_hold_what_is_left(d):
    commands.withdraw_application(d.applications[1], by=None)
    held = [each for each in queries.held_about(d.karim) if "applied as" in each]
    assert [(each["applied as"], each["e-mail"]) for each in held] == [("Karim", "karim@ailleurs.example")]


def test_a_half_who_took_their_application_back_learns_by_mail_that_their_pair_has_ended(d):
    letters.deliver()  # those that proposed it
    before = len(mail.outbox)
    commands.withdraw_application(d.applications[1], by=None)
    circles.leave(d.circle, person=d.amina, by=d.amina)
    letters.deliver()
    assert [each.to for each in mail.outbox[before:]] == [["karim@ailleurs.example"]]
    page = plain(browser().get(here(d.applications[1])).content.decode())
    assert "Votre binôme a pris fin" in page and "revenue à la coordination" not in page


def test_a_month_after_a_pair_has_ended_the_rest_is_gone(d):
    """The letter that says that it ended bears the link of their application: until then it leads somewhere."""
    mine = here(d.applications[1])
    commands.withdraw_application(d.applications[1], by=None)
    circles.leave(d.circle, person=d.amina, by=d.amina)
    assert "Karim" not in {person.name for person in d.r.seen().people.values()}
    with clock.at(NOON + timedelta(days=29)):
        beats.tick()
    assert (left(d, 1)[0], browser().get(mine).status_code) == ("Karim", 200)
    with clock.at(NOON + timedelta(days=31)):
        beats.tick()
    assert left(d, 1) == ("", "", "", {}, "", "")
    assert (d.r.again(d.applications[1]).person_id, browser().get(mine).status_code) == (None, 404)
    assert left(d, 0)[0] == "Amina"  # her call is not over, she may be in another pair


def test_half_a_year_after_the_call_a_pair_that_had_ended_leaves_nothing(d):
    circles.leave(d.circle, person=d.amina, by=d.amina)
    with clock.at(HALF_A_YEAR_LATER):
        beats.tick()
    assert [left(d, at)[0] for at in (0, 1)] == ["", ""]


def test_an_ended_pair_says_that_another_is_possible_only_to_whoever_still_applies(d):
    said, place = "Votre candidature est revenue à la coordination", f"/circles/{d.circle.pk}/pair/"
    circles.leave(d.circle, person=d.karim, by=d.karim)
    assert said in browser(d.amina).get(place).content.decode()
    commands.withdraw_application(d.r.again(d.applications[0]), by=d.amina)
    assert said not in browser(d.amina).get(place).content.decode()


def test_a_half_of_two_pairs_keeps_their_way_back_to_the_one_that_lives(d):
    circles.leave(d.circle, person=d.amina, by=d.amina)
    again = form(d.r, d.r.apply("Rose", themes=["sortie"]), d.r.again(d.applications[1]))
    commands.withdraw_application(d.r.again(d.applications[1]), by=None)
    with clock.at(NOON + timedelta(days=1)):
        beats.tick()
        pair = browser().post(f"{here(d.applications[1])}pair/").url
    assert pair == f"/circles/{again.circle_id}/pair/"


def test_somebody_erased_leaves_nothing_while_their_pair_lives(d):
    people.erase(d.karim, by=d.karim)
    with open_door():
        row = Application.objects.get(pk=d.applications[1].pk)
    assert (row.name, row.email, row.person_id) == ("", "", None)
