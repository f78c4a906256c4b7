"""Gentler words: roles that stay the same, dates and places told less exactly."""

from __future__ import annotations

import pytest

from polyphonie.engines.guard import Choice, Span, soften, watch
from tools.guard_report import halves


def softened(text: str, choice: Choice | None = None, names: tuple[str, ...] = ()) -> str:
    return soften(text, {span: choice or span.suggestion for span in watch(text, names=names)})


def test_what_is_kept_or_not_chosen_stays():
    text = "Mme Vannier, 06 39 98 11 22"
    assert softened(text, Choice.KEEP) == text
    assert soften(text, {}) == text


def test_one_person_keeps_one_letter_and_two_people_have_two():
    text = "Mme Oudart et M. Oudart. Thérèse Aulnay, puis Mme Aulnay. OUDART Irène."
    spans = {
        Span(text.index(words), text.index(words) + len(words), "person"): "replace"
        for words in ("Mme Oudart", "M. Oudart", "Thérèse Aulnay", "Mme Aulnay", "OUDART Irène")
    }
    assert soften(text, spans) == (
        "[personne A] et [personne B]. [personne C], puis [personne C]. [personne A]."
    )


def test_a_letter_already_in_the_text_is_not_given_again():
    assert softened("[personne A] a vu Mme Vannier.") == "[personne A] a vu [personne B]."


def test_after_the_alphabet_come_pairs():
    text = "".join(f"Mme {letter}aro. " for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + "Mme Pelto."
    assert softened(text).split(". ")[24:] == ["[personne Y]", "[personne Z]", "[personne AA]."]


@pytest.mark.parametrize(
    ("given", "gentle"),
    [
        ("Vue le 12 mars 2024.", "Vue en mars 2024."),
        ("Le mardi 12 mars 2024, elle dort.", "En mars 2024, elle dort."),
        ("Depuis le 1er avril 2023.", "Depuis avril 2023."),
        ("La nuit du 3 août 2024.", "La nuit d’août 2024."),
        ("Reporté au 07/09/2025.", "Reporté à septembre 2025."),
        ("Vue le 2024-03-12.", "Vue en mars 2024."),
        ("Vue le 12.03.24.", "Vue en mars 2024."),
        ("Née le 3/2/51.", "Née en février 1951."),
        ("Née le douze mars deux mille sept.", "Née en mars deux mille sept."),
        ("Vue le 12 mars.", "Vue au printemps."),
        ("Vue le 15/01.", "Vue en hiver."),
        ("Depuis le 30 août.", "Depuis l’été."),
        ("Le compte rendu du 8 déc. est là.", "Le compte rendu de l’hiver est là."),
        ("Vue le 12 mars 2024 à 14 h 35.", "Vue en mars 2024 l’après-midi."),
        ("Elle a 93 ans.", "Elle a plus de 89 ans."),
        ("Chez elle, 38500 Voiron-les-Bois.", "Chez elle, [département de l’Isère]."),
        ("Chez lui, 97410 Saint-Pierre.", "Chez lui, [département de La Réunion]."),
        ("Elle habite à Haute-Rive.", "Elle habite à [un lieu]."),
        ("Tél. 06 39 98 11 22.", "Tél. [un numéro]."),
        ("Vue par le Dr Mallory.", "Vue par [personne A]."),
        ("La lettre du Pr Mallory.", "La lettre de [personne A]."),
    ],
)
def test_each_thing_is_told_less_exactly(given, gentle):
    assert softened(given) == gentle


def test_what_cannot_be_told_less_exactly_is_replaced_by_what_it_was():
    assert softened("Au 14 rue des Tilleuls.", Choice.GENERALISE) == "Au [un lieu]."
    assert softened("Vue le 12 mars 2024.", Choice.REPLACE) == "Vue le [une date]."


def test_two_spans_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        soften("Mme Vannier", {Span(0, 5, "person"): "keep", Span(4, 11, "person"): "keep"})


def test_a_softened_text_has_nothing_left_to_see():
    parts, names = halves()
    texts = [softened(sentence.text, names=tuple(names)) for part in parts for sentence in part]
    assert [text for text in texts if watch(text, names=names)] == []
