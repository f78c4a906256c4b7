"""The library, and what circles made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from polyphonie.base.text import Text
from polyphonie.circles.queries import Circle, circles_of
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.comparing import compare
from polyphonie.guides.contract.file import parse
from polyphonie.guides.contract.format import Guide, Unreadable
from polyphonie.guides.contract.kind import BadSettings, StepKind
from polyphonie.guides.contract.mistakes import Mistake
from polyphonie.guides.contract.reader import read, read_toml
from polyphonie.guides.contract.shaping import Draft, look, steps_of
from polyphonie.guides.contract.writing import data_of, words
from polyphonie.guides.models import Adaptation
from polyphonie.people.queries import Person

LIBRARY = Path(__file__).parent / "library"


def library_files() -> list[Path]:
    return sorted(LIBRARY.glob("*.toml"))


@lru_cache(maxsize=1)
def _library() -> dict[str, Guide]:
    guides = [read_toml(path.read_text("utf-8"), kinds=registry.kinds()) for path in library_files()]
    return {guide.id: guide for guide in sorted(guides, key=lambda g: (g.minutes, g.id))}


def library() -> list[Guide]:
    """Every guide that ships with Polyphonie, the shortest first."""
    return list(_library().values())


def guide(id: str) -> Guide | None:
    return _library().get(id)


def file_text(id: str) -> str:
    return (LIBRARY / f"{id}.toml").read_text("utf-8")


@dataclass(frozen=True)
class Own:
    """A circle's own guide as it stands: what is written, what is to mend, and the guide itself once nothing is."""

    row: Adaptation
    draft: Draft
    mistakes: tuple[Mistake, ...]
    guide: Guide | None

    @property
    def ready(self) -> bool:
        """May be run: the reader finds it good, and somebody of the circle has read it."""
        return self.guide is not None and self.row.read_at is not None

    @property
    def title(self) -> Text:
        """What it is called, even while it has mistakes."""
        said = [look(self.draft, ("title", language)) for language in ("fr", "en")]
        fr, en = (one if isinstance(one, str) and one.strip() else "" for one in said)
        return Text(fr or en or "Un guide sans titre", en or fr or "A guide without a title")

    @property
    def origin(self) -> Guide | None:
        """The guide of the library that it comes from, if it comes from one."""
        return guide(self.row.adapted_from)

    @property
    def changes(self) -> list[Text]:
        """What changes from the guide of the library that it comes from."""
        return (
            compare(data_of(self.origin), data_of(self.guide) if self.guide else self.draft)
            if self.origin
            else []
        )

    @property
    def parts(self) -> list[str]:
        """What somebody reads before accepting a guide from elsewhere: the head, then each step by its name."""
        return ["head", *(str(step.get("id")) for step in steps_of(self.draft))]


def own(row: Adaptation) -> Own:
    """One of a circle's guides, for a room that has already asked whether it may be read."""
    draft = parse(row.toml)
    return Own(row, draft, *judged(draft))


def judged(draft: Draft) -> tuple[tuple[Mistake, ...], Guide | None]:
    """What the reader says of a draft: its mistakes and no guide, or none and the guide."""
    try:
        return (), read(draft, kinds=registry.kinds())
    except Unreadable as unreadable:
        return unreadable.mistakes, None


def own_for(pk: int, *, to: Person) -> Own | None:
    """One of the guides of `to`'s circles; None for anybody else, as if it did not exist."""
    row = Adaptation.objects.select_related("circle", "adapted_by", "read_by").filter(pk=pk)
    found = row.filter(circle__in=circles_of(to).values("pk")).first()
    return own(found) if found else None


def own_of(to: Person) -> list[Own]:
    """Every guide that the circles of `to` made their own, drafts too; newest first."""
    rows = Adaptation.objects.filter(circle__in=circles_of(to).values("pk")).select_related("circle")
    return [own(row) for row in rows.order_by("-adapted_at", "-pk")]


def adaptations(circle: Circle) -> list[tuple[int, Guide]]:
    """A circle's own guides that may be run: number and guide, newest first."""
    rows = Adaptation.objects.filter(circle=circle).order_by("-adapted_at", "-pk")
    return [(one.row.pk, one.guide) for one in map(own, rows) if one.ready and one.guide]


def adaptation(pk: int, *, circle: Circle) -> Guide | None:
    """One of a circle's own guides, if it may be run."""
    row = Adaptation.objects.filter(pk=pk, circle=circle).first()
    return one.guide if row and (one := own(row)).ready else None


def examples() -> dict[str, Draft]:
    """A step of each kind to begin from: the library's shortest guide that has one shows it, else its bare form. A kind
    that cannot do without settings, and that no guide shows, is not offered."""
    shown: dict[str, Draft] = {}
    for one in library():
        for step in data_of(one)["steps"]:
            usual = {"who": "everyone"} if step.get("who") in one.roles else {}
            shown.setdefault(step["kind"], {**step, **usual})
    bare = {name: _bare(kind) for name, kind in registry.kinds().items() if name not in shown}
    return {name: found for name in registry.kinds() if (found := shown.get(name) or bare[name])}


def _bare(kind: StepKind) -> Draft | None:
    try:
        kind.settings({})
    except BadSettings:
        return None
    prompt = {
        "fr": "Écrivez ici la consigne.",
        "en": "Write the prompt here.",
        "falc": "Écrivez ici la consigne.",
    }
    step: Draft = {
        "id": kind.name,
        "kind": kind.name,
        "names": kind.names_allowed[0],
        "title": words(kind.title),
    }
    return {**step, "prompt": prompt} | ({"about": ""} if kind.about_needed else {})
