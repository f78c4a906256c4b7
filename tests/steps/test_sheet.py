"""Sheet: what was tried, on one page."""

import json

import pytest
from django.utils import translation

from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import Said, Speaker
from polyphonie.steps.sheet.form import LONGEST, Form
from polyphonie.steps.sheet.kind import KIND
from polyphonie.steps.write.kind import KIND as WRITE
from tests.base.said import plain

AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional")
FIVE = [
    Speaker(f"p{n}", name, "family") for n, name in enumerate(("Hanna", "Claire", "Lise", "Rose", "Nour"))
]
TRIED = WRITE.gather(
    WRITE.settings({}),
    [Said(WRITE.Answer((("", f"Pas de {who.name}."),)), who, f"c{n}") for n, who in enumerate(FIVE)],
    None,
)
FULL = KIND.Answer("Appeler la veille", "On attend.", "Les proches.", "Un appel.\n\n Un mot. ", "Moins d’attente.", "Rien.", "Commencez petit.")  # fmt: skip


def told(*said: Said) -> list[tuple[str, list[str]]]:
    blocks = KIND.tell(None, KIND.gather(None, said, None), {})
    return [(b.label.fr, [line.text for line in b.lines]) for b in blocks]


def test_a_sheet_reads_as_one_page_and_what_was_left_empty_is_not_there():
    assert told(Said(FULL, AMINA, "c1")) == [
        ("Fiche d’action", ["Appeler la veille"]),
        ("La situation", ["On attend."]),
        ("Pour qui, avec qui", ["Les proches."]),
        ("Ce qui a été tenté", ["Un appel.", "Un mot."]),
        ("Ce qui a changé", ["Moins d’attente."]),
        ("Ce qui a surpris", ["Rien."]),
        ("Un conseil pour qui veut essayer", ["Commencez petit."]),
    ]
    assert told(Said(KIND.Answer("Ouvrir", tried="Une salle."), AMINA)) == [
        ("Fiche d’action", ["Ouvrir"]), ("Ce qui a été tenté", ["Une salle."]),
    ]  # fmt: skip


def test_no_sheet_is_lost_where_several_people_hold_the_role():
    said = [Said(FULL, AMINA), Said(KIND.Answer("Ouvrir", tried="Une salle."), BRUNO, scribed=True)]
    blocks = KIND.tell(None, KIND.gather(None, said, None), {})
    titles = [
        (b.lines[0].text, b.lines[0].by, b.lines[0].remark) for b in blocks if b.label.en == "Action sheet"
    ]
    assert [(title, by, remark and remark.fr) for title, by, remark in titles] == [
        ("Appeler la veille", "Amina", None), ("Ouvrir", "Bruno", "réponse dictée"),
    ]  # fmt: skip


def test_a_later_step_finds_each_part_under_its_name():
    found = ideas(KIND.gather(None, [Said(FULL, AMINA, "c1")], None))
    assert [(idea.column, idea.text) for idea in found if idea.column in ("title", "tried")] == [
        ("title", "Appeler la veille"), ("tried", "Un appel."), ("tried", "Un mot."),
    ]  # fmt: skip
    assert {(idea.line.by, idea.line.ref) for idea in found} == {("Amina", "c1")}


def test_without_a_sheet_the_step_waits():
    assert KIND.why_not_close(None, [], 1, None).fr.startswith("La fiche n’est pas encore écrite.")
    assert KIND.why_not_close(None, [Said(FULL, AMINA)], 2, None) is None
    assert told() == []


def test_what_was_given_is_stored_and_read_again():
    assert KIND.load(json.loads(json.dumps(KIND.store(FULL)))) == FULL
    assert KIND.echo(None, KIND.Answer("Ouvrir", tried="Une salle.")) == ["Ouvrir", "Une salle."]


def test_an_example_takes_up_what_the_group_gave_and_varies():
    assert KIND.example(0, None, TRIED, AMINA).tried == "Pas de Hanna.\nPas de Claire.\nPas de Lise."
    assert len({KIND.example(seed, None, None, AMINA) for seed in range(9)}) == 3


# -- the form


def form(data=None, *, about=None, mine=None, language="fr"):
    with translation.override(language):
        filled = Form(data, settings=KIND.settings({}), about=about, me=AMINA, mine=mine)
        filled.is_valid()
        return filled


def errors(data) -> dict[str, list[str]]:
    return {name: [plain(str(e)) for e in found] for name, found in form(data).errors.items()}


def test_the_form_gives_the_sheet():
    assert form({"title": " Ouvrir ", "tried": " Une salle. "}).answer() == KIND.Answer(
        "Ouvrir", tried="Une salle."
    )
    long = "\n".join(["é" * 99] * 20)
    assert form({"title": "Ouvrir", "tried": long}).answer().tried == long


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"title": " "},
            {
                "title": ["Donnez un titre : un verbe, puis ce que vous avez fait."],
                "tried": ["Dites ce qui a été tenté, même si c’est petit."],
            },
        ),
        ({"title": "Ouvrir", "tried": "\n"}, {"tried": ["Dites ce qui a été tenté, même si c’est petit."]}),
    ],
)
def test_each_refusal_has_its_sentence(data, expected):
    assert errors(data) == expected


def test_what_was_tried_begins_with_the_lines_of_the_group():
    asked = form(about=TRIED)
    assert asked.fields["tried"].initial.splitlines() == [f"Pas de {who.name}." for who in FIVE]
    assert asked.holds_context and "viennent du groupe" in asked.fields["tried"].help_text
    again = form(about=TRIED, mine=Said(FULL, AMINA))
    assert (again.fields["tried"].initial, again.holds_context) == (FULL.tried, False)
    assert (form().fields["tried"].initial, form().holds_context) == ("", False)


def test_a_long_list_is_cut_at_a_whole_line_and_the_group_s_lines_stay_in_sight():
    many = WRITE.Answer(tuple(("", f"{n} " + "é" * 300) for n in range(10)))
    about = WRITE.gather(WRITE.settings({}), [Said(many, AMINA, "c1")], None)
    asked = form(about=about)
    kept = asked.fields["tried"].initial.splitlines()
    assert kept == [text for _, text in many.items[:6]] and not asked.holds_context
    assert len("\n".join(kept)) <= LONGEST
    one = WRITE.gather(WRITE.settings({}), [Said(WRITE.Answer((("", "é" * 5000),)), AMINA, "c1")], None)
    assert form(about=one).fields["tried"].initial == ""


def test_the_form_speaks_english():
    assert form(language="en").fields["changed"].label == "What changed"
