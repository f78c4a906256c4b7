"""Sort: each puts the ideas under themes, alone; then each idea stands under the theme most people gave it, and what
divides the group is placed together."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.settings import Named, named

TOGETHER = Text("À placer ensemble", "To place together")
ASIDE = Text("Laissées de côté", "Left aside")
EXAMPLES = ("L’attente", "L’information", "La nuit", "La place des proches")


@dataclass(frozen=True)
class Theme:
    """A theme and the ideas under it. `column` is its name for later steps, the same for every reader's language."""

    column: str
    title: Text
    lines: tuple[Line, ...] = ()


class Sort(StepKind):
    name = "sort"
    title = Text("Ranger par thèmes", "Sort by theme")
    about_needed = True

    @dataclass(frozen=True)
    class Settings:
        """Without themes, each person names their own."""

        themes: Named = ()

    @dataclass(frozen=True)
    class Answer:
        """(idea, theme): the id of a theme of the guide, or somebody's own words."""

        places: tuple[tuple[str, str], ...] = ()

    @dataclass(frozen=True)
    class Outcome:
        themes: tuple[Theme, ...] = ()
        together: tuple[Line, ...] = ()
        aside: tuple[Line, ...] = ()

        @property
        def lines(self) -> tuple[tuple[str, Line], ...]:
            """Every idea goes on to a later step, those without a theme too: nothing is lost by sorting."""
            placed = tuple((theme.column, line) for theme in self.themes for line in theme.lines)
            return placed + tuple(("", line) for line in self.together + self.aside)

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        return replace(settings, themes=named(settings.themes, "themes", 9))

    def load(self, stored: Mapping[str, Any]) -> Any:
        return self.Answer(tuple((str(key), str(theme)) for key, theme in stored.get("places", ())))

    def cards_on_a_page(self, settings: Any) -> int:
        return 2

    def needed(self, settings: Any, about: Any) -> bool:
        return bool(ideas(about))

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        titles = _titles(settings, said)
        given: dict[str, Counter[str]] = {}
        for key, theme in _places(said):
            name = theme if settings.themes else _name(theme)
            if name in titles:
                given.setdefault(key, Counter())[name] += 1
        under: dict[str, list[Line]] = {}
        together, aside = [], []
        for idea in ideas(about):
            first = _first(given.get(idea.key, Counter()))
            if len(first) == 1:
                under.setdefault(first[0], []).append(idea.handed_on())
            elif first:
                between = [titles[name] for name in titles if name in first]
                together.append(idea.handed_on(_between(between)))
            else:
                aside.append(idea.handed_on())
        order = [name for name in titles if name in under] if settings.themes else list(under)
        return self.Outcome(
            tuple(Theme(_column(settings, n, titles[n]), titles[n], tuple(under[n])) for n in order),
            tuple(together),
            tuple(aside),
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - len(said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas encore rangé les idées. "
            "Laissez-leur un moment, ou continuez si le groupe est prêt.",
            f"{left} {'person has' if left == 1 else 'people have'} not sorted the ideas yet. "
            "Give them a moment, or go on if the group is ready.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        titles = dict(settings.themes)
        counts = Counter(titles.get(theme, Text(theme, theme)) for _, theme in answer.places)
        return [
            Text(
                f"{title.fr} : {n} {'idée' if n == 1 else 'idées'}",
                f"{title.en}: {n} {'idea' if n == 1 else 'ideas'}",
            )
            for title, n in counts.items()
        ]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        blocks = [Block(theme.title, theme.lines) for theme in outcome.themes]
        rest = ((TOGETHER, outcome.together), (ASIDE, outcome.aside))
        return [*blocks, *(Block(label, lines) for label, lines in rest if lines)]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        """People mostly agree; one in four sees the longer ideas elsewhere, one in five leaves some aside."""
        themes = [id for id, _ in settings.themes] or list(EXAMPLES)
        places = []
        for idea in ideas(about):
            if seed % 5 == 4 and len(idea.text) % 4 == 0:
                continue
            moved = int(seed % 4 == 3 and len(idea.text) > 40)
            places.append((idea.key, themes[(crc32(idea.text.encode()) + moved) % len(themes)]))
        return self.Answer(tuple(places))


def _places(said: Sequence[Said]) -> list[tuple[str, str]]:
    return [(key, theme) for s in said for key, theme in s.answer.places]


def _titles(settings: Any, said: Sequence[Said]) -> dict[str, Text]:
    """Name → title: the guide's themes; or what people wrote, in the spelling most used."""
    if settings.themes:
        return dict(settings.themes)
    spelt: dict[str, Counter[str]] = {}
    for _, theme in _places(said):
        if name := _name(theme):
            spelt.setdefault(name, Counter())[" ".join(theme.split())] += 1
    return {name: Text(words, words) for name, many in spelt.items() for words in [_first(many)[0]]}


def _name(theme: str) -> str:
    """The same for « L’attente », « l’attente » and « Attente ! »: words, without accents, signs or article."""
    letters = unicodedata.normalize("NFKD", theme.casefold())
    bare = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    words = bare.split() or theme.split()  # a theme may be one drawn sign
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"l", "le", "la", "les"} else words)


def _first(counted: Counter[str]) -> list[str]:
    """Those most often given, in the order they came."""
    return [name for name, n in counted.items() if n == max(counted.values())]


def _between(titles: Sequence[Text]) -> Text:
    *many, last_fr = [title.fr for title in titles]
    *some, last_en = [title.en for title in titles]
    return Text(f"entre {', '.join(many)} et {last_fr}", f"between {', '.join(some)} and {last_en}")


def _column(settings: Any, name: str, title: Text) -> str:
    return name if settings.themes else title.fr


KIND = Sort()
