"""What a step kind is: three shapes and a few small functions, all pure.

    Settings   what a guide may set               (the file)
    Answer     what one person gives               (private until revealed)
    Outcome    what the group gets                 (made anew for each reader, from what they may read)

What a kind *asks* is in its `form.py`, what it *shows* in its templates, what it *leaves behind* in other rooms in
its `close.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from polyphonie.base.text import Text


@dataclass(frozen=True)
class Speaker:
    """Somebody who takes part, as the others may know them. `ref` is stable within one gathering, and only there."""

    ref: str
    name: str = ""
    voice: str = ""
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """One answer and who gave it. `ref` names the answer within its gathering; `scribed` says another hand typed it."""

    answer: Any
    by: Speaker
    ref: str = ""
    scribed: bool = False
    number: int = 0  # by which its author takes it back; shown to nobody else


@dataclass(frozen=True)
class Line:
    """One line of a record: words, and perhaps who said them and a remark; or a remark alone."""

    text: str
    by: str = ""
    voice: str = ""
    remark: Text | None = None
    ref: str = ""


@dataclass(frozen=True)
class Block:
    """A few lines of a record under a label. What was decided comes first in a record."""

    label: Text | None
    lines: tuple[Line, ...] = field(default=())
    decided: bool = False


DICTATED = Text("réponse dictée", "dictated answer")


def dictated(scribed: bool, remark: Text | None = None) -> Text | None:
    """The remark of a line, which also says that another hand typed it."""
    if not scribed:
        return remark
    return Text(f"{remark.fr} · {DICTATED.fr}", f"{remark.en} · {DICTATED.en}") if remark else DICTATED


class BadSettings(ValueError):
    """A guide set something this kind cannot do. The message says what and where."""


class StepKind:
    """Subclass in `steps/<name>/kind.py`, as `KIND`. Every method is pure and total on its own shapes."""

    name: ClassVar[str]
    version: ClassVar[int] = 1
    title: ClassVar[Text]
    about_needed: ClassVar[bool] = False
    # “unlinkable” too, where its `close.py` opens a wave
    names_allowed: ClassVar[tuple[str, ...]] = ("shown", "hidden")
    seen_by_allowed: ClassVar[tuple[str, ...]] = ("author", "facilitators", "participants", "circle")
    reveals_allowed: ClassVar[tuple[str, ...]] = ("at_once", "when_all_answered", "at_close", "never")
    only_together: ClassVar[bool] = False  # what all say is shown, and never what one says
    entry_kind: ClassVar[str] = "contribution"

    @dataclass(frozen=True)
    class Settings:
        pass

    @dataclass(frozen=True)
    class Answer:
        pass

    @dataclass(frozen=True)
    class Outcome:
        pass

    def settings(self, given: Mapping[str, Any]) -> Any:
        """Settings from a guide's file. Raises `BadSettings` with a sentence."""
        return self.Settings(**given)

    def load(self, stored: Mapping[str, Any]) -> Any:
        """An answer as it was stored (JSON) back in its shape."""
        return self.Answer(**{k: tuple(v) if isinstance(v, list) else v for k, v in stored.items()})

    def store(self, answer: Any) -> dict[str, Any]:
        return asdict(answer)

    def lasts(self, settings: Any) -> int | None:
        """After how many days an answer ends by itself; None where it stays as long as its author wishes."""
        return None

    def cards_on_a_page(self, settings: Any) -> int:
        """On paper, how many of its cards one page may hold: 4, 2 or 1; 0 where nobody answers."""
        return 4

    def needed(self, settings: Any, about: Any) -> bool:
        """Is there anything to do here, given what came before? A step that is not needed is passed over."""
        return True

    def awaits(self, settings: Any, about: Any, speaker: Speaker) -> bool:
        """Among those the step is for, is an answer of this one waited for?"""
        return True

    def unfinished(self, settings: Any, about: Any, answer: Any) -> bool:
        """Is there more to ask of somebody who gave this answer? Then the next page of questions comes by itself."""
        return False

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        """Make one outcome out of the answers and, if any, of an earlier outcome."""
        raise NotImplementedError(f"{self.name}: gather")  # a kind without gather is no kind

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        """Why the facilitator should wait, or None. Never blocks without a reason."""
        return None

    def again(self, settings: Any, outcome: Any) -> bool:
        """For a `repeat`: does the group need another turn?"""
        return False

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        """The words somebody gave, for them to read again while the others answer."""
        return []

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        """The outcome as lines of the record; `left` says what closing left in other rooms (stages and numbers)."""
        return []

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        """One plausible answer: for rehearsals, tests and the documentation."""
        raise NotImplementedError(f"{self.name}: example")
