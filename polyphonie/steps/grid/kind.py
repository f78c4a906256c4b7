"""Grid: each says, for the side they answer for, what they do, could do or must not do, and who else they believe
does it. Laid side by side: overlaps, gaps, and crossed beliefs. Actors are named, persons never."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind
from polyphonie.steps.grid.names import Name, laid_out, names
from polyphonie.steps.grid.reading import FIRST_TO_TALK_ABOUT, Row, most_worth_talking_about, read
from polyphonie.steps.grid.telling import both, in_one_breath, sentences

MOST_TASKS, MOST_ACTORS = 12, 8
STANCES = {
    "do": Text("Je le fais", "I do it"),
    "could": Text("Je pourrais le faire", "I could do it"),
    "must_not": Text("Je ne dois pas le faire", "I must not do it"),
}
CLEAR = Text("Clair pour tout le monde", "Clear to everybody")
LEFT_OUT = Text("Pas demandé cette fois, la liste était longue", "Not asked this time, the list was long")


class Grid(StepKind):
    name = "grid"
    title = Text("Qui fait quoi", "Who does what")

    @dataclass(frozen=True)
    class Settings:
        tasks: str | tuple[Name, ...] = "taches"
        actors: str | tuple[Name, ...] = "acteurs"

    @dataclass(frozen=True)
    class Answer:
        actor: str = ""
        stances: tuple[tuple[str, str], ...] = ()
        beliefs: tuple[tuple[str, str], ...] = ()

    @dataclass(frozen=True)
    class Outcome:
        rows: tuple[Row, ...] = ()
        left_out: tuple[Name, ...] = ()

        @property
        def lines(self) -> tuple[Line, ...]:
            worth = most_worth_talking_about(self.rows)[:FIRST_TO_TALK_ABOUT]
            return tuple(
                Line(row.task.title.fr, remark=in_one_breath(row), ref=row.task.key) for row in worth
            )

    def settings(self, given: Mapping[str, Any]) -> Any:
        for word in sorted(set(given) - {"tasks", "actors"}):
            raise BadSettings(f"“{word}” is not a setting of “grid”: tasks, actors")
        return self.Settings(
            names(given.get("tasks", "taches"), "tasks", MOST_TASKS),
            names(given.get("actors", "acteurs"), "actors", MOST_ACTORS),
        )

    def load(self, stored: Mapping[str, Any]) -> Any:
        stances, beliefs = (tuple((a, b) for a, b in stored.get(key, ())) for key in ("stances", "beliefs"))
        return self.Answer(stored.get("actor", ""), stances, beliefs)

    def tasks(self, settings: Any, about: Any) -> tuple[Name, ...]:
        """The tasks asked about: as many as one person can go through."""
        return laid_out(settings.tasks, about)[:MOST_TASKS]

    def actors(self, settings: Any, about: Any) -> tuple[Name, ...]:
        return laid_out(settings.actors, about)[:MOST_ACTORS]

    def cards_on_a_page(self, settings: Any) -> int:
        return 1

    def needed(self, settings: Any, about: Any) -> bool:
        return bool(self.tasks(settings, about) and self.actors(settings, about))

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        tasks, actors = self.tasks(settings, about), self.actors(settings, about)
        left_out = (
            *laid_out(settings.tasks, about)[MOST_TASKS:],
            *laid_out(settings.actors, about)[MOST_ACTORS:],
        )
        return self.Outcome(read(tasks, actors, [s.answer for s in said]), left_out)

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        """The tasks under each stance where the guide names them; how many, where people did."""
        titles = {} if isinstance(settings.tasks, str) else {t.key: t.title for t in settings.tasks}
        mine: dict[str, list[str]] = {}
        for task, stance in answer.stances:
            mine.setdefault(stance, []).append(task)

        def told(stance: str, language: str) -> str:
            named = ", ".join(titles[task].to(language) for task in mine[stance] if task in titles)
            return named or str(len(mine[stance]))

        return [
            Text(f"{label.fr} : {told(stance, 'fr')}", f"{label.en}: {told(stance, 'en')}")
            for stance, label in STANCES.items()
            if stance in mine
        ]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        blocks = [
            Block(row.task.title, tuple(Line("", remark=one) for one in sentences(row)))
            for row in most_worth_talking_about(outcome.rows)
        ]
        if clear := tuple(_clear(row) for row in outcome.rows if not row.to_talk_about):
            blocks.append(Block(CLEAR, clear))
        if outcome.left_out and outcome.rows:
            blocks.append(Block(LEFT_OUT, (Line("", remark=both(outcome.left_out)),)))
        return blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        tasks, actors = self.tasks(settings, about), self.actors(settings, about)
        if not self.needed(settings, about) or seed % 11 == 10:
            return self.Answer()
        mine = actors[seed % len(actors)]
        stances = ((task.key, (*STANCES, "")[(seed // 2 + 3 * n) % 4]) for n, task in enumerate(tasks))
        beliefs = (
            (task.key, actors[(seed // 2 + n) % len(actors)].key)
            for n, task in enumerate(tasks)
            if (seed + n) % 3
        )
        return self.Answer(
            mine.key,
            tuple((task, stance) for task, stance in stances if stance),
            tuple((task, actor) for task, actor in beliefs if actor != mine.key),
        )


def _clear(row: Row) -> Line:
    said = in_one_breath(row)
    return Line("", remark=Text(f"{row.task.title.fr}. {said.fr}", f"{row.task.title.en}. {said.en}"))


KIND = Grid()
