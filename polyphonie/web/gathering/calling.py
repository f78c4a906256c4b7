"""Calling a gathering in a circle."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.gatherings import commands
from polyphonie.guides import queries as guides
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.gathering.forms import Call
from polyphonie.web.rendering import go, page


def _chosen(given: Any, circle: circles.Circle) -> Any:
    """The guide named in the address or the form: one of the library, or one of the circle's own."""
    if own := number(given.get("adaptation", "")):
        return guides.adaptation(own, circle=circle)
    return guides.guide(given.get("guide", ""))


@known
@reads
def _ask(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    guide = _chosen(request.GET, circle)
    if guide is None:
        own = guides.adaptations(circle)
        return page(request, "gathering/choose.html", circle=circle, guides=guides.library(), own=own)
    form = Call(modes=guide.modes)
    given = {"guide": guide, "adaptation": request.GET.get("adaptation", "")}
    return page(request, "gathering/call.html", circle=circle, form=form, **given)


@known
@writes
def _call(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    guide = found(_chosen(request.POST, circle))
    form = Call(request.POST, modes=guide.modes)
    if not form.is_valid():
        given = {"guide": guide, "adaptation": request.POST.get("adaptation", "")}
        return page(request, "gathering/call.html", circle=circle, form=form, status=422, **given)
    gathering = commands.call_gathering(circle, guide=guide, by=request.user, **form.cleaned_data)
    if gathering.planned_at is None and not form.cleaned_data["dates"]:
        commands.open_gathering(gathering, by=request.user)
    return go("gathering:console", gathering.pk)


call = by_method(get=_ask, post=_call)
