"""The record of a gathering, and its place in a calendar."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.gatherings import queries
from polyphonie.notices import queries as notices
from polyphonie.web.doors import Request, known, reads
from polyphonie.web.gathering.seen import gathering_of
from polyphonie.web.rendering import page


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    circle = circles.circle_for(gathering.circle_id, to=request.user)
    record = queries.record_of(gathering, to=request.user)
    return page(request, "gathering/record.html", gathering=gathering, circle=circle, record=record)


@known
@reads
def calendar(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    text = notices.gathering_calendar(gathering, address=request.build_absolute_uri(f"/gatherings/{pk}/"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
