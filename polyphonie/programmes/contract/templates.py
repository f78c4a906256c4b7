"""A programme as data: read from a file that may come from anywhere, every mistake said with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from polyphonie.base.text import Text

NAME = re.compile(r"^[a-z][a-z0-9-]{0,39}$")
LONGEST = 300
MOST_WEEKS = 104
MOST_VERSION = 9999
MOST = {"phases": 12, "workshops": 24, "questions": 30, "options": 24}
HEAD = {
    "id", "version", "licence", "source", "title", "purpose",
    "phases", "workshops", "conversations", "pulses", "questions",
}  # fmt: skip
LANGUAGES = ("fr", "en", "falc")
KINDS = ("text", "choice", "several")
# What the engine compares. Questions without a column are read by the coordinators, and compare nothing.
COLUMNS = ("languages", "times", "themes", "seeks", "brings", "needs", "offers")


@dataclass(frozen=True)
class Phase:
    """A stretch of the road, from a week on."""

    id: str
    week: int
    title: Text


@dataclass(frozen=True)
class Workshop:
    """A day together, in a week of the programme, with the guides it runs."""

    id: str
    week: int
    title: Text
    guides: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    id: str
    text: Text


@dataclass(frozen=True)
class Question:
    """What an application asks. `column`: what the pairing compares with it; blank, nothing."""

    id: str
    kind: str
    text: Text
    column: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Template:
    """A programme that a host may copy, change and run. Week 1 begins on the day the cohort starts.

    `conversations` (with whoever facilitates) and `pulses` are weeks.
    """

    id: str
    version: int
    licence: str
    source: str
    title: Text
    purpose: Text
    phases: tuple[Phase, ...]
    workshops: tuple[Workshop, ...]
    conversations: tuple[int, ...]
    pulses: tuple[int, ...]
    questions: tuple[Question, ...]


class UnreadableTemplate(ValueError):
    """A programme that cannot be used: `mistakes` says everything that is wrong, each with its place."""

    def __init__(self, mistakes: list[Text]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(said.en for said in mistakes))


def read_template(text: str, *, guides: Collection[str]) -> Template:
    """A programme from the text of its file (TOML); `guides` are those that exist. Raises `UnreadableTemplate`."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = Text(f"Ce fichier ne se lit pas : {error}", f"the file is not valid TOML: {error}")
        raise UnreadableTemplate([said]) from None
    return template_from(found, guides=guides)


def template_from(found: Mapping[str, Any], *, guides: Collection[str] | None) -> Template:
    """The same, from its tables. `guides` None: they were looked at when it was frozen."""
    return _Reader(found, guides).read()


