"""Calling a gathering, opening its door, coming in, carrying a role."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from polyphonie.base import clock, tokens
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.circles.queries import Charge, Circle, Kind
from polyphonie.gatherings import rules
from polyphonie.gatherings.commands.planning import announce_dates, write_dates
from polyphonie.gatherings.events import (
    FacilitationHandedOver,
    GatheringOpened,
    GatheringPlanned,
    PersonEntered,
    RoleGiven,
)
from polyphonie.gatherings.models import Gathering, ProposedDate, RoleHeld, WithoutDevice
from polyphonie.gatherings.queries import people_in, topic
from polyphonie.guides.contract.format import Guide
from polyphonie.guides.contract.thaw import freeze, thaw
from polyphonie.people import commands as people
from polyphonie.people.queries import Person


@command
def call_gathering(
    circle: Circle,
    *,
    guide: Guide | None,
    mode: str,
    by: Person,
    subject: str = "",
    planned_at: datetime | None = None,
    dates: Collection[datetime] = (),
    rehearsal: bool = False,
) -> Gathering:
    """Call a gathering, perhaps with dates to choose from; whoever calls it facilitates it. The guide is frozen as it is.

    Records `GatheringPlanned`, and `DatesProposed` where there are some.
    """
    check(rules.why_not_plan(circle, guide, mode, by))
    assert guide is not None  # noqa: S101 -- the rule above refused None
    voice = circle_queries.membership(circle, by).voice  # type: ignore[union-attr]
    assembly = circles.found_circle(
        name=(subject or guide.title.fr)[:120], kind=Kind.GATHERING, by=by, voice=voice, parent=circle
    )
    gathering = Gathering.objects.create(
        circle=circle,
        assembly=assembly,
        guide=freeze(guide),
        guide_name=guide.id,
        subject=subject.strip()[:200],
        mode=mode,
        code=_free_code(),
        secret=tokens.secret(),
        called_by=by,
        called_at=clock.now(),
        planned_at=planned_at,
        rehearsal=rehearsal,
    )
    made = write_dates(gathering, dates=dates, by=by) if dates else []
    record(GatheringPlanned(gathering=gathering.pk, circle=circle.pk), by=by, topic=topic(gathering))
    record(PersonEntered(gathering=gathering.pk, person=by.pk), by=by, topic=topic(gathering))
    announce_dates(gathering, dates=made, by=by)
    return gathering


def _free_code() -> str:
    while Gathering.objects.filter(code=(code := tokens.nine_digits())).exists():
        pass
    return code


@command
def open_gathering(gathering: Gathering, *, by: Person) -> Gathering:
    """Open the door. Opening twice is opening once. Records `GatheringOpened`."""
    check(rules.why_not_facilitate(gathering, by))
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if row.closed_at is not None:
        check(rules.why_not_go_on(row))
    if row.opened_at is None:
        row.opened_at = clock.now()
        row.save(update_fields=["opened_at"])
        ProposedDate.objects.filter(gathering=row).delete()  # who could come when has served: it is forgotten
        record(GatheringOpened(gathering=row.pk), by=by, topic=topic(row))
    return row


@command
def enter(gathering: Gathering, *, person: Person, voice: str, by: Person) -> None:
    """Take part from now on. Entering twice is entering once. Records `PersonEntered`."""
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if circle_queries.membership(row.assembly_id, person) is not None:
        return
    check(rules.why_not_enter(row, thaw(row.guide)))
    circles.enter(row.assembly, person=person, voice=voice, by=by)
    record(PersonEntered(gathering=row.pk, person=person.pk), by=by, topic=topic(row))


@command
def welcome_guest(
    gathering: Gathering, *, name: str, voice: str, language: str = "fr", plain: bool = False
) -> Person:
    """Somebody comes in with a first name and a voice, and no account. Records `GuestWelcomed`, `PersonEntered`."""
    guest = people.welcome_guest(name=name, language=language, plain=plain)
    enter(gathering, person=guest, voice=voice, by=guest)
    return guest


@command
def welcome_without_device(gathering: Gathering, *, name: str, voice: str, by: Person) -> Person:
    """Somebody is in the room without a phone: another hand will type, and it will say so."""
    check(rules.why_not_write_for(gathering, by))
    guest = people.welcome_guest(name=name)
    enter(gathering, person=guest, voice=voice, by=by)
    WithoutDevice.objects.create(gathering=gathering, person=guest, welcomed_by=by)
    return guest


@command
def give_role(gathering: Gathering, *, role: str, person: int, by: Person) -> None:
    """Hand a role of the guide, or the secretary's charge, to somebody who takes part. Records `RoleGiven`."""
    check(rules.why_not_facilitate(gathering, by))
    guide = thaw(gathering.guide)
    membership = circle_queries.membership(gathering.assembly_id, person)
    if membership is None or role not in (*guide.roles, "secretary", "cofacilitator"):
        raise Refusal("Choisissez une personne présente.", "Choose somebody who is present.")
    if role in ("secretary", "cofacilitator"):
        if membership.charge == Charge.FACILITATOR:
            raise Refusal(
                "Passez d’abord la main : cette personne anime.", "Hand over first: this person facilitates."
            )
        circles.give_charge(gathering.assembly, person=membership.person, charge=role, by=by)
    else:
        RoleHeld.objects.update_or_create(
            gathering=gathering, role=role, defaults={"person": membership.person}
        )
    record(
        RoleGiven(gathering=gathering.pk, role=role, person=membership.person_id),
        by=by,
        topic=topic(gathering),
    )


@command
def hand_over(gathering: Gathering, *, to: int, by: Person) -> None:
    """Let somebody else facilitate; one stays as co-facilitator. Records `FacilitationHandedOver`."""
    check(rules.why_not_facilitate(gathering, by))
    membership = circle_queries.membership(gathering.assembly_id, to)
    if membership is None:
        raise Refusal("Choisissez une personne présente.", "Choose somebody who is present.")
    circles.give_charge(gathering.assembly, person=membership.person, charge=Charge.FACILITATOR, by=by)
    if membership.person_id != by.pk:
        circles.give_charge(gathering.assembly, person=by, charge=Charge.COFACILITATOR, by=by)
    record(
        FacilitationHandedOver(gathering=gathering.pk, person=membership.person_id),
        by=by,
        topic=topic(gathering),
    )


@command
def take_over(gathering: Gathering, *, by: Person) -> None:
    """A co-facilitator facilitates from now on: the other's laptop has died. Records `FacilitationHandedOver`."""
    check(rules.why_not_take_over(gathering, by))
    for membership in people_in(gathering).filter(charge=Charge.FACILITATOR).exclude(person=by):
        circles.give_charge(gathering.assembly, person=membership.person, charge=Charge.COFACILITATOR, by=by)
    circles.give_charge(gathering.assembly, person=by, charge=Charge.FACILITATOR, by=by)
    record(FacilitationHandedOver(gathering=gathering.pk, person=by.pk), by=by, topic=topic(gathering))
