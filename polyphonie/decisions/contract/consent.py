"""Deciding by consent: a pure state machine.

    draft → clarifying → reacting → amending → consent_round(n) → adopted | integrating → consent_round(n+1)
    exits before adoption: withdrawn · parked · escalated · expired
    adopted → in_trial → renewed (in trial again) | amended | ended

Consent is the absence of objection among those who answered, never silence: a proposal is adopted only when its round
is closed, the quorum of heads and of voices is met, no objection stands, and everybody who will live with the decision
has answered. An objection is lifted by its author alone. Any edit makes a new version and clears all positions.

Each verb takes a `Matter` and gives the next one, or raises a `Refusal` with a sentence. Persons are numbers.
Sources: sociocratic consent (two kinds of objection), with the guards that health circles need: patients' limits are
legitimate objections, both sides are heard, nothing is ever put to a majority.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil

from polyphonie.base.refusals import Refusal
from polyphonie.base.voices import Voice

MOST_ROUNDS = 3
LONGEST = timedelta(days=30)
LATEST_REVIEW = timedelta(days=366)


class Stage(StrEnum):
    DRAFT = "draft"
    CLARIFYING = "clarifying"
    REACTING = "reacting"
    AMENDING = "amending"
    CONSENT_ROUND = "consent_round"
    INTEGRATING = "integrating"
    ADOPTED = "adopted"
    IN_TRIAL = "in_trial"
    AMENDED = "amended"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    PARKED = "parked"
    ESCALATED = "escalated"
    EXPIRED = "expired"


OPEN = frozenset(
    {Stage.DRAFT, Stage.CLARIFYING, Stage.REACTING, Stage.AMENDING, Stage.CONSENT_ROUND, Stage.INTEGRATING}
)
EDITABLE = frozenset({Stage.DRAFT, Stage.AMENDING, Stage.INTEGRATING})
NEXT_BEFORE_ROUND = {
    Stage.DRAFT: (Stage.CLARIFYING, Stage.REACTING, Stage.AMENDING),
    Stage.CLARIFYING: (Stage.REACTING, Stage.AMENDING),
    Stage.REACTING: (Stage.AMENDING,),
    Stage.AMENDING: (),
}


class Stance(StrEnum):
    CONSENT = "consent"
    CONCERN = "concern"
    OBJECTION = "objection"
    STAND_ASIDE = "stand_aside"


class Ground(StrEnum):
    """The two kinds of objection: it harms what we are here for; it goes beyond what I can live with."""

    AIM = "aim"
    LIMIT = "limit"


@dataclass(frozen=True)
class Objection:
    by: int
    ground: Ground
    reason: str
    version: int
    lifted: bool = False
    answered_in: int | None = None

    @property
    def stands(self) -> bool:
        return not self.lifted


@dataclass(frozen=True)
class Matter:
    """A proposal on its way. `people` are those with a position: number → voice. `concerned` will live with it."""

    proposer: int
    people: Mapping[int, Voice]
    concerned: frozenset[int]
    opened_at: datetime
    review_on: date | None = None
    stage: Stage = Stage.DRAFT
    version: int = 1
    round: int = 0
    positions: Mapping[int, Stance] = field(default_factory=dict)
    objections: tuple[Objection, ...] = ()

    @property
    def standing(self) -> tuple[Objection, ...]:
        return tuple(o for o in self.objections if o.stands)


# -- before the round


def advance(matter: Matter, to: Stage) -> Matter:
    """Clarify, then react, then amend; a stage may be passed over, never gone back to."""
    if to not in NEXT_BEFORE_ROUND.get(matter.stage, ()):
        raise Refusal(
            "Cette étape de la décision est déjà passée, ou n’est pas encore ouverte.",
            "This stage of the decision is over, or not open yet.",
        )
    return replace(matter, stage=to)


def edit(matter: Matter) -> Matter:
    """A new numbered text. It clears every position: nobody has consented to words they have not read."""
    if matter.stage not in EDITABLE:
        raise Refusal(
            "Le texte est figé pendant qu’on en discute. Il pourra changer à l’étape suivante.",
            "The text is frozen while it is discussed. It can change at the next step.",
        )
    return replace(matter, version=matter.version + 1, positions={})


def withdraw(matter: Matter, *, by: int) -> Matter:
    """Its proposer takes the proposal back, at any time before adoption."""
    if matter.stage not in OPEN:
        raise Refusal(
            "Cette proposition n’est plus en discussion.", "This proposal is no longer being discussed."
        )
    if by != matter.proposer:
        raise Refusal(
            "Seule la personne qui porte la proposition peut la retirer.",
            "Only the person who carries the proposal can withdraw it.",
        )
    return replace(matter, stage=Stage.WITHDRAWN, positions={})


# -- the round


def why_not_open_round(matter: Matter, *, at: datetime) -> Refusal | None:
    if matter.stage not in {Stage.DRAFT, Stage.REACTING, Stage.CLARIFYING, Stage.AMENDING, Stage.INTEGRATING}:
        return Refusal(
            "Le tour est déjà ouvert, ou la décision est prise.", "The round is open already, or over."
        )
    if matter.review_on is None or not at.date() < matter.review_on <= (at + LATEST_REVIEW).date():
        return Refusal(
            "Choisissez la date où l’on reverra cette décision : à partir de demain, dans l’année.",
            "Choose the date when this decision will be reviewed: from tomorrow on, within a year.",
        )
    if matter.round >= MOST_ROUNDS or at - matter.opened_at > LONGEST:
        return Refusal(
            "Trois tours ou trente jours sont passés : mettez la proposition en attente, ou portez-la plus loin. "
            "On ne la met jamais aux voix.",
            "Three rounds or thirty days have passed: park the proposal, or take it further. It is never put to a vote.",
        )
    return None


def open_round(matter: Matter, *, at: datetime) -> Matter:
    """Freeze the text and ask everybody, at once and in silence."""
    if refusal := why_not_open_round(matter, at=at):
        raise refusal
    return replace(matter, stage=Stage.CONSENT_ROUND, round=matter.round + 1, positions={})


def take_position(
    matter: Matter, *, by: int, stance: Stance, version: int, ground: Ground | None = None, reason: str = ""
) -> Matter:
    """Say where one stands on one version. Standing anywhere but in objection lifts one's own earlier objections."""
    if matter.stage != Stage.CONSENT_ROUND:
        raise Refusal("Le tour de consentement n’est pas ouvert.", "The consent round is not open.")
    if by not in matter.people:
        raise Refusal(
            "Pour prendre position, participez d’abord à la séance.",
            "To take a position, first take part in the gathering.",
        )
    if version != matter.version:
        raise Refusal(
            "Le texte a changé depuis que vous l’avez lu. Relisez-le, puis répondez.",
            "The text has changed since you read it. Read it again, then answer.",
        )
    if stance == Stance.OBJECTION and not (ground and reason.strip()):
        raise Refusal(
            "Dites en une phrase ce que vous ne pouvez pas accepter, et pourquoi.",
            "Say in one sentence what you cannot accept, and why.",
        )
    mine = [o for o in matter.objections if o.by == by and o.stands]
    raised_now = [o for o in mine if o.version == version]
    kept = tuple(o for o in matter.objections if o not in raised_now)
    objections = tuple(replace(o, lifted=True) if o in mine else o for o in kept)
    if stance == Stance.OBJECTION:
        assert ground is not None  # noqa: S101 -- refused above
        objections += (Objection(by, ground, reason.strip(), version),)
    return replace(matter, positions={**matter.positions, by: stance}, objections=objections)


