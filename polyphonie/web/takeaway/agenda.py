"""One's agenda, for the software that reads it: whoever holds the link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from polyphonie.notices import queries
from polyphonie.web.doors import found, reads


@reads
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Nobody comes in by this link: it opens a list of times and addresses, as its person may know of them now."""
    agenda = found(queries.agenda_by(secret))
    answer = HttpResponse(queries.agenda_calendar(agenda), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
