"""Tables: everyone once, sizes alike, voices as mixed as whole numbers allow."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base.voices import Voice
from polyphonie.guides.contract.kind import BadSettings, Said, Speaker
from polyphonie.steps.tables.form import Form
from polyphonie.steps.tables.kind import KIND
from polyphonie.steps.tables.seating import how_many, seat

AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional")
CLAIRE = Speaker("p3", "Claire", "family")
DRISS = Speaker("p4", "Driss", "professional")
HANNA = Speaker("p5", "Hanna", "patient")
FIVE = (AMINA, BRUNO, CLAIRE, DRISS, HANNA)


def said(*people: Speaker) -> list[Said]:
    return [Said(KIND.Answer(), somebody) for somebody in people]


def told(*people: Speaker, size: int, language: str = "fr") -> list[tuple[str, list[str]]]:
    chosen = KIND.settings({"size": size})
    blocks = KIND.tell(chosen, KIND.gather(chosen, said(*people), None), {})
    return [
        (b.label.to(language), [line.text or line.remark.to(language) for line in b.lines]) for b in blocks
    ]


def test_five_people_sit_at_two_tables_and_a_missing_voice_is_only_a_count():
    assert told(*FIVE, size=3) == [
        ("Table 1", ["Amina", "Claire", "Driss", "1 × patient · 1 × proche · 1 × soin"]),
        ("Table 2", ["Hanna", "Bruno", "1 × patient · 0 × proche · 1 × soin"]),
    ]
    assert told(*FIVE, size=3, language="en")[1] == (
        "Table 2", ["Hanna", "Bruno", "1 × patient · 0 × carer · 1 × care"],
    )  # fmt: skip


def test_fewer_people_than_a_table_holds_sit_together_and_nobody_makes_no_table():
    assert [label for label, _ in told(*FIVE, size=8)] == ["Table 1"]
    assert told(size=4) == [] and seat((), size=4) == ()
    assert seat((AMINA,), size=4) == ((AMINA,),)


@pytest.mark.parametrize(
    ("people", "size", "tables"),
    [(5, 4, 1), (6, 4, 2), (7, 4, 2), (8, 4, 2), (9, 4, 2), (11, 4, 3), (12, 3, 4), (30, 8, 4)],
)
def test_the_number_of_tables_keeps_their_sizes_near_what_the_guide_asks(people, size, tables):
    assert how_many(people, size) == tables


def test_a_later_step_finds_the_names_under_their_table():
    outcome = KIND.gather(KIND.settings({"size": 3}), said(*FIVE), None)
    assert [(table, line.text, line.voice) for table, line in outcome.lines] == [
        ("1", "Amina", "patient"), ("1", "Claire", "family"), ("1", "Driss", "professional"),
        ("2", "Hanna", "patient"), ("2", "Bruno", "professional"),
    ]  # fmt: skip


def test_those_who_said_nothing_are_waited_for():
    assert KIND.why_not_close(None, said(*FIVE), 5, None) is None
    assert KIND.why_not_close(None, said(AMINA), 2, None).en.startswith("1 person has not said “I am here”.")
    assert KIND.why_not_close(None, [], 2, None).fr.startswith("2 personnes n’ont pas dit")


@pytest.mark.parametrize("size", [2, 9, "4", True])
def test_a_table_holds_three_to_eight(size):
    with pytest.raises(BadSettings) as bad:
        KIND.settings({"size": size})
    assert str(bad.value) == "size should be a whole number from 3 to 8"


@pytest.mark.parametrize("data", [{}, {"here": "on"}, {"here": "\x00" * 9}])
def test_one_tap_is_an_answer_whatever_comes_with_it(data):
    filled = Form(data, settings=KIND.settings({}), about=None, me=AMINA, mine=None)
    assert filled.is_valid() and filled.answer() == KIND.Answer()
    assert [words.fr for words in KIND.echo(None, filled.answer())] == ["Je suis là."]


# -- what holds for any room

ROOMS = st.lists(st.sampled_from([*map(str, Voice), ""]), min_size=1, max_size=60).map(
    lambda voices: [Speaker(f"p{n}", f"n{n}", voice) for n, voice in enumerate(voices)]
)
SIZES = st.integers(3, 8)


def spread(counts: list[int]) -> int:
    return max(counts) - min(counts)


@settings(max_examples=150, deadline=None, database=None)
@given(ROOMS, SIZES)
def test_everyone_sits_exactly_once_and_sizes_differ_by_at_most_one(people, size):
    tables = seat(people, size=size)
    assert Counter(p for table in tables for p in table) == Counter(people)
    assert spread([len(table) for table in tables]) <= 1


@settings(max_examples=150, deadline=None, database=None)
@given(ROOMS, SIZES)
def test_each_voice_and_those_who_live_with_care_spread_as_evenly_as_whole_numbers_allow(people, size):
    tables = seat(people, size=size)
    sides = [{str(voice)} for voice in Voice] + [{str(v) for v in Voice if v.lives_with_care}, {""}]
    for side in sides:
        here = [sum(p.voice in side for p in table) for table in tables]
        assert spread(here) <= 1
        assert min(here) == sum(here) // len(tables)  # the floor: no seating gives the poorest table more


@settings(max_examples=100, deadline=None, database=None)
@given(ROOMS, SIZES, st.randoms(use_true_random=False))
def test_the_same_people_sit_alike_whoever_answered_first(people, size, chance):
    mixed = list(people)
    chance.shuffle(mixed)
    assert seat(mixed, size=size) == seat(people, size=size)


@settings(max_examples=150, deadline=None, database=None)
@given(st.integers(1, 200), SIZES)
def test_no_other_number_of_tables_stays_nearer_to_the_size(people, size):
    def furthest(tables: int) -> int:
        sizes = [len(range(first, people, tables)) for first in range(tables)]
        return max(abs(each - size) for each in sizes)

    best = how_many(people, size)
    assert furthest(best) == min(furthest(tables) for tables in range(1, people + 1))
