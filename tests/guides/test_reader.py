"""Facilitators edit these files: the reader names every mistake, with its place and what was meant."""

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.circles import commands as circles
from polyphonie.guides import commands, queries
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Unreadable
from polyphonie.guides.contract.reader import read, read_toml
from tests.base.said import refused


def good() -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads(queries.file_text("consent")))


def problems(data: dict[str, Any]) -> list[str]:
    try:
        read(data, kinds=registry.kinds())
    except Unreadable as unreadable:
        return unreadable.problems
    return []


def test_a_good_guide_has_no_problem():
    assert problems(good()) == []


def test_the_reader_names_every_mistake_at_once_with_its_place_and_a_suggestion():
    data = good()
    data["lisence"] = data.pop("licence")
    data["minutes"] = 20
    data["modes"] = ["live", "asinc"]
    data["group"] = {"min": 9, "max": 3}
    data["title"] = {"fr": "Décider", "en": "  "}
    data["roles"]["proposer"] = "la personne qui propose"
    steps = {step["id"]: step for step in data["steps"]}
    steps["cadre"]["id"] = "Cadre !"
    steps["proposition"]["seen_by"] = "cercle"
    steps["clarifier"]["kind"] = "wrte"
    steps["reagir"]["about"] = "propositon"
    steps["reagir"]["minutes"] = "eight"
    steps["ajuster"]["who"] = "propser"
    steps["ajuster"]["names"] = "hidden"
    del steps["consentement"]["about"]
    del steps["consentement"]["prompt"]["falc"]
    steps["integrer"]["settings"] = {"carried": "proposer"}
    steps["integrer"]["reveal"] = "tomorrow"
    steps["petits-pas"]["settings"] = {"days": 90}
    steps["petits-pas"]["if_this_happens"] = {"if": "?"}
    steps["clore"]["id"] = "petits-pas"
    data["repeat"] = {"after": "consentement", "back_to": "integrer", "at_most": 20, "until": "ready"}
    assert problems(data) == [
        "consent, head: “lisence” is not a word of the format — did you mean “licence”?",
        'consent, roles.proposer: needs a text in fr, en, such as { fr = "…", en = "…" }',
        "consent, step “Cadre !”, id: should be a short name in small letters",
        "consent, step “proposition”, seen_by: “cercle” is not known — did you mean “circle”?",
        "consent, step “clarifier”, kind: “wrte” is not known — did you mean “write”?",
        "consent, step “reagir”, about: “propositon” is not known — did you mean “proposition”?",
        "consent, step “reagir”, minutes: “eight” should be a whole number from 1 to 180",
        "consent, step “ajuster”, who: “propser” is not known — did you mean “proposer”?",
        "consent, step “ajuster”, names: “propose” cannot keep names hidden",
        "consent, step “consentement”, about: “consent” works on an earlier step: say which",
        "consent, step “consentement”, prompt: no text in falc",
        "consent, step “integrer”, reveal: “tomorrow” is not known — one of at_once, when_all_answered, at_close, never",
        "consent, step “integrer”, settings: “carried” is not a setting of “integrate”",
        "consent, step “petits-pas”, if_this_happens: should be a list of { if = {…}, then = {…} }",
        "consent, step “petits-pas”, settings: days should be a whole number from 1 to 21: a small step fits in three weeks",
        "consent, step “petits-pas”, id: is already taken by an earlier step",
        "consent, licence: is missing",
        "consent, title: no text in en",
        "consent, group: min (9) is more than max (3)",
        "consent, modes: “asinc” is not known — did you mean “async”?",
        "consent, repeat: “until” is not a word of the format",
        "consent, repeat: “integrer” comes after “consentement”: a repeat goes back",
        "consent, repeat.at_most: “20” should be a whole number from 1 to 9",
        "consent, minutes: the steps take 48 minutes, more than the 20 announced",
    ]


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (lambda d: d.pop("steps"), "consent, steps: a guide has at least one step"),
        (lambda d: d.update(modes="live"), "consent, modes: at least one of live, async"),
        (lambda d: d["steps"].append("clore"), "consent, step 10: should be a table [[steps]]"),
        (lambda d: d.update(id="Consent"), "Consent, id: should be a short name in small letters, such as “petits-pas”"),
        (lambda d: d.update(id="consent\n"), "consent\n, id: should be a short name in small letters, such as “petits-pas”"),
        (lambda d: d.update(version=True), "consent, version: “True” should be a whole number from 1 to 9999"),
        (lambda d: d.update(source=3), "consent, source: should be a text"),
        (lambda d: d.update(purpose={"fr": 12, "en": "Twelve"}), "consent, purpose: no text in fr"),
        (lambda d: d.update(roles=["proposer"]), "consent, roles: should be a table"),
    ],
)  # fmt: skip
def test_a_single_mistake_is_said_as_it_is(break_it, problem):
    data = good()
    break_it(data)
    assert problem in problems(data)


