"""A signal: from the watch over a cohort, from somebody who asks, from facts; seen by the pair and its facilitators at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from polyphonie.base import clock
from polyphonie.base.models import Fact
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.listening import commands, queries
from polyphonie.listening.contract import handed
from polyphonie.listening.contract.handed import PairFacts
from polyphonie.listening.contract.pulse import DECIDES, ITEMS, RELATION
from polyphonie.listening.contract.signals import QUESTIONS, SignalKind, called_for
from polyphonie.listening.models import Signal
from polyphonie.listening.rules import NOT_FOUND
from polyphonie.notices import commands as notices
from polyphonie.notices.models import Notice
from polyphonie.people.queries import Person
from tests.listening.pairs import BEGINS, WELL, make_manager_facilitate, road, week

pytestmark = pytest.mark.django_db
WEEKS = 10
FALLS = 7
NOTICED = 8  # a smoothed value needs a second pulse to be sure


def said(at: int, half: int, number: int, *, falls: bool) -> dict[str, int]:
    """Answers that move a little from pulse to pulse; one person of the first pair loses two points at the eighth."""
    marks = {
        item: 4 + (number + at + half + place) % 2 * (-1 if place % 2 else 1)
        for place, item in enumerate(ITEMS)
    }
    if falls and (at, half) == (0, 0) and number >= FALLS:
        marks |= {item: max(1, marks[item] - 2) for item in RELATION}
    return {item: min(5, mark) for item, mark in marks.items()} | {DECIDES: 3}


def walk(here, weeks: int = WEEKS, *, falls: bool = True) -> dict[int, int]:
    """Everybody answers every week; returns the week → signals raised when its pulse was over."""
    raised = {}
    for number in range(weeks):
        with clock.at(week(number)):
            if number == 0:
                for at in range(len(here.pairs)):
                    here.pace(at)
            commands.open_due_pulses()
            for at in range(len(here.pairs)):
                for half in (0, 1):
                    here.answer(at, half, said(at, half, number, falls=falls))
        with clock.at(week(number + 1, hour=8)):
            if found := commands.watch_pulses():
                raised[number] = found
    return raised


# -- the watch over the cohort


def test_somebody_who_falls_is_noticed_once_and_only_their_pair():
    here = road(6)
    assert walk(here) == {NOTICED: 1}
    with open_door():
        row = Signal.objects.get()
    assert (row.circle, row.kind, row.pulse.number, row.learnt) == (
        here.pairs[0][0],
        "moved",
        NOTICED + 1,
        "",
    )
    assert row.raised_at == week(NOTICED + 1, hour=8)


def test_a_cohort_in_which_nothing_changes_gives_nothing():
    assert walk(road(6), falls=False) == {}


def test_under_six_pairs_and_under_six_pulses_nobody_is_watched():
    assert walk(road(5)) == {}


def test_a_pulse_is_looked_at_once_and_closing_does_not_bring_it_back():
    here = road(6)
    walk(here, NOTICED + 1)
    with clock.at(week(NOTICED + 1)):
        (seen,) = queries.signals_of_pair(here.pairs[0][0], to=here.pairs[0][1])
        commands.close_signal(seen.row, learnt="true", by=here.pairs[0][1])
        assert commands.watch_pulses() == 0
    with clock.at(week(NOTICED + 2)):
        assert commands.watch_pulses() == 0


def test_it_tells_neither_an_answer_nor_which_of_the_two():
    """The two halves read the very same thing, and the row holds nothing more."""
    here = road(6)
    walk(here)
    circle, half, other = here.pairs[0]
    (first,), (second,) = (queries.signals_of_pair(circle, to=somebody) for somebody in (half, other))
    assert (first.row, first.question, first.between) == (second.row, second.question, second.between)
    with open_door():
        assert set(Signal.objects.values().get()) == {
            "id", "circle_id", "kind", "pulse_id", "raised_at", "closed_at", "closed_by_id", "learnt",
        }  # fmt: skip
        fact = Fact.objects.get(name="SignalRaised")
    assert (fact.by, set(fact.ids)) == (None, {"signal", "circle"})


# -- who sees it


def test_the_pair_and_those_who_facilitate_see_it_and_nobody_else():
    here = road(6)
    make_manager_facilitate(here)
    walk(here)
    circle, half, other = here.pairs[0]
    for somebody, sees in ((half, 1), (other, 1), (here.pairs[1][1], 0), (here.driss, 0), (here.farid, 0)):
        assert len(queries.signals_of_pair(circle, to=somebody)) == sees
    (listed,) = queries.signals_of_cohort(here.cohort, to=here.driss)
    assert listed.between == (half.shown, other.shown)
    for somebody in (here.elise, here.farid, half, other):  # Élise facilitates too, and speaks as a manager
        assert queries.signals_of_cohort(here.cohort, to=somebody) is None
        assert queries.watched_in(here.cohort, to=somebody) is None
        assert queries.cohorts_signalling(somebody) == []
    assert queries.cohorts_signalling(here.driss) == [here.cohort]
    for somebody in (here.elise, here.farid, here.pairs[1][1]):
        assert queries.signal(listed.row.pk, to=somebody) is None
        with pytest.raises(Refusal) as refused:
            commands.close_signal(listed.row, learnt="noise", by=somebody)
        assert refused.value is NOT_FOUND


def test_all_hear_of_it_at_the_same_moment_in_mails_that_say_nothing():
    here = road(6)
    make_manager_facilitate(here)
    walk(here)
    told = Notice.objects.filter(kind="signal").order_by("person")
    circle, half, other = here.pairs[0]
    assert {(n.person, n.path) for n in told} == {
        (half, f"/circles/{circle.pk}/pulses/"),
        (other, f"/circles/{circle.pk}/pulses/"),
        (here.driss, f"/circles/{here.cohort.pk}/signals/"),
    }
    assert {n.made_at for n in told} == {week(NOTICED + 1, hour=8)}
    Person.objects.update(cadence="at_once")
    with clock.at(week(NOTICED + 1)):
        notices.deliver()
    names = [half.name, other.name, circle.name, here.cohort.name]
    assert len(mail.outbox) > 3
    for sent in mail.outbox:
        about_others = [
            name
            for name in names
            if name in sent.subject + sent.body and sent.to != [f"{name.lower()}@valmont.example"]
        ]
        assert about_others == []


# -- closing


def test_it_is_closed_with_what_was_learnt_by_whoever_sees_it():
    here = road(6)
    walk(here)
    with clock.at(week(WEEKS)):
        (seen,) = queries.signals_of_cohort(here.cohort, to=here.driss)
        with pytest.raises(Refusal) as refused:
            commands.close_signal(seen.row, learnt="autre", by=here.driss)
        assert refused.value.text.en == "Say what you learnt from it."
        commands.close_signal(seen.row, learnt="explained", by=here.driss)
        with pytest.raises(Refusal) as refused:
            commands.close_signal(seen.row, learnt="noise", by=here.pairs[0][1])
        assert refused.value.text.en == "This signal is already closed."
        (now,) = queries.signals_of_pair(here.pairs[0][0], to=here.pairs[0][2])
    assert (now.learnt.en, now.row.closed_by) == ("Yes, and we know why", here.driss)
    with clock.at(week(WEEKS + 20)):
        commands.forget_old_signals()
        assert len(queries.signals_of_pair(here.pairs[0][0], to=here.pairs[0][2])) == 1
    with clock.at(week(WEEKS + 28)):
        commands.forget_old_signals()
        assert queries.signals_of_pair(here.pairs[0][0], to=here.pairs[0][2]) == []


@pytest.mark.parametrize("wrong", [{"learnt": "true"}, {"closed_at": BEGINS}])
def test_the_base_holds_no_end_without_what_was_learnt(wrong):
    circle = road().pairs[0][0]
    with open_door(), pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.create(circle=circle, kind="quiet", **wrong)


# -- what the author alone hears


def answers(here, half: int, *speaking: int) -> None:
    for number, mark in enumerate(speaking):
        with clock.at(week(number)):
            if number == 0:
                here.pace()
            commands.open_due_pulses()
            here.answer(0, half, {**WELL, "parole": mark})


@pytest.mark.parametrize(
    ("speaking", "twice"),
    [
        ((4, 4, 4), None), ((4, 4, 1), False), ((4, 4, 1, 4), None), ((5, 4, 4, 2), None), ((5, 4, 4, 2, 2), True),
        ((5, 4, 4, 2, 3), None), ((4, 4, 4, 2, 2, 4), None),
    ],
)  # fmt: skip
def test_a_word_goes_to_its_author_alone(speaking, twice):
    here = road()
    answers(here, 0, *speaking)
    circle, half, other = here.pairs[0]
    prompt = queries.prompt_for(queries.pulses_of(circle, to=half))
    assert (prompt and prompt.twice) == twice
    assert queries.prompt_for(queries.pulses_of(circle, to=other)) is None
    with open_door():
        assert Signal.objects.count() == 0


def test_it_goes_further_only_if_its_author_says_so_and_without_saying_who():
    here = road()
    answers(here, 0, 4, 4, 1)
    with clock.at(week(2)):
        before = Fact.objects.count()
        commands.ask_to_talk(here.seen(0, 0), by=here.pairs[0][1])
        assert commands.ask_to_talk(here.seen(0, 1), by=here.pairs[0][2]) is None  # it is said already
        (listed,) = queries.signals_of_cohort(here.cohort, to=here.driss)
    assert (listed.row.kind, listed.question.title.en) == ("asked", "One of you would like to talk")
    assert [fact.by for fact in Fact.objects.order_by("pk")[before:]] == [None]
    with pytest.raises(Refusal) as refused:
        commands.ask_to_talk(here.seen(0, 0), by=here.driss)
    assert refused.value is NOT_FOUND


# -- facts handed down


TODAY = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        ({"since": TODAY - timedelta(days=20)}, ()),
        ({"since": TODAY - timedelta(days=21)}, ("quiet",)),
        ({"since": date(2027, 1, 1), "last_shared_on": TODAY - timedelta(days=20)}, ()),
        ({"since": date(2027, 1, 1), "last_shared_on": TODAY - timedelta(days=21)}, ("quiet",)),
        ({"since": TODAY, "agreed_on": TODAY - timedelta(days=59)}, ()),
        ({"since": TODAY, "agreed_on": TODAY - timedelta(days=60)}, ("agreement",)),
        ({"since": TODAY, "agreed_on": date(2027, 1, 1), "revisited_on": date(2027, 2, 1)}, ()),
        ({"since": TODAY, "pages": 5, "pages_on_tasks": 5}, ()),
        ({"since": TODAY, "pages": 6, "pages_on_tasks": 6}, ("tasks",)),
        ({"since": TODAY, "pages": 7, "pages_on_tasks": 6}, ()),
    ],
)
def test_what_facts_call_for(facts, asks):
    assert called_for(PairFacts(**facts), TODAY) == asks


def test_facts_of_a_pair_raise_a_question_once_and_again_after_a_rest():
    here = road(2)
    circle, half, _ = here.pairs[0]
    known = {circle.pk: PairFacts(since=BEGINS.date())}
    before = handed.hand_facts(known.get)
    try:
        found = {}
        for number in (2, 3, 4):
            with clock.at(week(number)):
                found[number] = commands.look_at_facts()
        with clock.at(week(5)):
            (seen,) = queries.signals_of_pair(circle, to=half)
            commands.close_signal(seen.row, learnt="noise", by=half)
        for number in (6, 8, 10):
            with clock.at(week(number)):
                found[number] = commands.look_at_facts()
    finally:
        handed.hand_facts(before)
    assert found == {2: 0, 3: 1, 4: 0, 6: 0, 8: 0, 10: 1}
    with open_door():
        assert {(row.circle, row.kind, row.pulse) for row in Signal.objects.all()} == {
            (circle, "quiet", None)
        }


def test_every_signal_has_its_question_and_a_guide_of_the_house():
    from polyphonie.guides import queries as guides

    assert set(QUESTIONS) == set(SignalKind)
    assert [kind for kind, question in QUESTIONS.items() if guides.guide(question.guide) is None] == []
    assert all(question.asks.falc for kind, question in QUESTIONS.items())


# -- how often it is wrong


def test_beside_the_list_stands_how_many_would_ring_for_nothing():
    here = road(6)
    with clock.at(BEGINS):
        few = queries.watched_in(here.cohort, to=here.driss)
        assert (few.pairs, few.pulses, few.enough) == (6, 0, False)
        assert few.said.en == "Answers to pulses give signals only from 6 pairs and 6 pulses on."
    walk(here, 12, falls=False)
    enough = queries.watched_in(here.cohort, to=here.driss)
    assert (enough.pairs, enough.pulses, enough.enough) == (6, 12, True)
    assert enough.said.en == (
        "Over 6 pairs and 12 pulses, even if nothing changed anywhere, 0.13 to 0.5 such signals would ring by chance."
    )
    assert queries.rings_for_nothing(12).en == (
        "This signal is sometimes wrong: in 12 pulses, it rings for nothing in 2 to 8 pairs of 100."
    )


def test_the_count_of_pairs_does_not_say_who_answers():
    """It counts pairs as there are: were it to move with answers, it would tell who is silent."""
    here = road(6)
    before = queries.watched_in(here.cohort, to=here.driss)
    with clock.at(BEGINS):
        here.pace()
        here.answer(0, 0)
    assert queries.watched_in(here.cohort, to=here.driss) == before
    circles.leave(here.pairs[0][0], person=here.pairs[0][1], by=here.pairs[0][1])
    assert queries.watched_in(here.cohort, to=here.driss) == before
