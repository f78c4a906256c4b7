"""How a practice spread, on a page: a picture, and the same as a table."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from polyphonie.practices import queries
from polyphonie.practices.contract.spreading import Told, Tried, draw_spread
from polyphonie.web.doors import Request, found, known, reads
from polyphonie.web.rendering import page


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    steps = queries.spread(seen, to=request.user)
    told = [_told(step, here=step.sheet.row.pk == pk) for step in steps]
    drawn = draw_spread(
        told,
        title=_("Comment cette fiche a circulé : le tableau qui suit dit la même chose."),
        month=lambda on: date_format(on, "F Y"),
    )
    return page(
        request,
        "practice/spread.html",
        sheet=seen,
        steps=steps,
        picture=mark_safe(drawn),  # noqa: S308 -- drawn here; every word in it is escaped
    )


def _told(step: queries.Step, *, here: bool) -> Told:
    row = step.sheet.row
    return Told(
        sheet=row.pk,
        parent=step.parent.row.pk if step.parent else None,
        title=row.title or _("Fiche sans titre"),
        circle=row.circle.name,
        on=step.on,
        trials=tuple(Tried(trial.tried_on, trial.worked) for trial in step.trials),
        here=here,
    )
