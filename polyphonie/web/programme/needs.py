"""What a team needs: carried by somebody who applies, answered by another, through their own links; withheld by those who
coordinate."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import ApplicationSeen
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.guarding import Marked, marked
from polyphonie.web.programme.need_forms import AnswerForm, NeedForm
from polyphonie.web.rendering import go, page


def _somebody(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


@reads
def _read(request: HttpRequest, link: str) -> HttpResponse:
    return _carried(request, link, found(queries.application_by_link(link)))


def _carried(
    request: HttpRequest,
    link: str,
    seen: ApplicationSeen,
    form: NeedForm | None = None,
    marks: list[Marked] | None = None,
    status: int = 200,
) -> HttpResponse:
    need = queries.need_of(seen.row)
    initial = NeedForm.initial_of(need.row) if need is not None else None
    return page(
        request,
        "programme/need.html",
        status=status,
        seen=seen,
        call=seen.call,
        link=link,
        need=need,
        form=form or NeedForm(initial=initial),
        marks=marks,
    )


@writes
def _write(request: HttpRequest, link: str) -> HttpResponse:
    seen = found(queries.application_by_link(link))
    if request.POST.get("do") == "back":
        commands.take_need_back(seen.row, by=_somebody(request))
        return go("programme:mine", link)
    form = NeedForm(request.POST)
    if not form.is_valid():
        return _carried(request, link, seen, form, status=422)
    lines = form.cleaned_data
    # The first name of whoever writes, and no other: who else applies is not theirs to learn.
    marks = marked("\n".join(lines.values()), [seen.row.name])
    if marks and not request.POST.get("read_again"):
        return _carried(request, link, seen, form, marks, 422)
    commands.carry_need(seen.row, lines=lines, by=_somebody(request))
    return redirect(f"{reverse('programme:mine', args=[link])}#need")


carried = by_method(get=_read, post=_write)


@reads
def _choose(request: HttpRequest, link: str) -> HttpResponse:
    return _choosing(request, link, found(queries.application_by_link(link)))


def _choosing(
    request: HttpRequest, link: str, seen: ApplicationSeen, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    now, needs = queries.answered_by(seen.row), queries.needs_for(seen.row)
    initial = {"need": now.need.pk, "words": now.words} if now is not None else {"need": ""}
    return page(
        request,
        "programme/needs.html",
        status=status,
        call=seen.call,
        link=link,
        now=now,
        needs=needs,
        form=form or AnswerForm(initial=initial, needs=needs),
    )


@writes
def _answer(request: HttpRequest, link: str) -> HttpResponse:
    seen = found(queries.application_by_link(link))
    form = AnswerForm(request.POST, needs=queries.needs_for(seen.row))
    if not form.is_valid():
        return _choosing(request, link, seen, form, 422)
    need = queries.open_need(seen.row.call, number(form.cleaned_data["need"]))
    if need is None:
        commands.stop_answering(seen.row, by=_somebody(request))
    else:
        commands.answer_need(seen.row, need=need, words=form.cleaned_data["words"], by=_somebody(request))
    return go("programme:mine", link)


answering = by_method(get=_choose, post=_answer)


@known
@writes
def withhold(request: Request, pk: int) -> HttpResponse:
    """Off the page of its call, or back on it."""
    need = found(queries.need(pk, to=request.user))
    verb = commands.show_need if request.POST.get("do") == "show" else commands.withhold_need
    verb(need, by=request.user)
    return go("programme:call", need.application.call_id)
