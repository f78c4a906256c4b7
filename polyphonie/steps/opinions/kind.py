"""Opinions: agree, pass or disagree with each statement, a few at a time. Then what unites, what is worth a talk, and
families of opinion only where chance would not leave as much. What one person answered is shown to nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar
from zlib import crc32

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.reader import NAME
from polyphonie.guides.contract.settings import Named, whole
from polyphonie.steps.opinions import statements as of
from polyphonie.steps.opinions import telling
from polyphonie.steps.opinions.counting import Ballot
from polyphonie.steps.opinions.reading import Reading, read
from polyphonie.steps.opinions.statements import Statement

AGREE, PASS, DISAGREE = 1, 0, -1
STANCES = {
    AGREE: Text("D’accord", "Agree"),
    PASS: Text("Je passe", "Pass"),
    DISAGREE: Text("Pas d’accord", "Disagree"),
}


class Opinions(StepKind):
    name = "opinions"
    title = Text("Dire son avis, phrase par phrase", "Say where one stands, statement by statement")
    names_allowed = ("hidden",)
    # One and the same set of answers for all who read: two sets that differ by one person would give that person away.
    seen_by_allowed = ("participants",)
    reveals_allowed: ClassVar[tuple[str, ...]] = ("when_all_answered", "at_close")
    only_together: ClassVar[bool] = True

    @dataclass(frozen=True)
    class Settings:
        """`column` keeps only the ideas under one theme or column of the step it is about; empty, all of them."""

        statements: Named = ()
        column: str = ""
        at_a_time: int = 7

    @dataclass(frozen=True)
    class Answer:
        """(statement, 1, 0 or -1); `enough` says that its author stops here."""

        votes: tuple[tuple[str, int], ...] = ()
        enough: bool = False

    @dataclass(frozen=True)
    class Outcome:
        """`own` names the reader's answer among `ballots`; empty for anybody else's eyes."""

        statements: tuple[Statement, ...] = ()
        left_out: tuple[Statement, ...] = ()
        ballots: tuple[Ballot, ...] = ()
        own: str = ""

        @cached_property
        def reading(self) -> Reading:
            """Worked out when somebody looks, once for all who do."""
            return read(tuple(one.key for one in self.statements), self.ballots)

        @property
        def lines(self) -> tuple[Line, ...]:
            return telling.lines(self)

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        if settings.column and not (isinstance(settings.column, str) and NAME.fullmatch(settings.column)):
            raise BadSettings("column should be the id of a theme or of a column")
        whole(settings.at_a_time, "at_a_time", 3, 12)
        return replace(settings, statements=of.given(settings.statements))

    def load(self, stored: Mapping[str, Any]) -> Any:
        votes = tuple((str(key), int(vote)) for key, vote in stored.get("votes", ()))
        return self.Answer(votes, bool(stored.get("enough", False)))

    def cards_on_a_page(self, settings: Any) -> int:
        return 2 if 0 < len(settings.statements) < 7 else 1

    def needed(self, settings: Any, about: Any) -> bool:
        return bool(of.asked(settings, about))

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        asked = of.asked(settings, about)
        here = {one.key for one in asked}
        given = (
            (
                s.ref,
                tuple(sorted((k, v) for k, v in dict(s.answer.votes).items() if k in here and v in STANCES)),
            )
            for s in said
        )
        return self.Outcome(
            asked,
            of.not_asked(settings, about),
            tuple(sorted(one for one in given if one[1])),
            own=next((s.ref for s in said if s.by.ref), ""),  # names are hidden: only one's own is known
        )

    def unfinished(self, settings: Any, about: Any, answer: Any) -> bool:
        """Is there more to ask of somebody who has answered a page, and did not say that it is enough?"""
        had = dict(answer.votes)
        return not answer.enough and any(one.key not in had for one in of.asked(settings, about))

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - sum(not self.unfinished(settings, about, s.answer) for s in said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas fini de répondre. "
            "Laissez-leur un moment, ou continuez si le groupe est prêt.",
            f"{left} {'person has' if left == 1 else 'people have'} not finished answering. "
            "Give them a moment, or go on if the group is ready.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        given = [vote for _, vote in answer.votes]
        if not given:
            return []
        counted = [(label, given.count(vote)) for vote, label in STANCES.items()]
        return [
            Text(
                " · ".join(f"{label.fr} : {n}" for label, n in counted),
                " · ".join(f"{label.en}: {n}" for label, n in counted),
            )
        ]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        return telling.tell(outcome)

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        """Two ways of seeing: on one statement in three all agree; on the others the two sides mostly do not."""
        return self.Answer(
            tuple(
                (one.key, vote)
                for number, one in enumerate(of.asked(settings, about))
                if (vote := _example(seed, number, crc32(f"{seed}|{one.key}".encode()) % 20)) is not None
            )
        )


def _example(seed: int, number: int, lot: int) -> int | None:
    if lot == 0:
        return None
    if lot < 3:
        return PASS
    side = AGREE if number % 3 == 0 or (seed + number) % 2 == 0 else DISAGREE
    return -side if lot == 3 else side


KIND = Opinions()
