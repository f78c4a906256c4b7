"""What commitments do when a lower floor announces something."""

from __future__ import annotations

from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.events import EntryWithdrawn
from polyphonie.commitments.models import Commitment, Conclusion, News, Reply, Request
from polyphonie.people.events import GuestAttached, PersonErased


@hears(EntryWithdrawn)
@command
def forget_words(fact: EntryWithdrawn, by: int | None) -> None:
    # Taking back the answer takes back the small step or the request that it led to.
    for kept in (Commitment, Request):
        led_to = kept.objects.filter(entry__links_in__source=fact.entry, entry__ended_at=None)
        circles.forget_words(led_to.values_list("entry", flat=True), by=None)
    gone = Commitment.objects.filter(entry=fact.entry)
    News.objects.filter(commitment__in=gone).delete()
    Conclusion.objects.filter(commitment__in=gone).update(learnt="")
    gone.update(text="", smallest="")
    asked = Request.objects.filter(entry=fact.entry)
    Reply.objects.filter(request__in=asked).delete()
    asked.update(text="", why="", to_name="", to_email="")


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    Commitment.objects.filter(owner=fact.person).update(owner=None)
    Request.objects.filter(asker=fact.person).update(asker=None)
    Reply.objects.filter(noted_by=fact.person).update(noted_by=None)


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    Commitment.objects.filter(owner=fact.guest).update(owner=fact.person)
    Request.objects.filter(asker=fact.guest).update(asker=fact.person)
    Reply.objects.filter(noted_by=fact.guest).update(noted_by=fact.person)
