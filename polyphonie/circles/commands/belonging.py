"""Beginning a circle, coming in, carrying a charge, leaving; what the circle holds itself to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from polyphonie.base import clock, tokens
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import queries, rules
from polyphonie.circles.commands.writing import write_entry
from polyphonie.circles.events import (
    ChargeGiven,
    CharterSigned,
    CharterWritten,
    CircleFounded,
    InvitationMade,
    InvitationRevoked,
    MemberJoined,
    MemberLeft,
)
from polyphonie.circles.models import (
    Charge,
    CharterSignature,
    CharterVersion,
    Circle,
    Invitation,
    Kind,
    Membership,
)
from polyphonie.people.queries import Person

INVITATION_DAYS = 14


def topic(circle: Circle | int) -> str:
    """The log this belongs to."""
    return f"circle:{circle if isinstance(circle, int) else circle.pk}"


@command
def found_circle(
    *, name: str, kind: str, by: Person, voice: str, purpose: str = "", parent: Circle | None = None
) -> Circle:
    """Begin a circle; whoever begins it facilitates it. Records `CircleFounded`, `MemberJoined`.

    A gathering's circle is founded like any other, by the room that runs gatherings.
    """
    if kind != Kind.GATHERING:
        check(rules.why_not_found(parent, by, name))
    check(rules.why_not_speak_as(voice))
    circle = Circle.objects.create(
        name=name.strip()[:120], kind=kind, purpose=purpose.strip()[:300], parent=parent
    )
    record(CircleFounded(circle=circle.pk), by=by, topic=topic(circle))
    enter(circle, person=by, voice=voice, charge=Charge.FACILITATOR, by=by)
    return circle


@command
def found_pair(
    parent: Circle, *, name: str, halves: Iterable[tuple[Person, str]], kind: str = Kind.PAIR, by: None = None
) -> Circle:
    """Begin the circle of two equals inside another one, which gives nothing to read: nobody begins it, nobody has a charge
    in it, and there may be first names without an account. `kind`: a conversation, where those who accompany them sit too.

    Records `CircleFounded`, `MemberJoined`."""
    circle = Circle.objects.create(name=name.strip()[:120], kind=kind, parent=parent)
    record(CircleFounded(circle=circle.pk), by=by, topic=topic(circle))
    for person, voice in halves:
        enter(circle, person=person, voice=voice, by=person)
    return circle


@command
def enter(circle: Circle, *, person: Person, voice: str, charge: str = "", by: Person) -> Membership:
    """Belong to the circle from now on; somebody who already does stays as they are. Records `MemberJoined`."""
    check(rules.why_not_speak_as(voice))
    existing = queries.membership(circle, person)
    if existing is not None:
        return existing
    membership = Membership.objects.create(circle=circle, person=person, voice=voice, charge=charge)
    record(MemberJoined(circle=circle.pk, person=person.pk), by=by, topic=topic(circle))
    return membership


@command
def invite(
    circle: Circle, *, by: Person, charge: str = "", most_uses: int = 1, days: int = INVITATION_DAYS
) -> str:
    """Make a link into the circle and return its secret, once. Records `InvitationMade`."""
    check(rules.why_not_invite(circle, by))
    check(rules.why_not_carry(charge))
    if not (1 <= most_uses <= 500 and 1 <= days <= 90):
        raise Refusal(
            "Un lien sert à 1 à 500 personnes, pendant 1 à 90 jours.",
            "A link serves 1 to 500 people, for 1 to 90 days.",
        )
    secret = tokens.secret()
    invitation = Invitation.objects.create(
        circle=circle,
        charge=charge,
        digest=tokens.digest(secret),
        most_uses=most_uses,
        made_by=by,
        made_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
    )
    record(InvitationMade(circle=circle.pk, invitation=invitation.pk), by=by, topic=topic(circle))
    return secret


@command
def revoke_invitation(invitation: Invitation, *, by: Person) -> None:
    """The link opens nothing from this instant. Records `InvitationRevoked`."""
    check(rules.why_not_look_after(invitation.circle, by))
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=clock.now(), revoked_by=by)
    record(
        InvitationRevoked(circle=invitation.circle_id, invitation=invitation.pk),
        by=by,
        topic=topic(invitation.circle_id),
    )


@command
def accept_invitation(secret: str, *, voice: str, by: Person) -> Circle:
    """Come in by a link, which is then used once more. Records `MemberJoined`."""
    invitation = Invitation.objects.select_for_update().filter(digest=tokens.digest(secret)).first()
    check(rules.why_not_enter_by(invitation))
    assert invitation is not None  # noqa: S101 -- the rule above refused None
    if queries.membership(invitation.circle_id, by) is None:
        invitation.uses += 1
        invitation.save(update_fields=["uses"])
    enter(invitation.circle, person=by, voice=voice, charge=invitation.charge, by=by)
    return invitation.circle


@command
def leave(circle: Circle, *, person: Person, by: Person) -> None:
    """Belong no longer, from this instant: oneself, or somebody else by those who look after the circle.

    The circle's gatherings are left with it: nothing of it can be read any more. Records a `MemberLeft` for each.
    """
    if person.pk != by.pk:
        check(rules.why_not_look_after(circle, by))
    check(rules.why_not_leave(queries.membership(circle, person)))
    stays = Membership.objects.filter(person=person, left_at=None)
    here = Q(circle=circle) | Q(circle__parent=circle, circle__kind=Kind.GATHERING)
    for stay in stays.filter(here).select_for_update(of=("self",)).order_by("pk"):
        stay.left_at = clock.now()
        stay.save(update_fields=["left_at"])
        record(MemberLeft(circle=stay.circle_id, person=person.pk), by=by, topic=topic(stay.circle_id))


@command
def give_charge(circle: Circle, *, person: Person, charge: str, by: Person) -> None:
    """Hand a charge to a member, or take it off with an empty one. Records `ChargeGiven`."""
    check(rules.why_not_look_after(circle, by))
    check(rules.why_not_give(queries.membership(circle, person), charge))
    charge_with(charge, circle.pk, person.pk, by)


@command
def entrust(circle: Circle, *, person: Person, by: None = None) -> None:
    """Whoever runs the installation lets a member look after a circle that nobody looks after. Records `ChargeGiven`."""
    check(rules.why_not_entrust(circle, person))
    charge_with(Charge.FACILITATOR, circle.pk, person.pk, by)


def charge_with(charge: str, circle: int, person: int, by: Person | None) -> None:
    """What somebody looks after from now on, whoever decided it."""
    Membership.objects.filter(circle=circle, person=person, left_at=None).update(charge=charge)
    record(ChargeGiven(circle=circle, person=person, charge=charge), by=by, topic=topic(circle))


@command
def write_charter(circle: Circle, *, text: str, by: Person) -> CharterVersion:
    """Write a new version of the charter, open to future members. Records `CharterWritten`."""
    check(rules.why_not_look_after(circle, by))
    if not text.strip():
        raise Refusal("Écrivez d’abord le texte de la charte.", "Write the text of the charter first.")
    entry = write_entry(circle, kind="charter", authors=[by], shown=True, open_to_future=True, by=by)
    number = CharterVersion.objects.filter(circle=circle).count() + 1
    version = CharterVersion.objects.create(circle=circle, number=number, entry=entry, text=text.strip())
    record(CharterWritten(circle=circle.pk, version=version.pk), by=by, topic=topic(circle))
    return version


@command
def sign_charter(circle: Circle, *, number: int, by: Person) -> None:
    """Sign one version, the one that was read. Records `CharterSigned`."""
    check(rules.why_not_sign(circle, by))
    version = CharterVersion.objects.filter(circle=circle).order_by("-number").first()
    if version is None or version.number != number:
        raise Refusal(
            "La charte a changé depuis que vous l’avez lue. Relisez-la, puis signez.",
            "The charter has changed since you read it. Read it again, then sign.",
        )
    CharterSignature.objects.get_or_create(version=version, person=by, defaults={"signed_at": clock.now()})
    record(CharterSigned(circle=circle.pk, version=version.pk), by=by, topic=topic(circle))
