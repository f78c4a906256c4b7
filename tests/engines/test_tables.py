"""Tables: voices as far as arithmetic allows, nobody with their own service alone, new faces, and few moves."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.engines import tables
from polyphonie.engines.tables import BadGuests, Company, Guest
from polyphonie.engines.tables.starts import anyhow
from polyphonie.engines.tables.troubles import Room
from polyphonie.engines.tables.whole import NEVER, Whole

VOICES = ("patient", "family", "professional")


def guests(many: int, services: str = "") -> tuple[Guest, ...]:
    return tuple(
        Guest(f"g{n:02}", VOICES[n % 3], services[n % len(services)] if services else "") for n in range(many)
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*VOICES, "manager"]), min_size=1, max_size=20),
    st.integers(3, 7),
    st.integers(0, 9),
)
def test_everyone_sits_once_sizes_differ_by_one_and_each_voice_is_at_as_many_tables_as_it_can(
    voices, size, seed
):
    company = Company(tuple(Guest(f"g{n}", voice) for n, voice in enumerate(voices)))
    (seating,) = tables.seat(company, size=size, seed=seed).workshops
    assert sorted(name for table in seating for name in table) == sorted(g.name for g in company.guests)
    assert sorted(map(len, seating)) == sorted(tables.sizes(len(voices), size))
    voice = {guest.name: guest.voice for guest in company.guests}
    present = Counter(heard for table in seating for heard in {voice[name] for name in table})
    assert present == {v: min(many, len(seating)) for v, many in Counter(voices).items()}


def test_nobody_is_with_their_own_service_alone_while_it_can_be_avoided():
    company = Company(guests(16, "aaaabbbb"))
    plan = tables.seat(company, size=4, workshops=3)
    assert [tables.lacks(company, seating) for seating in plan.workshops] == [[], [], []]
    alone = Company(guests(6, "a"))
    told = tables.lacks(alone, tables.seat(alone, size=3).workshops[0])
    assert told == [
        (f"La table {n} est d’un seul service\u00a0: a.", f"Table {n} is of one service alone: a.")
        for n in (1, 2)
    ]


def test_pairs_sit_together_or_apart_as_asked():
    company = Company(
        guests(18), together=(("g00", "g01"), ("g05", "g16")), apart=(("g02", "g03"), ("g02", "g04"))
    )
    for seating in tables.seat(company, size=6, workshops=4).workshops:
        assert tables.lacks(company, seating) == []
        at = {name: place for place, table in enumerate(seating) for name in table}
        assert at["g00"] == at["g01"] and at["g05"] == at["g16"]
        assert at["g02"] not in (at["g03"], at["g04"])


# Where it is known to be possible: planes of order 3, 4 and 5; fields of 7 and 8 tables; Kirkman’s fifteen; and 24 people, found by search.
@pytest.mark.parametrize(
    ("many", "size", "workshops"),
    [(9, 3, 4), (12, 3, 4), (15, 3, 7), (16, 4, 5), (20, 4, 5), (21, 3, 7), (24, 4, 5), (25, 5, 6), (32, 4, 8), (35, 5, 7), (36, 6, 3)],
)  # fmt: skip
def test_nobody_meets_the_same_person_twice_where_it_can_be_avoided(many, size, workshops):
    company = Company(tuple(Guest(f"g{n:02}", "patient") for n in range(many)))
    plan = tables.seat(company, size=size, workshops=workshops)
    assert tables.repeats(company, plan.workshops) == 0
    assert tables.explain(plan)[-2] == (
        "Personne ne retrouve deux fois la même personne.",
        "Nobody meets the same person twice.",
    )


def test_nobody_meets_twice_though_voices_are_mixed_and_services_are_not_alone():
    """Twenty-four people of three voices and four services, five workshops, tables of four."""
    company = Company(guests(24, "abcd"))
    plan = tables.seat(company, size=4, workshops=5, seed=2)
    assert tables.repeats(company, plan.workshops) <= 1  # eight patients for six tables: none is known with 0
    assert [tables.lacks(company, seating) for seating in plan.workshops] == [[]] * 5


def company_of_all_kinds() -> Company:
    past = ((("g00", "g01", "g02", "g03"), ("g04", "g05", "gone", "g06")),)
    return Company(guests(14, "aabc"), (("g00", "g05"),), (("g01", "g02"), ("g03", "g07")), past)


def test_what_an_exchange_changes_is_what_changes_when_it_is_done():
    company, drawn = company_of_all_kinds(), Random(4)
    whole = Whole(company, 4, anyhow(company.guests, 4, 3, drawn))
    for _ in range(60):
        w = drawn.randrange(3)
        change, _ = whole.changes(w)
        one, other = drawn.choice(np.argwhere(change < NEVER).tolist())
        before = whole.trouble()
        whole.exchange(w, one, other)
        assert whole.trouble() - before == change[one, other]
        assert whole.met.tolist() == Whole(company, 4, whole.at.tolist()).met.tolist()


def test_the_whole_counts_what_each_table_says_is_wrong():
    company = company_of_all_kinds()
    for seed in range(20):
        whole = Whole(company, 4, anyhow(company.guests, 4, 1, Random(seed)))
        room = Room(company, company.guests, 4)
        room.remember(company.past[0])
        (seating,) = whole.seatings()
        told = [room.trouble([room.place[name] for name in table], at) for at, table in enumerate(seating)]
        assert whole.trouble() == sum(told)


def test_a_search_can_be_heard_and_stopped():
    class Enough(Exception):
        pass

    def stop(doing: str, done: int, of: int) -> None:
        assert doing == "tables" and 0 <= done < of
        if done:
            raise Enough

    with pytest.raises(Enough):
        tables.seat(Company(guests(13)), size=5, workshops=6, hear=stop)


def test_what_no_plan_could_avoid_is_counted_and_told():
    company = Company(guests(12))
    plan = tables.seat(company, size=6, workshops=2)
    # Six people go to two tables: three pairs, at least, at each of the two; twice two tables.
    assert (tables.repeats(company, plan.workshops), tables.unavoidable(company, plan.workshops)) == (12, 12)
    assert tables.explain(plan)[-2][1] == "Meetings again: 12. No plan would have fewer than 12."


def test_workshops_before_count():
    company = Company(
        guests(9), past=((("g00", "g01", "g02"), ("g03", "g04", "g05"), ("g06", "g07", "g08")),)
    )
    plan = tables.seat(company, size=3, workshops=2)
    assert tables.repeats(company, plan.workshops) == 0
    assert not {("g00", "g01", "g02")} & {table for seating in plan.workshops for table in seating}


def test_the_same_seed_gives_the_same_tables_and_another_gives_others():
    company = Company(guests(15))
    one, again, other = (tables.seat(company, size=5, workshops=2, seed=seed).workshops for seed in (3, 3, 4))
    assert one == again != other


def test_when_some_are_away_the_others_keep_their_table():
    company = Company(guests(30))
    (seating,) = tables.seat(company, size=6).workshops
    after = tables.without(company, seating, {"g00", "g13"})
    assert after == tuple(tuple(name for name in table if name not in {"g00", "g13"}) for table in seating)


def test_a_table_left_with_two_people_gains_one_and_only_one_moves():
    company = Company(tuple(Guest(f"g{n}", "patient") for n in range(12)))
    seating = (("g0", "g1", "g2", "g3"), ("g4", "g5", "g6", "g7"), ("g8", "g9", "g10", "g11"))
    after = tables.without(company, seating, {"g0", "g1"})
    assert sorted(map(len, after)) == [3, 3, 4]
    assert sum(name not in after[at] for at in range(3) for name in seating[at]) == 2 + 1


def test_a_voice_comes_to_the_table_that_lost_it():
    people = tuple(Guest(name, "patient" if name in "abc" else "professional") for name in "abcdefgh")
    company, seating = Company(people), (("a", "d", "e", "f"), ("b", "c", "g", "h"))
    after = tables.without(company, seating, {"a"})
    assert [sum(name in "bc" for name in table) for table in after] == [1, 1]
    kept = sum(name in after[at] for at in range(2) for name in seating[at])
    assert kept >= 5


def test_who_comes_late_takes_a_place_at_a_small_table():
    company = Company(guests(9))
    seating = (("g00", "g01", "g02"), ("g03", "g04", "g05"), ("g06", "g07"))
    assert [set(table) for table in tables.without(company, seating, ())] == [
        {"g00", "g01", "g02"}, {"g03", "g04", "g05"}, {"g06", "g07", "g08"},
    ]  # fmt: skip


def test_tables_that_would_be_too_small_join_and_nobody_makes_no_table():
    company = Company(guests(6))
    seating = (("g00", "g01"), ("g02", "g03"), ("g04", "g05"))
    assert sorted(map(len, tables.without(company, seating, {"g00"}))) == [5]
    assert tables.without(company, seating, {guest.name for guest in company.guests}) == ()
    assert tables.seat(Company(()), size=4, workshops=2).workshops == ((), ())


def test_a_missing_voice_is_told_with_its_arithmetic():
    company = Company((*guests(9), Guest("Élise", "manager")))
    (seating,) = tables.seat(company, size=4).workshops
    missing = len(seating) - 1
    s = "s" if missing > 1 else ""
    assert tables.lacks(company, seating) == [
        (
            f"La voix «\u00a0manager\u00a0» manque à {missing} table{s} (1 pour {len(seating)} tables).",
            f"The voice “manager” is missing from {missing} table{s} (1 for {len(seating)} tables).",
        )
    ]


def test_what_cannot_be_read_is_refused_with_a_sentence():
    with pytest.raises(BadGuests, match="is there twice"):
        Company((Guest("Rose", "patient"), Guest("Rose", "patient")))
    with pytest.raises(BadGuests, match="is not among the people"):
        Company((Guest("Rose", "patient"),), apart=(("Rose", "Lise"),))
