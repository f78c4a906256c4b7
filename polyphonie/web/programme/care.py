"""Care that goes on between two people: what each of the three writes, so that it does not keep them apart."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.web.doors import Request, by_method, found, known, number, reads, typed, writes
from polyphonie.web.rendering import go, page


@known
@reads
def _read(request: Request, pk: int, first: int, second: int) -> HttpResponse:
    seen = found(queries.care_between(pk, first, second, to=request.user))
    return page(request, "programme/care.html", seen=seen, call=seen.first.call, mine=seen.of(None))


@known
@writes
def _write(request: Request, pk: int, first: int, second: int) -> HttpResponse:
    seen = found(queries.care_between(pk, first, second, to=request.user))
    if request.POST.get("do") == "back":
        commands.take_agreement_back(seen, by=request.user)
    else:
        commands.agree_over_care(seen, words=typed(request, "words"), by=request.user)
    return go("programme:care", pk, first, second)


between = by_method(get=_read, post=_write)


@writes
def agree(request: HttpRequest, link: str) -> HttpResponse:
    """One half, through their own link."""
    mine = found(queries.application_by_link(link)).row
    other = number(request.POST.get("other", ""))
    asked = found(next((each for each in queries.care_asked(mine) if each.other.pk == other), None))
    by = request.user if isinstance(request.user, Person) else None
    if request.POST.get("do") == "back":
        commands.take_agreement_back(asked.row, half=mine, by=by)
    else:
        commands.agree_over_care(asked.row, half=mine, words=typed(request, "words"), by=by)
    return go("programme:mine", link)
