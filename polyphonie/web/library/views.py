"""The library."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import commands, queries
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.rendering import go, page


@reads
def guides(request: Request) -> HttpResponse:
    return page(request, "library/guides.html", place="library", guides=queries.library())


@reads
def guide(request: Request, id: str) -> HttpResponse:
    one = found(queries.guide(id))
    mine = circles.circles_of(request.user) if request.user.is_authenticated else []
    return page(request, "library/guide.html", place="library", guide=one, circles=mine)


@known
@writes
def rehearse(request: Request, id: str) -> HttpResponse:
    """Try the guide with twelve fictional people, on a private copy."""
    gathering = gatherings.rehearse(found(queries.guide(id)), mode="live", by=request.user)
    return go("gathering:console", gathering.pk)


@known
@reads
def _ask_adapt(request: Request, id: str, circle: int) -> HttpResponse:
    home = found(circles.circle_for(circle, to=request.user))
    one = found(queries.guide(id))
    return page(
        request, "library/adapt.html", guide=one, circle=home, toml=queries.file_text(id), problems=[]
    )


@known
@writes
def _adapt(request: Request, id: str, circle: int) -> HttpResponse:
    home = found(circles.circle_for(circle, to=request.user))
    one = found(queries.guide(id))
    toml = request.POST.get("toml", "")[:100_000]
    try:
        commands.adapt(home, toml=toml, adapted_from=id, by=request.user)
    except Refusal as refusal:  # the text stays in the editor, with every mistake above it
        shown = {"guide": one, "circle": home, "toml": toml, "problems": [refusal.text]}
        return page(request, "library/adapt.html", status=422, **shown)
    return go("circle:show", home.pk)


adapt = by_method(get=_ask_adapt, post=_adapt)
