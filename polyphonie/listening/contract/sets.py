"""A set of questions as data: read from a file that may come from anywhere, every mistake said with its place."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from polyphonie.base.text import Text

NAME = re.compile(r"^[a-z][a-z0-9-]{0,39}$")
MOST_QUESTIONS = 12
LONGEST = 200
HEAD = {"id", "version", "licence", "source", "title", "about", "low", "high", "questions"}
MARKS = range(1, 6)


@dataclass(frozen=True)
class Question:
    """One sentence that people answer from 1 to 5. A text is never edited in place: another text is another `id`."""

    id: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """A few sentences that belong together. A share is that of the answers 4 and 5: what is told of a question."""

    id: str
    version: int
    licence: str
    source: str
    title: Text
    about: Text
    low: Text
    high: Text
    questions: tuple[Question, ...]


class UnreadableSet(ValueError):
    """A set that cannot be used: `mistakes` says everything that is wrong, each with its place."""

    def __init__(self, mistakes: list[Text]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(said.en for said in mistakes))


def read_set(text: str) -> QuestionSet:
    """A set from the text of its file (TOML). Raises `UnreadableSet`."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = Text(f"Ce fichier ne se lit pas : {error}", f"the file is not valid TOML: {error}")
        raise UnreadableSet([said]) from None
    return _Reader(data).read()


def sentence(text: Text) -> str:
    """What makes two questions the same: their words, whatever their capitals, spaces and signs, seen or unseen."""
    words = unicodedata.normalize("NFKC", text.fr.casefold())
    return " ".join(re.findall(r"\w+", "".join(sign for sign in words if unicodedata.category(sign) != "Cf")))


def sentences(chosen: QuestionSet) -> set[str]:
    """What makes two sets ask the same."""
    return {sentence(question.text) for question in chosen.questions}


def _plain(value: Any) -> TypeGuard[str]:
    """Words on one line: a sign that commands nothing and that every database keeps."""
    return (
        isinstance(value, str)
        and bool(value.strip())
        and all(sign.isprintable() or sign == "\u00a0" or sign == "\u202f" for sign in value)
    )


class _Reader:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data, self.mistakes = data, list[Text]()

    def say(self, where: str, fr: str, en: str) -> None:
        self.mistakes.append(Text(f"{where} : {fr}", f"{where}: {en}"))

    def read(self) -> QuestionSet:
        for word in sorted(set(self.data) - HEAD):
            self.say(word, "ce mot n’est pas attendu ici", "this word is not expected here")
        version = self.data.get("version")
        if not isinstance(version, int) or not 1 <= version <= 9999:
            self.say("version", "un nombre entier, à partir de 1", "a whole number, from 1")
            version = 1
        found = QuestionSet(
            id=self.name(self.data.get("id"), "id"),
            version=version,
            licence=self.line("licence"),
            source=self.line("source"),
            **{part: self.text(self.data.get(part), part) for part in ("title", "about", "low", "high")},
            questions=self.questions(),
        )
        if self.mistakes:
            raise UnreadableSet(self.mistakes)
        return found

    def name(self, value: Any, where: str) -> str:
        if isinstance(value, str) and NAME.fullmatch(value):
            return value
        self.say(where, "des minuscules, des chiffres, des tirets", "small letters, digits, hyphens")
        return ""

    def line(self, where: str) -> str:
        value = self.data.get(where)
        if _plain(value):
            return value.strip()[:LONGEST]
        self.say(where, "quelques mots sont attendus", "a few words are expected")
        return ""

    def text(self, value: Any, where: str) -> Text:
        words = value if isinstance(value, Mapping) else {}
        for language in ("fr", "en"):
            said = words.get(language)
            if not _plain(said) or len(said) > LONGEST:
                self.say(f"{where}.{language}", f"1 à {LONGEST} signes", f"1 to {LONGEST} characters")
        return Text.of({k: v for k, v in words.items() if _plain(v)})

    def questions(self) -> tuple[Question, ...]:
        given = self.data.get("questions")
        if not isinstance(given, list) or not 1 <= len(given) <= MOST_QUESTIONS:
            self.say("questions", f"1 à {MOST_QUESTIONS} questions", f"1 to {MOST_QUESTIONS} questions")
            return ()
        found = [self.question(table, f"questions.{at}") for at, table in enumerate(given, 1)]
        if len({question.id for question in found}) < len(found):
            self.say("questions", "deux questions ont le même id", "two questions have the same id")
        if len({sentence(question.text) for question in found}) < len(found):
            self.say(
                "questions", "deux questions disent la même phrase", "two questions say the same sentence"
            )
        return tuple(found)

    def question(self, table: Any, where: str) -> Question:
        words = table if isinstance(table, Mapping) else {}
        return Question(self.name(words.get("id"), f"{where}.id"), self.text(words, where))
