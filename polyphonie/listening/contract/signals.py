"""The signals there are, each a question to ask oneself with a guide to try; and when the facts of a pair call for one. Pure.

A signal says that something may have changed: not what, not for whom, not for better or worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from polyphonie.base.text import Text
from polyphonie.listening.contract.handed import PairFacts

SILENCE = timedelta(days=21)
AGREEMENT = timedelta(days=60)
FEWEST_PAGES = 6
REST = timedelta(days=28)  # before the same question is asked again of the same pair


class SignalKind(StrEnum):
    MOVED = "moved"  # what the two answer has changed, by the watch over the cohort
    ASKED = "asked"  # one of the two would like to talk
    QUIET = "quiet"  # nothing shared for three weeks
    AGREEMENT = "agreement"  # never come back to
    TASKS = "tasks"  # the log speaks of tasks only


class Learnt(StrEnum):
    TRUE = "true"
    EXPLAINED = "explained"
    NOISE = "noise"


@dataclass(frozen=True)
class Question:
    """What a signal says, what it asks, and the guide with which to talk about it."""

    title: Text
    asks: Text
    guide: str


QUESTIONS: dict[SignalKind, Question] = {
    SignalKind.MOVED: Question(
        Text("Quelque chose a peut-être bougé", "Something may have moved"),
        Text(
            "Qu’est-ce qui a changé dans votre façon de travailler à deux ?",
            "What has changed in the way you work together?",
            falc="Qu’est-ce qui a changé entre vous deux ?",
        ),
        "conversation-difficile",
    ),
    SignalKind.ASKED: Question(
        Text("L’un de vous aimerait en parler", "One of you would like to talk"),
        Text(
            "De quoi avez-vous besoin pour vous parler librement ?",
            "What do you need in order to speak freely to each other?",
            falc="De quoi avez-vous besoin pour vous parler ?",
        ),
        "conversation-difficile",
    ),
    SignalKind.QUIET: Question(
        Text("Rien de partagé depuis trois semaines", "Nothing shared for three weeks"),
        Text(
            "Que vous faudrait-il pour vous retrouver, même un quart d’heure ?",
            "What would it take for you to meet, even for a quarter of an hour?",
            falc="Quand pouvez-vous vous revoir ? Un quart d’heure suffit.",
        ),
        "meteo",
    ),
    SignalKind.AGREEMENT: Question(
        Text("Votre accord n’a pas été relu", "You have not read your agreement again"),
        Text(
            "Ce que vous vous étiez promis tient-il toujours ?",
            "Does what you promised each other still hold?",
            falc="Votre accord est-il encore bon pour vous deux ?",
        ),
        "consent-express",
    ),
    SignalKind.TASKS: Question(
        Text("Votre carnet ne parle que de tâches", "Your log speaks of tasks only"),
        Text(
            "Et vous deux : quand avez-vous parlé de votre façon de travailler ?",
            "And the two of you: when did you last talk about how you work?",
            falc="Avez-vous parlé de vous deux ? Pas seulement du travail.",
        ),
        "recit-croise",
    ),
}
LEARNT: dict[Learnt, Text] = {
    Learnt.TRUE: Text("Oui, quelque chose avait changé", "Yes, something had changed"),
    Learnt.EXPLAINED: Text("Oui, et nous savons pourquoi", "Yes, and we know why"),
    Learnt.NOISE: Text("Non, rien de particulier", "No, nothing in particular"),
}


def called_for(facts: PairFacts, today: date) -> tuple[SignalKind, ...]:
    """The questions that these facts call for today. No number of them is shown."""
    found = []
    if today - (facts.last_shared_on or facts.since) >= SILENCE:
        found.append(SignalKind.QUIET)
    if facts.agreed_on and facts.revisited_on is None and today - facts.agreed_on >= AGREEMENT:
        found.append(SignalKind.AGREEMENT)
    if facts.pages >= FEWEST_PAGES and facts.pages_on_tasks == facts.pages:
        found.append(SignalKind.TASKS)
    return tuple(found)
