"""Scale: a few sentences, each answered by a number from 1 to 5, or by nothing. Two people look at each other's
answers; more look at how theirs spread, from the lowest to the highest. There is no mean: a mean hides who is alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.settings import Named, both, named
from polyphonie.listening.contract.sets import sentence

MARKS = range(1, 6)
APART = 2  # from here on, two answers are worth telling each other
LOW, HIGH = Text("pas du tout", "not at all"), Text("tout à fait", "completely")
TO_TELL = Text("À se raconter", "Worth telling each other")
FOUR_AND_FIVE = Text(
    "Pour chaque phrase : la part des réponses 4 et 5. Cela sert à se parler : ce n’est pas une mesure.",
    "For each sentence: the share of answers 4 and 5. It is for talking: it measures nothing.",
)
ONE_WORD = Text("Un mot en plus", "A word more")
EXAMPLES = ("Cela dépend des jours.", "Mieux qu’avant.", "La nuit, c’est autre chose.")


@dataclass(frozen=True)
class Share:
    """A sentence and the share of 4 and 5 it received, in which band from low to high; or why it is not told; or the sentence
    alone, to talk about, where it was asked of nobody."""

    title: Text
    said: Text | None = None
    bands: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Shared(Block):
    """A sentence that is told without names: its band is drawn, and said beside."""

    template: str = "steps/scale/show.html"
    share: Share | None = None


@dataclass(frozen=True)
class Marked:
    """A sentence and the answers it received, each with who gave it, as its reader may know them."""

    id: str
    title: Text
    given: tuple[tuple[int, Speaker], ...] = ()

    @property
    def marks(self) -> list[int]:
        return sorted(mark for mark, _ in self.given)

    @property
    def apart(self) -> bool:
        return bool(self.given) and self.marks[-1] - self.marks[0] >= APART


class Scale(StepKind):
    name = "scale"
    title = Text("Se situer de 1 à 5", "Place oneself from 1 to 5")

    names_allowed = ("shown", "hidden", "unlinkable")

    @dataclass(frozen=True)
    class Settings:
        items: Named = ()
        low: Text = LOW
        high: Text = HIGH

    @dataclass(frozen=True)
    class Answer:
        marks: tuple[tuple[str, int], ...] = ()
        word: str = ""
        shares: tuple[Share, ...] = ()  # nobody's: what a wave told of all (`material.py`)

    @dataclass(frozen=True)
    class Outcome:
        """`mirror`: two people, whose names are known to the reader, side by side. `shares`: answered without a trace."""

        items: tuple[Marked, ...] = ()
        words: tuple[Line, ...] = ()
        mirror: bool = False
        shares: tuple[Share, ...] = ()

        @property
        def lines(self) -> tuple[Line, ...]:
            """What is worth telling each other: where answers are two or more apart."""
            if self.shares:
                return tuple(Line(share.title.fr, remark=share.said) for share in self.shares)
            return tuple(Line(i.title.fr, remark=_spread(i), ref=i.id) for i in self.items if i.apart)

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        items = named(settings.items, "items", 8)
        if not items:
            raise BadSettings("items should name 1 to 8 sentences")
        if len({sentence(text) for _, text in items}) < len(items):
            raise BadSettings("items say the same sentence twice")
        return replace(settings, items=items, low=both(settings.low, "low"), high=both(settings.high, "high"))

    def load(self, stored: Mapping[str, Any]) -> Any:
        marks = tuple((str(id), int(mark)) for id, mark in stored.get("marks", ()))
        return self.Answer(marks, stored.get("word", ""))

    def cards_on_a_page(self, settings: Any) -> int:
        return 2 if len(settings.items) < 6 else 1

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        given = [(dict(s.answer.marks), s.by) for s in said]
        items = tuple(
            Marked(id, title, tuple((marks[id], by) for marks, by in given if marks.get(id) in MARKS))
            for id, title in settings.items
        )
        return self.Outcome(
            items=tuple(item for item in items if item.given),
            words=tuple(_word(s) for s in said if s.answer.word),
            shares=tuple(share for s in said for share in s.answer.shares),
            mirror=len(said) == 2 and all(s.by.name for s in said),
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - len(said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas encore répondu. "
            "Laissez-leur un moment, ou continuez si le groupe est prêt.",
            f"{left} {'person has' if left == 1 else 'people have'} not answered yet. "
            "Give them a moment, or go on if the group is ready.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        titles = dict(settings.items)
        marked = [(titles[id], mark) for id, mark in answer.marks if id in titles]
        said = [Text(f"{title.fr} : {mark}", f"{title.en}: {mark}") for title, mark in marked]
        return [*said, *([answer.word] if answer.word else [])]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        if outcome.shares:
            told = [Block(None, (Line("", remark=FOUR_AND_FIVE),))] if outcome.shares[0].said else []
            return [*told, *map(_shared, outcome.shares)]
        if not outcome.items and not outcome.words:
            return []
        show = _side_by_side if outcome.mirror else _spread_out
        blocks = [Block(None, (Line("", remark=_legend(settings)),)), *map(show, outcome.items)]
        return [*blocks, Block(ONE_WORD, outcome.words)] if outcome.words else blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        marks = tuple(
            (id, (4, 3, 5, 2, 4, 3, 1)[(seed * 3 + n * 2) % 7])
            for n, (id, _) in enumerate(settings.items)
            if (seed + n) % 6 != 5
        )
        return self.Answer(marks, EXAMPLES[seed // 4 % len(EXAMPLES)] if seed % 4 == 1 else "")


def _legend(settings: Any) -> Text:
    low, high = settings.low, settings.high
    return Text(
        f"De 1 ({low.fr}) à 5 ({high.fr}). Ces réponses servent à se parler : ce n’est pas une mesure.",
        f"From 1 ({low.en}) to 5 ({high.en}). These answers are for talking: they measure nothing.",
    )


def _shared(share: Share) -> Block:
    return Shared(share.title, (Line("", remark=share.said),) if share.said else (), share=share)


def _side_by_side(item: Marked) -> Block:
    lines = [Line(str(mark), by.name, by.voice) for mark, by in item.given]
    if item.apart:
        lines.append(Line("", remark=TO_TELL))
    return Block(item.title, tuple(lines))


def _spread_out(item: Marked) -> Block:
    return Block(item.title, (Line("", remark=_spread(item)),))


def _spread(item: Marked) -> Text:
    """From the lowest to the highest, and how many people at each."""
    low, high = item.marks[0], item.marks[-1]
    counts = sorted(Counter(item.marks).items())
    fr = " · ".join(f"{n} {'personne' if n == 1 else 'personnes'} à {mark}" for mark, n in counts)
    en = " · ".join(f"{n} {'person' if n == 1 else 'people'} at {mark}" for mark, n in counts)
    if low == high:
        return Text(fr, en)
    return Text(f"De {low} à {high} : {fr}", f"From {low} to {high}: {en}")


def _word(said: Said) -> Line:
    remark = Text("réponse dictée", "dictated answer") if said.scribed else None
    return Line(said.answer.word, said.by.name, said.by.voice, remark, said.ref)


KIND = Scale()
