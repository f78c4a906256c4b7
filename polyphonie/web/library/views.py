"""The library: the guides that ship with the house, and those that circles made their own."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from polyphonie.circles import queries as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import commands, queries, rules
from polyphonie.guides.contract.format import Guide
from polyphonie.web import kit as paper
from polyphonie.web.doors import Request, found, known, number, reads, writes
from polyphonie.web.rendering import go, page


@reads
def guides(request: Request) -> HttpResponse:
    own = queries.own_of(request.user) if request.user.is_authenticated else []
    may = bool(request.user.is_authenticated and rules.where_may_adapt(request.user))
    return page(
        request, "library/guides.html", place="library", guides=queries.library(), own=own, may_bring=may
    )


@reads
def guide(request: Request, id: str) -> HttpResponse:
    one = found(queries.guide(id))
    known_here = request.user.is_authenticated
    return page(
        request,
        "library/guide.html",
        place="library",
        guide=one,
        circles=circles.circles_of(request.user) if known_here else [],
        where=rules.where_may_adapt(request.user) if known_here else [],
    )


@reads
def kit(request: Request, id: str) -> HttpResponse:
    one = found(queries.guide(id))
    return paper.show(request, one, mode=one.modes[0], back=reverse("library:guide", args=[id]))


@known
@writes
def rehearse(request: Request, id: str) -> HttpResponse:
    """Try the guide with twelve fictional people, on a private copy."""
    return rehearsal(found(queries.guide(id)), request)


def rehearsal(one: Guide, request: Request) -> HttpResponse:
    mode = "live" if "live" in one.modes else one.modes[0]
    gathering = gatherings.rehearse(one, mode=mode, by=request.user)
    return go("gathering:console", gathering.pk)


@known
@writes
def start(request: Request, id: str) -> HttpResponse:
    """A copy of the guide for one of the circles that I look after."""
    one = found(queries.guide(id))
    adaptation = commands.start(chosen_circle(request), guide=one, by=request.user)
    return go("library:edit", adaptation.pk)


def chosen_circle(request: Request) -> circles.Circle:
    """The circle named in the form, among those of mine; the others do not exist."""
    circle: circles.Circle = found(
        circles.circle_for(number(request.POST.get("circle", "")), to=request.user)
    )
    return circle
