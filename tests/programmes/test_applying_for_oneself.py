"""Whose an application is: the account that says “for me”, and nobody who only happens to be signed in."""

import pytest

from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Application, PairProposal
from tests import cast
from tests.base.said import plain, refused
from tests.programmes.road import NOT_FOUND
from tests.programmes.test_needs import carry
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db

QUESTION = "Pour qui est cette candidature ?"
ONCE = (
    "Votre compte a déjà une candidature à cet appel. Revenez-y par son adresse, ou choisissez « Pour quelqu’un "
    "d’autre »."
)


@pytest.fixture
def doors(r):
    """The three pages where an application begins: of the call, of somebody who comes with one, of a need."""
    r.karim, r.hanna = r.apply("Karim", "professional"), r.apply("Hanna", "professional")
    link, need = queries.link_of(r.call.pk), carry(r, r.hanna)
    return {
        "call": f"/apply/{link}/",
        "together": f"/apply/together/{queries.together_link(r.karim.pk)}/",
        "need": f"/apply/{link}/needs/{need.pk}/",
    }


def begun(client, door, **more):
    return client.post(door, {"name": "Amina", "voice": "patient", **more})


def amina():
    with open_door():
        return Application.objects.select_related("call__cohort__circle").get(name="Amina")


@pytest.mark.parametrize("door", ["call", "together", "need"])
def test_whoever_is_signed_in_says_for_whom_they_apply(doors, door):
    nurse = cast.person("Nurse")
    client, at = browser(nurse), doors[door]
    page = plain(client.get(at).content.decode())
    assert [said in page for said in (QUESTION, "Pour moi (compte de Nurse)")] == [True, True]
    unsaid = begun(client, at)
    assert unsaid.status_code == 422
    assert "Dites pour qui est cette candidature." in unsaid.content.decode()
    assert begun(client, at, for_whom="them").status_code == 422
    assert begun(client, at, for_whom="other").status_code == 302
    assert amina().person is None


@pytest.mark.parametrize("door", ["call", "together", "need"])
def test_an_account_that_applies_for_itself_is_the_applicant(doors, door):
    account = cast.person("Account")
    mine = begun(browser(account), doors[door], for_whom="me").url
    assert amina().person == account
    assert browser(account).get(mine).status_code == 200
    assert [held["applied as"] for held in queries.held_about(account) if "applied as" in held] == ["Amina"]


@pytest.mark.parametrize("door", ["call", "together", "need"])
def test_a_visitor_is_asked_nothing_more_and_cannot_say_it(doors, door):
    assert QUESTION not in plain(browser().get(doors[door]).content.decode())
    assert begun(browser(), doors[door], for_whom="me").status_code == 302
    assert amina().person is None


def test_a_first_name_that_is_signed_in_is_a_visitor(doors):
    guest = people.welcome_guest(name="Rose")
    assert QUESTION not in plain(browser(guest).get(doors["call"]).content.decode())
    begun(browser(guest), doors["call"])
    assert amina().person is None


def test_who_types_for_a_patient_reads_nothing_of_what_the_patient_writes_later(r, doors):
    nurse = cast.person("Nurse")
    begun(browser(nurse), doors["call"], for_whom="other")
    r.write(amina(), refuses="Nurse, qui me fait peur")
    assert queries.held_about(nurse) == []


def test_an_account_applies_for_itself_once_and_for_as_many_others_as_it_likes(r, doors):
    account = cast.person("Account")
    begun(browser(account), doors["call"], for_whom="me")
    with refused(ONCE):
        commands.apply_to(r.call, name="A", voice="patient", by=account)
    again = browser(account).post(doors["call"], {"name": "B", "voice": "patient", "for_whom": "me"})
    assert again.status_code == 422
    others = [{"name": name, "voice": "patient", "for_whom": "other"} for name in ("C", "D")]
    assert [browser(account).post(doors["call"], other).status_code for other in others] == [302, 302]
    commands.withdraw_application(amina(), by=account)
    commands.apply_to(r.call, name="A", voice="patient", by=account)


def test_nobody_comes_together_with_themselves_but_may_type_for_who_comes_with_them(r):
    account = cast.person("Account")
    mine = r.apply("Amina", by=account)
    at = f"/apply/together/{queries.together_link(mine.pk)}/"
    given = {"name": "Karim", "voice": "professional"}
    assert browser(account).post(at, given | {"for_whom": "me"}).status_code == 422
    assert browser(account).post(at, given | {"for_whom": "other"}).status_code == 302


def test_a_coordinator_who_applies_is_one_of_the_two_and_does_not_write_for_the_coordination(r):
    """`0026`: each of the two, and somebody who coordinates and is neither of them."""
    one = r.apply("Amina", care="Driss")
    mine = r.apply("Driss", "professional", by=r.driss)
    assert mine.person == r.driss
    seen = queries.care_between(r.call.pk, one.pk, mine.pk, to=r.driss)
    with refused(
        "Vous êtes l’une de ces deux personnes. Quelqu’un d’autre de la coordination doit l’écrire."
    ):
        commands.agree_over_care(seen, words="Cela va.", by=r.driss)
    other = cast.person("Lea")
    circles.enter(r.cohort.circle, person=other, voice="patient", charge="cofacilitator", by=r.driss)
    commands.agree_over_care(seen, words="Cela va.", by=other)
    for half in (one, mine):
        commands.agree_over_care(seen, words="Bon.", half=half, by=None)
    assert queries.agreed_over_care(r.call.pk) == {frozenset({one.pk, mine.pk})}


@pytest.fixture
def asked(r):
    """Amina and Karim, without an account, to whom a pair is proposed; their links."""
    r.one, r.two = r.apply("Amina", themes=["sortie"]), r.apply("Karim", "professional", themes=["sortie"])
    r.proposal = r.propose(r.one, r.two)
    r.mine, r.theirs = (f"/application/{queries.application_link(a.pk)}/" for a in (r.one, r.two))
    return r


def say_yes(r, client, mine):
    assert client.post(f"{mine}answer/", {"proposal": r.proposal.pk, "answer": "yes"}).status_code == 302


def test_whoever_is_in_the_room_does_not_become_the_half(asked):
    nurse = cast.person("Nurse")
    say_yes(asked, browser(nurse), asked.mine)
    say_yes(asked, browser(asked.driss), asked.theirs)
    with open_door():
        circle = PairProposal.objects.get(pk=asked.proposal.pk).circle_id
    assert [queries.pair(circle, to=who) for who in (nurse, asked.driss)] == [None, None]
    client = browser()
    assert client.get(client.post(f"{asked.mine}pair/").url).status_code == 200
    assert asked.again(asked.one).person.is_guest


def test_an_account_that_applied_for_itself_is_the_half_whoever_says_yes_by_its_link(r):
    account = cast.person("Account")
    r.one = r.apply("Amina", themes=["sortie"], by=account)
    r.two = r.apply("Karim", "professional", themes=["sortie"])
    r.proposal = r.propose(r.one, r.two)
    links = [f"/application/{queries.application_link(a.pk)}/" for a in (r.one, r.two)]
    say_yes(r, browser(account), links[0])
    say_yes(r, browser(), links[1])
    here = browser(account).post(f"{links[0]}pair/").url
    assert browser(account).get(here).status_code == 200
    assert browser().post(f"{links[0]}pair/").url.startswith("/accounts/")  # an account, by its own door


def test_nobody_s_account_says_yes_for_another_application(asked):
    with refused(NOT_FOUND):
        asked.answers(asked.proposal, asked.apply("Rose", by=cast.person("Rose")), by=asked.driss)
