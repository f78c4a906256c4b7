"""Where a gathering goes next, and the one sentence under each question."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.gatherings.contract import course
from polyphonie.gatherings.contract.audience import sentence
from polyphonie.guides.contract.format import Guide, Repeat, Step
from polyphonie.guides.contract.kind import Speaker
from tests.base.said import plain

WORDS = Text("Dites.", "Say.")


def guide(*ids: str, repeat: Repeat | None = None, **abouts: str) -> Guide:
    steps = tuple(Step(id=i, kind="write", title=WORDS, prompt=WORDS, about=abouts.get(i)) for i in ids)
    return Guide(
        id="essai", version=1, licence="CC-BY-4.0", source="—", title=WORDS, purpose=WORDS, good_for=WORDS,
        not_for=WORDS, roles={}, group=(2, 9), minutes=60, modes=("live",), steps=steps, repeat=repeat,
    )  # fmt: skip


def walk(g: Guide, *, again: bool) -> list[course.Place]:
    places: list[course.Place] = []
    place: course.Place | None = None
    while (place := course.following(g, place, again=again)) is not None:
        places.append(place)
        assert len(places) < 500, "a loop that never ends"
    return places


LOOP = Repeat(after="c", back_to="b", at_most=2)


def test_a_guide_without_a_loop_is_walked_once_whatever_its_kinds_ask():
    for again in (True, False):
        assert walk(guide("a", "b", "c"), again=again) == [("a", 0), ("b", 0), ("c", 0)]


def test_a_loop_is_walked_as_often_as_it_is_asked_and_never_beyond_its_bound():
    g = guide("a", "b", "c", "d", repeat=LOOP)
    assert walk(g, again=False) == [("a", 0), ("b", 0), ("c", 0), ("d", 0)]
    assert walk(g, again=True) == [
        ("a", 0), ("b", 0), ("c", 0), ("b", 1), ("c", 1), ("b", 2), ("d", 0),
    ]  # fmt: skip


@settings(max_examples=100, deadline=None, database=None)
@given(st.integers(1, 8), st.data())
def test_every_walk_ends_and_no_place_is_visited_twice(length, data):
    ids = [chr(97 + n) for n in range(length)]
    back = data.draw(st.integers(0, length - 1))
    after = data.draw(st.integers(back, length - 1))
    at_most = data.draw(st.integers(1, 9))
    places = walk(
        guide(*ids, repeat=Repeat(after=ids[after], back_to=ids[back], at_most=at_most)), again=True
    )
    assert len(set(places)) == len(places) == length + at_most * (after - back + 1) - (after > back)
    if after < length - 1:
        assert places[-1] == (ids[-1], 0)
    else:  # the step that would prepare another turn is passed over in the last one
        assert places[-1] == (ids[after - 1] if after > back else ids[-1], at_most)


def test_a_step_works_on_what_its_guide_says_and_a_loop_on_what_its_last_turn_left():
    g = guide("a", "b", "c", "d", repeat=LOOP, b="a", c="b", d="c")
    assert [course.works_on(g, place) for place in walk(g, again=True)] == [
        None, ("a", None), ("b", None), ("c", 0), ("b", None), ("c", 1), ("c", None),
    ]  # fmt: skip


AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional", frozenset({"facilitator"}))
CLAIRE = Speaker("p3", "Claire", "family", frozenset({"secretary", "proposer"}))
DRISS = Speaker("p4", "Driss", "professional")


@pytest.mark.parametrize(
    ("who", "secretary_here", "names"),
    [
        ("everyone", True, ["Amina", "Bruno", "Claire", "Driss"]),
        ("patient", True, ["Amina"]),
        ("professional", True, ["Bruno", "Driss"]),
        ("community", True, []),
        ("proposer", True, ["Claire"]),
        ("facilitator", True, ["Bruno"]),
        ("secretary", True, ["Claire"]),
        ("secretary", False, ["Bruno"]),
    ],
)
def test_a_step_is_for_whom_its_guide_says(who, secretary_here, names):
    step = replace(guide("a").steps[0], who=who)
    present = [
        AMINA,
        BRUNO,
        replace(CLAIRE, roles=CLAIRE.roles if secretary_here else frozenset({"proposer"})),
        DRISS,
    ]
    assert [s.name for s in present if course.concerns(step, s, secretary_here=secretary_here)] == names


def order(rule: str, heard=None, seed: int = 1) -> list[str]:
    seats = [BRUNO, AMINA, DRISS, CLAIRE]
    return [s.name for s in course.speaking_order(seats, rule=rule, heard=heard or {}, seed=seed)]


def test_people_speak_in_the_order_the_guide_gives():
    assert order("seats") == ["Bruno", "Amina", "Driss", "Claire"]
    assert order("patients_first") == ["Amina", "Claire", "Bruno", "Driss"]
    assert order("least_heard_first", {"p2": 300, "p1": 20, "p3": 20}) == [
        "Driss",
        "Amina",
        "Claire",
        "Bruno",
    ]
    assert order("random", seed=4) == order("random", seed=4)
    assert {tuple(order("random", seed=n)) for n in range(200)} == set(
        permutations(["Bruno", "Amina", "Driss", "Claire"])
    )


@settings(max_examples=60, database=None)
@given(
    st.lists(st.sampled_from(["", *Voice]), max_size=8),
    st.sampled_from(["seats", "patients_first", "least_heard_first", "random"]),
    st.integers(0, 9),
)
def test_everybody_speaks_exactly_once_whatever_the_order(voices, rule, seed):
    seats = [Speaker(f"p{n}", voice=v) for n, v in enumerate(voices)]
    spoken = course.speaking_order(seats, rule=rule, heard={"p1": 5}, seed=seed)
    assert sorted(s.ref for s in spoken) == sorted(s.ref for s in seats)


WHO = {
    "facilitators": (
        "Seules les personnes qui animent liront votre réponse",
        "Only those who facilitate will read your answer",
    ),
    "participants": (
        "Les personnes de cette séance liront votre réponse",
        "The people in this gathering will read your answer",
    ),
    "circle": (
        "Les personnes de cette séance et celles du cercle « Mémoire », présentes et à venir, liront votre réponse",
        "The people in this gathering and those of the circle “Mémoire”, present and future, will read your answer",
    ),
}
WHEN = {
    "at_once": ("dès que vous l’envoyez", "as soon as you send it"),
    "when_all_answered": ("quand tout le monde aura répondu", "once everybody has answered"),
    "at_close": ("à la fin de l’étape", "when the step ends"),
}
NAMES = {
    "shown": ("avec votre prénom", "with your first name"),
    "hidden": ("sans votre prénom", "without your first name"),
}


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("reveal", [*WHEN, "never"])
@pytest.mark.parametrize("seen_by", [*WHO, "author"])
def test_the_sentence_under_a_question_is_exact_for_each_setting(seen_by, reveal, names):
    step = replace(guide("a").steps[0], seen_by=seen_by, reveal=reveal, names=names)
    told = sentence(step, circle="Mémoire")
    if seen_by == "author" or reveal == "never":
        expected = ("Personne d’autre que vous ne lira votre réponse.", "Only you can read your answer.")
    else:
        parts = (WHO[seen_by], WHEN[reveal], NAMES[names])
        expected = tuple(", ".join(p[n] for p in parts) + "." for n in (0, 1))
    assert (plain(told.fr), plain(told.en)) == expected


def test_a_dictated_answer_never_leaves_the_gathering_and_says_so():
    step = replace(guide("a").steps[0], seen_by="circle", reveal="at_once")
    told = sentence(step, circle="Mémoire", scribed=True)
    assert (
        told.fr
        == "Les personnes de cette séance liront votre réponse, dès que vous l’envoyez, avec votre prénom."
    )


def test_the_name_of_a_circle_is_never_taken_for_a_format():
    step = replace(guide("a").steps[0], seen_by="circle")
    assert "{0} %s {circle}" in sentence(step, circle="{0} %s {circle}").fr