def test_a_step_without_a_trace_cannot_promise_otherwise():
    def room() -> dict[str, Any]:
        return tomllib.loads(queries.file_text("vague-equipe"))

    assert problems(room()) == []
    data = room()
    data["modes"] = ["live", "async"]
    data["steps"][1] |= {"who": "facilitator", "reveal": "at_once"}
    data["repeat"] = {"after": "tour", "back_to": "pouls", "at_most": 2}
    assert problems(data) == [
        "vague-equipe, step “pouls”, names: unlinkable: everyone answers, seen_by participants, reveal at_close",
        "vague-equipe, step “pouls”, names: unlinkable: live only; over several days a wave of the circle does it",
        "vague-equipe, step “pouls”, names: unlinkable: never inside a repeat; two in a row would let answers be guessed",
    ]
    data = room()
    data["steps"][2]["names"] = "unlinkable"
    assert problems(data) == ["vague-equipe, step “resonne”, names: “write” cannot keep names unlinkable"]


def test_a_role_has_a_short_name_that_says_nothing_else():
    data, said = good(), {"fr": "quelqu’un", "en": "somebody"}
    names = ("everyone", "patient", "secretary", "Porte parole", "a" * 21, "a" * 20, "porte-parole")
    data["roles"] |= dict.fromkeys(names, said)
    taken, short = "already says something else in a guide: give this role another name", "a role has a short name in small letters, 20 at most, such as “spokesperson”"  # fmt: skip
    assert problems(data) == [
        f"consent, roles.everyone: “everyone” {taken}",
        f"consent, roles.patient: “patient” {taken}",
        f"consent, roles.secretary: “secretary” {taken}",
        f"consent, roles.Porte parole: {short}",
        f"consent, roles.{'a' * 21}: {short}",
    ]


def test_a_file_that_is_not_toml_says_where_it_breaks():
    with pytest.raises(Unreadable) as unreadable:
        read_toml('id = "consent"\nversion = = 2\n', kinds=registry.kinds())
    (problem,) = unreadable.value.problems
    assert problem.startswith("the file is not valid TOML: ") and "line 2" in problem


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just([]), st.just({}))


@settings(max_examples=300, deadline=None, database=None)
@given(st.data())
def test_the_reader_never_fails_otherwise_than_by_saying_what_is_wrong(data):
    """Any value anywhere in a good guide: it is read, or every problem is said; nothing else is ever raised."""
    broken: Any = good()
    holder, key = broken, data.draw(st.sampled_from(sorted(broken)))
    for _ in range(data.draw(st.integers(0, 4))):
        inner = holder[key]
        if isinstance(inner, dict) and inner:
            holder, key = inner, data.draw(st.sampled_from(sorted(inner)))
        elif isinstance(inner, list) and inner:
            holder, key = inner, data.draw(st.integers(0, len(inner) - 1))
    holder[key] = data.draw(LEAVES)
    found = problems(broken)
    assert all(isinstance(p, str) and p.strip() for p in found)


# -- a circle's own guides


def test_a_circle_keeps_its_own_version_of_a_guide_when_the_reader_finds_it_good(world):
    text = queries.file_text("tour").replace("Faire un tour", "Notre tour")
    made = commands.adapt(world.circle, toml=text, adapted_from="tour", by=world.driss)
    assert [(pk, g.title.fr) for pk, g in queries.adaptations(world.circle)] == [(made.pk, "Notre tour")]
    assert queries.adaptation(made.pk, circle=world.circle).title.fr == "Notre tour"
    assert queries.adaptation(made.pk, circle=world.elsewhere) is None
    assert queries.adaptations(world.elsewhere) == []
    assert queries.guide("tour").title.fr == "Faire un tour"


def test_a_guide_with_a_mistake_is_refused_with_the_mistake_and_kept_nowhere(world):
    text = queries.file_text("tour").replace('kind = "round"', 'kind = "rond"', 1)
    with refused(
        "Ce guide ne peut pas encore servir. À corriger :\n"
        "tour, step “tour”, kind: “rond” is not known — did you mean “round”?"
    ):
        commands.adapt(world.circle, toml=text, adapted_from="tour", by=world.driss)
    assert queries.adaptations(world.circle) == []


def test_adapting_is_for_those_who_look_after_the_circle(world):
    text = queries.file_text("tour")
    with refused("Seules les personnes qui animent ce cercle peuvent faire cela. Demandez-leur."):
        commands.adapt(world.circle, toml=text, adapted_from="tour", by=world.bruno)
    with refused("Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."):
        commands.adapt(world.circle, toml=text, adapted_from="tour", by=world.farid)
    circles.leave(world.circle, person=world.driss, by=world.driss)
    assert commands.adapt(world.circle, toml=text, adapted_from="tour", by=world.bruno)


@pytest.mark.parametrize(
    ("kind", "reach", "may"),
    [
        ("ask", "author", False), ("ask", "circle", True), ("commit", "facilitators", False),
        ("case", "circle", False), ("case", "participants", True), ("sheet", "circle", False), ("write", "author", True),
    ],
)  # fmt: skip
def test_a_step_may_not_promise_readers_that_its_kind_cannot_keep(kind, reach, may):
    data = tomllib.loads(queries.file_text("meteo"))
    data["steps"][0] |= {"kind": kind, "seen_by": reach, "reveal": "at_close"}
    data["steps"][0].pop("settings", None)
    said = [problem for problem in problems(data) if "cannot be seen by" in problem]
    assert bool(said) is not may
