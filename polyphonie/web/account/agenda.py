"""The link to one's agenda: made, described, closed; shown once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from polyphonie.notices import commands, queries
from polyphonie.web.account.forms import WhatItSays
from polyphonie.web.doors import Request, known, writes
from polyphonie.web.rendering import go

SHOWN_ONCE = "agenda"


def about_agenda(request: Request) -> dict[str, Any]:
    """What the account page says of it. The link leaves the session as soon as it is shown."""
    agenda = queries.agenda_of(request.user)
    return {
        "agenda": agenda,
        "agenda_link": request.session.pop(SHOWN_ONCE, ""),
        "what_it_says": WhatItSays(initial={"says_what": agenda.says_what if agenda else False}),
    }


@known
@writes
def open_agenda(request: Request) -> HttpResponse:
    secret = commands.open_agenda(request.user, says_what=_says_what(request), by=request.user)
    request.session[SHOWN_ONCE] = request.build_absolute_uri(reverse("takeaway:agenda", args=[secret]))
    return go("account:mine")


@known
@writes
def describe(request: Request) -> HttpResponse:
    commands.describe_agenda(request.user, says_what=_says_what(request), by=request.user)
    return go("account:mine")


@known
@writes
def close(request: Request) -> HttpResponse:
    commands.close_agenda(request.user, by=request.user)
    request.session.pop(SHOWN_ONCE, None)
    return go("account:mine")


def _says_what(request: Request) -> bool:
    form = WhatItSays(request.POST)
    return form.is_valid() and form.cleaned_data["says_what"]
