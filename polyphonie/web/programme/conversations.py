"""Conversations of a pair with those who facilitate its cohort: one page for both, each reads what they may."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Conversations
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.programme.pair_forms import ConversationDate, Note
from polyphonie.web.rendering import go, page


@known
@reads
def _show(request: Request, pk: int) -> HttpResponse:
    return _page(request, found(queries.conversations(pk, to=request.user)))


def _page(
    request: Request,
    seen: Conversations,
    date: ConversationDate | None = None,
    note: Note | None = None,
    status: int = 200,
) -> HttpResponse:
    helps = seen.coordinates and not seen.parted
    return page(
        request,
        "programme/conversations.html",
        status=status,
        seen=seen,
        date=(date or ConversationDate()) if helps else None,
        note=(note or Note()) if helps and seen.held else None,
    )


@known
@writes
def _plan(request: Request, pk: int) -> HttpResponse:
    """A date for the next one, or a note on the last: the form says which."""
    seen = found(queries.conversations(pk, to=request.user))
    if request.POST.get("do") == "note":
        note = Note(request.POST)
        if not note.is_valid() and seen.coordinates:
            return _page(request, seen, note=note, status=422)
        commands.note_conversation(seen, text=note.cleaned_data.get("text", ""), by=request.user)
    else:
        date = ConversationDate(request.POST)
        if not date.is_valid() and seen.coordinates:
            return _page(request, seen, date=date, status=422)
        commands.plan_conversation(seen, at=date.cleaned_data.get("at"), by=request.user)
    return go("programme:conversations", pk)


conversations = by_method(get=_show, post=_plan)
