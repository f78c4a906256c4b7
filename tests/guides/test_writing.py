"""A guide is written back as its file, compared with another one, and changed step by step; nothing is believed."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base.text import Text
from polyphonie.guides import queries
from polyphonie.guides.contract import registry, shaping
from polyphonie.guides.contract.comparing import compare
from polyphonie.guides.contract.file import parse, plain
from polyphonie.guides.contract.format import Unreadable
from polyphonie.guides.contract.reader import read
from polyphonie.guides.contract.writing import data_of, toml_of
from tests.base.said import plain as spaced

FILES = queries.library_files()
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.one_of(WORDS, st.integers(-(10**9), 10**9), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
NAMES = (
    st.sampled_from(["id", "title", "when", "roles", "repeat", "steps", "if_this_happens", "settings"])
    | WORDS
)
TABLES = st.dictionaries(
    NAMES, VALUES | st.lists(st.dictionaries(NAMES, VALUES, max_size=3), max_size=3), max_size=4
)


def meteo() -> dict:
    return tomllib.loads(queries.file_text("meteo"))


def told(before, after) -> list[str]:
    return [spaced(said.fr) for said in compare(before, after)]


@settings(max_examples=300, deadline=None, database=None)
@given(TABLES, st.lists(TABLES, min_size=1, max_size=3))
def test_what_is_written_reads_back_equal_whatever_it_holds(data, steps):
    for one in (data, data | {"steps": steps}):
        assert tomllib.loads(toml_of(one)) == one


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_guide_of_the_library_is_written_and_read_again_the_same(path):
    guide = read(parse(path.read_text("utf-8")), kinds=registry.kinds())
    again = parse(toml_of(data_of(guide)))
    assert read(again, kinds=registry.kinds()) == guide
    assert compare(data_of(guide), again) == []


def test_what_has_no_place_in_a_file_is_never_written():
    with pytest.raises(TypeError):
        toml_of({"when": None})


@pytest.mark.parametrize(
    "text",
    [
        "id = = 2", "[[" * 5000, "a = " + "[" * 5000, ".".join("a" * 40_000) + " = 1", "a = 2020-01-01", "a = inf",
        "a = nan", f"a = {'9' * 5000}", f"a = 0x{'f' * 5000}", "a.b.c.d.e.f.g.h.i.j = 1", 'a = "\\u0000"', "é" * 100_001,
    ],
    ids=range(12),
)  # fmt: skip
def test_a_file_that_is_no_guide_is_one_sentence_and_quickly(text):
    with pytest.raises(Unreadable) as unreadable:
        parse(text)
    (mistake,) = unreadable.value.mistakes
    assert mistake.said.fr.startswith("Ce fichier ") and mistake.said.en.startswith("the file ")


def test_only_plain_values_are_kept():
    deep: dict = {}
    for _ in range(9):
        deep = {"a": deep}
    assert [plain(value) for value in ({"a": [1, "x", True, 0.5]}, deep, {"a": None}, 10**10, "\x00")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_what_changed_is_told_in_sentences_head_first():
    before = tomllib.loads(queries.file_text("tour"))
    after = tomllib.loads(queries.file_text("tour"))
    after["title"]["fr"], after["minutes"] = "Notre tour", 45
    first, second, *others = [step["id"] for step in before["steps"]]
    names = {step["id"]: step["title"]["fr"] for step in before["steps"]}
    after["steps"][0]["minutes"] = 9
    after["steps"][1]["prompt"] = {"fr": "Autre", "en": "Other", "falc": "Autre."}
    after["steps"][1]["who"] = "facilitator"
    gone = after["steps"].pop()["id"]
    after["steps"] = [after["steps"][1], after["steps"][0], *after["steps"][2:], meteo()["steps"][0]]
    assert gone in others
    minutes = before["steps"][0].get("minutes", 5)
    assert told(before, after) == [
        "« Faire un tour » s’appelle « Notre tour ».",
        f"45 minutes en tout, au lieu de {before['minutes']}.",
        f"L’étape « {names[gone]} » est retirée.",
        f"« {names[second]} » : la consigne, qui répond ont changé.",
        f"« {names[first]} » : 9 minutes au lieu de {minutes}.",
        "L’étape « Comment j’arrive » est ajoutée.",
        "Les étapes viennent dans un autre ordre.",
    ]


def test_comparing_drafts_never_fails_whatever_they_hold():
    assert compare({"steps": [{"id": 3, "title": []}, 7]}, {"steps": "x", "title": {"fr": 1}, "when": 2}) == [
        Text("Le titre est dit autrement.", "The title is said differently."),
        Text("« Bon pour » ou « Pas pour » a changé.".replace("« ", "«\u00a0").replace(" »", "\u00a0»"), "“Good for” or “Not for” has changed."),
        Text("L’étape «\u00a03\u00a0» est retirée.", "The step “3” is removed."),
    ]  # fmt: skip


def test_steps_move_come_and_go_with_names_of_their_own():
    tour = tomllib.loads(queries.file_text("tour"))
    names = [step["id"] for step in tour["steps"]]
    ids = [[s["id"] for s in d["steps"]] for d in (
        shaping.move(tour, 0, 1), shaping.move(tour, 0, -1), shaping.remove(tour, 0), shaping.duplicate(tour, 0),
        shaping.duplicate(tour, 99),
    )]  # fmt: skip
    assert ids == [
        [names[1], names[0], *names[2:]], names, names[1:], [names[0], f"{names[0]}-2", *names[1:]], names,
    ]  # fmt: skip
    assert [step["id"] for step in tour["steps"]] == names


def test_a_step_of_each_kind_may_be_added_and_the_guide_is_still_good():
    guide = data_of(queries.guide("consent"))
    assert {"read", "write", "round", "propose", "consent", "commit", "close"} <= set(queries.examples())
    for kind, example in queries.examples().items():
        longer = shaping.insert(guide, example, after=len(guide["steps"]) - 1)
        made = read(longer, kinds=registry.kinds())
        assert (made.steps[-1].kind, len(made.steps)) == (kind, len(guide["steps"]) + 1)


def test_tidying_takes_away_what_a_guide_does_not_have_and_what_nobody_wrote():
    draft = meteo() | {"colour": "red", "id": "Un Nom"}
    draft["steps"][0] |= {"mood": 1, "script": {}}
    draft["steps"][0]["if_this_happens"] = [{"if": {}, "then": {}}, "x", {"if": {"fr": "a"}, "else": 1}]
    clean = shaping.tidy(draft)
    assert "colour" not in clean and clean["id"] == "guide"
    step = clean["steps"][0]
    assert ("mood" in step, "script" in step, step["if_this_happens"]) == (
        False,
        False,
        [{"if": {"fr": "a"}}],
    )


def test_a_step_goes_back_to_what_is_usual_and_takes_a_name_that_may_stand():
    draft = tomllib.loads(queries.file_text("tour"))
    draft["steps"][1] |= {"id": "Pas Bon", "reveal": "tomorrow", "settings": {"nothing": 1}}
    step = shaping.as_usual(draft, 1)["steps"][1]
    assert (step["id"], "reveal" in step, "settings" in step) == ("etape", False, False)
