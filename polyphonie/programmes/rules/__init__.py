"""May this person do this now?"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.base.voices import Voice
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.engines.pairing import Objective
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.models import (
    Application,
    Call,
    Cohort,
    PairAnswer,
    PairProposal,
)
from polyphonie.programmes.queries import Pairing
from polyphonie.programmes.rules.adapting import (
    LONGEST_TEMPLATE,
    why_not_adapt,
    why_not_change_template,
    why_not_keep_template,
)
from polyphonie.programmes.rules.care import (
    LONGEST_AGREEMENT,
    why_not_agree_over_care,
    why_not_in_care,
    why_not_in_their_care,
    why_not_take_agreement_back,
)
from polyphonie.programmes.rules.needs import (
    NEED_GONE,
    why_not_answer_need,
    why_not_carry_need,
    why_not_change_side,
)
from polyphonie.programmes.rules.pairs import (
    ENDED_PAIR,
    MOST_KEPT,
    WRITTEN_MEANWHILE,
    why_not_between_two,
    why_not_change_page,
    why_not_in_pair,
    why_not_keep_between,
    why_not_note_conversation,
    why_not_plan_conversation,
    why_not_write_page,
    why_not_write_project,
)
from polyphonie.programmes.rules.report import (
    LONGEST_PART,
    WRITTEN_BY_ANOTHER,
    why_not_share,
    why_not_sign_share,
    why_not_tally,
    why_not_write_report,
)
from polyphonie.programmes.rules.walking import (
    LONGEST_PLACE,
    MOST_EXPENSES,
    MOST_HOURS,
    MOST_SEED,
    NO_TABLES,
    SIZES,
    why_not_note_time,
    why_not_seat,
    why_not_such_hours,
    why_not_such_time,
    why_not_take_time_back,
)

__all__ = [
    "ENDED_PAIR",
    "LONGEST_AGREEMENT",
    "LONGEST_PART",
    "LONGEST_PLACE",
    "LONGEST_TEMPLATE",
    "MOST_EXPENSES",
    "MOST_HOURS",
    "MOST_KEPT",
    "MOST_SEED",
    "NEED_GONE",
    "NOT_FOUND",
    "NO_TABLES",
    "SIZES",
    "WRITTEN_BY_ANOTHER",
    "WRITTEN_MEANWHILE",
    "why_not_adapt",
    "why_not_agree_over_care",
    "why_not_answer_need",
    "why_not_between_two",
    "why_not_carry_need",
    "why_not_change_page",
    "why_not_change_side",
    "why_not_change_template",
    "why_not_in_care",
    "why_not_in_pair",
    "why_not_keep_between",
    "why_not_keep_template",
    "why_not_note_conversation",
    "why_not_note_time",
    "why_not_plan_conversation",
    "why_not_seat",
    "why_not_share",
    "why_not_sign_share",
    "why_not_such_hours",
    "why_not_such_time",
    "why_not_take_agreement_back",
    "why_not_take_time_back",
    "why_not_tally",
    "why_not_write_page",
    "why_not_write_project",
    "why_not_write_report",
]

FURTHEST = timedelta(days=730)
LONGEST_CALL = timedelta(days=366)
MOST_APPLICATIONS = 500
DRAFT_COUNTS = timedelta(days=1)
ENDED = Refusal(
    "Cette proposition est close. Vous n’avez rien d’autre à faire.",
    "This proposal is closed. There is nothing else for you to do.",
)


def why_not_start_on(day: date | None) -> Refusal | None:
    """A cohort starts on a day that is near enough to be true."""
    if day is None or not clock.today() - FURTHEST <= day <= clock.today() + FURTHEST:
        return Refusal(
            "Choisissez un jour à moins de deux ans d’ici.", "Choose a day less than two years away."
        )
    return None


def why_not_walk(chosen: object | None) -> Refusal | None:
    """One of the list; a circle's own, once its mistakes are mended."""
    if chosen is None:
        return Refusal("Choisissez un programme dans la liste.", "Choose a programme from the list.")
    return None


def why_not_coordinate(cohort: Cohort, by: Person) -> Refusal | None:
    """The coordinators of a cohort are those who facilitate its circle; to anybody else, this does not exist."""
    return None if queries.coordinates(cohort, by) else NOT_FOUND


def why_not_call(closes_on: date | None, about: str) -> Refusal | None:
    """A call says what it is for, and has a last day."""
    if not about.strip():
        return Refusal(
            "Dites en quelques mots à qui s’adresse cet appel.", "Say in a few words whom this call is for."
        )
    latest = clock.today() + LONGEST_CALL
    if closes_on is None or not clock.today() <= closes_on <= latest:
        return Refusal(
            f"Choisissez un dernier jour d’ici au {latest:%d/%m/%Y}.",
            f"Choose a last day by {latest:%d/%m/%Y}.",
        )
    return None


def why_not_apply(call: Call, name: str, voice: str) -> Refusal | None:
    """Anybody who holds the link, until the last day, with a first name and a voice."""
    if refusal := why_not_still_open(call):
        return refusal
    if not name.strip():
        return Refusal("Écrivez votre prénom.", "Write your first name.")
    if voice not in set(Voice):
        return Refusal(
            "Choisissez d’où vous parlez dans la liste.", "Choose from the list where you speak from."
        )
    return None


@reading
def why_not_begin(call: Call) -> Refusal | None:
    """A call takes so many. What was taken back does not count, nor a draft of another day: a link that goes round, or
    somebody who plays with it, closes no call for long; and whoever has begun may always send."""
    here = Application.objects.filter(call=call, withdrawn_at=None)
    drafts = Q(sent_at=None, begun_at__lt=clock.now() - DRAFT_COUNTS)
    if here.exclude(drafts).count() < MOST_APPLICATIONS:
        return None
    return Refusal(
        "Cet appel a reçu trop de candidatures. Dites-le à la personne qui vous a donné ce lien.",
        "This call has received too many applications. Tell the person who gave you this link.",
    )


