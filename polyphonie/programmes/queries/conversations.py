"""Conversations of a pair with those who facilitate its cohort: both sides read the same page, each what they may."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.people.queries import Person
from polyphonie.programmes.models import ConversationCircle, ConversationNote, PairProposal
from polyphonie.programmes.queries.cohorts import coordinated, coordinates
from polyphonie.programmes.queries.pairs import has_parted

CONVERSATION = "entretien-de-binome"


@dataclass(frozen=True)
class Conversations:
    """A pair, the conversations held and to come, and their notes, in front of one of the two or of a coordinator."""

    row: PairProposal
    coordinates: bool
    parted: bool
    held: tuple[Gathering, ...] = ()
    notes: tuple[ConversationNote, ...] = ()

    @property
    def coming(self) -> list[Gathering]:
        """Those that are not over, the nearest first."""
        return sorted(
            (g for g in self.held if g.closed_at is None), key=lambda g: (g.planned_at or g.called_at, g.pk)
        )

    @property
    def names(self) -> tuple[str, str]:
        return self.row.first.name, self.row.second.name

    @property
    def cohort(self) -> Circle:
        circle: Circle = self.row.call.cohort.circle
        return circle


@reading
def conversations(pk: int, *, to: Person) -> Conversations | None:
    """The conversations with a pair, for the two and for those who coordinate; None as if it did not exist."""
    mine = Q(circle__memberships__person=to, circle__memberships__left_at=None)
    rows = PairProposal.objects.filter(mine | Q(**coordinated(to, "call__cohort__")), pk=pk)
    row = (
        rows.exclude(circle=None)
        .select_related(
            "call__cohort__circle", "circle", "first", "second", "parting", "conversations__circle"
        )
        .first()
    )
    if row is None:
        return None
    looks_after = coordinates(row.call.cohort, to)
    place = getattr(row, "conversations", None)
    if has_parted(row) or place is None:
        return Conversations(row, looks_after, has_parted(row))
    held = gatherings.of_circles([place.circle], to=to)
    return Conversations(row, looks_after, parted=False, held=tuple(held), notes=tuple(_notes(row, to)))


@reading
def conversations_to_come(cohort: Circle | int) -> list[ConversationCircle]:
    """Where the pairs of a cohort that live have a conversation that is not over; for whoever begins to look after them."""
    coming = Gathering.objects.filter(circle=OuterRef("circle"), closed_at=None)
    rows = ConversationCircle.objects.filter(proposal__call__cohort__circle=cohort, proposal__parting=None)
    return list(rows.filter(Exists(coming)).select_related("circle").order_by("pk"))


def _notes(row: PairProposal, to: Person) -> list[ConversationNote]:
    found = list(ConversationNote.objects.filter(proposal=row).select_related("author").order_by("-pk"))
    may = circles.readable([note.entry_id for note in found], to=to) if found else set()
    return [note for note in found if note.entry_id in may]
