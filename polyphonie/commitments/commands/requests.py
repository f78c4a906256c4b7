"""Requests: asking a named person, and what that person answers."""

from __future__ import annotations

from datetime import date

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Entry
from polyphonie.commitments import rules
from polyphonie.commitments.events import RequestAnswered, RequestMade
from polyphonie.commitments.models import Reply, Request
from polyphonie.people.queries import Person


def topic(request: Request) -> str:
    """The log this belongs to."""
    return f"request:{request.pk}"


@command
def ask_for(
    *,
    text: str,
    to_name: str,
    due_on: date | None,
    home: Circle,
    circle: Circle,
    by: Person,
    why: str = "",
    to_email: str = "",
    answer: int | None = None,
    source: Entry | None = None,
    scribed: bool = False,
) -> Request:
    """Ask something of a named person, in the name of the circle. Records `RequestMade`.

    `home` is where it can be read; `to_email`, if given, receives a link to these words, and no words.
    """
    # A guest asks from the gathering they are in; it is theirs to ask although they are no member of its circle.
    where = source.circle if source is not None else home
    check(rules.why_not_ask(where, text, to_name, due_on, by, from_answer=source is not None))
    entry = circles.write_entry(home, kind="request", authors=[by], shown=True, open_to_future=True, by=by)
    made = Request.objects.create(
        entry=entry,
        circle=circle,
        asker=by,
        text=text.strip()[:500],
        why=why.strip()[:500],
        to_name=to_name.strip()[:120],
        to_email=to_email,
        due_on=due_on,
        made_at=clock.now(),
        made_in=answer,
        scribed=scribed,
    )
    if source is not None:
        circles.link(source, to=entry, kind="led_to", by=by)
    record(RequestMade(request=made.pk, circle=circle.pk), by=by, topic=topic(made))
    return made


@command
def reply(request: Request, *, stance: str, reason: str = "") -> None:
    """The person asked answers, through their link. Records `RequestAnswered`."""
    check(rules.why_not_reply(request, stance, reason))
    _keep(request, stance, reason, None)


@command
def note_reply(request: Request, *, stance: str, by: Person, reason: str = "") -> None:
    """A member notes what the person asked said aloud, by telephone or on paper. Records `RequestAnswered`."""
    check(rules.why_not_note_reply(request, by))
    check(rules.why_not_reply(request, stance, reason))
    _keep(request, stance, reason, by)


def _keep(request: Request, stance: str, reason: str, by: Person | None) -> None:
    Reply.objects.create(
        request=request, stance=stance, reason=reason.strip()[:4000], replied_at=clock.now(), noted_by=by
    )
    record(RequestAnswered(request=request.pk, stance=stance), by=by, topic=topic(request))
