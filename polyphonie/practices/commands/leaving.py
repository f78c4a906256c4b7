"""What is forgotten of public pages and of sheets from elsewhere: when a sheet is withdrawn, when somebody leaves for good,
when a guest turns out to be somebody."""

from __future__ import annotations

from django.db.models import QuerySet

from polyphonie.base.facts import record, told
from polyphonie.practices.events import AuthorSteppedOut
from polyphonie.practices.models import Arrival, Origin, PeerReading, Practice, PublicWord


def forget_words_outside(gone: QuerySet[Practice]) -> None:
    """Reasons speak of the words that went. Of what came from elsewhere, where it came from is all that stays."""
    PeerReading.objects.filter(practice__in=gone).update(reasons="")
    Origin.objects.filter(practice__in=gone).update(authors=[], quotes=[], adapted_from=None)


def forget_person_outside(person: int) -> None:
    """Their consents go, and with them the pages; what they read for others stays, without name or reasons. Their yes to a sheet
    that they had written goes: once nobody knows whose it was, it would be that of another hand."""
    PublicWord.objects.filter(author=person).delete()
    wrote = [fact.ids["practice"] for fact in told(AuthorSteppedOut, person=person)]
    PeerReading.objects.filter(reader=person, practice__in=wrote, yes=True).delete()
    PeerReading.objects.filter(reader=person).update(reader=None, reasons="", named=False)
    Arrival.objects.filter(brought_by=person).update(brought_by=None)
    Arrival.objects.filter(decided_by=person).update(decided_by=None)
    Origin.objects.filter(accepted_by=person).update(accepted_by=None)


def reassign_outside(guest: int, person: int) -> None:
    """The guest's words become the person's. Author and reader who were one: nobody else has read it."""
    PublicWord.objects.filter(author=guest).update(author=person)
    read = PeerReading.objects.filter(reader=person).values_list("practice", "number")
    for practice, number in read:
        PeerReading.objects.filter(reader=guest, practice=practice, number=number).delete()
    PeerReading.objects.filter(reader=guest).update(reader=person)
    PeerReading.objects.filter(reader=person, practice__entry__authorships__person=person).delete()
    for fact in told(AuthorSteppedOut, person=guest):  # they wrote it, whatever they were called then
        left = AuthorSteppedOut(practice=fact.ids["practice"], person=person)
        record(left, by=None, topic=fact.topic)
    Arrival.objects.filter(brought_by=guest).update(brought_by=person)
    Arrival.objects.filter(decided_by=guest).update(decided_by=person)
    Origin.objects.filter(accepted_by=guest).update(accepted_by=person)
