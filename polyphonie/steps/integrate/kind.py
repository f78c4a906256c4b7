"""Integrate: whoever carries the text changes it, and says how each change answers an objection; each objector, and
nobody else, may lift their own objection. Then the group is asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind

LIFTED = Text("Je lève mon objection.", "I lift my objection.")


@dataclass(frozen=True)
class Integrated:
    """An objection, how the text now answers it, and whether its author lifted it."""

    ref: str
    by: str
    voice: str
    ground: str
    reason: str
    would_help: str
    how: str = ""
    lifted: bool = False


class Integrate(StepKind):
    name = "integrate"
    title = Text("Intégrer les objections", "Integrate the objections")
    about_needed = True
    names_allowed = ("shown",)

    @dataclass(frozen=True)
    class Settings:
        carried_by: str = "proposer"

    @dataclass(frozen=True)
    class Answer:
        text: str = ""
        review_on: str = ""
        how: tuple[tuple[str, str], ...] = ()
        lifted: bool = False
        withdrawn: bool = False

    @dataclass(frozen=True)
    class Outcome:
        text: str = ""
        version: int = 0
        review_on: str = ""
        situation: str = ""
        by: str = ""
        voice: str = ""
        withdrawn: bool = False
        changed: bool = False
        before: str = ""
        objections: tuple[Integrated, ...] = ()

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        if not isinstance(settings.carried_by, str):
            raise BadSettings("carried_by should be the name of a role")
        return settings

    def load(self, stored: Mapping[str, Any]) -> Any:
        how = tuple((str(ref), str(words)) for ref, words in stored.get("how", ()))
        return self.Answer(**{**stored, "how": how})

    def cards_on_a_page(self, settings: Any) -> int:
        return 2

    def needed(self, settings: Any, about: Any) -> bool:
        return about is not None and bool(about.objections)

    def awaits(self, settings: Any, about: Any, speaker: Speaker) -> bool:
        return settings.carried_by in speaker.roles or any(o.ref == speaker.ref for o in about.objections)

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        if about is None:
            return self.Outcome()
        carried = [s for s in said if settings.carried_by in s.by.roles and s.answer.text]
        given = carried[-1].answer if carried else None
        withdrawn = any(s.answer.withdrawn for s in said if settings.carried_by in s.by.roles)
        lifted = {s.by.ref for s in said if s.answer.lifted}
        how = dict(given.how) if given else {}
        text, review_on = (
            (given.text, given.review_on or about.review_on) if given else (about.text, about.review_on)
        )
        changed = (text, review_on) != (about.text, about.review_on)
        return self.Outcome(
            text=text,
            version=about.version + int(changed),
            review_on=review_on,
            situation=about.situation,
            by=about.by,
            voice=about.voice,
            withdrawn=withdrawn,
            changed=changed,
            before=about.text,
            objections=tuple(
                Integrated(
                    o.ref,
                    o.by,
                    o.voice,
                    o.ground,
                    o.reason,
                    o.would_help,
                    how.get(o.ref, ""),
                    o.ref in lifted,
                )
                for o in about.objections
            ),
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        if any(settings.carried_by in s.by.roles for s in said):
            return None
        return Text(
            "Le texte n’a pas encore été repris. Laissez le temps de l’ajuster, ou closez pour redemander au groupe.",
            "The text has not been taken up yet. Leave time to adjust it, or close to ask the group again.",
        )

    def again(self, settings: Any, outcome: Any) -> bool:
        return bool(outcome.objections) and not outcome.withdrawn

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [*([answer.text] if answer.text else []), *([LIFTED] if answer.lifted else [])]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        if outcome.withdrawn:
            label = Text(
                "Proposition retirée par la personne qui la portait", "Withdrawn by the person who carried it"
            )
            return [Block(label, (Line(outcome.before),))]
        blocks = []
        for o in outcome.objections:
            lines = [Line(o.reason, o.by, o.voice)]
            if o.how:
                lines.append(Line(o.how, remark=Text("ce qui change", "what changes")))
            if o.lifted:
                lines.append(Line("✓", remark=Text("levée par son auteur", "lifted by its author")))
            blocks.append(Block(Text("Objection", "Objection"), tuple(lines)))
        blocks.append(
            Block(Text(f"Texte {outcome.version}", f"Text {outcome.version}"), (Line(outcome.text),))
        )
        return blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        lifted = any(o.ref == speaker.ref for o in about.objections)
        if settings.carried_by not in speaker.roles:
            return self.Answer(lifted=lifted)
        how = tuple((o.ref, "On commence par le jour, et on en reparle.") for o in about.objections)
        return self.Answer(f"{about.text} Seulement le jour.", about.review_on, how, lifted)


KIND = Integrate()