class _Reader:
    def __init__(self, found: Mapping[str, Any], guides: Collection[str] | None) -> None:
        self.found, self.guides, self.mistakes = found, guides, list[Text]()

    def say(self, where: str, fr: str, en: str) -> None:
        self.mistakes.append(Text(f"{where} : {fr}", f"{where}: {en}"))

    def read(self) -> Template:
        self.only(self.found, HEAD, "")
        made = Template(
            id=self.name(self.found.get("id"), "id"),
            version=self.number(self.found.get("version"), "version", MOST_VERSION),
            licence=self.line(self.found.get("licence"), "licence"),
            source=self.line(self.found.get("source"), "source"),
            title=self.text(self.found.get("title"), "title"),
            purpose=self.text(self.found.get("purpose"), "purpose"),
            phases=tuple(self.phase(table, at) for table, at in self.tables("phases")),
            workshops=tuple(self.workshop(table, at) for table, at in self.tables("workshops")),
            conversations=self.weeks("conversations"),
            pulses=self.weeks("pulses"),
            questions=tuple(self.question(table, at) for table, at in self.tables("questions")),
        )
        for part in (made.phases, made.workshops, made.questions):
            self.apart([each.id for each in part])
        self.same_words(made.questions)
        if self.mistakes:
            raise UnreadableTemplate(self.mistakes)
        return made

    def only(self, table: Mapping[str, Any], known: Collection[str], where: str) -> None:
        for word in sorted(set(table) - set(known)):
            self.say(f"{where}{word}", "ce mot n’est pas attendu ici", "this word is not expected here")

    def tables(self, part: str, within: Mapping[str, Any] | None = None, where: str = "") -> Any:
        given = (self.found if within is None else within).get(part, [])
        if not isinstance(given, list) or not 1 <= len(given) <= MOST[part]:
            most = MOST[part]
            self.say(f"{where}{part}", f"de 1 à {most} sont attendus", f"from 1 to {most} are expected")
            return []
        return [
            (table if isinstance(table, Mapping) else {}, f"{where}{part}.{at}")
            for at, table in enumerate(given, 1)
        ]

    def phase(self, table: Mapping[str, Any], at: str) -> Phase:
        self.only(table, {"id", "week", "fr", "en"}, f"{at}.")
        return Phase(
            self.name(table.get("id"), f"{at}.id"), self.week(table, at), self.text(table, at, table)
        )

    def workshop(self, table: Mapping[str, Any], at: str) -> Workshop:
        self.only(table, {"id", "week", "title", "guides"}, f"{at}.")
        given = table.get("guides")
        named = [g for g in given if isinstance(g, str)] if isinstance(given, list) else []
        if not isinstance(given, list) or len(named) < len(given):
            self.say(f"{at}.guides", "une liste de guides est attendue", "a list of guides is expected")
        for guide in named:
            if self.guides is not None and guide not in self.guides:
                self.say(f"{at}.guides", f"le guide « {guide} » n’existe pas", f"there is no guide “{guide}”")
        title = self.text(table.get("title"), f"{at}.title")
        return Workshop(self.name(table.get("id"), f"{at}.id"), self.week(table, at), title, tuple(named))

    def question(self, table: Mapping[str, Any], at: str) -> Question:
        self.only(table, {"id", "kind", "column", "fr", "en", "falc", "options"}, f"{at}.")
        kind, column = table.get("kind"), table.get("column", "")
        if kind not in KINDS:
            self.say(f"{at}.kind", f"au choix : {', '.join(KINDS)}", f"one of: {', '.join(KINDS)}")
            kind = "text"
        if column and (column not in COLUMNS or kind == "text"):
            self.say(
                f"{at}.column",
                f"au choix : {', '.join(COLUMNS)}, pour une question où l’on choisit",
                f"one of: {', '.join(COLUMNS)}, for a question in which one chooses",
            )
            column = ""
        options: tuple[Option, ...] = ()
        if kind != "text":
            options = tuple(self.option(one, each) for one, each in self.tables("options", table, f"{at}."))
            self.apart([option.id for option in options])
        elif "options" in table:
            self.say(f"{at}.options", "une question écrite n’en a pas", "a written question has none")
        return Question(
            self.name(table.get("id"), f"{at}.id"), str(kind), self.text(table, at, table), column, options
        )

    def option(self, table: Mapping[str, Any], at: str) -> Option:
        self.only(table, {"id", "fr", "en", "falc"}, f"{at}.")
        return Option(self.name(table.get("id"), f"{at}.id"), self.text(table, at, table))

    def same_words(self, questions: tuple[Question, ...]) -> None:
        """What one seeks is compared with what the other brings: both choose among the same words."""
        among = {q.column: {option.id for option in q.options} for q in questions if q.column}
        if len(among) < sum(bool(q.column) for q in questions):
            self.say("questions", "deux questions ont la même colonne", "two questions have the same column")
        for one, other in (("seeks", "brings"), ("needs", "offers")):
            if among.get(one) != among.get(other):
                self.say(
                    "questions",
                    f"« {one} » et « {other} » vont ensemble, avec les mêmes choix",
                    f"“{one}” and “{other}” go together, with the same options",
                )

    def apart(self, names: list[str]) -> None:
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            self.say(name, "cet id est donné deux fois", "this id is given twice")

    def week(self, table: Mapping[str, Any], at: str) -> int:
        return self.number(table.get("week"), f"{at}.week", MOST_WEEKS)

    def weeks(self, part: str) -> tuple[int, ...]:
        given = self.found.get(part, [])
        if not isinstance(given, list):
            self.say(part, "une liste de semaines est attendue", "a list of weeks is expected")
            return ()
        return tuple(self.number(week, f"{part}.{at}", MOST_WEEKS) for at, week in enumerate(given, 1))

    def number(self, value: Any, where: str, most: int) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        self.say(where, f"un nombre entier, de 1 à {most}", f"a whole number, from 1 to {most}")
        return 1

    def name(self, value: Any, where: str) -> str:
        if isinstance(value, str) and NAME.fullmatch(value):
            return value
        self.say(where, "des minuscules, des chiffres, des tirets", "small letters, digits, hyphens")
        return ""

    def line(self, value: Any, where: str) -> str:
        if _plain(value):
            return value.strip()
        self.say(where, f"1 à {LONGEST} signes, sur une ligne", f"1 to {LONGEST} characters, on one line")
        return ""

    def text(self, value: Any, where: str, known: Collection[str] | None = None) -> Text:
        """Words in both languages, and perhaps plain French; `known`: the words of the table that they stand in."""
        words = value if isinstance(value, Mapping) else {}
        if known is None:
            self.only(words, LANGUAGES, f"{where}.")
        for language in LANGUAGES:
            if language in words or language != "falc":
                self.line(words.get(language), f"{where}.{language}")
        return Text.of({word: said for word, said in words.items() if isinstance(said, str)})


def _plain(value: Any) -> TypeGuard[str]:
    """Words on one line: no sign that commands anything, or that a database would not keep."""
    return (
        isinstance(value, str)
        and 0 < len(value.strip()) <= LONGEST
        and all(sign.isprintable() or sign in "\u00a0\u202f" for sign in value)
    )
