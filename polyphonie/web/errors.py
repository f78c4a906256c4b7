"""Pages for what is not there, and for what went wrong. They say what to do, and nothing else."""

from __future__ import annotations

import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this person: the same words, the same weight."""
    return render(request, "errors/404.html", {"then": request.path}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Ours to mend: no detail, no trace, and a page that asks nothing of the database, which may be what is gone."""
    lost = isinstance(sys.exc_info()[1], DatabaseError)
    return HttpResponse(render_to_string("errors/broken.html", {"lost": lost}), status=503 if lost else 500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too large, or torn on the way."""
    return render(request, "errors/400.html", status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long, or its cookie is gone: reload; drafts are kept on the device."""
    return render(request, "errors/stale.html", status=403)
