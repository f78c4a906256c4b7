"""The register of decisions, and one decision with its review."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.decisions import commands, queries
from polyphonie.notices import queries as notices
from polyphonie.web.circle.forms import ReviewForm
from polyphonie.web.doors import Request, found, known, reads, writes
from polyphonie.web.rendering import go, page


@known
@reads
def register(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    return page(
        request, "circle/decisions.html", circle=circle, decisions=queries.register(circle, to=request.user)
    )


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    decision = found(queries.decision(pk, to=request.user))
    circle = circles.circle_for(decision.circle, to=request.user)
    return page(request, "circle/decision.html", decision=decision, circle=circle, form=ReviewForm())


@known
@writes
def review(request: Request, pk: int) -> HttpResponse:
    decision = found(queries.decision(pk, to=request.user))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        circle = circles.circle_for(decision.circle, to=request.user)
        return page(request, "circle/decision.html", decision=decision, circle=circle, form=form, status=422)
    commands.review(pk, by=request.user, **form.cleaned_data)
    return go("circle:decision", pk)


@known
@reads
def calendar(request: Request, pk: int) -> HttpResponse:
    decision = found(queries.decision(pk, to=request.user))
    text = notices.review_calendar(decision, address=request.build_absolute_uri(f"/decisions/{pk}/"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
