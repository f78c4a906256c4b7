"""The essentials of several sheets on one page: those that a search finds, of those one may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.practices import queries
from polyphonie.practices.contract.drawing import draw_together
from polyphonie.web.doors import Request, known, reads
from polyphonie.web.practice.views import asked_of
from polyphonie.web.rendering import page


@known
@reads
def synthesis(request: Request) -> HttpResponse:
    asked = asked_of(request)
    found = queries.look(to=request.user, **asked)
    told = queries.synthesis([one.sheet for one in found])
    title = _("Quels ingrédients vont ensemble : le tableau qui suit dit la même chose.")
    drawn = draw_together(told.together, get_language() or "fr", title=title)
    return page(
        request,
        "practice/synthesis.html",
        place="practice",
        told=told,
        words=asked["words"],
        again=request.GET.urlencode(),
        picture=mark_safe(drawn),  # noqa: S308 -- drawn here; every word in it is escaped
        rows=list(zip(told.together.ingredients, told.together.times, strict=True)),
    )
