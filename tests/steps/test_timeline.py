"""Timeline: one chronology out of what each saw."""

import json

import pytest
from django.utils import translation

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Said, Speaker
from polyphonie.steps.timeline.form import Form
from polyphonie.steps.timeline.kind import KIND, Moment, day_name
from tests.base.said import plain

AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional")
CLAIRE = Speaker("p3", "Claire", "family")
DRISS = Speaker("p4", "Driss", "manager")
ELISE = Speaker("p5", "Élise", "support")
SETTINGS = KIND.settings({})


def told(*said: Said) -> list[tuple[str, list[tuple[str, str, str]]]]:
    blocks = KIND.tell(SETTINGS, KIND.gather(SETTINGS, said, None), {})
    return [
        (b.label.fr, [(li.text, li.by, li.remark.fr if li.remark else "") for li in b.lines]) for b in blocks
    ]


def test_five_people_make_one_chronology_and_what_has_no_hour_closes_its_day():
    said = [
        Said(KIND.Answer((Moment(0, "14:30", "L’ambulance attend."), Moment(5, "", "Il va mieux."))), AMINA),
        Said(KIND.Answer((Moment(0, "", "On cherche un lit.", "J’étais seul."),)), BRUNO),
        Said(KIND.Answer((Moment(-1, "18:00", "On annonce la sortie."),)), CLAIRE),
        Said(KIND.Answer((Moment(0, "08:05", "Le lit est pris."), Moment(1, "", "On rappelle."))), DRISS),
        Said(KIND.Answer(), ELISE),
    ]
    assert told(*said) == [
        ("La veille", [("18:00 · On annonce la sortie.", "Claire", "")]),
        (
            "Le jour même",
            [
                ("08:05 · Le lit est pris.", "Driss", ""),
                ("14:30 · L’ambulance attend.", "Amina", ""),
                ("On cherche un lit.", "Bruno", ""),
                ("J’étais seul.", "", "ressenti"),
            ],
        ),
        ("Le lendemain", [("On rappelle.", "Driss", "")]),
        ("5 jours après", [("Il va mieux.", "Amina", "")]),
    ]


def test_the_same_minute_keeps_the_order_in_which_people_answered():
    one, other = (Said(KIND.Answer((Moment(0, "09:00", words),)), AMINA) for words in ("Un.", "Deux."))
    assert [line.text for line in KIND.gather(SETTINGS, [one, other], None).lines] == ["Un.", "Deux."]
    assert [line.text for line in KIND.gather(SETTINGS, [other, one], None).lines] == ["Deux.", "Un."]


def test_a_later_step_finds_what_was_seen_and_when():
    said = Said(KIND.Answer((Moment(1, "09:00", "La pharmacie appelle.", "Zut."),)), AMINA, "c1")
    (idea,) = ideas(KIND.gather(SETTINGS, [said], None))
    assert (idea.text, idea.line.by, idea.line.voice, idea.line.ref) == (
        "La pharmacie appelle.", "Amina", "patient", "c1",
    )  # fmt: skip
    assert idea.line.remark == Text("le lendemain, 09:00", "the day after, 09:00")


def test_a_dictated_moment_says_so():
    said = Said(KIND.Answer((Moment(0, "", "J’attends."),)), AMINA, scribed=True)
    assert told(said) == [("Le jour même", [("J’attends.", "Amina", "réponse dictée")])]


def test_days_are_named_as_people_tell_them():
    assert [day_name(n).en for n in (-2, -1, 0, 1, 2, 30)] == [
        "2 days earlier", "The day before", "That day", "The day after", "2 days later", "30 days later",
    ]  # fmt: skip


def test_what_was_given_is_stored_and_read_again():
    answer = KIND.Answer((Moment(0, "14:30", "Un.", "Deux."), Moment(-1, "", "Trois.")))
    assert KIND.load(json.loads(json.dumps(KIND.store(answer)))) == answer
    assert KIND.echo(SETTINGS, answer) == ["14:30 · Un.\nDeux.", "Trois."]


@pytest.mark.parametrize("at_most", [0, 11, "4", True])
def test_a_guide_asks_for_one_to_ten_moments(at_most):
    with pytest.raises(BadSettings) as bad:
        KIND.settings({"at_most": at_most})
    assert str(bad.value) == "at_most should be a whole number from 1 to 10"


# -- the form


def form(data=None, *, mine=None, at_most=2, language="fr"):
    with translation.override(language):
        filled = Form(data, settings=KIND.settings({"at_most": at_most}), about=None, me=AMINA, mine=mine)
        filled.is_valid()
        return filled


def errors(data) -> dict[str, list[str]]:
    return {name: [plain(str(e)) for e in found] for name, found in form(data).errors.items()}


def test_the_form_gives_the_moments_that_were_told():
    filled = form(
        {"day_0": "-1", "time_0": "18:00", "saw_0": " Un. ", "felt_0": "", "day_1": "3", "saw_1": "Deux.", "felt_1": " Peur. "}
    )  # fmt: skip
    assert filled.answer() == KIND.Answer((Moment(-1, "18:00", "Un."), Moment(3, "", "Deux.", "Peur.")))
    assert form({"saw_1": "Sans jour."}).answer() == KIND.Answer((Moment(0, "", "Sans jour."),))
    assert form({"saw_0": "Un.", "passed": "on"}).answer() == KIND.Answer()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"__all__": ["Racontez au moins un moment, ou dites que vous n’avez rien à ajouter."]}),
        ({"time_0": "14:30"}, {"saw_0": ["Dites en quelques mots ce que vous avez vu."]}),
        ({"saw_0": "Un.", "felt_1": "Peur."}, {"saw_1": ["Dites en quelques mots ce que vous avez vu."]}),
        ({"saw_0": "Un.", "time_0": "midi"}, {"time_0": ["Écrivez l’heure ainsi : 14:30."]}),
        ({"saw_0": "Un.", "day_0": "31"}, {"day_0": ["Choisissez un jour dans la liste."]}),
    ],
)
def test_each_refusal_has_its_sentence(data, expected):
    assert errors(data) == expected


def test_changing_an_answer_shows_it_again_and_folds_what_is_empty():
    mine = Said(KIND.Answer((Moment(1, "14:30", "Un.", "Peur."),)), AMINA)
    filled = Form(settings=KIND.settings({}), about=None, me=AMINA, mine=mine)
    first, *rest = filled.moments()
    assert [field.value() for field in first["fields"]] == [1, "14:30", "Un.", "Peur."]
    assert (first["open"], [moment["open"] for moment in rest]) == (True, [False, False, False])
    wrong = form({"saw_0": "Un.", "time_1": "midi"}).moments()
    assert wrong[1]["open"]


def test_the_form_speaks_english():
    assert dict(form(language="en").fields["day_0"].choices)[1] == "The day after"
