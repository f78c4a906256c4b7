"""The record of a gathering, and its place in a calendar."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.gatherings import queries
from polyphonie.notices import queries as notices
from polyphonie.practices import queries as practices
from polyphonie.web.doors import Request, known, reads
from polyphonie.web.gathering.seen import gathering_of
from polyphonie.web.rendering import page


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    circle = circles.circle_for(gathering.circle_id, to=request.user)
    record = queries.record_of(gathering, to=request.user)
    # A member of the circle makes sheets of what its journal brought to the chronology.
    journal = bool(circle and gathering.closed_at and practices.journal_period(gathering))
    here: dict[str, Any] = {"gathering": gathering, "circle": circle, "record": record, "journal": journal}
    return page(request, "gathering/record.html", **here)


@known
@reads
def calendar(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    text = notices.gathering_calendar(gathering, address=request.build_absolute_uri(f"/gatherings/{pk}/"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
