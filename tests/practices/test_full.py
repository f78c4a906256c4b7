"""The full sheet: parts as data, filled by what an interview brought to light, grown from a quick one, signed the same way."""

from __future__ import annotations

import pytest

from polyphonie.circles import commands as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import queries as guides
from polyphonie.guides.contract import registry
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.full import part_of, parts, read
from polyphonie.practices.contract.ingredients import Unreadable
from tests.base.said import refused
from tests.practices.sheets import TEXT, draft, seen, sign, signed

BOXES = {"contexte": (("carte", "Deux étages, en juillet."), ("besoin", "Les aînés ne dormaient plus."))}


def test_every_box_of_the_interview_fills_one_part_and_every_part_has_its_words():
    boxes = {
        f"{step.id}/{column['id']}"
        for step in guides.guide("interview-fiche").steps
        for column in step.settings.get("columns", ())
    }
    named = [box for part in parts() for box in part.filled_by]
    assert boxes - set(named) == {"reponses/ajout"}  # it answers questions that nobody foresaw
    assert (set(named) - boxes, len(named)) == (set(), len(set(named)))
    assert (part_of("moments", "ignore"), part_of("reponses", "ajout")) == ("not-known", "")
    others = {
        guide.id
        for guide in guides.library()
        for step in guide.steps
        for column in step.settings.get("columns", ())
        if guide.id != "interview-fiche" and part_of(step.id, column["id"])
    }
    assert others == set()


def test_plain_prompts_have_short_sentences():
    long = [
        part.id
        for part in parts()
        if max(len(s.split()) for s in part.prompt.falc.replace("?", ".").split(".")) > 12
    ]
    assert long == []


def test_a_file_with_mistakes_says_all_of_them():
    with pytest.raises(Unreadable) as found:
        read(
            '[[part]]\nid = "A"\ntitle = { fr = "x", en = "y" }\nprompt = { fr = "x" }\nfrom = ["a/b", "a/b"]\n'
        )
    assert str(found.value).splitlines() == [
        "part: “A” is not an id (small letters, figures, hyphens)",
        "part “A”: “a/b” stands twice",
        "part “A” has no “prompt” in “en”",
        "part “A” has no “prompt” in “falc”",
    ]


def interviewed(w):
    """The interview that Elise, from outside, leads: Amina tells the context, Bruno what weighed."""
    gathering = gatherings.call_gathering(
        w.circle, guide=guides.guide("interview-fiche"), mode="live", by=w.driss
    )
    gathering = gatherings.open_gathering(gathering, by=w.driss)
    for name, voice in (("Amina", "patient"), ("Bruno", "professional"), ("Elise", "manager")):
        gatherings.enter(gathering, person=w[name], voice=voice, by=w[name])
    for role, name in (("teller", "Amina"), ("asker", "Elise")):
        gatherings.give_role(gathering, role=role, person=w[name].pk, by=w.driss)
    said = {
        "contexte": (w.amina, BOXES["contexte"]),
        "appuis": (w.bruno, (("obstacles", "Le vendredi, personne."),)),
    }
    answer = registry.furnished("write").kind.Answer
    while True:
        run = gatherings.open_next(gathering, by=w.driss)
        if run.step in said:
            who, items = said[run.step]
            gatherings.answer(run, answer=answer(items), by=who)
        gatherings.close_step(gathering, by=w.driss, anyway=True)
        if run.step == "appuis":
            return gatherings.close_gathering(gathering, by=w.driss)


@pytest.mark.django_db
def test_the_interview_fills_the_full_sheet_and_those_who_told_are_its_authors(world):
    gathering = interviewed(world)
    left = queries.filling(gathering, to=world.elise)
    assert [(line.part, line.words) for line in left.lines] == [
        ("identity", "Deux étages, en juillet."),
        ("need", "Les aînés ne dormaient plus."),
        ("obstacles", "Le vendredi, personne."),
    ]
    made = commands.begin(
        world.circle, by=world.elise, gathering=gathering, took=[line.key for line in left.lines]
    )
    told = seen(made, world.elise)
    assert (told.row.depth, told.row.tried, [(part.id, said) for part, said in told.parts]) == (
        "full", [], [("identity", "Deux étages, en juillet."), ("need", "Les aînés ne dormaient plus."), ("obstacles", "Le vendredi, personne.")],
    )  # fmt: skip
    assert {author.name for author in told.authors} == {"Elise", "Amina", "Bruno"}
    commands.step_out(made, by=world.bruno)
    assert [part.id for part, _ in seen(made, world.elise).parts] == ["identity", "need"]
    assert seen(made, world.farid) is None


@pytest.mark.django_db
def test_a_quick_sheet_grows_without_losing_a_word_and_is_signed_anew(world):
    made = signed(world, "Amina", "Bruno")
    number = seen(made, world.amina).row.number
    given = {"limits": "  Pas la nuit.  ", "nothing": "Rien", "levers": ""}
    made = commands.write_parts(made, number=number, by=world.amina, parts=given)
    row = seen(made, world.amina).row
    assert (row.depth, row.parts, row.number) == ("full", {"limits": "Pas la nuit."}, number + 1)
    assert {part: getattr(row, part) for part in TEXT} == TEXT | {"ingredients": row.ingredients}
    assert (seen(made, world.claire), [a.signed_at for a in seen(made, world.amina).authors]) == (
        None,
        [None, None],
    )
    sign(made, world.amina, world.bruno)
    assert seen(made, world.claire).parts[0][1] == "Pas la nuit."
    assert "Pas la nuit." in seen(made, world.claire).text  # searched, compared, guarded
    same = commands.write_parts(made, number=row.number, by=world.amina, parts={"limits": "Pas la nuit."})
    assert same.number == row.number and seen(made, world.claire) is not None
    with refused("Seuls ses auteurs changent cette fiche."):
        commands.write_parts(made, number=row.number, by=world.claire, parts={})
    with refused("La fiche a changé depuis que vous l’avez ouverte. Relisez-la, puis recommencez."):
        commands.write_parts(made, number=1, by=world.amina, parts={})
    circles.withdraw_entry(made.entry, by=world.amina)
    assert queries.held_about(world.amina)[0]["parts"] == {}


@pytest.mark.django_db
def test_writing_the_quick_half_leaves_the_parts_alone(world):
    made = draft(world)
    made = commands.write_parts(made, number=made.number, by=world.amina, parts={"levers": "Le téléphone."})
    made = commands.write(made, number=made.number, by=world.amina, **{**TEXT, "advice": "Un lundi"})
    assert (made.depth, made.parts, made.advice) == ("full", {"levers": "Le téléphone."}, "Un lundi")
