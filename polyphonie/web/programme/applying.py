"""Applying, through links: a call is read by whoever holds its link, an application by whoever wrote it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Application, ApplicationSeen, CallSeen, NeedSeen
from polyphonie.web.doors import by_method, found, number, reads, writes
from polyphonie.web.programme.forms import ApplicationForm, Begin
from polyphonie.web.rendering import go, page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _somebody(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _account(request: HttpRequest) -> Person | None:
    """Who is signed in, if not by a first name alone."""
    person = _somebody(request)
    return person if person is not None and not person.is_guest else None


@reads
def _read_call(request: HttpRequest, link: str) -> HttpResponse:
    return _call(request, found(queries.call_by_link(link)))


def _call(
    request: HttpRequest,
    seen: CallSeen,
    form: Begin | None = None,
    together: Application | None = None,
    status: int = 200,
    gone: bool = False,
) -> HttpResponse:
    """`gone`: the need that somebody came for is shown no longer."""
    needs = [] if together else queries.open_needs(seen.row)
    return page(
        request,
        "programme/apply.html",
        status=status,
        call=seen,
        form=form or Begin(by=_account(request)),
        together=together,
        needs=needs,
        gone=gone,
        link=queries.link_of(seen.row.pk),
    )


@writes
def _begin(request: HttpRequest, link: str) -> HttpResponse:
    return _begun(request, found(queries.call_by_link(link)))


def _begun(request: HttpRequest, seen: CallSeen, together: Application | None = None) -> HttpResponse:
    form = Begin(request.POST, by=_account(request))
    if not form.is_valid() and seen.is_open:
        return _call(request, seen, form, together, 422)
    return _made(request, seen, form, together=together)


def _made(request: HttpRequest, seen: CallSeen, form: Begin, **more: Any) -> HttpResponse:
    made = commands.apply_to(
        seen.row,
        name=form.cleaned_data.get("name", ""),
        voice=form.cleaned_data.get("voice", ""),
        by=form.applicant(),
        language=(get_language() or "fr")[:2],
        **more,
    )
    return go("programme:mine", queries.application_link(made.pk))


apply = by_method(get=_read_call, post=_begin)


def _invited(link: str) -> tuple[CallSeen, Application]:
    """The call, and who asks one to come together."""
    row = found(queries.together_by_link(link))
    return found(queries.call_by_link(queries.link_of(row.call_id))), row


@reads
def _read_together(request: HttpRequest, link: str) -> HttpResponse:
    seen, row = _invited(link)
    return _call(request, seen, together=row)


@writes
def _begin_together(request: HttpRequest, link: str) -> HttpResponse:
    return _begun(request, *_invited(link))


together = by_method(get=_read_together, post=_begin_together)


@reads
def _read_need(request: HttpRequest, link: str, pk: int) -> HttpResponse:
    seen = found(queries.call_by_link(link))
    need = queries.open_need(seen.row, pk)
    return _need(request, seen, need) if need is not None else _call(request, seen, gone=True)


def _need(
    request: HttpRequest, seen: CallSeen, need: NeedSeen, form: Begin | None = None, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "programme/apply_need.html",
        status=status,
        call=seen,
        need=need,
        form=form or Begin(by=_account(request), seeks=need.seeks),
        link=queries.link_of(seen.row.pk),
    )


@writes
def _begin_answering(request: HttpRequest, link: str, pk: int) -> HttpResponse:
    seen = found(queries.call_by_link(link))
    need = queries.open_need(seen.row, pk)
    if need is None:
        return _call(request, seen, Begin(request.POST, by=_account(request)), status=422, gone=True)
    form = Begin(request.POST, by=_account(request), seeks=need.seeks)
    return (
        _made(request, seen, form, answering=need)
        if form.is_valid()
        else _need(request, seen, need, form, 422)
    )


answer_need = by_method(get=_read_need, post=_begin_answering)


@reads
def _read_mine(request: HttpRequest, link: str) -> HttpResponse:
    return _mine(request, link, found(queries.application_by_link(link)))


def _mine(
    request: HttpRequest,
    link: str,
    seen: ApplicationSeen,
    form: ApplicationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    here = reverse("programme:together", args=[queries.together_link(seen.row.pk)])
    return page(
        request,
        "programme/mine.html",
        status=status,
        seen=seen,
        row=seen.row,
        call=seen.call,
        link=link,
        address=request.build_absolute_uri(reverse("programme:mine", args=[link])),
        invite=request.build_absolute_uri(here) if seen.call.is_open and not seen.live else "",
        care=queries.care_asked(seen.row),
        need=queries.need_of(seen.row),
        answering=queries.answered_by(seen.row),
        needs=queries.needs_for(seen.row),
        form=form or _form(request, seen, initial=ApplicationForm.initial_of(seen.row, seen.template)),
        saved="saved" in request.GET,
    )


def _form(request: HttpRequest, seen: ApplicationSeen, *given: Any, **more: Any) -> ApplicationForm:
    person = _somebody(request)
    plain = person.plain if person else request.COOKIES.get("plain") == "1"
    return ApplicationForm(*given, template=seen.template, plain=plain, **more)


@writes
def _save(request: HttpRequest, link: str) -> HttpResponse:
    seen = found(queries.application_by_link(link))
    form = _form(request, seen, request.POST)
    if not form.is_valid():
        return _mine(request, link, seen, form, 422)
    commands.save_application(
        seen.row, given=form.given(), by=_somebody(request), send=request.POST.get("do") == "send"
    )
    return redirect(f"{reverse('programme:mine', args=[link])}?saved")


mine = by_method(get=_read_mine, post=_save)


@writes
def withdraw(request: HttpRequest, link: str) -> HttpResponse:
    seen = found(queries.application_by_link(link))
    commands.withdraw_application(seen.row, by=_somebody(request))
    if queries.application_by_link(link) is not None:  # their pair lives
        return go("programme:mine", link)
    return go("programme:apply", queries.link_of(seen.row.call_id))


@writes
def answer(request: HttpRequest, link: str) -> HttpResponse:
    seen = found(queries.application_by_link(link))
    pk = number(request.POST.get("proposal", ""))
    half = found(next((half for half in seen.halves if half.row.pk == pk), None))
    said = request.POST.get("answer")
    if said not in ("yes", "no"):
        raise Refusal("Choisissez oui ou non.", "Choose yes or no.")
    by = _somebody(request)
    owner = by if by is not None and by.pk == seen.row.person_id else None
    commands.answer_proposal(half.row, application=seen.row, yes=said == "yes", by=owner)
    return go("programme:mine", link)


@writes
def enter(request: HttpRequest, link: str) -> HttpResponse:
    """To the circle of one's pair, or of one that ended while one still belongs there. A first name comes in by this
    link; an account, by its own door."""
    seen = found(queries.application_by_link(link))
    person = found(seen.row.person)
    past = number(request.POST.get("proposal", ""))
    pair = found(next((half for half in seen.parted if half.row.pk == past), None) if past else seen.pair)
    found(circles.membership(pair.row.circle_id, person))
    if _somebody(request) == person:
        return go("programme:pair", pair.row.circle_id)
    if not person.is_guest:
        return redirect(
            f"{reverse('account_login')}?next={reverse('programme:pair', args=[pair.row.circle_id])}"
        )
    if _somebody(request) is not None:
        raise Refusal(
            "Vous êtes entré ici sous un autre nom. Sortez d’abord de ce compte, puis revenez par votre lien.",
            "You came in here under another name. Leave that account first, then come back by your link.",
        )
    login(request, person, backend=BACKEND)
    return go("programme:pair", pair.row.circle_id)
