"""May this person do this now? `None`, or a refusal with a sentence."""

from __future__ import annotations

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.base.voices import Voice
from polyphonie.circles import queries
from polyphonie.circles.contract.visibility import FACILITATING
from polyphonie.circles.models import (
    Authorship,
    Charge,
    Circle,
    Entry,
    Invitation,
    Kind,
    Membership,
    Widening,
)
from polyphonie.people.queries import Person

# What a circle chose to keep is reviewed or replaced, not withdrawn by one of its authors.
KEPT_BY_THE_CIRCLE = ("charter", "decision")
# What a pair keeps between the two, and what is noted of a conversation with it, goes nowhere, whoever wrote it.
STAYS_HOME = ("pair_kept", "pair_note")

NOBODY_COORDINATES = Refusal(
    "Personne n’anime plus ce cercle. Demandez à qui administre ce site d’en confier la charge à l’un de vous.",
    "Nobody facilitates this circle any more. Ask whoever runs this site to entrust it to one of you.",
)
NOT_FOUND = Refusal(
    "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil.",
    "This page does not exist, or not for you. Go back to the home page.",
)


def why_not_found(parent: Circle | None, by: Person, name: str) -> Refusal | None:
    """Somebody with an account begins a circle; inside another one, only if they belong there."""
    if by.is_guest:
        return Refusal(
            "Pour créer un cercle, laissez d’abord une adresse électronique : vous pourrez ainsi y revenir.",
            "To start a circle, first leave an e-mail address, so that you can come back to it.",
        )
    if not name.strip():
        return Refusal("Donnez un nom au cercle.", "Give the circle a name.")
    if parent is not None and queries.membership(parent, by) is None:
        return NOT_FOUND
    return None


def why_not_speak_as(voice: str) -> Refusal | None:
    if voice not in set(Voice):
        return Refusal(
            "Choisissez d’où vous parlez dans la liste.",
            "Choose from the list where you speak from.",
        )
    return None


def why_not_be_one(guest: int, person: int) -> Refusal | None:
    """A guest joins an account, unless they are the two of a pair: what one half kept apart would be the other's."""
    mine = Membership.objects.filter(person=person, left_at=None).values("circle")
    theirs = Membership.objects.filter(person=guest, left_at=None, circle__kind=Kind.PAIR)
    if theirs.filter(circle__in=mine).exists():
        return Refusal(
            "Vous êtes les deux personnes d’un même binôme. Ce qu’a écrit l’autre ne peut pas devenir à vous.",
            "You are the two people of one pair. What the other wrote cannot become yours.",
        )
    return None


def why_not_look_after(circle: Circle, by: Person) -> Refusal | None:
    """Inviting, giving charges: those who facilitate the circle, or any member where nobody does. Nobody looks after two
    equals: neither sends the other away, nor brings in a third. And nobody takes a cohort by themselves: its charge opens what
    people wrote for those who had it."""
    if queries.membership(circle, by) is None:
        return NOT_FOUND
    if queries.facilitates(circle, by):
        return None
    if circle.kind in queries.BETWEEN_EQUALS and not _looking_after(circle):
        return Refusal(
            "Un binôme n’a pas de charge, et n’accueille personne d’autre. Chacun y décide pour soi.",
            "A pair has no charges, and lets nobody else in. Each decides for themselves.",
        )
    if not _looking_after(circle):
        return NOBODY_COORDINATES if circle.kind == Kind.COHORT else None
    return Refusal(
        "Seules les personnes qui animent ce cercle peuvent faire cela. Demandez-leur.",
        "Only those who facilitate this circle can do this. Ask them.",
    )


def why_not_invite(circle: Circle, by: Person) -> Refusal | None:
    """A gathering has its own door, while it is open: a link made behind it would widen what was said without its authors."""
    return NOT_FOUND if circle.kind == Kind.GATHERING else why_not_look_after(circle, by)


def _looking_after(circle: Circle) -> list[int]:
    rows = Membership.objects.filter(circle=circle, left_at=None, charge__in=FACILITATING)
    return list(rows.values_list("person", flat=True))


def why_not_leave(membership: Membership | None) -> Refusal | None:
    """Whoever coordinates a cohort alone hands it over to one of the others first: none of them could take it."""
    if membership is None:
        return NOT_FOUND
    circle, person = membership.circle, membership.person_id
    others = Membership.objects.filter(circle=circle, left_at=None).exclude(person=person)
    if circle.kind == Kind.COHORT and _looking_after(circle) == [person] and others.exists():
        return Refusal(
            "Vous êtes la seule personne qui anime ici. Confiez d’abord la charge à quelqu’un d’autre.",
            "You are the only one who facilitates here. Hand the charge to somebody else first.",
        )
    return None


def why_not_entrust(circle: Circle, person: Person) -> Refusal | None:
    """By whoever runs the installation: a member, where nobody looks after the circle, or nobody could take it back from them."""
    if queries.membership(circle, person) is None or circle.kind in queries.BETWEEN_EQUALS:
        return NOT_FOUND
    if _looking_after(circle):
        return Refusal(
            "Quelqu’un anime ce cercle. Demandez-lui de confier la charge.",
            "Somebody facilitates this circle. Ask them to hand the charge over.",
        )
    return None


