"""Answering from a mail: the link says who answers what. No account, no sign-in, and nothing beside that one step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from polyphonie.base import clock
from polyphonie.circles import queries as circles
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.queries import Gathering, StepRun
from polyphonie.people.queries import Person
from polyphonie.web.doors import by_method, found, number, reads, writes
from polyphonie.web.gathering.seen import step_form
from polyphonie.web.rendering import go, page

RECORD_BY_LINK = timedelta(
    days=7
)  # a mail is forwarded more easily than a session: its link does not stay a window


def _come(link: str) -> tuple[Gathering, Person]:
    gathering, person = found(queries.by_link(link))
    return gathering, person


@reads
def _ask(request: HttpRequest, link: str) -> HttpResponse:
    gathering, person = _come(link)
    seen = queries.moment(gathering, to=person)
    changing = request.GET.get("change") == "1"
    form = (
        step_form(seen) if seen.now and (seen.now.mine is None or changing or seen.now.unfinished) else None
    )
    return _page(request, link, gathering, person, seen=seen, form=form)


def _page(
    request: HttpRequest, link: str, gathering: Gathering, person: Person, status: int = 200, **shown: Any
) -> HttpResponse:
    fresh = gathering.closed_at is not None and clock.now() - gathering.closed_at < RECORD_BY_LINK
    record = queries.record_of(gathering, to=person) if fresh else None
    context = {"gathering": gathering, "author": person, "link": link, "record": record, **shown}
    return page(request, "gathering/by_mail.html", status=status, **context)


@writes
def _answer(request: HttpRequest, link: str) -> HttpResponse:
    gathering, person = _come(link)
    if request.POST.get("enter"):
        return _take_part(gathering, person, link)
    seen = queries.moment(gathering, to=person)
    asked = StepRun.objects.filter(gathering=gathering, pk=number(request.POST.get("run", "")))
    run = found(asked.select_related("gathering").first())
    form = step_form(seen, request.POST) if seen.now and seen.now.pk == run.pk else None
    if form is not None and not form.is_valid():
        return _page(request, link, gathering, person, 422, seen=seen, form=form)
    # Without a form the step is closed, or not for this person: the command says which, and gives the words back.
    commands.answer(run, answer=form.answer() if form else None, by=person)
    return go("gathering:by_mail", link)


def _take_part(gathering: Gathering, person: Person, link: str) -> HttpResponse:
    membership = found(circles.membership(gathering.circle_id, person))
    commands.enter(gathering, person=person, voice=membership.voice, by=person)
    return go("gathering:by_mail", link)


by_mail = by_method(get=_ask, post=_answer)
