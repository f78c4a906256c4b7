"""Finding a gathering: by its number for those it concerns, by its link or code for those who come in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles.queries import Circle, Membership
from polyphonie.gatherings.models import Contribution, Gathering
from polyphonie.gatherings.queries.planning import asks_when, availability_held_about
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.thaw import thaw
from polyphonie.people import queries as people
from polyphonie.people.queries import Person

SALT = "polyphonie.gathering"
LINK_LASTS = timedelta(days=60)
NAMED = re.compile(r"[a-z0-9_:-]*")  # a choice, another answer, a date: none of it is anybody's words


def topic(gathering: Gathering | int) -> str:
    return f"gathering:{gathering if isinstance(gathering, int) else gathering.pk}"


def gathering_for(pk: int, *, to: Person) -> Gathering | None:
    """The gathering, for those who take part and for members of its circle; None for anybody else.

    A member who joined the circle after it closed was not there: it does not exist for them.
    """
    rows = Gathering.objects.select_related("circle", "assembly")
    return rows.filter(_known_to(to), pk=pk).first()  # one query, whether or not it exists


def _known_to(person: Person) -> Q:
    here = Membership.objects.filter(person=person, left_at=None)
    before_it_closed = here.filter(circle=OuterRef("circle"), joined_at__lte=OuterRef("closed_at"))
    took_part = here.filter(circle=OuterRef("assembly"))
    in_circle = here.filter(circle=OuterRef("circle"))
    return Q(Exists(took_part)) | Q(Exists(before_it_closed)) | (Q(closed_at=None) & Q(Exists(in_circle)))


def by_secret(secret: str) -> Gathering | None:
    if "\0" in secret:  # PostgreSQL holds no such letter, and would rather fail than find nothing
        return None
    return (
        Gathering.objects.select_related("circle", "assembly").filter(secret=secret, rehearsal=False).first()
    )


def link_of(gathering: Gathering | int, person: int) -> str:
    """The secret part of the link by which this person answers the steps of this gathering from a mail."""
    number = gathering if isinstance(gathering, int) else gathering.pk
    return signing.dumps([number, person], salt=SALT)


def by_link(link: str) -> tuple[Gathering, Person] | None:
    """Who came by a link of ours, and to what; None when it is not ours, too old, or no longer for this person.

    It is for a gathering held over several days: in a room, people come in by its door.
    """
    try:
        number, person_number = signing.loads(link, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    person = people.person(person_number)
    gathering = gathering_for(number, to=person) if person is not None and person.is_active else None
    return (gathering, person) if gathering and person and gathering.mode == "async" else None


def by_code(code: str) -> Gathering | None:
    digits = "".join(c for c in code if c.isdigit())
    return Gathering.objects.select_related("circle", "assembly").filter(code=digits, rehearsal=False).first()


def of_circle(circle: Circle, *, to: Person) -> list[Gathering]:
    """A circle's gatherings that `to` may know of, the newest first."""
    return of_circles([circle], to=to)


def of_circles(circles: Iterable[Circle | int], *, to: Person, most: int = 60) -> list[Gathering]:
    """The gatherings of these circles (all of which `to` belongs to) that `to` may know of, the newest first."""
    rows = Gathering.objects.filter(_known_to(to), circle__in=list(circles), rehearsal=False)
    rows = rows.annotate(asks_when=asks_when())
    return list(rows.select_related("circle", "assembly").order_by("-called_at", "-pk")[:most])


def planned_for(person: Person) -> list[Gathering]:
    """The gatherings that somebody may know of, that have a date and are not over; the nearest first."""
    rows = Gathering.objects.filter(_known_to(person), closed_at=None, rehearsal=False).exclude(
        planned_at=None
    )
    return list(rows.select_related("circle").order_by("planned_at", "pk"))


def under_way_for(person: Person) -> QuerySet[Gathering]:
    """Open gatherings that somebody takes part in."""
    mine = Membership.objects.filter(person=person, left_at=None).values("circle")
    return (
        Gathering.objects.filter(assembly__in=mine, closed_at=None)
        .exclude(opened_at=None)
        .select_related("circle", "assembly")
        .order_by("-opened_at", "-pk")
    )


def people_in(gathering: Gathering) -> QuerySet[Membership]:
    """Those who take part now, in the order they came."""
    return (
        Membership.objects.filter(circle=gathering.assembly_id, left_at=None)
        .select_related("person")
        .order_by("joined_at", "pk")
    )


def may_follow(gathering: int) -> set[int]:
    """The persons who may hear that something happens in a gathering: those for whom `gathering_for` finds it."""
    found = Gathering.objects.filter(pk=gathering).first()
    if found is None:
        return set()
    stays = Membership.objects.filter(left_at=None)
    here = Q(circle=found.assembly_id) | (
        Q(circle=found.circle_id, joined_at__lte=found.closed_at)
        if found.closed_at
        else Q(circle=found.circle_id)
    )
    return set(stays.filter(here).values_list("person", flat=True))


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    """What somebody gave in gatherings, and when they said they could come to those that look for a date."""
    rows = (
        Contribution.objects.filter(person=of).select_related("run__gathering", "entry").order_by("sent_at")
    )
    return [_given(row) for row in rows] + availability_held_about(of)


def _given(row: Contribution) -> dict[str, Any]:
    """One answer: in the words its author reads again, and as it is kept."""
    gathering = row.run.gathering
    step = thaw(gathering.guide).step(row.run.step)
    kind = registry.furnished(step.kind).kind
    echo = kind.echo(kind.settings(step.settings), kind.load(row.answer)) if row.answer else []
    said = [text.to(row.entry.language) if isinstance(text, Text) else text for text in echo]
    return {
        "gathering": gathering.subject or gathering.guide_name,
        "step": step.title.to(row.entry.language) if step.title else row.run.step,
        "said": [
            *said,
            *(words for words in _written(row.answer) if not any(words in text for text in said)),
        ],
        "raw": row.answer,
        "at": row.sent_at.isoformat(),
    }


def _written(answer: Any) -> Iterator[str]:
    """What was written in an answer, wherever it stands in it: neither names of choices nor numbers of other answers."""
    if isinstance(answer, str):
        if not NAMED.fullmatch(answer):
            yield answer
    elif isinstance(answer, dict | list):
        for part in answer.values() if isinstance(answer, dict) else answer:
            yield from _written(part)
