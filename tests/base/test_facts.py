"""The log: numbered without holes, written with what it tells, heard in the same breath."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from polyphonie.base import facts
from polyphonie.base.facts import Fact, hears, record
from polyphonie.base.scope import command
from polyphonie.circles.events import MemberJoined
from polyphonie.circles.queries import Membership


@dataclass(frozen=True, kw_only=True)
class BellRung(Fact):
    """Something that happens in these tests only."""

    bell: int


heard: list[tuple[int, int | None, bool]] = []


@hears(BellRung)
def listen(fact: BellRung, by: int | None) -> None:
    heard.append((fact.bell, by, transaction.get_connection().in_atomic_block))
    if fact.bell < 0:
        raise RuntimeError("the bell is broken")


@command
def ring(bell: int, *, by: int | None = 7, topic: str = "bell:1") -> facts.Told:
    return record(BellRung(bell=bell), by=by, topic=topic)


@pytest.fixture(autouse=True)
def silence():
    heard.clear()


def test_facts_of_a_topic_are_numbered_from_one_without_holes(db):
    for bell in (5, 6, 7):
        ring(bell)
    ring(8, topic="bell:2", by=None)
    assert [(t.seq, t.name, t.by, t.ids) for t in facts.log("bell:1")] == [
        (1, "BellRung", 7, {"bell": 5}), (2, "BellRung", 7, {"bell": 6}), (3, "BellRung", 7, {"bell": 7}),
    ]  # fmt: skip
    assert [t.by for t in facts.log("bell:2")] == [None]
    assert [t.ids["bell"] for t in facts.log("bell:1", since=1)] == [6, 7]
    assert [t.ids["bell"] for t in facts.log("bell:1", at_most=2)] == [5, 6]
    assert (facts.last("bell:1"), facts.last("bell:2"), facts.last("bell:3")) == (3, 1, 0)


def test_facts_of_one_kind_are_told_by_their_topics_or_by_what_they_carry(db, world):
    for bell, topic in ((5, "bell:1"), (6, "bell:2"), (5, "bell:3")):
        ring(bell, topic=topic)
    told = [t.ids["bell"] for t in facts.told(BellRung, topics=["bell:1", "bell:2", "bell:9"])]
    assert (told, facts.told(BellRung, topics=[])) == ([5, 6], [])
    assert [t.topic for t in facts.told(BellRung, bell=5)] == ["bell:1", "bell:3"]
    assert [t.ids["person"] for t in facts.told(MemberJoined, person=world.farid.pk)] == [world.farid.pk]


def test_a_fact_undone_leaves_neither_a_row_nor_a_hole(db):
    ring(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ring(2)
        raise ZeroDivisionError
    ring(3)
    assert [(t.seq, t.ids["bell"]) for t in facts.log("bell:1")] == [(1, 1), (2, 3)]


def test_a_reaction_runs_in_the_transaction_of_its_fact_and_undoes_it_when_it_fails(db):
    ring(1)
    assert heard == [(1, 7, True)]
    with pytest.raises(RuntimeError, match="the bell is broken"):
        ring(-1)
    assert [t.ids["bell"] for t in facts.log("bell:1")] == [1]


def test_a_fact_is_refused_outside_a_transaction(transactional_db):
    with pytest.raises(RuntimeError, match="in the transaction of what it tells"):
        record(BellRung(bell=1), by=None, topic="bell:1")


def test_nobody_reacts_when_facts_are_recorded_quietly(db):
    with facts.quietly():
        ring(1)
    ring(2)
    assert [h[0] for h in heard] == [2]
    assert [t.ids["bell"] for t in facts.log("bell:1")] == [1, 2]


def test_listeners_are_told_after_the_commit_only(db, django_capture_on_commit_callbacks):
    told: list[tuple[str, int, str]] = []

    def listen_to_all(topic: str, seq: int, name: str) -> None:
        told.append((topic, seq, name))

    facts.on_commit_tell(listen_to_all)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            ring(1)
            assert told == []
    finally:
        facts._listeners.remove(listen_to_all)
    assert told == [("bell:1", 1, "BellRung")]


def test_a_real_command_leaves_its_fact_beside_its_row(world):
    told = facts.log(f"circle:{world.circle.pk}")
    assert [t.name for t in told] == ["CircleFounded"] + ["MemberJoined"] * 5
    joined = [t.ids["person"] for t in told if t.name == MemberJoined.__name__]
    assert joined == list(
        Membership.objects.filter(circle=world.circle).order_by("pk").values_list("person", flat=True)
    )
    assert facts.log(f"circle:{world.elsewhere.pk}")[-1].by == world.farid.pk


def test_what_a_fact_carries_and_who_hears_it_can_be_listed():
    assert facts.shape(BellRung) == ["bell"]
    assert facts.reactions()["PersonErased"] == [
        "circles.forget", "commitments.forget_person", "decisions.forget_person", "exports.forget_person", "gatherings.forget_person",
        "listening.forget_person", "notices.forget_person", "practices.forget_person", "programmes.forget_person",
    ]  # fmt: skip
