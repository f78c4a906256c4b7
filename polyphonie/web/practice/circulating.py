"""A sheet that goes further: opened to a circle, adapted in another, tried."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.practices import commands, queries
from polyphonie.practices.queries import SheetSeen
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.guarding import Marked, marked, names_around
from polyphonie.web.practice.forms import AdaptForm, TrialForm
from polyphonie.web.rendering import go, page
from polyphonie.web.widening import how_far, open_further


@known
@reads
def _ask_opening(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    entry = found(circles.entry_of_mine(seen.row.entry_id, to=request.user))
    # Its authors chose to stand under it with their names: the guard looks for those of the others.
    signed = {author.name for author in seen.authors}
    return page(
        request,
        "practice/opening.html",
        sheet=seen,
        **how_far(entry, to=request.user),
        marks=marked(seen.text, names_around(seen.row.circle_id, to=request.user) - signed),
    )


@known
@writes
def _open(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    open_further(request, found(circles.entry_of_mine(seen.row.entry_id, to=request.user)))
    return go("practice:opening", pk)


opening = by_method(get=_ask_opening, post=_open)


def _elsewhere(request: Request, seen: SheetSeen) -> list[Circle]:
    """Not where it was written; what came from elsewhere was not written in the circle that took it in."""
    own = None if seen.origin else seen.row.circle_id
    return [circle for circle in circles.circles_of(request.user) if circle.pk != own]


@known
@reads
def _ask_adapt(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    return _adapting(request, seen, AdaptForm(circles=_elsewhere(request, seen)))


def _adapting(
    request: Request, seen: SheetSeen, form: AdaptForm, status: int = 200, marks: list[Marked] | None = None
) -> HttpResponse:
    return page(request, "practice/adapt.html", status=status, sheet=seen, form=form, marks=marks or [])


@known
@writes
def _adapt(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    form = AdaptForm(request.POST, circles=_elsewhere(request, seen))
    if not form.is_valid():
        return _adapting(request, seen, form, 422)
    circle = found(circles.circle_for(int(form.cleaned_data.pop("circle")), to=request.user))
    row = seen.row
    copied = [row.for_whom, row.with_whom, row.means, *row.tried] if seen.may_be_taken_up else []
    # The names of the circle where it goes: those of the circle it comes from are not this reader's to learn.
    marks = marked("\n".join([*form.cleaned_data.values(), *copied]), names_around(circle, to=request.user))
    if marks and not request.POST.get("read_again"):
        return _adapting(request, seen, form, 422, marks)
    made = commands.adapt(
        seen.row, to=circle, by=request.user, language=seen.row.entry.language, **form.cleaned_data
    )
    return go("practice:write", made.pk)


adapt = by_method(get=_ask_adapt, post=_adapt)


@known
@reads
def _ask_trial(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    return _telling(request, seen, TrialForm(circles=circles.circles_of(request.user)))


def _telling(request: Request, seen: SheetSeen, form: TrialForm, status: int = 200) -> HttpResponse:
    return page(request, "practice/trial.html", status=status, sheet=seen, form=form)


@known
@writes
def _tell(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    form = TrialForm(request.POST, circles=circles.circles_of(request.user))
    if not form.is_valid():
        return _telling(request, seen, form, 422)
    circle = found(circles.circle_for(int(form.cleaned_data.pop("circle")), to=request.user))
    commands.tell_trial(seen.row, circle=circle, by=request.user, **form.cleaned_data)
    return go("practice:show", pk)


tell_trial = by_method(get=_ask_trial, post=_tell)