@reading
def why_not_apply_again(call: Call, by: Person | None) -> Refusal | None:
    """An account applies for itself once."""
    if by is None or not Application.objects.filter(call=call, person=by).exists():
        return None
    return Refusal(
        "Votre compte a déjà une candidature à cet appel. Revenez-y par son adresse, ou choisissez «\u00a0Pour quelqu’un d’autre\u00a0».",
        "Your account has an application to this call already. Come back to it by its address, or choose “For somebody else”.",
    )


def why_not_still_open(call: Call) -> Refusal | None:
    if queries.is_open(call):
        return None
    return Refusal(
        "Cet appel est terminé. Ce que vous aviez envoyé est gardé, et ne change plus.",
        "This call is over. What you had sent is kept, and no longer changes.",
    )


def why_not_write(application: Application) -> Refusal | None:
    """Its author, until it is withdrawn or the call ends."""
    if application.withdrawn_at is not None:
        return NOT_FOUND
    return why_not_still_open(application.call)


@reading
def why_not_change_voice(application: Application, voice: str) -> Refusal | None:
    """Whoever is in a pair stays on their side of it."""
    if voice not in set(Voice):
        return Refusal(
            "Choisissez d’où vous parlez dans la liste.", "Choose from the list where you speak from."
        )
    if queries.side(voice) != queries.side(application.voice) and queries.live_proposals(application):
        return Refusal(
            "Vous êtes dans un binôme proposé. Répondez-y d’abord.",
            "A pair is being proposed with you. Answer it first.",
        )
    return None


@reading
def why_not_come_together(with_: Application, voice: str, by: Person | None) -> Refusal | None:
    """Two people of two sides, neither of whom is in another pair; and nobody comes with themselves."""
    if with_.withdrawn_at is not None:
        return NOT_FOUND
    if by is not None and with_.person_id == by.pk:
        return Refusal(
            "Ce lien est pour l’autre personne. Donnez-le-lui.",
            "This link is for the other person. Give it to them.",
        )
    if queries.live_proposals(with_):
        return Refusal(
            "Cette personne est déjà dans un binôme. Vous pouvez poser votre candidature sans elle.",
            "This person is in a pair already. You can apply without them.",
        )
    if voice in set(Voice) and queries.side(voice) == queries.side(with_.voice):
        return Refusal(
            "Un binôme réunit une personne qui vit les soins et une personne qui y travaille.",
            "A pair brings together somebody who lives with care and somebody who works in it.",
        )
    return None


@reading
def why_not_answer(proposal: PairProposal, application: Application, *, yes: bool) -> Refusal | None:
    """Each answers alone, once. Care that goes on between two keeps them apart."""
    if application.pk not in (proposal.first_id, proposal.second_id) or application.withdrawn_at is not None:
        return NOT_FOUND
    if proposal.ended_at is not None or proposal.circle_id:
        return ENDED
    if PairAnswer.objects.filter(proposal=proposal, application=application).exists():
        return Refusal("Vous avez déjà répondu.", "You have already answered.")
    if yes and application.sent_at is None:
        return Refusal("Envoyez d’abord votre candidature.", "Send your application first.")
    return why_not_in_care(proposal) if yes else None


def why_not_welcome(proposal: PairProposal) -> Refusal | None:
    """Two who come together, once both have sent their application; care keeps them apart as any other two."""
    if not queries.is_told(proposal):
        return NOT_FOUND
    return ENDED if proposal.ended_at or proposal.circle_id else why_not_in_their_care(proposal)


def why_not_choose(chosen: dict[str, object]) -> Refusal | None:
    """Known rules, within what makes sense."""
    numbers = [v for k, v in chosen.items() if k.startswith(("weight_", "languages", "times"))]
    seed = chosen.get("seed", 1)
    if (
        chosen.keys() <= queries.CHOSEN.keys()
        and all(isinstance(n, int) and 0 <= n <= 5 for n in numbers)
        and isinstance(seed, int) and 0 <= seed <= 999_999
        and chosen.get("objective", "leximin") in set(Objective)
    ):  # fmt: skip
        return None
    return Refusal("Choisissez des poids de 0 à 5.", "Choose weights from 0 to 5.")


def why_not_say(
    seen: Pairing, first: Application | None, second: Application | None, kind: str
) -> Refusal | None:
    """Two people of two sides, both still looking."""
    if first is None or second is None or queries.side(first.voice) == queries.side(second.voice):
        return Refusal(
            "Choisissez deux personnes, une de chaque côté.", "Choose two people, one of each side."
        )
    if kind not in ("together", "apart"):
        return NOT_FOUND
    if kind == "together":
        for word in seen.words:
            held = {word.first_id, word.second_id} & {first.pk, second.pk}
            if word.kind == "together" and held:
                return Refusal(
                    "Une de ces personnes est déjà gardée dans un binôme. Défaites-le d’abord.",
                    "One of these people is kept in a pair already. Undo it first.",
                )
    return None


CHANGED = Refusal(
    "Les binômes ont changé depuis que vous les avez lus. Relisez-les, puis proposez.",
    "The pairs have changed since you read them. Read them again, then propose.",
)
UNPROVED = Refusal(
    "Cette réponse n’a pas pu être prouvée. Rien n’est proposé. Dites-le à qui s’occupe de l’installation.",
    "This answer could not be proved. Nothing is proposed. Tell whoever looks after the installation.",
)