def quorum(people: int) -> int:
    """Heads needed among `people`: two thirds, and never fewer than two."""
    return max(2, ceil(people * 2 / 3))


def why_not_adopt(matter: Matter) -> Refusal | None:
    """What still stands between this round and a decision."""
    if matter.standing:
        count = len(matter.standing)
        return Refusal(
            f"{count} objection{'s' if count > 1 else ''} à intégrer.",
            f"{count} objection{'s' if count > 1 else ''} to integrate.",
        )
    heard = {
        p for p, stance in matter.positions.items() if stance != Stance.STAND_ASIDE and p in matter.people
    }
    if len(heard) < quorum(len(matter.people)):
        return Refusal(
            f"{len(heard)} réponse{'s' if len(heard) > 1 else ''} ; il en faut au moins {quorum(len(matter.people))}.",
            f"{len(heard)} answer{'' if len(heard) == 1 else 's'}; at least {quorum(len(matter.people))} are needed.",
        )
    if _sides(matter.people.values()) - _sides(matter.people[p] for p in heard):
        return Refusal(
            "Toutes les voix n’ont pas répondu : il manque au moins une réponse des patients et proches, "
            "ou des professionnels.",
            "Not every voice has answered: at least one answer is missing from patients and carers, "
            "or from professionals.",
        )
    silent = len(matter.concerned - matter.positions.keys())
    if silent:
        return Refusal(
            f"{silent} personne{'s' if silent > 1 else ''} qui vivr{'ont' if silent > 1 else 'a'} avec cette décision "
            "n’a pas répondu. Le silence n’est pas un consentement."
            if silent == 1
            else f"{silent} personnes qui vivront avec cette décision n’ont pas répondu. "
            "Le silence n’est pas un consentement.",
            f"{silent} who will live with this decision have not answered. Silence is not consent.",
        )
    return None


