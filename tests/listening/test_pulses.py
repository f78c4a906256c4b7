"""A pulse: who is asked and when, the envelope that both open, and what one half never learns of the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.base.models import Fact
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as belonging
from polyphonie.listening import commands, queries
from polyphonie.listening.contract import handed
from polyphonie.listening.contract.pulse import DECIDES, ITEMS, balance, claim, composite, lasting_gaps
from polyphonie.listening.models import PulseAnswer, Unsealing
from polyphonie.listening.rules import NOT_FOUND
from polyphonie.people import commands as people
from tests.base.copies import what_comes_after_the_copy
from tests.listening.pairs import BEGINS, WELL, road, week

pytestmark = pytest.mark.django_db
LOW = {**WELL, "parole": 1}


@pytest.fixture
def here():
    return road()


def seen_by_both(here) -> tuple:
    return here.seen(0, 0), here.seen(0, 1)


def opened(here) -> None:
    for half, marks in ((0, LOW), (1, WELL)):
        here.answer(0, half, marks)
    for half in (0, 1):
        commands.unseal(here.seen(0, half), by=here.pairs[0][1 + half])


# -- what is computed


def test_a_composite_leaves_out_the_load_and_one_missing_answer():
    marks = {"but": 5, "parole": 1, "savoirs": 3, "facon": 4, "confiance": 2, "tenable": 1}
    assert composite(marks) == 3
    assert composite({k: v for k, v in marks.items() if k != "parole"}) == 3.5
    assert composite({k: v for k, v in marks.items() if k not in ("parole", "but")}) is None


def test_balance_and_claim_of_two_accounts():
    patient, professional = {DECIDES: 2}, {DECIDES: 3}
    assert (balance(patient, professional), claim(patient, professional)) == (0.375, -0.25)
    assert (balance(patient, {}), claim({}, professional)) == (None, None)
    assert balance({DECIDES: 3}, {DECIDES: 3}) == 0.5


def test_a_gap_is_told_when_it_lasts_and_never_of_who_decides():
    apart = ({**WELL, "parole": 2, DECIDES: 1}, {**WELL, "parole": 4, DECIDES: 5})
    alike = (WELL, WELL)

    def told(*pulses):
        return lasting_gaps([mine for mine, _ in pulses], [theirs for _, theirs in pulses])

    assert told(apart) == ()
    assert told(alike, apart) == ()
    assert told(apart, apart) == ("parole",)
    assert told(apart, apart, alike) == ()
    assert told(apart, ({**WELL, "parole": 2}, None)) == ()


def test_the_questions_are_the_seven_that_are_computed():
    asked = queries.asked()
    assert tuple(question.id for question, _ in asked) == ITEMS
    for question, chosen in asked:
        assert all((question.text.fr, question.text.en, question.text.falc, chosen.low.en, chosen.high.en))
        words = [len(sentence.split()) for sentence in question.text.falc.split(".") if sentence.strip()]
        assert sum(words) / len(words) <= 12


def test_they_are_not_offered_as_a_wave():
    assert {each.id for each in queries.library()}.isdisjoint({each.id for each in queries.pulse_sets()})


# -- when a pair is asked


def test_a_pair_is_asked_at_the_pace_it_chose(here):
    with clock.at(BEGINS):
        here.pace(weeks=2)
        assert [seen.row.number for seen in queries.pulses_of(here.pairs[0][0], to=here.pairs[0][1])] == [1]
        assert queries.next_on(here.pairs[0][0], to=here.pairs[0][1]) == week(2).date()
    for moment, due in ((week(1), 0), (week(2), 1), (week(2), 0), (week(4), 1)):
        with clock.at(moment):
            assert commands.open_due_pulses() == due
    with clock.at(week(5)):
        here.pace(weeks=0)
        assert queries.next_on(here.pairs[0][0], to=here.pairs[0][1]) is None
    with clock.at(week(9)):
        assert commands.open_due_pulses() == 0


def test_without_a_choice_the_days_of_its_programme_count(here):
    before = handed.hand_days(lambda circle: tuple(week(n).date() for n in (3, 6)))
    try:
        due = {}
        for n in (2, 3, 4, 6, 8):
            with clock.at(week(n, hour=12)):
                due[n] = commands.open_due_pulses()
        with clock.at(week(4)):
            assert queries.next_on(here.pairs[0][0], to=here.pairs[0][1]) == week(6).date()
    finally:
        handed.hand_days(before)
    assert due == {2: 0, 3: 1, 4: 0, 6: 1, 8: 0}


@pytest.mark.parametrize("weeks", [-1, 4, 99])
def test_a_pace_is_of_one_to_three_weeks(here, weeks):
    with clock.at(BEGINS), pytest.raises(Refusal) as refused:
        here.pace(weeks=weeks)
    assert refused.value.text.en.startswith("Choose: every week")


def test_only_the_halves_choose_and_only_a_pair_is_asked(here):
    circle, *_ = here.pairs[0]
    with clock.at(BEGINS):
        for by, where in ((here.farid, circle), (here.driss, circle), (here.driss, here.cohort)):
            with pytest.raises(Refusal) as refused:
                commands.choose_pace(where, weeks=1, by=by)
            assert refused.value is NOT_FOUND
    assert not queries.halves_of(here.cohort)


# -- the envelope


def test_before_both_open_neither_learns_anything_of_the_other(here):
    with clock.at(BEGINS):
        here.pace()
        before = seen_by_both(here)
        here.answer(0, 1, LOW)
        commands.unseal(here.seen(0, 1), by=here.pairs[0][2])
        after = seen_by_both(here)
    assert after[0] == before[0]  # the first half sees the same, to the last field
    assert (after[1].mine, after[1].theirs, after[1].unsealed) == (LOW, None, True)


def test_both_open_and_both_read(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        first, second = seen_by_both(here)
    assert (first.mine, first.theirs) == (LOW, WELL)
    assert (second.mine, second.theirs) == (WELL, LOW)


def test_opening_takes_effect_whoever_answers_last(here):
    with clock.at(BEGINS):
        here.pace()
        here.answer(0, 0)
        assert commands.unseal(here.seen(0, 0), by=here.pairs[0][1]) is False
        here.answer(0, 1)
        assert seen_by_both(here)[0].theirs is None
        assert commands.unseal(here.seen(0, 1), by=here.pairs[0][2]) is True
    assert {fact.name for fact in log(f"pulse:{here.seen(0, 0).row.pk}")} == {"PulseOpened", "EnvelopeOpened"}


def test_one_does_not_open_with_nothing_inside(here):
    with clock.at(BEGINS):
        here.pace()
        with pytest.raises(Refusal) as refused:
            commands.unseal(here.seen(0, 0), by=here.pairs[0][1])
    assert refused.value.text.en.startswith("Answer first")


def test_either_closes_it_again_for_both_at_once(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        commands.seal_again(here.seen(0, 1), by=here.pairs[0][2])
        assert [seen.theirs for seen in seen_by_both(here)] == [None, None]
        assert [seen.unsealed for seen in seen_by_both(here)] == [True, False]
        commands.unseal(here.seen(0, 1), by=here.pairs[0][2])
        assert [seen.theirs for seen in seen_by_both(here)] == [WELL, LOW]


def test_until_it_is_read_together_an_answer_changes_and_then_no_longer(here):
    with clock.at(BEGINS):
        here.pace()
        here.answer(0, 0, WELL)
        here.answer(0, 0, LOW)
        assert here.seen(0, 0).mine == LOW
        opened(here)
        with pytest.raises(Refusal) as refused:
            here.answer(0, 0, WELL)
    assert refused.value.text.en.startswith("You opened the envelope together")


def test_closing_it_again_makes_no_answer_change_that_was_written_with_the_other_s_in_mind(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        commands.seal_again(here.seen(0, 1), by=here.pairs[0][2])
        with pytest.raises(Refusal):
            here.answer(0, 1, LOW)
        with open_door():
            mine = PulseAnswer.objects.get(person=here.pairs[0][2]).entry
        circles.withdraw_entry(mine, by=here.pairs[0][2])
        with pytest.raises(Refusal):
            here.answer(0, 1, LOW)
        assert queries.pulses_waiting(here.pairs[0][2]) == []
    with clock.at(BEGINS + timedelta(days=6)):
        assert queries.unanswered_within(timedelta(days=2)) == []


def test_an_answer_says_something_and_comes_in_time(here):
    with clock.at(BEGINS):
        here.pace()
        for nothing in ({}, {"parole": 0}, {"parole": 6}, {"autre": 3}):
            with pytest.raises(Refusal) as refused:
                here.answer(0, 0, nothing)
            assert refused.value.text.en == "Choose at least one number."
        here.answer(0, 1)
    with clock.at(BEGINS + timedelta(days=7)):
        with pytest.raises(Refusal) as refused:
            here.answer(0, 0)
        assert refused.value.text.en.startswith("This pulse is over")
        assert commands.unseal(here.seen(0, 1), by=here.pairs[0][2]) is False  # it may still be opened


def test_an_answer_and_an_opening_leave_no_fact_and_no_name(here):
    with clock.at(BEGINS):
        here.pace()
        before = Fact.objects.count()
        here.answer(0, 0)
        commands.unseal(here.seen(0, 0), by=here.pairs[0][1])
        assert Fact.objects.count() == before
        here.answer(0, 1)
        commands.unseal(here.seen(0, 1), by=here.pairs[0][2])
        commands.seal_again(here.seen(0, 1), by=here.pairs[0][2])
    since = [(fact.name, fact.by) for fact in Fact.objects.order_by("pk")[before:]]
    assert since == [("EnvelopeOpened", None), ("EnvelopeClosed", None)]


def test_nobody_else_sees_a_pulse(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        pk, circle = here.seen(0, 0).row.pk, here.pairs[0][0]
        for somebody in (here.farid, here.driss, here.elise):
            assert queries.pulse(pk, to=somebody) is None
            assert queries.pulses_of(circle, to=somebody) == []
            assert queries.pair_for(circle.pk, to=somebody) is None
            assert queries.pulses_waiting(somebody) == []
            with pytest.raises(Refusal) as refused:
                commands.unseal(here.seen(0, 0), by=somebody)
            assert refused.value is NOT_FOUND


def test_a_third_person_in_the_circle_ends_the_pulses(here):
    """An envelope is of two: where a pair is no longer two, there is nothing to ask and nothing to read."""
    circle, half, _ = here.pairs[0]
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        pk = here.seen(0, 0).row.pk
        circles.enter(circle, person=here.farid, voice="family", by=half)
        assert [queries.pulse(pk, to=somebody) for somebody in (half, here.farid)] == [None, None]
    with clock.at(week(1)):
        assert commands.open_due_pulses() == 0


# -- leaving, taking back, being forgotten


def test_whoever_leaves_reads_nothing_and_is_read_no_more(here):
    circle, half, other = here.pairs[0]
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        pk = here.seen(0, 0).row.pk
        circles.leave(circle, person=other, by=other)
        assert [queries.pulse(pk, to=somebody) for somebody in (half, other)] == [None, None]
        with open_door():
            assert not Unsealing.objects.filter(taken_back_at=None).exists()
            entries = list(PulseAnswer.objects.order_by("pk").values_list("entry", flat=True))
        assert [belonging.readable(entries, to=half), belonging.readable(entries, to=other)] == [
            {entries[0]},
            {entries[1]},
        ]


def test_an_answer_taken_back_is_gone_and_closes_the_envelope(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        with open_door():
            entry = PulseAnswer.objects.get(person=here.pairs[0][1]).entry
        circles.withdraw_entry(entry, by=here.pairs[0][1])
        first, second = seen_by_both(here)
    assert (first.mine, first.theirs, second.mine, second.theirs) == (None, None, WELL, None)


def test_whoever_is_erased_leaves_nothing(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        people.erase(here.pairs[0][1], by=here.pairs[0][1])
    with open_door():
        assert [row.person for row in PulseAnswer.objects.all()] == [here.pairs[0][2]]
        assert [row.person for row in Unsealing.objects.all()] == [here.pairs[0][2]]


def test_my_data_holds_what_i_answered_and_nothing_of_the_other(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        first, second = (queries.held_about(of=half) for half in here.pairs[0][1:])
    assert [row["answers"] for row in first if "answers" in row] == [LOW]
    assert [row["answers"] for row in second if "answers" in row] == [WELL]
    assert [len(first), len(second)] == [3, 2]  # the first chose the pace


def test_the_promise_says_what_is_so(here):
    with clock.at(BEGINS):
        here.pace()
        promise = here.seen(0, 0).promise
    assert "both of you have opened the envelope" in promise.en
    assert "those who accompany your cohort" in promise.en
    assert all(len(part.split()) <= 12 for part in promise.falc.replace("?", ".").split(".") if part.strip())


# -- a copy that is put back


def test_an_envelope_closed_after_the_copy_is_closed_again(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        with what_comes_after_the_copy():
            commands.seal_again(here.seen(0, 0), by=here.pairs[0][1])
            former = queries.resealed()
        assert here.seen(0, 1).opened  # the copy is back: so is what one of them had closed
        assert commands.seal_again_after(former) == 1
        assert not here.seen(0, 1).opened
        assert commands.seal_again_after(former) == 0


def test_an_envelope_that_stayed_open_stays_open(here):
    with clock.at(BEGINS):
        here.pace()
        opened(here)
        assert commands.seal_again_after(queries.resealed()) == 0
        assert here.seen(0, 1).opened
