"""Consent: each says alone, in silence, whether they can live with the text; positions open together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind, dictated

STANCES = {
    "consent": Text("Je peux vivre avec", "I can live with it"),
    "concern": Text("Je peux vivre avec, et j’ai une crainte", "I can live with it, and I have a concern"),
    "objection": Text("J’ai une objection", "I have an objection"),
    "stand_aside": Text("Cela ne me touche pas", "It does not affect me"),
}
GROUNDS = {
    "aim": Text("Cela nuirait à ce pour quoi nous sommes là", "It would harm what we are here for"),
    "limit": Text("Cela dépasse ce que je peux vivre", "It goes beyond what I can live with"),
}


@dataclass(frozen=True)
class Objecting:
    """An objection as the group reads it. `ref` names its author within the gathering."""

    ref: str
    by: str
    voice: str
    ground: str
    reason: str
    would_help: str
    scribed: bool = False


class Consent(StepKind):
    name = "consent"
    title = Text("Tour de consentement", "Consent round")
    about_needed = True
    names_allowed = ("shown",)

    @dataclass(frozen=True)
    class Answer:
        stance: str = "consent"
        ground: str = ""
        reason: str = ""
        would_help: str = ""
        version: int = 0

    @dataclass(frozen=True)
    class Outcome:
        text: str = ""
        version: int = 0
        review_on: str = ""
        situation: str = ""
        by: str = ""
        voice: str = ""
        withdrawn: bool = False
        counts: tuple[tuple[str, int], ...] = ()
        objections: tuple[Objecting, ...] = ()
        concerns: tuple[Line, ...] = ()

    def cards_on_a_page(self, settings: Any) -> int:
        return 2

    def needed(self, settings: Any, about: Any) -> bool:
        return about is not None and bool(about.text) and not about.withdrawn

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        stances = [s.answer.stance for s in said]
        return self.Outcome(
            text=about.text if about else "",
            version=about.version if about else 0,
            review_on=about.review_on if about else "",
            situation=about.situation if about else "",
            by=about.by if about else "",
            voice=about.voice if about else "",
            counts=tuple((stance, stances.count(stance)) for stance in STANCES if stance in stances),
            objections=tuple(_objecting(s) for s in said if s.answer.stance == "objection"),
            concerns=tuple(
                Line(s.answer.reason, s.by.name, s.by.voice, dictated(s.scribed))
                for s in said
                if s.answer.stance == "concern"
            ),
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - len(said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas répondu, et le silence n’est pas un "
            "consentement. Si vous closez maintenant, la proposition sera mise en attente.",
            f"{left} {'person has' if left == 1 else 'people have'} not answered, and silence is not consent. "
            "If you close now, the proposal will be parked.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [STANCES[answer.stance], *filter(None, (answer.reason, answer.would_help))]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        counts = tuple(
            Line("", remark=Text(f"{count} × {STANCES[k].fr.lower()}", f"{count} × {STANCES[k].en.lower()}"))
            for k, count in outcome.counts
        )
        blocks = [Block(Text(f"Sur le texte {outcome.version}", f"On text {outcome.version}"), counts)]
        if outcome.objections:
            lines = tuple(
                Line(o.reason, o.by, o.voice, dictated(o.scribed, GROUNDS[o.ground]))
                for o in outcome.objections
            )
            blocks.append(Block(Text("Objections", "Objections"), lines))
        if outcome.concerns:
            blocks.append(Block(Text("Craintes à surveiller", "Concerns to watch"), outcome.concerns))
        if label := _settled(left.get("stage"), outcome.review_on):
            blocks.insert(0, Block(label, (Line(outcome.text),), decided=left["stage"] == "in_trial"))
        return blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        version = about.version if about else 1
        if version <= 2 and seed % 5 == 2:
            return self.Answer(
                "objection", "limit", "La nuit, nous ne sommes que deux : je ne pourrai pas tenir.",
                "Commencer par le jour.", version,
            )  # fmt: skip
        if seed % 5 == 4:
            return self.Answer("concern", reason="Que personne n’ait le temps de noter.", version=version)
        return self.Answer("consent", version=version)


def _settled(stage: str | None, review_on: str) -> Text | None:
    if stage == "in_trial":
        if not review_on:
            return Text("Décidé par consentement", "Decided by consent")
        day = "/".join(reversed(review_on.split("-")))
        return Text(
            f"Décidé par consentement, à revoir le {day}", f"Decided by consent, to be reviewed on {day}"
        )
    if stage == "parked":
        return Text(
            "Mis en attente : tout le monde n’a pas répondu, et le silence n’est pas un consentement",
            "Parked: not everybody answered, and silence is not consent",
        )
    return None


def _objecting(s: Said) -> Objecting:
    a = s.answer
    return Objecting(s.by.ref, s.by.name, s.by.voice, a.ground or "limit", a.reason, a.would_help, s.scribed)


KIND = Consent()
