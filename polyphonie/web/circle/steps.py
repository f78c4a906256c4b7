"""Small steps: the circle's, and one with its news."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.commitments import commands, queries
from polyphonie.web.circle.forms import ConclusionForm, NewsForm
from polyphonie.web.doors import Request, found, known, reads, writes
from polyphonie.web.rendering import go, page


@known
@reads
def register(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    return page(request, "circle/steps.html", circle=circle, steps=queries.of_circle(circle, to=request.user))


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    return _step(request, found(queries.commitment(pk, to=request.user)))


def _step(request: Request, step: Any, status: int = 200, **forms: Any) -> HttpResponse:
    return page(
        request,
        "circle/step.html",
        status=status,
        step=step,
        circle=circles.circle_for(step.circle_id, to=request.user),
        mine=step.owner_id == request.user.pk,
        over=queries.concluded(step),
        **{"news": NewsForm(), "conclusion": ConclusionForm(), **forms},
    )


@known
@writes
def news(request: Request, pk: int) -> HttpResponse:
    step = found(queries.commitment(pk, to=request.user))
    form = NewsForm(request.POST)
    if not form.is_valid():
        return _step(request, step, 422, news=form)
    commands.tell_news(step, text=form.cleaned_data["text"], by=request.user)
    return go("circle:step", pk)


@known
@writes
def conclude(request: Request, pk: int) -> HttpResponse:
    step = found(queries.commitment(pk, to=request.user))
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return _step(request, step, 422, conclusion=form)
    commands.conclude(step, by=request.user, **form.cleaned_data)
    return go("circle:step", pk)
