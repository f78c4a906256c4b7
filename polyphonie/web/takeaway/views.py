"""Taking something away at once; a long register is asked for, and made meanwhile."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language

from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.exports import commands, queries
from polyphonie.exports.queries import File
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.rendering import go, page


@known
@reads
def document(request: Request, pk: int, what: str, format: str) -> HttpResponse:
    make = queries.DOCUMENTS[what]
    return sent(found(make(pk, format, to=request.user, language=get_language() or "fr")))


def sent(file: File) -> HttpResponse:
    """A file to keep, never shown in the page: what it holds is somebody's words."""
    answer = HttpResponse(file.content, content_type=file.media)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def circle_of(request: Request, pk: int, what: str) -> Circle:
    """The circle, for its members, where it has such a register."""
    return found(circles.circle_for(pk, to=request.user) if what in queries.REGISTERS else None)


@reads
def take(request: Request, pk: int, what: str) -> HttpResponse:
    """The register as a table; where it is long, the page on which to ask for it."""
    circle = circle_of(request, pk, what)
    if queries.is_long(what, circle):
        return page(request, "takeaway/long.html", circle=circle, what=what, register=queries.REGISTERS[what])
    return sent(queries.short_register(what, circle, to=request.user, language=get_language() or "fr"))


@writes
def ask(request: Request, pk: int, what: str) -> HttpResponse:
    commands.ask_for_export(circle_of(request, pk, what), what=what, by=request.user)
    return go("takeaway:files")


register = known(by_method(get=take, post=ask))
