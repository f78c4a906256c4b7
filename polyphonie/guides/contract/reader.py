"""Reads a guide. Pure: a mapping in; a `Guide` out, or `Unreadable` with *every* mistake and its place.

Facilitators edit these files: a mistake is a sentence that says where it stands and, where we can guess, what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.guides.contract import format as f
from polyphonie.guides.contract import mistakes as m
from polyphonie.guides.contract.file import parse
from polyphonie.guides.contract.kind import BadSettings, StepKind

HEAD = {
    "id", "version", "licence", "source", "title", "purpose", "when", "roles",
    "group", "minutes", "modes", "steps", "repeat", "adapted_from",
}  # fmt: skip
STEP = {
    "id", "kind", "title", "prompt", "minutes", "days", "who", "about", "seen_by",
    "reveal", "names", "order", "script", "if_this_happens", "settings",
}  # fmt: skip
NAME = re.compile(r"^[a-z][a-z0-9-]{0,39}$")
ROLE = re.compile(r"^[a-z][a-z0-9-]{0,19}$")
RESERVED = ("everyone", *f.CHARGES, *(str(voice) for voice in Voice))
LONGEST_STEP = 180


def read_toml(text: str, *, kinds: Mapping[str, StepKind]) -> f.Guide:
    """A guide from the text of its file. Raises `Unreadable`, also for a file that is not TOML."""
    return read(parse(text), kinds=kinds)


def read(data: Mapping[str, Any], *, kinds: Mapping[str, StepKind]) -> f.Guide:
    """A guide from a mapping, as a file or the editor gives it."""
    return _Reader(data, kinds).guide()


Unreadable = f.Unreadable


class _Reader:
    def __init__(self, data: Mapping[str, Any], kinds: Mapping[str, StepKind]) -> None:
        self.data, self.kinds = data, kinds
        self.problems, self.mistakes = list[str](), list[m.Mistake]()
        self.at: tuple[int | None, str] = (None, "")  # the step being read, and how its places begin
        self.name = data.get("id") if isinstance(data.get("id"), str) else "this guide"

    def say(self, where: str, problem: Text) -> None:
        number, begins = self.at
        self.problems.append(f"{self.name}, {where}: {problem.en}")
        self.mistakes.append(m.Mistake(problem, number, where.removeprefix(begins).removeprefix(", ")))

    # -- small readers, each reports and goes on

    def text(self, value: Any, where: str, *, plain: bool = False) -> Text:
        wanted = ("fr", "en", "falc") if plain else ("fr", "en")
        if not isinstance(value, Mapping):
            self.say(where, m.needs_a_text(wanted))
            return Text("", "")
        missing = [
            lang for lang in wanted if not isinstance(said := value.get(lang), str) or not said.strip()
        ]
        if missing:
            self.say(where, m.no_text_in(missing))
        self.unknown(value, {"fr", "en", "falc"}, where)
        return Text.of({k: v for k, v in value.items() if isinstance(v, str)})

    def known(self, value: Any, allowed: Sequence[str], where: str) -> str:
        if value in allowed:
            return str(value)
        self.say(where, m.not_known(value, allowed))
        return str(value)

    def whole(self, value: Any, low: int, high: int, where: str) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.say(where, m.not_whole(value, low, high))
        return low

    def unknown(self, table: Mapping[str, Any], words: set[str], where: str) -> None:
        for word in table:
            if word not in words:
                self.say(where, m.not_a_word(word, sorted(words)))

    def table(self, value: Any, where: str) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.say(where, m.NOT_A_TABLE)
        return {}

    def string(self, key: str) -> str:
        value = self.data.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.say(key, m.MISSING if value is None else m.NOT_A_TEXT)
        return ""

    # -- the guide

    def guide(self) -> f.Guide:
        self.unknown(self.data, HEAD, "head")
        if not NAME.fullmatch(str(self.data.get("id", ""))):
            self.say("id", m.NOT_A_NAME)
        when = self.table(self.data.get("when"), "when")
        self.unknown(when, {"good_for", "not_for"}, "when")
        roles = {
            name: self.role(name, words)
            for name, words in self.table(self.data.get("roles"), "roles").items()
        }
        steps = self.steps(roles)
        guide = f.Guide(
            id=str(self.data.get("id", "")),
            version=self.whole(self.data.get("version"), 1, 9999, "version"),
            licence=self.string("licence"),
            source=self.string("source"),
            title=self.text(self.data.get("title"), "title"),
            purpose=self.text(self.data.get("purpose"), "purpose"),
            good_for=self.text(when.get("good_for"), "when.good_for"),
            not_for=self.text(when.get("not_for"), "when.not_for"),
            roles=roles,
            group=self.group(),
            minutes=self.whole(self.data.get("minutes"), 1, 600, "minutes"),
            modes=self.modes(),
            steps=steps,
            repeat=self.repeat(steps),
            adapted_from=self.string("adapted_from") if "adapted_from" in self.data else None,
        )
        self.unlinkable(guide)
        planned = sum(step.minutes for step in steps)
        if steps and planned > guide.minutes == self.data.get("minutes"):
            self.say("minutes", m.too_many_minutes(planned, guide.minutes))
        if self.problems:
            raise Unreadable(self.problems, tuple(self.mistakes))
        return guide

    def unlinkable(self, guide: f.Guide) -> None:
        """What a step without a trace cannot promise otherwise."""
        again = range(0)
        if guide.repeat and {guide.repeat.after, guide.repeat.back_to} <= {s.id for s in guide.steps}:
            again = range(guide.place(guide.repeat.back_to), guide.place(guide.repeat.after) + 1)
        for number, step in enumerate(guide.steps):
            if not step.unlinkable:
                continue
            where = f"step “{step.id}”"
            self.at = (number, where)
            if (step.who, step.seen_by, step.reveal) != ("everyone", "participants", "at_close"):
                self.say(f"{where}, names", m.UNLINKABLE_TO_ALL)
            if guide.modes != ("live",):
                self.say(f"{where}, names", m.UNLINKABLE_LIVE)
            if number in again:
                self.say(f"{where}, names", m.UNLINKABLE_ONCE)
        self.at = (None, "")

    def role(self, name: str, words: Any) -> Text:
        if not ROLE.fullmatch(name):
            self.say(f"roles.{name}", m.NOT_A_ROLE_NAME)
        elif name in RESERVED:
            self.say(f"roles.{name}", m.reserved(name))
        return self.text(words, f"roles.{name}")

    def group(self) -> tuple[int, int]:
        group = self.table(self.data.get("group"), "group")
        self.unknown(group, {"min", "max"}, "group")
        low = self.whole(group.get("min"), 2, 500, "group.min")
        high = self.whole(group.get("max"), 2, 500, "group.max")
        if low > high:
            self.say("group", m.upside_down(low, high))
        return low, high

    def modes(self) -> tuple[str, ...]:
        given = self.data.get("modes")
        if not isinstance(given, list) or not given:
            self.say("modes", m.NO_MODE)
            return ()
        return tuple(self.known(mode, f.MODES, "modes") for mode in given)

    def steps(self, roles: Mapping[str, Text]) -> tuple[f.Step, ...]:
        given = self.data.get("steps")
        if not isinstance(given, list) or not given:
            self.say("steps", m.NO_STEP)
            return ()
        steps: list[f.Step] = []
        for number, raw in enumerate(given, start=1):
            self.at = (number - 1, f"step {number}")
            if isinstance(raw, Mapping):
                steps.append(self.step(raw, number, [s.id for s in steps], roles))
            else:
                self.say(f"step {number}", m.NOT_A_STEP)
        self.at = (None, "")
        return tuple(steps)

    def step(
        self, raw: Mapping[str, Any], number: int, before: list[str], roles: Mapping[str, Text]
    ) -> f.Step:
        id = str(raw.get("id", f"#{number}"))
        where = f"step “{id}”"
        self.at = (number - 1, where)
        self.unknown(raw, STEP, where)
        if not NAME.fullmatch(id):
            self.say(f"{where}, id", m.NOT_A_STEP_NAME)
        if id in before:
            self.say(f"{where}, id", m.TAKEN)
        kind = self.known(raw.get("kind"), tuple(self.kinds), f"{where}, kind")
        about = raw.get("about")
        if about is not None:
            self.known(about, before, f"{where}, about")
        elif kind in self.kinds and self.kinds[kind].about_needed:
            self.say(f"{where}, about", m.works_on_an_earlier_step(kind, self.kinds[kind].title))
        speakers = ("everyone", *f.CHARGES, *roles, *(str(v) for v in Voice))
        return f.Step(
            id=id,
            kind=kind,
            title=self.text(raw.get("title"), f"{where}, title"),
            prompt=self.text(raw.get("prompt"), f"{where}, prompt", plain=True),
            minutes=self.whole(raw.get("minutes", 5), 1, LONGEST_STEP, f"{where}, minutes"),
            days=self.whole(raw.get("days", 3), 1, 30, f"{where}, days"),
            who=self.known(raw.get("who", "everyone"), speakers, f"{where}, who"),
            about=about,
            seen_by=self.seen_by(raw.get("seen_by", "participants"), kind, where),
            reveal=self.reveal(raw.get("reveal", "at_close"), kind, where),
            names=self.names(raw.get("names", "shown"), kind, where),
            order=self.known(raw.get("order", "seats"), f.ORDERS, f"{where}, order"),
            script=self.text(raw["script"], f"{where}, script") if "script" in raw else None,
            if_this_happens=self.tips(raw.get("if_this_happens", []), where),
            settings=self.settings(raw.get("settings"), kind, where),
        )

    def seen_by(self, value: Any, kind: str, where: str) -> str:
        reach = self.known(value, f.REACHES, f"{where}, seen_by")
        if reach in f.REACHES and kind in self.kinds and reach not in self.kinds[kind].seen_by_allowed:
            self.say(f"{where}, seen_by", m.cannot_be_seen_by(kind, self.kinds[kind].title, reach))
        return reach

    def names(self, value: Any, kind: str, where: str) -> str:
        names = self.known(value, f.NAMES, f"{where}, names")
        if names in f.NAMES and kind in self.kinds and names not in self.kinds[kind].names_allowed:
            self.say(f"{where}, names", m.cannot_keep_names(kind, self.kinds[kind].title, names))
        return names

    def reveal(self, value: Any, kind: str, where: str) -> str:
        reveal = self.known(value, f.REVEALS, f"{where}, reveal")
        if reveal in f.REVEALS and kind in self.kinds and reveal not in self.kinds[kind].reveals_allowed:
            self.say(f"{where}, reveal", m.cannot_be_revealed(kind, self.kinds[kind].title, reveal))
        return reveal

    def tips(self, given: Any, where: str) -> tuple[tuple[Text, Text], ...]:
        if not isinstance(given, list):
            self.say(f"{where}, if_this_happens", m.NOT_TIPS)
            return ()
        tips = []
        for number, tip in enumerate(given, start=1):
            place = f"{where}, if_this_happens {number}"
            table = self.table(tip, place)
            self.unknown(table, {"if", "then"}, place)
            tips.append(
                (self.text(table.get("if"), f"{place}, if"), self.text(table.get("then"), f"{place}, then"))
            )
        return tuple(tips)

    def settings(self, given: Any, kind: str, where: str) -> Mapping[str, Any]:
        table = self.table(given, f"{where}, settings")
        if kind in self.kinds:
            try:
                self.kinds[kind].settings(table)
            except BadSettings as error:
                self.say(f"{where}, settings", m.bad_setting(str(error)))
            except TypeError as error:
                word = re.search(r"'(\w+)'", str(error))
                self.say(f"{where}, settings", m.not_a_setting(word[1] if word else str(error), kind))
        return dict(table)

    def repeat(self, steps: tuple[f.Step, ...]) -> f.Repeat | None:
        if "repeat" not in self.data:
            return None
        raw = self.table(self.data["repeat"], "repeat")
        self.unknown(raw, {"after", "back_to", "at_most"}, "repeat")
        ids = tuple(s.id for s in steps)
        after = self.known(raw.get("after"), ids, "repeat.after")
        back_to = self.known(raw.get("back_to"), ids, "repeat.back_to")
        if after in ids and back_to in ids and ids.index(back_to) > ids.index(after):
            self.say("repeat", m.comes_after(back_to, after))
        return f.Repeat(
            after=after, back_to=back_to, at_most=self.whole(raw.get("at_most"), 1, 9, "repeat.at_most")
        )
