"""Told once, at the pace each chose, in mails that say where and never what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from icalendar import Calendar

from polyphonie.base import clock
from polyphonie.commitments import commands as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as gatherings_seen
from polyphonie.guides import queries as guides
from polyphonie.notices import commands, queries, reactions
from polyphonie.notices.models import Notice
from polyphonie.notices.sentences import KINDS
from polyphonie.people import commands as people
from polyphonie.steps.round.kind import KIND as ROUND
from tests import cast
from tests.decisions.test_commands import adopted
from tests.gatherings.walking import walk_to

MORNING = datetime(2027, 3, 1, 6, 30, tzinfo=UTC)  # half past seven in Paris: the hour of the digest
NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def pace(person, cadence, language="fr"):
    people.prefer(person, language=language, plain=False, cadence=cadence, by=person)


def tell(*persons, key="review:1", kind="review", urgent=False):
    commands.tell([p.pk for p in persons], kind=kind, key=key, path="/decisions/1/", urgent=urgent)


def mailed() -> list[tuple[str, int]]:
    """To whom, and how many links to things (the last link is about receiving less)."""
    sent = [(m.to[0].split("@")[0], m.body.count("http") - 1) for m in mail.outbox]
    mail.outbox.clear()
    return sent


def told(world) -> dict[str, list[str]]:
    return {
        name: [n.kind for n in Notice.objects.filter(person=world[name]).order_by("pk")]
        for name in (*cast.VOICES, "Farid")
    }


def test_each_hears_at_the_pace_they_chose(world):
    pace(world.bruno, "at_once")
    pace(world.claire, "never")
    tell(world.amina, world.bruno, world.claire)
    assert commands.deliver() == 1 and mailed() == [("bruno", 1)]
    tell(world.amina, world.bruno, key="review:2")
    assert commands.deliver() == 1 and mailed() == [("bruno", 1)]
    with clock.at(MORNING + timedelta(days=1)):
        assert commands.deliver() == 1 and mailed() == [("amina", 2)]
        assert commands.deliver() == 0 and mailed() == []


def test_what_is_urgent_does_not_wait_for_the_morning_and_takes_nothing_else_with_it(world):
    tell(world.amina, key="review:1")
    tell(world.amina, key="reminder:1", urgent=True)
    commands.deliver()
    assert mailed() == [("amina", 1)]
    with clock.at(MORNING + timedelta(days=1)):
        commands.deliver()
    assert mailed() == [("amina", 1)]


def test_somebody_who_chose_never_is_not_mailed_even_what_is_urgent(world):
    pace(world.amina, "never")
    tell(world.amina, urgent=True)
    assert (commands.deliver(), mailed()) == (0, [])
    assert [n["mailed"] for n in queries.held_about(world.amina)] == [False]


def test_a_guest_is_told_on_the_page_and_not_by_mail(world):
    rose = people.welcome_guest(name="Rose")
    tell(rose, world.amina)
    assert [n.person.name for n in Notice.objects.all()] == ["Amina"]


class Telling(TestCase):
    """Whatever the order of tellings, deliveries and hours: nobody is told the same thing twice."""

    @settings(max_examples=60, deadline=None, database=None)
    @given(
        st.lists(
            st.one_of(
                st.tuples(st.just("tell"), st.integers(1, 4), st.booleans()),
                st.tuples(st.just("deliver"), st.integers(0, 40), st.booleans()),
            ),
            max_size=14,
        ),
        st.sampled_from(["digest", "at_once", "never"]),
    )
    def test_nobody_is_ever_mailed_the_same_thing_twice(self, moves, cadence):
        amina = cast.person("Amina", cadence=cadence)
        mail.outbox.clear()
        now, said = datetime(2027, 1, 4, 12, 0, tzinfo=UTC), set()
        for verb, number, urgent in [*moves, ("deliver", 24, False)]:
            if verb == "tell":
                said.add(number)
                with clock.at(now):
                    commands.tell(
                        [amina.pk], kind="review", key=f"review:{number}", path=f"/d/{number}/", urgent=urgent
                    )
            else:
                now += timedelta(hours=number)
                with clock.at(now):
                    commands.deliver()
        with clock.at(datetime(2027, 2, 15, 6, 30, tzinfo=UTC)):
            commands.deliver()
        links = [line for m in mail.outbox for line in m.body.splitlines() if "/d/" in line]
        expected = [] if cadence == "never" else sorted(f"{django_settings.ADDRESS}/d/{n}/" for n in said)
        assert sorted(links) == expected


def test_a_mail_that_could_not_leave_is_tried_again_and_arrives_once(world, monkeypatch):
    pace(world.amina, "at_once")
    tell(world.amina)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _unreachable)
        assert commands.deliver() == 0
    assert (commands.deliver(), commands.deliver(), mailed()) == (1, 0, [("amina", 1)])


def _unreachable(*_):
    raise ConnectionRefusedError


def test_a_mail_holds_links_and_neither_words_nor_the_name_of_a_circle(world):
    pace(world.bruno, "at_once", language="en")
    pace(world.amina, "at_once")
    decision = adopted(world)
    gathering = cast.gathering_of(world, "tour", mode="async")
    run = walk_to(gathering, "tour", by=world.driss)
    gatherings.answer(run, answer=ROUND.Answer("Je viens de loin."), by=world.amina)
    commands.deliver()
    everything = "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox)
    assert [w for w in (decision.text, "Mémoire", "Les sorties", "loin", "mardi") if w in everything] == []
    to_bruno = next(m for m in mail.outbox if m.to == ["bruno@valmont.example"])
    assert to_bruno.subject == "Polyphonie: 4 things are waiting for you"
    links = [line for line in to_bruno.body.splitlines() if line.startswith("http")]
    paths = [link.removeprefix(django_settings.ADDRESS) for link in links]
    assert {path for path in paths if "/answer/" not in path} == {
        f"/decisions/{decision.pk}/",
        f"/gatherings/{gathering.pk}/",
    }
    # He answers from two of them without signing in: they say who he is, and to nobody else.
    by_mail = [gatherings_seen.by_link(path.split("/")[2]) for path in paths if "/answer/" in path]
    assert by_mail == [(gathering, world.bruno)] * 2
    assert to_bruno.body.splitlines()[0] == "Hello Bruno,"
    assert to_bruno.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert "farid@valmont.example" not in [m.to[0] for m in mail.outbox]


def test_every_kind_of_notice_has_its_sentence_in_both_languages():
    assert all(t.fr and t.en for t in KINDS.values())


def test_calling_a_gathering_tells_its_members_and_is_urgent_when_it_is_soon(world):
    tour = guides.guide("tour")
    for hours in (35, 37):
        gatherings.call_gathering(
            world.circle, guide=tour, mode="live", by=world.driss, planned_at=NOON + timedelta(hours=hours)
        )
    assert told(world) == {
        name: [] if name in ("Driss", "Farid") else ["gathering"] * 2 for name in (*cast.VOICES, "Farid")
    }
    assert list(
        Notice.objects.filter(person=world.amina).order_by("pk").values_list("urgent", flat=True)
    ) == [True, False]


def test_those_who_said_nothing_are_reminded_at_half_and_at_four_fifths_once_each(world):
    gathering = cast.gathering_of(world, "tour", mode="async")
    run = walk_to(gathering, "tour", by=world.driss)  # five days
    gatherings.answer(run, answer=ROUND.Answer("Je viens de loin."), by=world.amina)
    Notice.objects.all().delete()
    for days, reminders in ((2.4, 0), (2.5, 1), (3.9, 1), (4, 2), (4.9, 2)):
        with clock.at(NOON + timedelta(days=days)):
            reactions.remind()
            reactions.remind()
        assert told(world) == {
            name: ["reminder"] * reminders if name in ("Bruno", "Claire", "Driss") else []
            for name in (*cast.VOICES, "Farid")
        }
    assert all(Notice.objects.values_list("urgent", flat=True))


def test_a_review_and_a_small_step_are_announced_on_their_day_and_once(world):
    decision = adopted(world)
    commitments.commit_to(
        text="Un appel.", due_on=date(2027, 3, 8), home=world.circle, circle=world.circle, by=world.amina
    )
    Notice.objects.all().delete()
    with clock.at(NOON + timedelta(days=4)):
        reactions.say_what_is_due()
    assert Notice.objects.count() == 0
    for _ in range(2):
        with clock.at(NOON + timedelta(days=5)):
            reactions.say_what_is_due()
    assert told(world)["Amina"] == ["commitment"] and Notice.objects.count() == 1
    for _ in range(2):
        with clock.at(datetime(2027, 5, 1, 9, 0, tzinfo=UTC)):
            reactions.say_what_is_due()
    assert told(world) == {name: ["review"] for name in cast.VOICES} | {
        "Amina": ["commitment", "review"],
        "Farid": [],
    }
    assert {n.path for n in Notice.objects.filter(kind="review")} == {f"/decisions/{decision.pk}/"}


def test_what_is_older_than_ninety_days_is_forgotten(world):
    tell(world.amina)
    for days, left in ((90, 1), (91, 0)):
        with clock.at(NOON + timedelta(days=days)):
            reactions.forget_the_old()
        assert Notice.objects.count() == left


def test_a_calendar_file_says_when_a_gathering_is_and_where_to_go(world):
    starts = datetime(2027, 3, 9, 16, 0, tzinfo=UTC)
    gathering = gatherings.call_gathering(
        world.circle,
        guide=guides.guide("tour"),
        mode="live",
        by=world.driss,
        subject="Les sorties",
        planned_at=starts,
    )
    (event,) = Calendar.from_ical(
        queries.gathering_calendar(gathering, address="https://p.example/g/1/")
    ).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (starts, starts + timedelta(minutes=30))
    assert (str(event["summary"]), str(event["url"])) == ("Les sorties", "https://p.example/g/1/")
    assert str(event["uid"]) == f"gathering-{gathering.pk}@polyphonie"


def test_a_calendar_file_of_a_review_says_the_day_and_not_what_was_decided(world):
    decision = adopted(world)
    text = queries.review_calendar(decision, address="https://p.example/decisions/1/")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 5, 1)
    assert decision.text not in text.decode() and "Mémoire" not in text.decode()
    assert decisions.decision(decision.pk, to=world.farid) is None
