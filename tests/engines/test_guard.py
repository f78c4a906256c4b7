"""The guard: what it sees in the sentences, how it is sure, and that no text makes it slow."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from re import _constants, _parser

import pytest

from polyphonie.engines.guard import (
    DIRECT,
    REASONS,
    Choice,
    Span,
    dates,
    directory,
    letters,
    numbers,
    people,
    places,
    softening,
    watch,
)
from tools.guard_report import MARK, SENTENCES, figures, halves, read, report

PARTS, NAMES = halves()
HALVES = dict(zip(("tuning", "held out"), PARTS, strict=True))
LIBRARY = Path(__file__).resolve().parents[2] / "polyphonie" / "guides" / "library"


def seen(text: str, *names: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.kind) for span in watch(text, names=names)]


def test_there_are_two_hundred_sentences_and_enough_clean_ones():
    sentences = PARTS[0] + PARTS[1]
    assert len(sentences) == 200
    assert sum(not s.marks for s in sentences) >= 60
    kinds = {kind for kind, _ in MARK.findall(SENTENCES.read_text("utf-8"))}
    assert kinds == set(REASONS) | {"kind"}  # « kind » stands in the comment that explains a mark


@pytest.mark.parametrize("half", HALVES)
def test_numbers_and_mail_are_all_seen_and_nearly_all_that_points_to_one_person(half):
    counted = figures(HALVES[half], NAMES)
    for kind in ("nir", "phone", "email"):
        assert counted.recall(frozenset({kind})) == 1.0
    assert counted.recall(DIRECT) >= 0.95
    assert counted.recall(frozenset(REASONS)) >= 0.95


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("names", [NAMES, []], ids=["list", "no list"])
def test_clean_sentences_are_left_in_peace(half, names):
    assert figures(HALVES[half], names).false_alarms <= 0.05


def test_the_guides_of_the_library_are_left_in_peace():
    """Sentences that nobody wrote for the guard."""
    said = [
        text for path in LIBRARY.glob("*.toml") for text in _french(tomllib.loads(path.read_text("utf-8")))
    ]
    assert len(said) > 500
    assert sum(bool(watch(text, names=NAMES)) for text in said) <= 0.05 * len(said)


def _french(held: object) -> list[str]:
    if isinstance(held, dict):
        here = [held[k] for k in ("fr", "falc") if isinstance(held.get(k), str)]
        return here + [text for value in held.values() for text in _french(value)]
    return [text for value in held for text in _french(value)] if isinstance(held, list) else []


def test_the_report_gives_the_same_figures_twice():
    assert report() == report()
    assert report().count("\n| ") == len(REASONS) + 7


def test_a_mark_is_read_where_it_stands():
    sentence = read("Voir [[person:Mme V.]] au [[phone:4512]].")
    assert sentence.text == "Voir Mme V. au 4512."
    assert [sentence.text[m.start : m.end] for m in sentence.marks] == ["Mme V.", "4512"]


# -- layer 1


@pytest.mark.parametrize(
    "number",
    [
        "06 39 98 11 22", "06.39.98.11.22", "06-39-98-11-22", "0639981122", "06\u00a039\u202f98\u00a011\u00a022",
        "+33 6 39 98 11 22", "+33639981122", "0033 6 39 98 11 22", "+33 (0)6 39 98 11 22", "(+33)6 39 98 11 22",
    ],
)  # fmt: skip
def test_every_french_way_to_write_a_telephone_is_seen(number):
    assert seen(f"Appelez le {number} !") == [(number, "phone")]


@pytest.mark.parametrize(
    ("number", "sure"),
    [
        ("251033818501276", True),
        ("2 51 03 38 185 012 76", True),
        ("2510338185012", False),  # no key
        ("2 51 03 38 185 012 77", False),  # a key that does not fit: it looks like one all the same
        ("2 53 07 2A 004 073 07", True),
        ("2 53 07 2b 004 073 07", False),
        ("2 51 03 38 185 012 clé 76", True),
    ],
)
def test_a_social_security_number_is_seen_and_its_key_checked(number, sure):
    assert watch(f"NIR : {number}.") == (Span(6, 6 + len(number), "nir", sure),)


def test_an_account_number_is_checked_too():
    good, bad = "FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 188"
    assert [s.sure for s in watch(good)] == [True]
    assert [(s.kind, s.sure) for s in watch(bad)] == [("iban", False)]
    assert watch("Référence XY12 3456 7890 1234") == ()


@pytest.mark.parametrize(
    "clean",
    [
        "CIP 3400930000120, deux boîtes.", "Version 3.2.10 du cahier.", "10/10, 3/4, 1/2 comprimé.", "18000 Patients ont répondu.",
        "En mars 2024, puis au mois de mai.", "Il y a 100 ans.", "Les plus de 90 ans.", "2 place de parking.",
        "Service de Réanimation.", "La loi Claeys-Leonetti.", "Une patiente Alzheimer.", "Bonjour Docteur,", "M. le Maire.",
        "Madame, Monsieur,", "RGPD, HAS, L’EHPAD, le SAMU.", "Le service ouvre à 8 h 30.", "Cordialement,\nL’équipe",
    ],
)  # fmt: skip
def test_what_only_looks_like_something_is_left_in_peace(clean):
    assert watch(clean) == ()


def test_a_time_counts_beside_a_date_only():
    assert seen("Le 12 mars à 14 h 35.") == [("12 mars", "date"), ("à 14 h 35", "time")]
    assert seen("À 14 h 35 le 12 mars.") == [("À 14 h 35", "time"), ("12 mars", "date")]
    assert seen("Le bus part à 14 h 35.") == []


def test_accents_apart_from_their_letters_keep_the_places_of_the_given_text():
    text = "Ne\u0301e le 3 fe\u0301vrier 1951, vue par Mme The\u0301venet."
    assert seen(text) == [("3 fe\u0301vrier 1951", "date"), ("Mme The\u0301venet", "person")]


# -- layer 2


def test_the_list_of_the_circle_is_found_without_accents_or_capitals():
    assert seen("avec elise et HANNA", "Élise", "Hanna Vireux") == [("elise", "person"), ("HANNA", "person")]
    assert seen("avec Bélise", "Élise") == []


def test_a_name_that_is_also_a_word_needs_its_capital_elsewhere_than_first():
    assert seen("La rose est belle. Rose de la salle d’attente.", "Rose") == []
    assert seen("On a vu Rose hier.", "Rose") == [("Rose", "person")]
    assert seen("Rose a pleuré.", "Rose") == [("Rose", "person")]  # a bare word with its verb is a name


def test_a_compound_name_stays_whole():
    assert watch("Écrire à Jean-Pierre.", names=["Pierre"]) == (Span(9, 20, "person"),)


def test_what_overlaps_becomes_one():
    assert seen("Mme Claire Montbrun est là", "Claire", "Claire Montbrun") == [
        ("Mme Claire Montbrun", "person")
    ]
    assert seen("claire@valmont.example", "Claire", "Valmont") == [("claire@valmont.example", "email")]


def test_every_kind_has_its_reason_and_advises_something_it_can_do():
    assert all(french and english for french, english in REASONS.values())
    advised = {kind for kind in REASONS if Span(0, 1, kind).suggestion is Choice.GENERALISE}
    assert advised == set(softening.GENTLER) == {"date", "time", "age", "place"}
    assert set(softening.ROLES) | {"person"} == set(REASONS)


# -- no text makes it slow

PATTERNS = [
    pytest.param(value, id=f"{module.__name__.rpartition('.')[2]}.{name}")
    for module in (numbers, dates, places, people, directory, letters, softening)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
]
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_reads_a_bounded_length_from_one_place(pattern):
    assert _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE).getwidth()[1] <= 1000


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_never_repeats_without_bound(pattern):
    assert [high for _, high in _repeats(_parser.parse(pattern.pattern)) if high > 300] == []


def _repeats(parsed):
    for op, held in parsed:
        if op in REPEATS:
            yield held[0], held[1]
        for part in held if isinstance(held, tuple | list) else [held]:
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, _parser.SubPattern):
                    yield from _repeats(inner)


@pytest.mark.parametrize(
    "piece", ["a", "1", " ", "A", "\n", "M. M. ", "Aa ", "Aa-", "1 1", "1.", "12 mars ", "a@", "rue ", "«"]
)
def test_a_hundred_thousand_of_anything_come_to_an_end(piece):
    text = (piece * 100_000)[:100_000]
    assert all(0 <= span.start < span.end <= len(text) for span in watch(text, names=["Aa Aa Aa", "a"]))
