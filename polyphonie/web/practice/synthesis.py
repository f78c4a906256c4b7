"""The essentials of several sheets on one page: those that a search finds or that were ticked, of those one may read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.practices import queries
from polyphonie.practices.contract.drawing import draw_together
from polyphonie.practices.queries import SheetSeen, Synthesis
from polyphonie.web.doors import Request, known, number, reads
from polyphonie.web.practice.views import asked_of
from polyphonie.web.rendering import page


@known
@reads
def synthesis(request: Request) -> HttpResponse:
    told = queries.synthesis(sheets_asked(request))
    return page(
        request,
        "practice/synthesis.html",
        place="practice",
        told=told,
        words=asked_of(request)["words"],
        asked=asked_of(request),
        again=request.GET.urlencode(),
        kept=queries.kept_for(request.user),
        **table_of(told),
    )


def sheets_asked(request: Request) -> list[SheetSeen]:
    """The sheets that answer what the address asks; of those, the ticked ones where some are."""
    found = [one.sheet for one in queries.look(to=request.user, **asked_of(request))]
    ticked = {number(given) for given in request.GET.getlist("sheet")}
    return [seen for seen in found if seen.row.pk in ticked] if ticked else found


def table_of(told: Synthesis) -> dict[str, Any]:
    """Which ingredients go together, as a picture and as the rows of a table."""
    title = _("Quels ingrédients vont ensemble : le tableau qui suit dit la même chose.")
    drawn = draw_together(told.together, get_language() or "fr", title=title)
    return {
        "picture": mark_safe(drawn),  # noqa: S308 -- drawn here; every word in it is escaped
        "rows": list(zip(told.together.ingredients, told.together.times, strict=True)),
    }
