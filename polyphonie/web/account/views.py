"""One's account."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import logout
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from polyphonie.base import holdings
from polyphonie.base.refusals import Refusal
from polyphonie.people import commands, queries
from polyphonie.web.account.agenda import about_agenda
from polyphonie.web.account.forms import Name, Preferences
from polyphonie.web.account.held import told
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.rendering import go, page

KEEP = "polyphonie.keep"
KEEP_SECONDS = 24 * 3600


def _show(request: Request, status: int = 200, **forms: object) -> HttpResponse:
    me = request.user
    chosen = {"language": me.language, "plain": me.plain, "cadence": me.cadence, "zone": me.zone}
    usual = {"name": Name(initial={"name": me.name}), "preferences": Preferences(initial=chosen)}
    usual |= about_agenda(request)
    return page(request, "account/mine.html", status=status, place="account", **{**usual, **forms})


@known
@reads
def mine(request: Request) -> HttpResponse:
    return _show(request)


@known
@writes
def rename(request: Request) -> HttpResponse:
    form = Name(request.POST)
    if not form.is_valid():
        return _show(request, 422, name=form)
    commands.rename(request.user, name=form.cleaned_data["name"], by=request.user)
    return go("account:mine")


@known
@writes
def prefer(request: Request) -> HttpResponse:
    form = Preferences(
        {"zone": request.user.zone, **request.POST.dict()}
    )  # a form from before keeps the place
    if not form.is_valid():
        return _show(request, 422, preferences=form)
    commands.prefer(request.user, by=request.user, **form.cleaned_data)
    return go("account:mine")


@known
@reads
def data(request: Request) -> HttpResponse:
    return page(request, "account/data.html", held=told(_held(request), get_language() or "fr"))


@known
@writes
def export(request: Request) -> HttpResponse:
    """All that is held about me, as a file. A POST: no link, no mail and no cache ever carries it."""
    text = json.dumps(_held(request), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="polyphonie.json"'
    return answer


def _held(request: Request) -> dict[str, Any]:
    return holdings.about(request.user)


@known
@reads
def _ask_erase(request: Request) -> HttpResponse:
    return page(request, "account/erase.html")


@known
@writes
def _erase(request: Request) -> HttpResponse:
    if request.POST.get("sure", "").strip().lower() not in ("oui", "yes"):
        raise Refusal("Pour confirmer, écrivez le mot « oui ».", "To be sure, write the word “yes”.")
    commands.erase(queries.Person.objects.get(pk=request.user.pk), by=request.user)
    logout(request)
    return go("home:home")


erase = by_method(get=_ask_erase, post=_erase)


@known
@reads
def _ask_keep(request: Request) -> HttpResponse:
    """For a guest: leave an e-mail, or attach what they wrote to the account they already have."""
    return page(request, "account/keep.html") if request.user.is_guest else go("account:mine")


@known
@writes
def _go_to_account(request: Request) -> HttpResponse:
    """Leave as a guest to come back as oneself; a signed token remembers which guest it was."""
    if not request.user.is_guest:
        return go("account:mine")
    token = signing.dumps(request.user.pk, salt=KEEP)
    logout(request)
    return redirect(
        f"{reverse('account_login')}?{urlencode({'next': reverse('account:attach', args=[token])})}"
    )


keep = by_method(get=_ask_keep, post=_go_to_account)


def _guest(token: str) -> queries.Person:
    try:
        number = signing.loads(token, salt=KEEP, max_age=KEEP_SECONDS)
    except signing.BadSignature:
        raise Refusal(
            "Ce lien n’est plus valable. Revenez à la séance, et choisissez de nouveau « Garder ce que j’ai écrit ».",
            "This link is no longer valid. Go back to the gathering and choose “Keep what I wrote” again.",
        ) from None
    return found(queries.person(number))


@known
@reads
def _ask_attach(request: Request, token: str) -> HttpResponse:
    return page(request, "account/attach.html", guest=_guest(token))


@known
@writes
def _attach(request: Request, token: str) -> HttpResponse:
    commands.attach_guest(_guest(token), to=request.user, by=request.user)
    return go("home:home")


attach = by_method(get=_ask_attach, post=_attach)
