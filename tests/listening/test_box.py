"""The box: what it holds, who can open it, what its outside tells."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyphonie.listening.contract.box import Box, Keys, Unsealable, digits, marks_of
from polyphonie.listening.contract.rotation import least_asked
from polyphonie.listening.contract.sets import UnreadableSet, read_set
from polyphonie.listening.queries.sets import LIBRARY, as_data, from_data, library

KEYS = Keys(("a secret",), "a half")


def test_a_box_opens_with_its_key_and_with_no_other():
    box = Box().put("name", "45030", by=3).put("other", "11111", by=1)
    sealed = box.sealed(KEYS)
    assert Box.opened(sealed, KEYS) == Box(frozenset({1, 3}), {"name": "45030", "other": "11111"})
    for wrong in (Keys(("another",), "a half"), Keys(("a secret",), "another half"), Keys(("a secret",), "")):
        with pytest.raises(Unsealable):
            Box.opened(sealed, wrong)


def test_a_new_secret_of_the_installation_still_opens_it_while_the_former_one_is_kept():
    sealed = Box().put(KEYS.names_of("1" * 16)[0], "45030", by=3).sealed(KEYS)
    for secrets in (("a new secret", "a secret"), ("newer", "a secret", "older")):
        renewed = Keys(secrets, "a half")
        box = Box.opened(sealed, renewed)
        assert set(renewed.names_of("1" * 16)) & box.answers.keys()


@given(st.dictionaries(st.integers(1, 500), st.text("012345", min_size=6, max_size=6), max_size=40))
def test_the_outside_tells_neither_a_moment_nor_one_answer_from_two(answers):
    """Forty answers make one page or two; the moment that the seal carries in clear is always the same."""
    box = Box()
    for person, answer in answers.items():
        box = box.put(KEYS.names_of(f"{person:016d}")[0], answer, by=person)
    sealed = box.sealed(KEYS)
    assert base64.urlsafe_b64decode(sealed)[1:9] == bytes(8)
    assert len(sealed) == len(Box().sealed(KEYS))


def test_inside_nothing_tells_in_which_order_people_came():
    one = Box().put("b", "11", by=9).put("a", "22", by=4)
    other = Box().put("a", "22", by=4).put("b", "11", by=9)
    plain = [KEYS.unseal(box.sealed(KEYS)) for box in (one, other)]
    assert plain[0] == plain[1]


def test_an_answer_reads_back_as_it_was_given():
    asked = ["a", "b", "c"]
    assert digits({"a": 4, "c": 1}, asked, "01") == "40101"
    assert marks_of("40101", asked) == ({"a": 4, "c": 1}, "01")


def test_the_questions_asked_least_come_first():
    assert least_asked("abcde", "aab", 3) == ("c", "d", "e")
    assert least_asked("abcde", "cde", 3) == ("a", "b", "c")
    assert least_asked("abc", "", 9) == ("a", "b", "c")


def test_the_sets_of_the_library_read_and_stay_as_they_were_asked():
    assert [chosen.id for chosen in library()] == ["egalite-des-voix", "pouls-equipe", "travail"]
    assert [from_data(as_data(chosen)) for chosen in library()] == library()


def test_every_mistake_of_a_set_is_said_with_its_place():
    good = (LIBRARY / "travail.toml").read_text("utf-8")
    bad = good.replace('id = "sens"', 'id = "marge"').replace("version = 1", "version = 0", 1) + '\nfr = ""\n'
    with pytest.raises(UnreadableSet) as found:
        read_set(bad.replace('fr = ""', 'ask = ""').replace('en = "I see', 'de = "'))
    assert [said.en.split(":")[0] for said in found.value.mistakes] == ["version", "questions"]
    twice = good.replace(
        "Je peux décider de la façon de faire mon travail.", "EN ce moment je vois à quoi sert ce que je fais"
    )
    with pytest.raises(UnreadableSet, match="the same sentence"):
        read_set(twice)
    with pytest.raises(UnreadableSet, match="licence"):
        read_set(good.replace("CC BY 4.0", "CC\\u0000BY"))
    with pytest.raises(UnreadableSet, match="not valid TOML"):
        read_set("= nothing")
    with pytest.raises(UnreadableSet) as found:
        read_set('id = "x"\nuser = 1')
    assert [said.en.split(":")[0] for said in found.value.mistakes] == [
        "user", "version", "licence", "source", *(f"{part}.{at}" for part in ("title", "about", "low", "high")
        for at in ("fr", "en")), "questions",
    ]  # fmt: skip
