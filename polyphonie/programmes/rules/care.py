"""Does care keep these two apart? May this one of the three agree that it does not?"""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.models import Application, CareAgreement, PairProposal
from polyphonie.programmes.queries import CareSeen

LONGEST_AGREEMENT = 600


@reading
def why_not_in_care(proposal: PairProposal) -> Refusal | None:
    """A care relationship that goes on today, declared by one of the two, over which not all three have agreed."""
    if not _keeps_apart(proposal):
        return None
    return Refusal(
        "Une relation de soin est déclarée entre vous. Ce binôme ne peut se former que si vous deux, et la coordination, l’acceptez par écrit.",
        "A care relationship was declared between you. This pair can only be formed if you both, and the coordinators, agree in writing.",
    )


@reading
def why_not_in_their_care(proposal: PairProposal) -> Refusal | None:
    """The same, said to those who coordinate."""
    if not _keeps_apart(proposal):
        return None
    return Refusal(
        "Une relation de soin est déclarée entre ces deux personnes. Leur binôme ne peut se former que si les deux, et la coordination, l’acceptent par écrit.",
        "A care relationship was declared between these two people. Their pair can only be formed if both of them, and the coordinators, agree in writing.",
    )


def _keeps_apart(proposal: PairProposal) -> bool:
    two = frozenset({proposal.first_id, proposal.second_id})
    declared = queries.declared(proposal.first, proposal.second)
    return declared and not queries.agreed_over_care(proposal.call_id, two)


@reading
def why_not_agree_over_care(
    seen: CareSeen, half: Application | None, by: Person | None, words: str
) -> Refusal | None:
    """Each of the three writes once, in their own name: a coordinator is not one of the two."""
    if refusal := why_not_speak_of_care(seen, half, by):
        return refusal
    if not words.strip():
        return Refusal(
            "Écrivez votre accord en quelques mots. Sans vos mots, rien ne change.",
            "Write your agreement in a few words. Without your words, nothing changes.",
        )
    if half is None and by is not None and by.pk in (seen.first.person_id, seen.second.person_id):
        return Refusal(
            "Vous êtes l’une de ces deux personnes. Quelqu’un d’autre de la coordination doit l’écrire.",
            "You are one of these two people. Somebody else of the coordination must write it.",
        )
    if CareAgreement.objects.filter(first=seen.first, second=seen.second, half=half).exists():
        return Refusal(
            "Votre accord est déjà écrit. Pour le changer, retirez-le d’abord.",
            "Your agreement is written already. To change it, take it back first.",
        )
    return None


@reading
def why_not_speak_of_care(seen: CareSeen, half: Application | None, by: Person | None) -> Refusal | None:
    """One of the two, where they are asked; or somebody who coordinates."""
    if half is not None:
        asked = [each.row for each in queries.care_asked(half)]
        known = any((row.first, row.second) == (seen.first, seen.second) for row in asked)
        return None if known and half.sent_at is not None else NOT_FOUND
    leads = by is not None and queries.coordinates(seen.first.call.cohort, by)
    return None if leads else NOT_FOUND


@reading
def why_not_take_agreement_back(
    seen: CareSeen, half: Application | None, by: Person | None
) -> Refusal | None:
    """Until the pair is formed; afterwards, each may leave it."""
    if refusal := why_not_speak_of_care(seen, half, by):
        return refusal
    formed = PairProposal.objects.filter(first=seen.first, second=seen.second, circle__isnull=False)
    if formed.exists():
        return Refusal(
            "Ce binôme est formé. Chacun peut le quitter, sans dire pourquoi.",
            "This pair is formed. Each may leave it, without saying why.",
        )
    return None
