"""Choosing: dots are counted together, equal ideas stay together, and nothing is decided."""

from collections import Counter

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Said
from polyphonie.steps.choose.kind import KIND, options
from tests.base.said import plain
from tests.steps.voices import AMINA, KEYS, WRITTEN, form, refusals, said, told

A, B, C, D = KEYS
CALL = {"id": "appeler", "fr": "Appeler la veille", "en": "Call the day before"}
ROOM = {"id": "salle", "fr": "Une salle calme", "en": "A quiet room"}
TALK = "Les points disent de quoi parler. Ils ne décident de rien."


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


def dots(*given: tuple[str, int]):
    return KIND.Answer(given)


def five(**given):
    kept = KIND.settings(given)
    answers = (
        dots((A, 1), (B, 1), (C, 1)), dots((B, 1), (C, 1)), dots((B, 1), (C, 1), (A, 1)), dots(), dots((B, 1), (D, 1)),
    )  # fmt: skip
    return kept, KIND.gather(kept, said(*answers), WRITTEN)


def test_five_people_put_their_dots_and_all_that_got_one_comes_out_most_first():
    kept, outcome = five()
    assert [(d.option.key, d.dots) for d in outcome.tally] == [(B, 4), (C, 3), (A, 2), (D, 1)]
    assert told(KIND.tell(kept, outcome, {})) == [
        (
            "Là où le groupe a mis ses points",
            [
                ("Personne ne m’appelle.", "Bruno", "4 points"),
                ("La nuit, je suis seule.", "Claire", "3 points"),
                ("On attend le brancard.", "Amina", "2 points"),
                ("Une salle calme.", "Driss", "1 point"),
                ("", "", f"4 personnes ont posé 10 points. {TALK}"),
            ],
        )
    ]
    assert [idea.key for idea in ideas(outcome)] == [B, C, A, D]


def test_only_the_number_wanted_comes_out_and_the_rest_is_still_told():
    kept, outcome = five(keep=2)
    first, others = told(KIND.tell(kept, outcome, {}))
    assert [line.text for line in outcome.lines] == ["Personne ne m’appelle.", "La nuit, je suis seule."]
    assert [who for _, who, _ in first[1]] == ["Bruno", "Claire", ""]
    assert others == (
        "Aussi relevé",
        [("On attend le brancard.", "Amina", "2 points"), ("Une salle calme.", "Driss", "1 point")],
    )


def test_a_tie_at_the_edge_keeps_all_who_are_equal_and_says_so():
    kept = KIND.settings({"keep": 1})
    outcome = KIND.gather(kept, said(dots((C, 1), (A, 1)), dots((A, 1), (C, 1)), dots((D, 1))), WRITTEN)
    assert [line.ref for line in outcome.lines] == [A, C]
    assert told(KIND.tell(kept, outcome, {}))[0][1][2:] == [
        ("", "", "Égalité : 2 idées sont gardées au lieu de 1."),
        ("", "", f"3 personnes ont posé 5 points. {TALK}"),
    ]


def test_options_of_the_guide_are_told_in_both_languages():
    kept = KIND.settings({"options": [CALL, ROOM], "at_most_on_one": 2})
    outcome = KIND.gather(kept, said(dots(("salle", 2), ("appeler", 1))), None)
    (block,) = KIND.tell(kept, outcome, {})
    assert [(line.remark.fr, line.remark.en) for line in block.lines] == [
        ("Une salle calme · 2 points", "A quiet room · 2 dots"),
        ("Appeler la veille · 1 point", "Call the day before · 1 dot"),
        (f"1 personne a posé 3 points. {TALK}",
         "1 person placed 3 dots. The dots say what to talk about. They decide nothing."),
    ]  # fmt: skip
    assert [idea.text for idea in ideas(outcome)] == ["Une salle calme", "Appeler la veille"]
    assert [plain(str(w)) for w in KIND.echo(kept, dots(("salle", 2)))] == ["Une salle calme : 2 points"]
    assert KIND.echo(KIND.settings({}), dots((A, 1))) == [Text("1 point sur 3", "1 dot of 3")]
    assert KIND.echo(kept, dots()) == KIND.echo(KIND.settings({}), dots()) == []


def test_an_idea_taken_back_takes_its_dots_with_it():
    kept, fewer = KIND.settings({}), type(WRITTEN)((), WRITTEN.lines[1:])
    outcome = KIND.gather(kept, said(dots((A, 1), (B, 1)), dots((A, 1))), fewer)
    assert [(d.option.key, d.dots) for d in outcome.tally] == [(B, 1)] and outcome.people == 1


def test_nothing_to_choose_is_passed_over_and_nobody_choosing_is_silence():
    kept = KIND.settings({})
    assert [KIND.needed(kept, about) for about in (None, WRITTEN)] == [False, True]
    assert KIND.needed(KIND.settings({"options": [CALL]}), None)
    assert KIND.tell(kept, KIND.gather(kept, said(dots()), WRITTEN), {}) == []
    assert KIND.example(0, kept, None, AMINA) == KIND.Answer()
    assert KIND.why_not_close(kept, said(dots()), 1, WRITTEN) is None
    assert KIND.why_not_close(kept, [], 2, WRITTEN).en.startswith("2 people have not placed dots yet.")


