"""A pair that is proposed is told by mail to its two halves, as long as it is still proposed when the mail leaves."""

import pytest
from django.core import mail

from polyphonie.base import clock
from polyphonie.notices import letters
from polyphonie.programmes import commands, queries
from tests.programmes.road import NOON, road

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Amina and Karim, who left an address each, and are proposed to each other."""
    with clock.at(NOON):
        r = road()
        r.amina = r.apply("Amina", themes=["sortie"], email="amina@valmont.example")
        r.karim = r.apply("Karim", "professional", themes=["sortie"], email="karim@valmont.example")
        r.proposal = r.propose(r.amina, r.karim)
        yield r


def taken_back(r) -> None:
    commands.end_proposal(queries.proposal(r.proposal.pk, to=r.driss), by=r.driss)


def mailed() -> list[str]:
    letters.deliver()
    sent = [one.to[0].partition("@")[0] for one in mail.outbox]
    mail.outbox.clear()
    return sent


def test_both_are_told_once(two):
    assert (mailed(), mailed()) == (["amina", "karim"], [])


def test_what_was_taken_back_before_the_mail_left_is_not_told_even_later(two):
    taken_back(two)
    assert mailed() == []
    two.propose(two.amina, two.karim)
    assert mailed() == ["amina", "karim"]  # of the second proposal, once


def test_proposed_again_before_any_mail_left_it_is_told_once(two):
    taken_back(two)
    two.propose(two.amina, two.karim)
    assert mailed() == ["amina", "karim"]


def test_whoever_has_said_yes_already_is_asked_no_more(two):
    two.answers(two.proposal, two.karim)
    assert mailed() == ["amina"]


def test_after_a_no_the_other_is_not_asked_any_more(two):
    two.answers(two.proposal, two.karim, yes=False)
    assert mailed() == []


def test_whoever_withdrew_is_not_told_nor_the_other(two):
    commands.withdraw_application(two.karim, by=None)
    assert mailed() == []
