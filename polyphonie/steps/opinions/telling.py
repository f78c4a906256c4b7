"""What a consultation says, in words and in pictures: the bars first, then the map, then every statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Block, Line
from polyphonie.steps.opinions import words as say
from polyphonie.steps.opinions.counting import HEARD, MOST, NEARLY_ALL, Count
from polyphonie.steps.opinions.picturing import Area, Spot
from polyphonie.steps.opinions.reading import Divided, Family, Reading
from polyphonie.steps.opinions.statements import Statement

FIRST, DRAWN, SMALL = 5, 3, 60


@dataclass(frozen=True)
class Bar:
    """One statement and how it was received."""

    title: Text
    origin: Text
    count: Count
    remark: Text | None = None

    @property
    def agree(self) -> int:
        return self.count.drawn[0]

    @property
    def neither(self) -> int:
        return self.count.drawn[1]

    @property
    def disagree(self) -> int:
        return self.count.drawn[2]

    @property
    def disagree_from(self) -> int:
        return self.agree + self.neither

    @property
    def whole(self) -> int:
        return sum(self.count.drawn)

    @property
    def words(self) -> Text:
        """What is said where the numbers are not."""
        return say.RECEIVED[self.count.most] if self.count.heard else say.FEW_ANSWERS


@dataclass(frozen=True)
class Bars(Block):
    """Lines of which a page draws the first as bars; `folded` ones, all of them, behind their label with their table."""

    template: str = "steps/opinions/show.html"
    bars: tuple[Bar, ...] = ()
    folded: bool = False


@dataclass(frozen=True)
class Drawn:
    """A family, where it stands, and what it says more than the others: (agrees, statement), three at most."""

    letter: str
    people: int
    area: Area
    says: tuple[tuple[bool, Text], ...]


@dataclass(frozen=True)
class Picture(Block):
    """Lines that a page draws as a map; `own` is where its reader stands, known to nobody else."""

    template: str = "steps/opinions/show.html"
    families: tuple[Drawn, ...] = ()
    own: Spot | None = None
    parting: Text = say.PARTING


def tell(outcome: Any) -> list[Block]:
    """Everything, for a page, a screen or a record; nothing where nobody answered."""
    reading: Reading = outcome.reading
    if not reading.people:
        return []
    if reading.people < HEARD:
        return [Block(None, (Line("", remark=say.NOBODY_COUNTS),)), *_left_out(outcome)]
    by_key = {one.key: one for one in outcome.statements}
    families = _families(reading, by_key, outcome.own)
    bars = [_common(reading, by_key), *_worth_a_talk(reading, by_key)]
    return [
        Block(None, (Line("", remark=_how_many(reading, len(by_key))),)),
        *([*bars, families] if reading.families else [families, *bars]),
        *_slate(reading, by_key),
        _every(reading, outcome.statements),
        *_left_out(outcome),
    ]


def lines(outcome: Any) -> tuple[Line, ...]:
    """What goes on to a later step: what is worth a talk and what unites, each statement once; where nothing could be
    counted, every statement, since people can talk about them all the same."""
    reading: Reading = outcome.reading
    by_key = {one.key: one for one in outcome.statements}
    shared = {one.key: say.COMMON for one in reading.common[:FIRST]}
    apart = {one.key: say.TALK for one in reading.divided[:FIRST]}
    if not apart | shared:
        return tuple(one.line() for one in outcome.statements)
    return tuple(by_key[key].line(remark) for key, remark in (apart | shared).items())


def _how_many(reading: Reading, statements: int) -> Text:
    return Text(
        f"{reading.people} personnes ont répondu, sur {statements} {'phrase' if statements == 1 else 'phrases'}. "
        f"Un compte se lit quand chaque côté a au moins cinq personnes.",
        f"{reading.people} people answered, on {statements} {'statement' if statements == 1 else 'statements'}. "
        f"A count is shown where each side has at least five people.",
    )


def _common(reading: Reading, by_key: Mapping[str, Statement]) -> Block:
    if not reading.common:
        return Block(say.COMMON, (Line("", remark=say.NONE_COMMON),))
    return _bars(say.COMMON, reading, [(by_key[one.key], None) for one in reading.common[:FIRST]])


def _worth_a_talk(reading: Reading, by_key: Mapping[str, Statement]) -> Iterator[Block]:
    if reading.divided:
        some = [(by_key[one.key], _apart(one, reading.families)) for one in reading.divided[:FIRST]]
        yield _bars(say.TALK, reading, some)


def _apart(one: Divided, families: Sequence[Family]) -> Text | None:
    """How much of each family agrees, in words."""
    said = [(f.letter, say.BANDS[b]) for f, b in zip(families, one.by_family, strict=False) if b]
    if not said:
        return None
    fr = ", ".join(f"famille {letter} {band.fr}" for letter, band in said)
    en = ", ".join(f"family {letter} {band.en}" for letter, band in said)
    return Text(f"d’accord : {fr}", f"agree: {en}")


def _families(reading: Reading, by_key: Mapping[str, Statement], own: str) -> Block:
    if not reading.families:
        return Block(say.FAMILIES, (Line("", remark=say.WHY[reading.why_none]),))
    families = tuple(_drawn(family, by_key) for family in reading.families)
    said = (*(Line("", remark=_says(family)) for family in families), Line("", remark=say.PARTING))
    return Picture(say.FAMILIES, said, families=families, own=reading.spots.get(own))


def _drawn(family: Family, by_key: Mapping[str, Statement]) -> Drawn:
    says = tuple((agree, _bare(by_key[key].title)) for key, agree in family.says[:DRAWN])
    return Drawn(family.letter, family.people, family.area, says)


def _bare(title: Text) -> Text:
    """A statement as it stands inside a sentence."""
    return Text(title.fr.rstrip(" ."), title.en.rstrip(" ."))


def _says(family: Drawn) -> Text:
    said = family.says
    fr = " ; ".join(f"{'d’accord' if yes else 'pas d’accord'} avec « {one.fr} »" for yes, one in said)
    en = "; ".join(f"{'agrees' if yes else 'disagrees'} with “{one.en}”" for yes, one in said)
    who = Text(
        f"Famille {family.letter}, {family.people} personnes",
        f"Family {family.letter}, {family.people} people",
    )
    if not said:
        return Text(f"{who.fr}.", f"{who.en}.")
    return Text(f"{who.fr}. Plus que les autres : {fr}.", f"{who.en}. More than the others: {en}.")


def _slate(reading: Reading, by_key: Mapping[str, Statement]) -> Iterator[Block]:
    """For a group without families: the fewest statements in which the most people find themselves."""
    if reading.families or reading.people > SMALL or not reading.slate:
        return
    told = say.CARRY[
        "all" if reading.carried >= NEARLY_ALL else "most" if reading.carried >= MOST else "some"
    ]
    yield Block(say.SLATE, (*(by_key[key].told() for key in reading.slate), Line("", remark=told)))


def _every(reading: Reading, statements: Sequence[Statement]) -> Block:
    return _bars(say.EVERY, reading, [(one, None) for one in statements], folded=True)


def _bars(
    label: Text, reading: Reading, some: Sequence[tuple[Statement, Text | None]], *, folded: bool = False
) -> Bars:
    return Bars(
        label,
        tuple(one.told(_told(reading.counts[one.key], remark)) for one, remark in some),
        bars=tuple(
            Bar(one.title, one.origin, reading.counts[one.key], remark)
            for one, remark in (some if folded else some[:DRAWN])
        ),
        folded=folded,
    )


def _told(count: Count, remark: Text | None) -> Text:
    said = Text(
        f"d’accord : {count.agree}, je passe : {count.neither}, pas d’accord : {count.disagree}",
        f"agree: {count.agree}, pass: {count.neither}, disagree: {count.disagree}",
    )
    if not count.exact:
        said = say.RECEIVED[count.most] if count.heard else say.FEW_ANSWERS
    return Text(f"{said.fr} · {remark.fr}", f"{said.en} · {remark.en}") if remark else said


def _left_out(outcome: Any) -> Iterator[Block]:
    if outcome.left_out:
        yield Block(say.LEFT_OUT, tuple(one.told() for one in outcome.left_out))
