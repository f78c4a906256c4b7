"""Each form: what is right, each refusal in its sentence, and what the world may send."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from polyphonie.base import clock
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import Said, Speaker
from polyphonie.steps import KINDS, furniture
from polyphonie.steps.consent.kind import KIND as CONSENT
from polyphonie.steps.propose.kind import KIND as PROPOSE
from polyphonie.steps.write.kind import KIND as WRITE
from tests.base.said import plain

FURNITURE = furniture()
AMINA = Speaker("p1", "Amina", "patient")
CLAIRE = Speaker("p3", "Claire", "family", frozenset({"proposer"}))
TEXT = PROPOSE.Outcome("Nous appelons le mardi.", 2, "2027-05-01", "", "Claire", "family")
OBJECTED = CONSENT.gather(
    CONSENT.Settings(),
    [Said(CONSENT.Answer("objection", "limit", "La nuit, non.", "Le jour.", 2), AMINA, "c1")],
    TEXT,
)
IDEAS = WRITE.gather(
    WRITE.Settings(), [Said(WRITE.Answer((("", "On attend."), ("", "La nuit."))), AMINA, "c1")], None
)
(WAIT, NIGHT) = (idea.key for idea in ideas(IDEAS))
COLUMNS = {"at_most": 2, "columns": [{"id": "a", "fr": "A", "en": "A"}, {"id": "b", "fr": "B", "en": "B"}]}


@pytest.fixture(autouse=True)
def noon_in_french():
    with clock.at(datetime(2027, 3, 1, 12, 0, tzinfo=UTC)), translation.override("fr"):
        yield


def form(name, data, *, about=None, me=CLAIRE, given=None):
    furnished = FURNITURE[name]
    return furnished.form(
        data, settings=furnished.kind.settings(given or GIVEN.get(name, {})), about=about, me=me, mine=None
    )


def said(name, data, **more) -> dict:
    filled = form(name, data, **more)
    assert filled.is_valid(), filled.errors
    return FURNITURE[name].kind.store(filled.answer())


def errors(name, data, **more) -> dict[str, list[str]]:
    return {field: [plain(str(e)) for e in found] for field, found in form(name, data, **more).errors.items()}


GOOD = {
    "one idea a line": ("write", {"text_": " Un.\n\n Deux. "}, {}, {"items": (("", "Un."), ("", "Deux."))}),
    "columns": ("write", {"text_a": "Un.", "text_b": ""}, {"given": COLUMNS}, {"items": (("a", "Un."),)}),
    "nothing to add": ("write", {"text_": "Un.", "passed": "on"}, {}, {"items": ()}),
    "speaking": ("round", {"text": " Bonjour. "}, {}, {"text": "Bonjour.", "passed": False}),
    "speaking without writing": ("round", {}, {}, {"text": "", "passed": False}),
    "passing": ("round", {"text": "x", "passed": "on"}, {}, {"text": "", "passed": True}),
    "proposing": (
        "propose", {"text": " Un texte. ", "review_on": "2027-05-01", "situation": " Hier. "}, {},
        {"text": "Un texte.", "review_on": "2027-05-01", "situation": "Hier.", "withdrawn": False},
    ),
    "adjusting": (
        "propose", {"text": "Autre.", "review_on": "2027-05-01"}, {"about": TEXT},
        {"text": "Autre.", "review_on": "2027-05-01", "situation": "", "withdrawn": False},
    ),
    "taking back": (
        "propose", {"withdrawn": "on"}, {"about": TEXT},
        {"text": "", "review_on": "", "situation": "", "withdrawn": True},
    ),
    "consenting": (
        "consent", {"stance": "consent", "version": "2", "reason": "mots perdus"}, {"about": TEXT},
        {"stance": "consent", "ground": "", "reason": "", "would_help": "", "version": 2},
    ),
    "objecting": (
        "consent", {"stance": "objection", "ground": "aim", "reason": " Non. ", "would_help": " Le jour. ", "version": "2"},
        {"about": TEXT},
        {"stance": "objection", "ground": "aim", "reason": "Non.", "would_help": "Le jour.", "version": 2},
    ),
    "integrating": (
        "integrate", {"text": " Le jour. ", "how_0": " Le jour seulement. "}, {"about": OBJECTED},
        {"text": "Le jour.", "review_on": "2027-05-01", "how": (("p1", "Le jour seulement."),), "lifted": False, "withdrawn": False},
    ),
    "lifting": (
        "integrate", {"lifted": "on"}, {"about": OBJECTED, "me": AMINA},
        {"text": "", "review_on": "", "how": (), "lifted": True, "withdrawn": False},
    ),
    "giving up": (
        "integrate", {"withdrawn": "on"}, {"about": OBJECTED},
        {"text": "", "review_on": "2027-05-01", "how": (), "lifted": False, "withdrawn": True},
    ),
    "committing": (
        "commit", {"text": " Un appel. ", "smallest": "Un seul.", "due_on": "2027-03-10"}, {},
        {"text": "Un appel.", "smallest": "Un seul.", "due_on": "2027-03-10", "passed": False},
    ),
    "committing without a date": (
        "commit", {"text": "Un appel."}, {},
        {"text": "Un appel.", "smallest": "", "due_on": "2027-03-22", "passed": False},
    ),
    "not this time": ("commit", {"passed": "on"}, {}, {"text": "", "smallest": "", "due_on": "", "passed": True}),
    "a word": ("close", {"word": " Merci "}, {}, {"word": "Merci"}),
    "no word": ("close", {"word": "x", "passed": "on"}, {}, {"word": ""}),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_a_form_gives_the_answer_somebody_meant(case):
    name, data, more, expected = GOOD[case]
    assert said(name, data, **more) == expected


LATE = "Un petit pas tient en trois semaines : choisissez une date entre aujourd’hui et là."
BAD = {
    "no idea": ("write", {"text_": " \n "}, {}, {"__all__": ["Écrivez au moins une idée, ou dites que vous n’avez rien à ajouter."]}),
    "too many ideas": ("write", {"text_a": "1\n2\n3"}, {"given": COLUMNS}, {"text_a": ["2 idées au plus : gardez les plus importantes."]}),
    "no proposal": (
        "propose", {"text": " "}, {},
        {"text": ["Écrivez d’abord la proposition, en une ou deux phrases."],
         "review_on": ["Choisissez la date où le groupe reverra cette décision."]},
    ),
    "an unreadable date": ("propose", {"text": "T", "review_on": "mardi"}, {}, {"review_on": ["Écrivez la date ainsi : 2027-03-31."]}),
    "a review today": ("propose", {"text": "T", "review_on": "2027-03-01"}, {}, {"review_on": ["Choisissez une date à partir de demain, et dans l’année."]}),
    "a review in two years": ("propose", {"text": "T", "review_on": "2029-03-01"}, {}, {"review_on": ["Choisissez une date à partir de demain, et dans l’année."]}),
    "no stance": ("consent", {"version": "2"}, {"about": TEXT}, {"stance": ["Choisissez une réponse."]}),
    "another version": (
        "consent", {"stance": "consent", "version": "1"}, {"about": TEXT},
        {"__all__": ["Le texte a changé depuis que vous l’avez lu. Relisez-le ci-dessus, puis répondez."]},
    ),
    "an objection without words": (
        "consent", {"stance": "objection", "version": "2"}, {"about": TEXT},
        {"reason": ["Dites en une phrase ce que vous ne pouvez pas accepter, et pourquoi."],
         "ground": ["Choisissez une des deux raisons."]},
    ),
    "a concern without words": ("consent", {"stance": "concern", "reason": " ", "version": "2"}, {"about": TEXT}, {"reason": ["Dites votre crainte en une phrase."]}),
    "no step": ("commit", {"text": " "}, {}, {"text": ["Dites en une phrase ce que vous allez essayer, ou passez cette fois."]}),
    "a far date": ("commit", {"text": "T", "due_on": "2027-03-23"}, {}, {"due_on": [LATE]}),
    "a past date": ("commit", {"text": "T", "due_on": "2027-02-28"}, {}, {"due_on": [LATE]}),
    "no date at all": ("commit", {"text": "T", "due_on": "soon"}, {}, {"due_on": ["Écrivez la date ainsi : 2027-03-31."]}),
    "no word": ("close", {"word": " "}, {}, {"word": ["Écrivez un mot, ou passez : c’est permis."]}),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_form_refuses_with_its_own_sentence(case):
    name, data, more, expected = BAD[case]
    assert errors(name, data, **more) == expected


FIELDS = {
    "write": ("text_",), "round": ("text",), "propose": ("text", "situation"), "consent": ("reason", "would_help"),
    "integrate": ("text", "how_0"), "commit": ("text", "smallest"), "close": ("word",),
    "sort": (f"theme_{WAIT}",), "scale": ("word",), "timeline": ("saw_0", "felt_0"), "sheet": ("title", "tried", "advice"),
}  # fmt: skip
BASE = {
    "propose": {"text": "Un texte.", "review_on": "2027-05-01"},
    "consent": {"stance": "objection", "ground": "aim", "reason": "Non.", "version": "2"},
    "integrate": {"text": "Un texte."},
    "commit": {"text": "Un appel."},
    "timeline": {"saw_0": "On attend."},
    "sheet": {"title": "Appeler", "tried": "Un appel."},
}
ABOUT = {"consent": TEXT, "integrate": OBJECTED, "sort": IDEAS, "choose": IDEAS}
GIVEN = {"scale": {"items": [{"id": "dire", "fr": "Je peux le dire.", "en": "I can say so."}]}}
GIVEN["grid"] = {
    "tasks": [{"id": "appel", "fr": "Appeler", "en": "Call"}, {"id": "peser", "fr": "Peser", "en": "Weigh"}],
    "actors": [{"id": "jour", "fr": "Équipe de jour", "en": "Day team"}, {"id": "proches", "fr": "Proches", "en": "Carers"}],
}  # fmt: skip
BOXES = [(name, field) for name, fields in FIELDS.items() for field in fields]
STRANGE = "‮oitisopxE​\u0301\u0301 👩‍⚕️ 𝔘𝔫𝔦 \u2028 ﷽ <script>"


@pytest.mark.parametrize(("name", "field"), BOXES)
def test_a_megabyte_or_a_nul_is_refused_with_a_sentence_and_strange_letters_are_welcome(name, field):
    about = ABOUT.get(name)
    for sent in ("é" * 1_000_000, "mot\x00mot"):
        found = errors(name, {**BASE.get(name, {}), field: sent}, about=about)
        assert list(found) == [field] and found[field] and all(found[field])
    kind = FURNITURE[name].kind
    filled = form(name, {**BASE.get(name, {}), field: STRANGE}, about=about)
    assert filled.is_valid(), filled.errors
    assert kind.load(kind.store(filled.answer())) == filled.answer()


@pytest.mark.parametrize("name", KINDS)
def test_a_form_never_fails_on_nonsense(name):
    about = ABOUT.get(name)
    for me in (AMINA, CLAIRE):
        fields = list(form(name, {}, about=about, me=me).fields)
        for sent in ("", "on", "-1", "9" * 400, "²", "[]", "None", "\ud7ff", "2027-13-45"):
            filled = form(name, dict.fromkeys(fields, sent), about=about, me=me)
            if filled.is_valid() and name != "read":
                FURNITURE[name].kind.store(filled.answer())


def test_what_somebody_gave_before_is_in_the_form_when_they_change_it():
    mine = Said(FURNITURE["round"].kind.Answer("Je viens de loin."), AMINA)
    again = FURNITURE["round"].form(settings=None, about=None, me=AMINA, mine=mine)
    assert again.fields["text"].initial == "Je viens de loin."
