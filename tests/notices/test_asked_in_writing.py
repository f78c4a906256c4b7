"""When a coordinator has agreed over care in writing, each half hears that a question waits: once, and not which."""

import re

import pytest
from django.core import mail

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.notices import letters
from polyphonie.notices.models import Letter, Notice
from polyphonie.people import commands as people
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import CareAgreement
from tests import cast
from tests.base.said import plain
from tests.programmes.road import NOON, road
from tests.programmes.test_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def r():
    with clock.at(NOON):
        yield road()


@pytest.fixture
def two(r):
    """Amina is in Karim's care; each left an address."""
    r.amina = r.apply("Amina", care="le Dr Karim Benali", email="amina@valmont.example")
    r.karim = r.apply("Karim", "professional", email="karim@valmont.example")
    return r


def seen(w):
    return queries.care_between(w.call.pk, w.amina.pk, w.karim.pk, to=w.driss)


def write(w, half=None):
    commands.agree_over_care(
        seen(w), words="Le soin passe à une autre.", half=half, by=None if half else w.driss
    )


def mailed() -> list[str]:
    letters.deliver()
    sent = [one.to[0].partition("@")[0] for one in mail.outbox]
    mail.outbox.clear()
    return sent


def test_both_halves_are_told_at_once_with_their_own_link(two):
    write(two)
    letters.deliver()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([f"{name}@valmont.example"], "Polyphonie : une question dans votre candidature")
        for name in ("amina", "karim")
    ]
    for other, one in zip((two.karim, two.amina), mail.outbox, strict=True):
        (path,) = re.findall(r"http\S+?(/application/\S+/)", one.body)
        assert one.body.count("http") == 1
        assert f"Un soin vous lie, {other.name} et vous" in plain(browser().get(path).content.decode())


def test_neither_mail_nor_row_says_of_what_or_of_whom(two):
    write(two)
    letters.deliver()
    said = "".join(f"{one.subject}{one.body}{one.extra_headers}" for one in mail.outbox).lower()
    assert [
        word for word in ("soin", "care", "amina", "karim", "driss", "promotion", "accord") if word in said
    ] == []
    keys = list(Letter.objects.order_by("pk").values_list("kind", "request", "key"))
    assert [(kind, half) for kind, half, _ in keys] == [
        ("application", two.amina.pk),
        ("application", two.karim.pk),
    ]
    assert len({key for *_, key in keys}) == 2  # nothing in common: nobody reads out of them who is with whom
    assert Notice.objects.count() == 0


def test_nobody_is_told_before_a_coordinator_wrote(two):
    assert (queries.asked_in_writing(two.call.pk), mailed()) == ([], [])


def test_it_is_told_only_once(two):
    write(two)
    assert mailed() == ["amina", "karim"]
    commands.take_agreement_back(seen(two), by=two.driss)
    write(two)
    write(two, two.amina)
    assert (mailed(), Letter.objects.count()) == ([], 2)


def test_whoever_has_written_or_withdrawn_meanwhile_is_not_told(two):
    write(two)
    write(two, two.amina)
    commands.withdraw_application(two.karim, by=None)
    assert mailed() == []


def test_a_coordinator_who_takes_their_words_back_in_time_asks_nothing(two):
    write(two)
    commands.take_agreement_back(seen(two), by=two.driss)
    assert mailed() == []


def test_only_the_half_who_has_not_written_is_told_where_the_two_came_together(r):
    r.amina = r.apply("Amina", care="Karim", email="amina@valmont.example")
    r.karim = r.apply("Karim", "professional", together=r.amina, email="karim@valmont.example")
    write(r, r.amina)
    assert mailed() == []
    write(r)
    assert mailed() == ["karim"]


@pytest.mark.parametrize(("cadence", "told"), [("digest", ["sofia"]), ("never", [])])
def test_whoever_applied_from_an_account_and_left_no_address_is_told_there(r, cadence, told):
    sofia = cast.person("Sofia")
    people.prefer(sofia, language="en", plain=False, cadence=cadence, by=sofia)
    made = commands.apply_to(r.call, name="Sofia", voice="professional", by=sofia)
    r.karim, r.amina = r.write(made), r.apply("Amina", care="Sofia")
    write(r)
    assert mailed() == told


def test_another_call_and_another_pair_hear_nothing(two):
    two.apply("Rose", email="rose@valmont.example")
    two.apply("Sofia", "professional", care="Rosa", email="sofia@valmont.example")
    write(two)
    assert mailed() == ["amina", "karim"]
    assert queries.asked_in_writing(two.other_call.pk) == []
    with open_door():
        assert CareAgreement.objects.count() == 1
