"""The record of a gathering: written by itself, for one reader, from what its authors let them read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.gatherings.models import Gathering
from polyphonie.gatherings.queries.seeing import moment
from polyphonie.guides.contract.kind import Block, Line
from polyphonie.people.queries import Person

TOOK_PART = Text("Ont pris part : ", "Took part: ")
SCRIBED = Text("réponse dictée", "dictated answer")


@dataclass(frozen=True)
class Section:
    """What one step left."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Record:
    """A gathering, told. `to_markdown` gives the text that travels; the page shows the same sections."""

    title: Text
    subject: str
    on: Any
    people: int
    voices: tuple[tuple[Voice, int], ...]
    decided: tuple[Block, ...]
    sections: tuple[Section, ...]

    def to_markdown(self, language: str) -> str:
        lines = [f"# {_plain(self.subject or self.title.to(language))}", ""]
        lines += [
            f"{self.title.to(language)} · {self.on:%d/%m/%Y}" if self.on else self.title.to(language),
            "",
        ]
        voices = ", ".join(f"{count} × {voice.short.to(language)}" for voice, count in self.voices)
        lines += [f"{TOOK_PART.to(language)}{self.people} ({voices})", ""]
        for block in self.decided:
            lines += _block(block, language)
        for section in self.sections:
            lines += [f"## {section.title.to(language)}", ""]
            for block in section.blocks:
                lines += _block(block, language)
        return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, language: str) -> list[str]:
    label = [f"**{_plain(block.label.to(language))}**", ""] if block.label else []
    return [*label, *(_item(line, language) for line in block.lines), ""]


def _item(line: Line, language: str) -> str:
    remark = _plain(line.remark.to(language)) if line.remark else ""
    if not line.text:
        return f"- {remark}"
    who = f" — {_plain(line.by)}" if line.by else ""
    return f"- {_plain(line.text)}{who}{f' ({remark})' if remark else ''}"


def _plain(words: str) -> str:
    """Words as words: what somebody typed never becomes a heading, a link or a picture in the file."""
    one_line = " ".join(words.split())
    for sign in "\\`*_[]<>#|!":
        one_line = one_line.replace(sign, f"\\{sign}")
    return one_line


@reading
def record_of(gathering: Gathering, *, to: Person) -> Record:
    """The record as `to` may read it."""
    seen = moment(gathering, to=to)
    voices = Counter(s.voice for s in seen.people)
    sections = tuple(
        Section(_title(run.step.title, run.turn), tuple(blocks))
        for run in seen.runs
        if run.shown and (blocks := [b for b in run.blocks() if b.lines])
    )
    return Record(
        title=seen.guide.title,
        subject=gathering.subject,
        on=gathering.opened_at,
        people=len(seen.people),
        voices=tuple((voice, voices[voice]) for voice in Voice if voices[voice]),
        decided=tuple(b for run in seen.runs if run.shown for b in run.blocks() if b.decided),
        sections=sections,
    )


def _title(title: Text, turn: int) -> Text:
    if not turn:
        return title
    return Text(f"{title.fr}, tour {turn + 1}", f"{title.en}, round {turn + 1}")
