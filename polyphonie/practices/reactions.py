"""What practices do when a lower floor announces something."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from polyphonie.base import beats
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles.events import EntryWithdrawn, WideningConsented, WideningRefused
from polyphonie.people.events import GuestAttached, PersonErased
from polyphonie.practices.commands import (
    compare_with_the_server,
    index_sheets,
    index_what_is_missing,
    note_what_is_told,
    send_unsent,
)
from polyphonie.practices.commands.leaving import (
    forget_person_outside,
    forget_words_outside,
    reassign_outside,
)
from polyphonie.practices.commands.signing import show_if_signed
from polyphonie.practices.commands.synthesising import show_if_all_signed
from polyphonie.practices.commands.thinning import take_out, thin_syntheses
from polyphonie.practices.events import (
    ArrivalDecided,
    AuthorAdded,
    AuthorSteppedOut,
    PracticeAdapted,
    PracticeBegun,
    PracticeShown,
    PracticeSigned,
    PracticeWritten,
    TrialTold,
)
from polyphonie.practices.models import (
    Adaptation,
    Borrowing,
    Bricolage,
    JournalPeriod,
    Practice,
    Signature,
    Synthesis,
    SynthesisSignature,
    Trial,
)
from polyphonie.practices.queries import told_now
from polyphonie.practices.queries.descent import below
from polyphonie.practices.queries.words import KEPT, TEXTS, said_in


@hears(EntryWithdrawn)
@command
def forget_words(fact: EntryWithdrawn, by: int | None) -> None:
    gone = Practice.objects.filter(entry=fact.entry)
    words = [said for practice in gone for said in said_in(practice)]
    thin_syntheses([practice.pk for practice in gone], words)
    Signature.objects.filter(practice__in=gone).delete()
    Borrowing.objects.filter(practice__in=gone).delete()
    Adaptation.objects.filter(practice__in=gone).update(kept="", changed="", why="")
    gone.update(**dict.fromkeys(TEXTS, ""), tried=[], ingredients=[], own_words=[], parts={})
    Trial.objects.filter(entry=fact.entry).update(happened="", changed="")
    Bricolage.objects.filter(entry=fact.entry).update(what="", means="", for_whom="")
    SynthesisSignature.objects.filter(synthesis__entry=fact.entry).delete()
    Synthesis.objects.filter(entry=fact.entry).update(**dict.fromkeys(KEPT, ""), families={})
    forget_words_outside(gone)
    # What other sheets took from it goes from them too; what they say themselves stays, and where it came from.
    words += Borrowing.objects.filter(source=fact.entry).values_list("words", flat=True)
    took = dict(Practice.objects.filter(borrowings__source=fact.entry).values_list("pk", "entry"))
    thinner = took.keys() | below([fact.entry, *took.values()])
    for practice in Practice.objects.select_for_update().filter(pk__in=thinner).order_by("pk"):
        take_out(practice, practice.borrowings.filter(source=fact.entry), words)
    touched = Practice.objects.filter(Q(entry=fact.entry) | Q(trials__entry=fact.entry))
    index_sheets(thinner | set(touched.values_list("pk", flat=True)))


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    Signature.objects.filter(person=fact.person).delete()
    Borrowing.objects.filter(person=fact.person).update(person=None)
    Trial.objects.filter(teller=fact.person).update(teller=None)
    Bricolage.objects.filter(noted_by=fact.person).update(noted_by=None)
    JournalPeriod.objects.filter(chosen_by=fact.person).update(chosen_by=None)
    SynthesisSignature.objects.filter(person=fact.person).delete()
    forget_person_outside(fact.person)


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    signed = Signature.objects.filter(person=fact.person).values("practice")
    Signature.objects.filter(person=fact.guest, practice__in=signed).delete()
    Signature.objects.filter(person=fact.guest).update(person=fact.person)
    Borrowing.objects.filter(person=fact.guest).update(person=fact.person)
    Trial.objects.filter(teller=fact.guest).update(teller=fact.person)
    Bricolage.objects.filter(noted_by=fact.guest).update(noted_by=fact.person)
    JournalPeriod.objects.filter(chosen_by=fact.guest).update(chosen_by=fact.person)
    signed_too = SynthesisSignature.objects.filter(person=fact.person).values("synthesis")
    SynthesisSignature.objects.filter(person=fact.guest, synthesis__in=signed_too).delete()
    SynthesisSignature.objects.filter(person=fact.guest).update(person=fact.person)
    for mine in SynthesisSignature.objects.filter(person=fact.person).select_related("synthesis__entry"):
        show_if_all_signed(mine.synthesis, None)
    reassign_outside(fact.guest, fact.person)
    # Two authors who were one: perhaps nobody is awaited any more.
    for signature in Signature.objects.filter(person=fact.person).select_related("practice__entry"):
        show_if_signed(signature.practice, None)
    index_sheets(Practice.objects.filter(entry__authorships__person=fact.person).values_list("pk", flat=True))


@command
def index_sheet(fact: Any, by: int | None) -> None:
    """What was said of a sheet is in the index when it is said, or nowhere."""
    index_sheets([fact.practice])


for kind in (
    PracticeBegun,
    PracticeWritten,
    PracticeSigned,
    PracticeShown,
    AuthorAdded,
    AuthorSteppedOut,
    TrialTold,
):
    hears(kind)(index_sheet)


@hears(PracticeAdapted)
@command
def index_adaptation(fact: PracticeAdapted, by: int | None) -> None:
    index_sheets([fact.adaptation])


@hears(ArrivalDecided)
@command
def index_arrival(fact: ArrivalDecided, by: int | None) -> None:
    index_sheets([fact.practice])  # 0 where it was refused: nothing bears that number


@command
def index_opened(fact: Any, by: int | None) -> None:
    index_sheets(Practice.objects.filter(entry=fact.entry).values_list("pk", flat=True))


hears(WideningConsented)(index_opened)
hears(WideningRefused)(index_opened)


@beats.every(timedelta(hours=1))
def index_the_rest() -> None:
    """Sheets that were there before the index."""
    index_what_is_missing()


@beats.every(timedelta(minutes=10))
def note_since_when() -> None:
    """Followers of what is public ask whether it changed: since when it is as it is."""
    note_what_is_told(told_now())


@beats.every(timedelta(minutes=1))
def tell_the_search_server() -> None:
    """What it did not hear when it was told."""
    send_unsent()


@beats.every(timedelta(hours=1))
def look_over_the_search_server() -> None:
    """A sheet that it holds, and nobody else does."""
    compare_with_the_server()
