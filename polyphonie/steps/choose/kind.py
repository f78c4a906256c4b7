"""Choose: a few dots each, put on what one would like to talk about. The dots open a talk; they decide nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import Idea, ideas
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.settings import Named, named, whole

MOST_OPTIONS = 12
LABEL = Text("Là où le groupe a mis ses points", "Where the group put its dots")
OTHERS = Text("Aussi relevé", "Also noted")


@dataclass(frozen=True)
class Option:
    """Something one may put a dot on: named by the guide, or an idea that somebody gave."""

    key: str
    title: Text
    idea: Idea

    def with_dots(self, dots: int) -> Line:
        return self.idea.handed_on(_counted(dots))


@dataclass(frozen=True)
class Dotted:
    """An option and the dots that all together put on it."""

    option: Option
    dots: int


class Choose(StepKind):
    name = "choose"
    title = Text("Poser des points", "Place dots")

    @dataclass(frozen=True)
    class Settings:
        """`keep` says how many come out; 0, all that received a dot."""

        dots: int = 3
        options: Named = ()
        at_most_on_one: int = 1
        keep: int = 0

    @dataclass(frozen=True)
    class Answer:
        dots: tuple[tuple[str, int], ...] = ()

    @dataclass(frozen=True)
    class Outcome:
        """What received dots, most first, then in the order it was offered; `kept` of them come out."""

        tally: tuple[Dotted, ...] = ()
        kept: int = 0
        wanted: int = 0
        people: int = 0
        by_guide: bool = False

        @property
        def lines(self) -> tuple[Line, ...]:
            return tuple(d.option.with_dots(d.dots) for d in self.tally[: self.kept])

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        dots = whole(settings.dots, "dots", 1, 10)
        whole(settings.at_most_on_one, "at_most_on_one", 1, dots)
        whole(settings.keep, "keep", 0, 50)
        return replace(settings, options=named(settings.options, "options", MOST_OPTIONS))

    def load(self, stored: Mapping[str, Any]) -> Any:
        return self.Answer(tuple((str(key), int(dots)) for key, dots in stored.get("dots", ())))

    def cards_on_a_page(self, settings: Any) -> int:
        return 4 if len(settings.options) < 5 else 2 if len(settings.options) < 8 else 1

    def needed(self, settings: Any, about: Any) -> bool:
        return bool(options(settings, about))

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        offered = options(settings, about)
        here = {option.key for option in offered}
        given = [[(k, n) for k, n in s.answer.dots if k in here and n > 0] for s in said]
        total: Counter[str] = Counter()
        for some in given:
            for key, dots in some:
                total[key] += dots
        dotted = [Dotted(option, total[option.key]) for option in offered if total[option.key]]
        dotted.sort(key=lambda d: -d.dots)  # stable: equal ones keep the order in which they were offered
        return self.Outcome(
            tally=tuple(dotted),
            kept=_kept([d.dots for d in dotted], settings.keep),
            wanted=settings.keep,
            people=sum(bool(some) for some in given),
            by_guide=bool(settings.options),
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - len(said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas encore posé de points. "
            "Laissez-leur un moment, ou continuez si le groupe est prêt.",
            f"{left} {'person has' if left == 1 else 'people have'} not placed dots yet. "
            "Give them a moment, or go on if the group is ready.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        titles = dict(settings.options)
        if titles:
            return [_placed(titles[key], _counted(n)) for key, n in answer.dots if key in titles]
        placed = sum(dots for _, dots in answer.dots)
        dots, all_of_them = _counted(placed), settings.dots
        return [Text(f"{dots.fr} sur {all_of_them}", f"{dots.en} of {all_of_them}")] if placed else []

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        if not outcome.tally:
            return []
        line = _named_line if outcome.by_guide else _idea_line
        kept, others = outcome.tally[: outcome.kept], outcome.tally[outcome.kept :]
        said = [*map(line, kept), *_tie(outcome), Line("", remark=_how_many(outcome))]
        blocks = [Block(LABEL, tuple(said))]
        return [*blocks, Block(OTHERS, tuple(map(line, others)))] if others else blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        offered = options(settings, about)
        if not offered:
            return self.Answer()
        start = (0, 1, 0, 3, 2)[seed % 5] % len(offered)
        free, dots = settings.dots, []
        for option in offered[start:] + offered[:start]:
            here = min(free, settings.at_most_on_one)
            if here:
                dots.append((option.key, here))
            free -= here
        return self.Answer(tuple(dots))


def options(settings: Any, about: Any) -> tuple[Option, ...]:
    """What one may put a dot on: what the guide names, or else the ideas of the step it is about."""
    if settings.options:
        return tuple(Option(id, text, Idea(id, Line(text.fr))) for id, text in settings.options)
    return tuple(Option(idea.key, Text(idea.text, idea.text), idea) for idea in ideas(about))


def _kept(dots: Sequence[int], keep: int) -> int:
    """How many come out: `keep`, and all that are equal to the last of them."""
    return sum(n >= dots[keep - 1] for n in dots) if 0 < keep < len(dots) else len(dots)


def _idea_line(dotted: Dotted) -> Line:
    return dotted.option.with_dots(dotted.dots)


def _named_line(dotted: Dotted) -> Line:
    """In both languages: the guide's own words."""
    dots, title = _counted(dotted.dots), dotted.option.title
    return Line("", remark=Text(f"{title.fr} · {dots.fr}", f"{title.en} · {dots.en}"))


def _placed(title: Text, dots: Text) -> Text:
    return Text(f"{title.fr} : {dots.fr}", f"{title.en}: {dots.en}")


def _tie(outcome: Any) -> list[Line]:
    kept, wanted = outcome.kept, outcome.wanted
    if not wanted or kept <= wanted:
        return []
    return [
        Line("", remark=Text(f"Égalité : {kept} idées sont gardées au lieu de {wanted}.",
                             f"A tie: {kept} ideas are kept instead of {wanted}."))
    ]  # fmt: skip


def _how_many(outcome: Any) -> Text:
    people, dots = outcome.people, _counted(sum(d.dots for d in outcome.tally))
    return Text(
        f"{people} {'personne a' if people == 1 else 'personnes ont'} posé {dots.fr}. "
        "Les points disent de quoi parler. Ils ne décident de rien.",
        f"{people} {'person' if people == 1 else 'people'} placed {dots.en}. "
        "The dots say what to talk about. They decide nothing.",
    )


def _counted(dots: int) -> Text:
    return Text(f"{dots} {'point' if dots == 1 else 'points'}", f"{dots} {'dot' if dots == 1 else 'dots'}")


KIND = Choose()