def why_not_enter_by(invitation: Invitation | None) -> Refusal | None:
    """One sentence for a link that is wrong, used, old or revoked: a stranger learns nothing by trying."""
    if (
        invitation is None
        or invitation.revoked_at is not None
        or invitation.expires_at <= clock.now()
        or invitation.uses >= invitation.most_uses
    ):
        return Refusal(
            "Ce lien n’ouvre plus rien : il a déjà servi, ou sa date est passée. "
            "Demandez-en un nouveau à la personne qui vous l’a envoyé.",
            "This link no longer opens anything: it has been used, or its date has passed. "
            "Ask the person who invited you for a new one.",
        )
    return None


def why_not_carry(charge: str) -> Refusal | None:
    if charge not in set(Charge.values):
        return Refusal("Choisissez une charge dans la liste.", "Choose a charge from the list.")
    return None


def why_not_give(membership: Membership | None, charge: str) -> Refusal | None:
    """To a member; whoever coordinates alone keeps looking after it, as long as nobody else does."""
    if membership is not None and charge in FACILITATING:
        return None
    return why_not_carry(charge) or why_not_leave(membership)


@reading
def why_not_withdraw(entry: Entry, by: Person) -> Refusal | None:
    """Only an author withdraws. To anybody else who cannot read it, it does not exist."""
    if Authorship.objects.filter(entry=entry, person=by).exists():
        if entry.ended_at is not None:
            return Refusal("Ce texte est déjà retiré.", "This text is already withdrawn.")
        if entry.kind in KEPT_BY_THE_CIRCLE:
            return Refusal(
                "Le cercle a choisi de garder ce texte. Demandez une revue, ou proposez-en un autre.",
                "The circle chose to keep this text. Ask for a review, or propose another one.",
            )
        return None
    if queries.may_read(entry.pk, to=by):
        return Refusal(
            "Seule la personne qui a écrit ce texte peut le retirer.",
            "Only the person who wrote this text can withdraw it.",
        )
    return NOT_FOUND


READ_AGAIN_FIRST = "case"


@reading
def why_not_widen(entry: Entry, circle: Circle, by: Person) -> Refusal | None:
    """An author widens their own text to a circle they belong to, or from a gathering to the circle that called it."""
    if not Authorship.objects.filter(entry=entry, person=by).exists() or entry.ended_at is not None:
        return NOT_FOUND
    if entry.kind in STAYS_HOME:
        return Refusal(
            "Ces mots restent où ils sont : ils ne s’ouvrent à personne d’autre.",
            "These words stay where they are: they are opened to nobody else.",
        )
    called_by = entry.circle.parent_id if entry.circle.kind == Kind.GATHERING else None
    if circle.pk != called_by and (queries.membership(circle, by) is None or circle.kind == Kind.GATHERING):
        return Refusal(
            "Choisissez un cercle auquel vous appartenez.",
            "Choose a circle you belong to.",
        )
    if circle.pk == entry.circle_id:
        return Refusal("Ce cercle le lit déjà.", "This circle reads it already.")
    if entry.kind == READ_AGAIN_FIRST and not entry.readings.exists():
        return Refusal(
            "Avant de sortir d’ici, cette situation doit être relue par une personne d’une autre voix que la vôtre.",
            "Before it leaves, this situation has to be read again by somebody of another voice than yours.",
        )
    return None


@reading
def why_not_confirm_reading(entry: Entry, by: Person) -> Refusal | None:
    """A second reader can read it, did not write it, and speaks from another voice than those who did."""
    if entry.kind != READ_AGAIN_FIRST or not queries.may_read(entry.pk, to=by):
        return NOT_FOUND
    authors = set(entry.authorships.values_list("person", flat=True))
    if by.pk in authors:
        return Refusal(
            "Une autre personne que son auteur doit relire.",
            "Somebody other than its author has to read it again.",
        )
    mine = queries.membership(entry.circle_id, by)
    stays = Membership.objects.filter(
        circle=entry.circle_id, person__in=authors
    )  # those who left have not changed voice
    theirs = set(stays.values_list("voice", flat=True))
    if mine is None or mine.voice in theirs:
        return Refusal(
            "Il faut une personne d’une autre voix : elle voit ce que nous ne voyons plus.",
            "It takes somebody of another voice: they see what we no longer see.",
        )
    return None


@reading
def why_not_answer_widening(widening: Widening, by: Person) -> Refusal | None:
    """Nobody consents for somebody else."""
    entry = Entry.objects.get(pk=widening.entry_id)
    if not Authorship.objects.filter(entry=entry, person=by).exists() or entry.ended_at is not None:
        return NOT_FOUND
    return None


def why_not_sign(circle: Circle, by: Person) -> Refusal | None:
    if queries.membership(circle, by) is None:
        return NOT_FOUND
    return None
