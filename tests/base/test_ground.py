"""The ground: time, keys that count once, regular jobs, doors, secrets, sentences."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from polyphonie.base import beats, clock, tokens
from polyphonie.base.models import Beat, Once
from polyphonie.base.once import first_time
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import OutOfScope, command, open_door, reading
from polyphonie.base.text import Text
from polyphonie.base.voices import NAMES, SHORT, Voice
from polyphonie.circles.models import Entry
from polyphonie.commitments.models import Commitment
from polyphonie.decisions.models import Objection
from polyphonie.gatherings.models import Contribution
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def test_time_is_given_and_given_back():
    before = datetime.now(UTC)
    with clock.at(NOON):
        assert clock.now() == NOON
        with clock.at(NOON + timedelta(days=1)):
            assert clock.today() == date(2027, 3, 2)
        assert clock.now() == NOON
    assert before <= clock.now() <= datetime.now(UTC)


def test_today_is_the_day_where_the_installation_lives():
    with clock.at(datetime(2027, 3, 1, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2027, 3, 2)  # half past midnight in Paris


def test_a_key_counts_once_for_each_person(db):
    key = str(uuid4())
    assert [first_time(key, by=1), first_time(key, by=1), first_time(key, by=2), first_time(key, by=None)] == [
        True, False, True, True,
    ]  # fmt: skip
    assert Once.objects.count() == 3


@pytest.mark.parametrize("key", [None, "", "not-a-key", "\x00", "é" * 4000])
def test_without_a_readable_key_the_work_is_done(db, key):
    assert first_time(key, by=1) and first_time(key, by=1)
    assert Once.objects.count() == 0


def test_a_key_is_free_again_when_its_work_was_undone(db):
    key = str(uuid4())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert first_time(key, by=1)
        raise ZeroDivisionError
    assert first_time(key, by=1)


@pytest.fixture
def job():
    """A regular job of these tests, alone, and forgotten after."""
    done: list[datetime] = []
    kept = dict(beats._jobs)
    beats._jobs.clear()

    @beats.every(timedelta(minutes=10))
    def wind_the_clock() -> None:
        done.append(clock.now())
        if clock.now().minute == 50:
            raise RuntimeError("the spring broke")

    yield done
    beats._jobs.clear()
    beats._jobs.update(kept)


def test_a_job_is_done_once_in_each_slot_however_often_the_clock_ticks(db, job):
    for minutes in (0, 1, 9, 10, 10, 19, 31, 20):
        with clock.at(NOON + timedelta(minutes=minutes)):
            beats.tick()
    assert [(at - NOON) // timedelta(minutes=1) for at in job] == [0, 10, 31, 20]
    assert list(beats.jobs().values()) == [timedelta(minutes=10)]


def test_old_slots_are_forgotten(db, job):
    for hours in range(4):
        with clock.at(NOON + timedelta(hours=hours)):
            beats.tick()
    assert [slot.hour for slot in Beat.objects.values_list("slot", flat=True)] == [15]


def test_a_job_that_fails_is_tried_again_at_the_next_slot(db, job):
    for minutes in (50, 55, 60):
        with clock.at(NOON + timedelta(minutes=minutes)):
            beats.tick()
    assert len(job) == 2


@pytest.mark.parametrize("model", [Entry, Contribution, Objection, Commitment])
def test_words_are_asked_for_inside_a_door_or_not_at_all(db, model):
    for ask in (model.objects.all, model.objects.count, lambda: model.objects.filter(pk=1)):
        with pytest.raises(OutOfScope, match=model.__name__):
            ask()
    with open_door():
        assert model.objects.count() == 0
    with pytest.raises(OutOfScope):
        model.objects.count()


def test_a_door_closes_behind_whoever_fails_inside(db):
    @reading
    def fails() -> None:
        assert Entry.objects.count() == 0
        raise ZeroDivisionError

    @command
    def fails_too() -> None:
        fails()

    for verb in (fails, fails_too):
        with pytest.raises(ZeroDivisionError):
            verb()
        with pytest.raises(OutOfScope):
            Entry.objects.count()


def test_secrets_are_long_and_different_and_codes_have_nine_digits():
    made = {tokens.secret() for _ in range(200)}
    assert len(made) == 200 and {len(s) for s in made} == {27}
    codes = [tokens.nine_digits() for _ in range(200)]
    assert all(len(c) == 9 and c.isdecimal() and c[0] != "0" for c in codes) and len(set(codes)) > 190


@given(st.text())
def test_a_digest_is_stable_and_says_nothing_of_its_length(secret):
    assert tokens.digest(secret) == tokens.digest(secret) and len(tokens.digest(secret)) == 64


def test_a_refusal_speaks_both_languages():
    check(None)
    with refused("Non.", "No."):
        check(Refusal("Non.", "No."))


def test_a_sentence_goes_to_its_reader():
    whole = Text("Bonjour à vous", "Hello", "Bonjour")
    assert [whole.to("fr"), whole.to("en"), whole.to("en-gb"), whole.to("de"), whole.to("fr", plain=True)] == [
        "Bonjour à vous", "Hello", "Hello", "Bonjour à vous", "Bonjour",
    ]  # fmt: skip
    assert (Text("Oui", "").to("en"), Text("Oui", "Yes").to("fr", plain=True), str(whole)) == (
        "Oui",
        "Oui",
        "Bonjour à vous",
    )


def test_every_voice_has_its_names_and_one_side_of_the_quorum():
    for names in (NAMES, SHORT):
        assert set(names) == set(Voice) and all(t.fr and t.en for t in names.values())
    assert [v.value for v in Voice if v.lives_with_care] == ["patient", "family", "community"]