def test_no_example_spends_more_than_it_has():
    for more in ({}, {"dots": 5, "at_most_on_one": 2}, {"dots": 10, "at_most_on_one": 10}):
        kept = KIND.settings(more)
        for seed in range(20):
            placed = [n for _, n in KIND.example(seed, kept, WRITTEN, AMINA).dots]
            assert 0 < sum(placed) <= kept.dots and max(placed) <= kept.at_most_on_one
    assert len({KIND.example(seed, KIND.settings({"dots": 1}), WRITTEN, AMINA) for seed in range(20)}) == 4


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"dots": 0}, "dots should be a whole number from 1 to 10"),
        ({"dots": True}, "dots should be a whole number from 1 to 10"),
        ({"at_most_on_one": 4}, "at_most_on_one should be a whole number from 1 to 3"),
        ({"keep": -1}, "keep should be a whole number from 0 to 50"),
        ({"options": "a"}, "options should be a list of 12 at most"),
        ({"options": [CALL] * 2}, "each of options needs an id of its own"),
        (
            {"options": [{**CALL, "id": "À faire"}]},
            "each of options needs an id, a short name in small letters, then fr and en",
        ),
        ({"options": [{**CALL, "en": " "}]}, "“appeler” of options should be a text: fr, en"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_a_sentence(given, why):
    with pytest.raises(BadSettings) as bad:
        KIND.settings(given)
    assert str(bad.value) == why


PLACED = st.lists(
    st.lists(st.tuples(st.sampled_from([*KEYS, "gone"]), st.integers(-2, 5)), max_size=5).map(tuple),
    max_size=6,
)


@settings(max_examples=120, deadline=None, database=None)
@given(PLACED, st.integers(0, 5))
def test_no_dot_is_lost_none_is_made_and_no_idea_is_set_apart_from_its_equal(placed, keep):
    kept = KIND.settings({"keep": keep})
    outcome = KIND.gather(kept, [Said(KIND.Answer(one), AMINA) for one in placed], WRITTEN)
    slow: Counter[str] = Counter()
    for key, n in (pair for one in placed for pair in one):
        if key in KEYS:
            slow[key] += max(n, 0)
    assert {d.option.key: d.dots for d in outcome.tally} == {key: n for key, n in slow.items() if n}
    inside = [d.dots for d in outcome.tally[: outcome.kept]]
    outside = [d.dots for d in outcome.tally[outcome.kept :]]
    assert all(i > o for i in inside for o in outside)
    assert len(inside) >= min(keep or len(outcome.tally), len(outcome.tally))


# -- the form


def answer(data, given, **more):
    sent = form("choose", data, given, **more)
    assert sent.is_valid(), sent.errors
    return sent.answer()


def test_ticking_boxes_gives_a_dot_each_and_keys_nobody_offered_count_for_nothing():
    data = {f"dots_{B}": "on", f"dots_{D}": "on", "dots_gone": "on", "dots_": "9"}
    assert answer(data, {}) == dots((B, 1), (D, 1))
    assert answer({f"dots_{B}": "2", f"dots_{A}": "0"}, {"at_most_on_one": 2}) == dots((B, 2))
    assert answer({f"dots_{B}": "on", "passed": "on"}, {}) == dots()


@pytest.mark.parametrize(
    ("data", "given", "expected"),
    [
        ({}, {}, {"__all__": ["Posez au moins un point, ou passez."]}),
        (
            dict.fromkeys((f"dots_{key}" for key in KEYS), "on"), {},
            {"__all__": ["Vous avez posé 4 points et vous en avez 3 : retirez-en 1."]},
        ),
        (
            dict.fromkeys((f"dots_{key}" for key in KEYS), "2"), {"at_most_on_one": 2},
            {"__all__": ["Vous avez posé 8 points et vous en avez 3 : retirez-en 5."]},
        ),
        *(
            ({f"dots_{A}": junk}, {"at_most_on_one": 2}, {f"dots_{A}": ["Choisissez de 0 à 2 points."]})
            for junk in ("3", "-1", "9" * 400, "²", "1.5", "deux", "1\x002")
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_refused_with_a_sentence(data, given, expected):
    assert refusals("choose", data, given) == expected


def test_the_form_says_how_many_dots_one_has_and_shows_those_placed_before():
    said_of = [
        plain(form("choose", None, more).yours())
        for more in ({}, {"dots": 1}, {"dots": 5, "at_most_on_one": 2})
    ]
    assert said_of == [
        "Vous avez 3 points à poser. Un seul par idée.",
        "Vous avez 1 point à poser.",
        "Vous avez 5 points à poser. Au plus 2 sur la même idée.",
    ]
    mine = Said(dots((C, 2)), AMINA)
    again = form("choose", None, {"at_most_on_one": 2}, mine=mine)
    assert [field.initial for field in again.offered()] == ["0", "0", "2", "0"]
    assert [field.initial for field in form("choose", None, {}, mine=mine).offered()] == [
        False,
        False,
        True,
        False,
    ]
    with translation.override("en"):
        assert [f.label for f in form("choose", None, {"options": [CALL]}, about=None).offered()] == [
            CALL["en"]
        ]


def test_the_key_of_an_idea_follows_it_from_step_to_step():
    kept, outcome = five()
    assert [option.key for option in options(kept, outcome)] == [B, C, A, D]
