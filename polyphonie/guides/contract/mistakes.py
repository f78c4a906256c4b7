"""What the reader says when something is wrong: a sentence in French and in English, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from polyphonie.base.text import Text

LANGUAGES_FR = {"fr": "en français", "en": "en anglais", "falc": "en mots simples"}
NOT_A_NAME = Text(
    "Il faut un nom court en petites lettres, comme « petits-pas ».",
    "should be a short name in small letters, such as “petits-pas”",
)
NOT_A_STEP_NAME = Text("Il faut un nom court en petites lettres.", "should be a short name in small letters")
NOT_A_ROLE_NAME = Text(
    "Un rôle a un nom court : vingt petites lettres au plus, comme « porte-parole ». Changez-le dans le fichier du guide.",
    "a role has a short name in small letters, 20 at most, such as “spokesperson”",
)
NOT_A_TABLE = Text("La forme de ce passage ne se lit pas.", "should be a table")
NOT_A_STEP = Text("Cette étape ne se lit pas.", "should be a table [[steps]]")
NOT_TIPS = Text("Ces conseils ne se lisent pas.", "should be a list of { if = {…}, then = {…} }")
NO_STEP = Text("Un guide a au moins une étape.", "a guide has at least one step")
NO_MODE = Text(
    "Choisissez au moins une façon de faire : en direct, ou sur plusieurs jours.",
    "at least one of live, async",
)
TAKEN = Text("Une autre étape porte déjà ce nom.", "is already taken by an earlier step")
MISSING = Text("Il manque quelque chose ici.", "is missing")
NOT_A_TEXT = Text("Il faut des mots ici.", "should be a text")


@dataclass(frozen=True)
class Mistake:
    """One thing to mend: in which step (counted from 0; None for the head), in which field, in the format's words."""

    said: Text
    step: int | None = None
    field: str = ""


def needs_a_text(languages: Sequence[str]) -> Text:
    return Text(
        f"Il faut un texte {_in_french(languages)}.",
        f'needs a text in {", ".join(languages)}, such as {{ fr = "…", en = "…" }}',
    )


def no_text_in(languages: Sequence[str]) -> Text:
    return Text(f"Il manque le texte {_in_french(languages)}.", f"no text in {' and '.join(languages)}")


def not_known(value: Any, allowed: Sequence[str]) -> Text:
    near = get_close_matches(short(value), list(allowed), n=1)
    hint = f"did you mean “{near[0]}”?" if near else f"one of {', '.join(allowed) or 'none yet'}"
    choice = (
        f"Peut-être « {near[0]} » ?" if near else f"À choisir parmi : {', '.join(allowed) or 'rien encore'}."
    )
    return Text(f"« {short(value)} » n’est pas connu. {choice}", f"“{short(value)}” is not known — {hint}")


def not_whole(value: Any, low: int, high: int) -> Text:
    given = short(value)
    return Text(
        f"{f'« {given} » ne convient pas : il' if given else 'Il'} faut un nombre entier, de {low} à {high}.",
        f"“{given}” should be a whole number from {low} to {high}",
    )


def not_a_word(word: str, words: Sequence[str]) -> Text:
    near = get_close_matches(word, list(words), n=1)
    return Text(
        f"« {short(word)} » n’existe pas dans un guide{f' : peut-être « {near[0]} »' if near else ''}. "
        "Ce mot partira quand vous garderez.",
        f"“{short(word)}” is not a word of the format{f' — did you mean “{near[0]}”?' if near else ''}",
    )


def too_many_minutes(planned: int, announced: int) -> Text:
    return Text(
        f"Les étapes durent {planned} minutes en tout, plus que les {announced} annoncées.",
        f"the steps take {planned} minutes, more than the {announced} announced",
    )


def upside_down(low: int, high: int) -> Text:
    return Text(f"Le minimum ({low}) dépasse le maximum ({high}).", f"min ({low}) is more than max ({high})")


def works_on_an_earlier_step(kind: str, title: Text) -> Text:
    return Text(
        f"« {title.fr} » travaille sur une étape d’avant : dites laquelle.",
        f"“{kind}” works on an earlier step: say which",
    )


def cannot_keep_names(kind: str, title: Text, names: str) -> Text:
    return Text(
        f"« {title.fr} » ne peut pas traiter ainsi les noms (« {names} »).",
        f"“{kind}” cannot keep names {names}",
    )


UNLINKABLE_TO_ALL = Text(
    "Sans lien avec les personnes, tout le monde répond, et les personnes de la séance lisent, à la fin de l’étape.",
    "unlinkable: everyone answers, seen_by participants, reveal at_close",
)
UNLINKABLE_LIVE = Text(
    "Sans lien avec les personnes, on répond ensemble, en direct. Sur plusieurs jours, ouvrez une vague dans le cercle.",
    "unlinkable: live only; over several days a wave of the circle does it",
)
UNLINKABLE_ONCE = Text(
    "Sans lien avec les personnes, une étape ne se répète pas : deux fois de suite feraient deviner des réponses.",
    "unlinkable: never inside a repeat; two in a row would let answers be guessed",
)


def cannot_be_seen_by(kind: str, title: Text, reach: str) -> Text:
    return Text(
        f"« {title.fr} » ne peut pas avoir ces lecteurs (« {reach} »).",
        f"“{kind}” cannot be seen by {reach}",
    )


def reserved(word: str) -> Text:
    return Text(
        f"« {word} » dit déjà autre chose dans un guide. Donnez un autre nom à ce rôle, dans le fichier du guide.",
        f"“{word}” already says something else in a guide: give this role another name",
    )


def cannot_be_revealed(kind: str, title: Text, reveal: str) -> Text:
    return Text(
        f"« {title.fr} » ne peut pas se montrer à ce moment (« {reveal} »).",
        f"“{kind}” cannot be revealed {reveal}",
    )


def not_a_setting(word: str, kind: str) -> Text:
    return Text(
        f"« {short(word)} » n’est pas un réglage de cette étape.",
        f"“{short(word)}” is not a setting of “{kind}”",
    )


def bad_setting(said: str) -> Text:
    """What a kind said of its own settings; kinds speak the English of the file."""
    return Text(f"Un réglage de cette étape ne convient pas : {said}.", said)


def comes_after(back_to: str, after: str) -> Text:
    return Text(
        f"« {back_to} » vient après « {after} » : on ne recommence qu’en arrière.",
        f"“{back_to}” comes after “{after}”: a repeat goes back",
    )


def short(value: Any) -> str:
    """A value as a sentence may carry it."""
    said = str(value)
    return said if len(said) <= 60 else f"{said[:59]}…"


def _in_french(languages: Sequence[str]) -> str:
    return " et ".join(LANGUAGES_FR[language] for language in languages)
