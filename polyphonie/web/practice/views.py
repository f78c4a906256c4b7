"""The sheets that somebody may read: a list to look through, one of them, its poster."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.contract.ingredients import families
from polyphonie.practices.queries import SheetSeen
from polyphonie.web.doors import Request, found, known, number, reads
from polyphonie.web.practice.forms import SITUATIONS, SignForm
from polyphonie.web.rendering import page

DENSE, TIGHT = 700, 1000  # letters: more of them are set smaller, so that a poster stays on one page


@known
@reads
def sheets(request: Request) -> HttpResponse:
    return _list(request, None)


@known
@reads
def of_circle(request: Request, pk: int) -> HttpResponse:
    return _list(request, found(circles.circle_for(pk, to=request.user)))


def asked_of(request: Request) -> dict[str, Any]:
    """What is looked for among the sheets: the words of `queries.look`."""
    asked: dict[str, Any] = {
        name: request.GET.get(name, "")[:80] for name in ("words", "family", "situation", "voice")
    }
    place = number(request.GET.get("territory", ""))
    territory = circles.circle_for(place, to=request.user) if place else None
    return {**asked, "elsewhere": bool(request.GET.get("elsewhere")), "territory": territory}


def _list(request: Request, circle: Circle | None) -> HttpResponse:
    asked, after = asked_of(request), number(request.GET.get("after", ""))
    again = request.GET.copy()
    again.pop("after", None)
    return page(
        request,
        "practice/sheets.html",
        circle=circle,
        leaf=queries.leaf(to=request.user, circle=circle, after=after or None, **asked),
        turned=bool(after),
        again=again.urlencode(),
        asked=asked,
        narrowed=any(asked.values()),
        families=families(),
        situations=SITUATIONS,
        voices=[(voice.value, voice.text) for voice in Voice],
        my_circles=circles.circles_of(request.user),
    )


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    return sheet_page(request, found(queries.sheet(pk, to=request.user)))


def sheet_page(request: Request, seen: SheetSeen, status: int = 200, form: Any = None) -> HttpResponse:
    """One sheet, with what became of it; for its authors, what is left to do."""
    to, row = request.user, seen.row
    sources = {link.source_id for link in row.entry.links_in.all() if link.kind == "led_to"}
    return page(
        request,
        "practice/sheet.html",
        status=status,
        sheet=seen,
        circle=circles.circle_for(row.circle_id, to=to),
        gathering=queries.gathering_of(sources, to=to),
        descent=queries.descent(seen, to=to),
        trials=queries.trials_of(seen, to=to),
        similar=queries.similar(seen, to=to) if seen.shown else [],
        unfinished=rules.why_not_complete(row),
        form=(form or SignForm(sheet=seen)) if seen.mine and not seen.i_signed else None,
        open_to=_open_to(seen, to),
        is_public=queries.is_public(row.pk),
        to_read=queries.waits_for_readers(seen, to=to),
        others=queries.possible_authors(seen, to=to) if seen.mine else [],
    )


def _open_to(seen: SheetSeen, to: Person) -> list[str]:
    """The circles to which all its authors opened it: they read it again once it is signed again."""
    widenings = circles.widenings_of(seen.row.entry_id, to=to)
    return [widening.circle.name for widening, yes, authors in widenings if yes == authors]


@known
@reads
def poster(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    row = seen.row
    told = sum(map(len, [row.title, row.for_whom, *row.tried, row.changed, row.surprised, row.advice]))
    size = "tight" if told > TIGHT else "dense" if told > DENSE else "large"
    return page(request, "practice/poster.html", sheet=seen, size=size)