def _sides(voices: Iterable[Voice]) -> set[bool]:
    return {voice.lives_with_care for voice in voices}


def close_round(matter: Matter) -> Matter:
    """The round is over: adopted, or an objection to integrate, or parked because too few answered."""
    if matter.stage != Stage.CONSENT_ROUND:
        raise Refusal("Le tour de consentement n’est pas ouvert.", "The consent round is not open.")
    if matter.standing:
        return replace(matter, stage=Stage.INTEGRATING)
    return replace(matter, stage=Stage.PARKED if why_not_adopt(matter) else Stage.ADOPTED)


# -- integrating


def lift(matter: Matter, *, by: int, objector: int) -> Matter:
    """An objection is lifted by its author, and by nobody else."""
    if by != objector:
        raise Refusal(
            "Seule la personne qui a fait cette objection peut la lever.",
            "Only the person who raised this objection can lift it.",
        )
    if matter.stage not in {Stage.INTEGRATING, Stage.CONSENT_ROUND}:
        raise Refusal(
            "Cette objection n’est plus en discussion.", "This objection is no longer being discussed."
        )
    if not any(o.by == by and o.stands for o in matter.objections):
        raise Refusal("Vous n’avez pas d’objection à lever.", "You have no objection to lift.")
    lifted = tuple(replace(o, lifted=True) if o.by == by else o for o in matter.objections)
    return replace(matter, objections=lifted)


def answer(matter: Matter, *, objectors: Iterable[int]) -> Matter:
    """Link the standing objections of these people to the present version, which is meant to answer them."""
    if matter.stage != Stage.INTEGRATING:
        raise Refusal(
            "On n’intègre les objections qu’après un tour.", "Objections are integrated after a round."
        )
    wanted = set(objectors)
    linked = tuple(
        replace(o, answered_in=matter.version) if o.by in wanted and o.stands else o
        for o in matter.objections
    )
    return replace(matter, objections=linked)


def leave(matter: Matter, to: Stage) -> Matter:
    """Park, take further, or let expire: what happens to a proposal that is not ripe. Never a majority."""
    if matter.stage not in OPEN or to not in {Stage.PARKED, Stage.ESCALATED, Stage.EXPIRED}:
        raise Refusal(
            "Cette proposition n’est plus en discussion.", "This proposal is no longer being discussed."
        )
    return replace(matter, stage=to, positions={})


# -- after adoption


def begin_trial(matter: Matter) -> Matter:
    if matter.stage != Stage.ADOPTED:
        raise Refusal("Rien n’est encore adopté.", "Nothing is adopted yet.")
    return replace(matter, stage=Stage.IN_TRIAL)


def review(matter: Matter, *, outcome: str, at: datetime, review_on: date | None = None) -> Matter:
    """Look back: renew (with a new date), amend (a new proposal will follow) or end."""
    if matter.stage != Stage.IN_TRIAL:
        raise Refusal("Cette décision a déjà été revue.", "This decision has been reviewed already.")
    if outcome == "renewed":
        if review_on is None or not at.date() < review_on <= (at + LATEST_REVIEW).date():
            raise Refusal(
                "Pour la reconduire, choisissez la prochaine date de revue, dans l’année.",
                "To renew it, choose the next review date, within a year.",
            )
        return replace(matter, review_on=review_on)
    if outcome not in {Stage.AMENDED, Stage.ENDED}:
        raise Refusal(
            "Choisissez : on continue, on change, on arrête.", "Choose: we go on, we change it, we stop."
        )
    return replace(matter, stage=Stage(outcome))
