"""Notices: telling a person once, mailing what was not mailed yet; the link to one's agenda."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from polyphonie.base import clock, tokens
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.listening import queries as listening
from polyphonie.notices import rules
from polyphonie.notices.events import AgendaChanged, AgendaClosed, AgendaOpened
from polyphonie.notices.models import Agenda, Notice
from polyphonie.notices.sentences import HELLO, KINDS, SUBJECT_MANY, SUBJECT_ONE, WHY
from polyphonie.people.commands import topic
from polyphonie.people.contract.zones import zone_of
from polyphonie.people.queries import Cadence, Person

WAVE, PULSE = re.compile(r"/waves/(\d+)/"), re.compile(r"/pulses/(\d+)/")
BY_LINK = ("pulse", "pulse_ends")  # an envelope is read by whoever comes in, and by nobody through a link
log = logging.getLogger(__name__)
DIGEST_HOUR = 7


@command
def tell(
    persons: Iterable[int], *, kind: str, key: str, path: str | Callable[[int], str], urgent: bool = False
) -> None:
    """Tell each of these persons, once. Somebody without an e-mail finds it on their home page, not in a mail.

    `path` is one for all, or made for each person: a link that lets that one person answer.
    """
    path_of = path if callable(path) else lambda person: path
    mailable = Person.objects.filter(pk__in=list(persons), is_active=True).exclude(email=None)
    Notice.objects.bulk_create(
        [
            Notice(
                person=person, key=key, kind=kind, path=path_of(person.pk), urgent=urgent, made_at=clock.now()
            )
            for person in mailable
        ],
        ignore_conflicts=True,
    )


def deliver() -> int:
    """Mail what waits: at once for those who asked so and for what is urgent, else in the morning's digest.

    Each notice is claimed, in a transaction of its own, before its mail leaves: after a crash a mail may be missing,
    never doubled. Returns how many mails left.
    """
    waiting = (
        Notice.objects.filter(claimed_at=None).select_related("person").order_by("person", "-made_at", "-pk")
    )
    return sum(_mail(person, list(theirs)) for person, theirs in groupby(waiting, key=lambda n: n.person))


def _mail(person: Person, waiting: list[Notice]) -> bool:
    if person.cadence == Cadence.NEVER or not person.email or not person.is_active:
        _claim(waiting)
        return False
    due = (
        waiting
        if person.cadence == Cadence.AT_ONCE or _digest_time(person)
        else [n for n in waiting if n.urgent]
    )
    mine = _claim(due)
    if not mine:
        return False
    try:
        _write(person, mine).send()
    except OSError:
        log.warning("a mail could not leave; it will be tried again")
        Notice.objects.filter(pk__in=[n.pk for n in mine]).update(claimed_at=None)
        return False
    Notice.objects.filter(pk__in=[n.pk for n in mine]).update(sent_at=clock.now())
    return True


def _digest_time(person: Person) -> bool:
    """The morning of whoever reads."""
    return timezone.localtime(clock.now(), zone_of(person.zone)).hour == DIGEST_HOUR


@command
def _claim(notices: list[Notice]) -> list[Notice]:
    """Those of these that no other worker has taken."""
    free = Notice.objects.select_for_update().filter(pk__in=[n.pk for n in notices], claimed_at=None)
    mine = {n.pk for n in free}
    Notice.objects.filter(pk__in=mine).update(claimed_at=clock.now())
    return [n for n in notices if n.pk in mine]


def _write(person: Person, notices: list[Notice]) -> EmailMessage:
    """A mail with a link for each thing, and no words of anybody."""
    language, site = person.language, settings.SITE_NAME
    first = KINDS[notices[0].kind].to(language)
    subject = SUBJECT_ONE if len(notices) == 1 else SUBJECT_MANY
    lines = [HELLO.to(language).format(name=person.shown), ""]
    for notice in notices:
        lines += [KINDS[notice.kind].to(language), f"{settings.ADDRESS}{_address(notice)}", ""]
    lines.append(WHY.to(language).format(address=f"{settings.ADDRESS}/account/"))
    return EmailMessage(
        subject=subject.to(language).format(site=site, what=first, n=len(notices)),
        body="\n".join(lines),
        to=[person.email or ""],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _address(notice: Notice) -> str:
    """Where a notice leads. A wave or a pulse is answered by a link of one's own, made as the mail leaves: kept in a row, it
    would let whoever holds the database look at it as each person sees it."""
    pulse = PULSE.fullmatch(notice.path) if notice.kind in BY_LINK else None
    if pulse:
        return f"/pulses/answer/{listening.pulse_link(int(pulse[1]), notice.person_id)}/"
    wave = WAVE.fullmatch(notice.path)
    return f"/waves/answer/{listening.link_of(int(wave[1]), notice.person_id)}/" if wave else notice.path


@command
def open_agenda(person: Person, *, says_what: bool = False, by: Person) -> str:
    """Make the link anew and return its secret, which is told this once. Records `AgendaOpened`."""
    check(rules.why_not_open_agenda(person))
    secret = tokens.secret()
    given = {"digest": tokens.digest(secret), "says_what": says_what, "made_at": clock.now()}
    Agenda.objects.update_or_create(person=person, defaults=given)
    record(AgendaOpened(person=person.pk), by=by, topic=topic(person))
    return secret


@command
def describe_agenda(person: Person, *, says_what: bool, by: Person) -> None:
    """Let the agenda say what it is about, or no longer; its link stays. Records `AgendaChanged`."""
    agenda = Agenda.objects.filter(person=person).first()
    check(rules.why_not_change_agenda(agenda))
    Agenda.objects.filter(person=person).update(says_what=says_what)
    record(AgendaChanged(person=person.pk), by=by, topic=topic(person))


@command
def close_agenda(person: Person, *, by: Person) -> None:
    """The link opens nothing any more. Records `AgendaClosed`."""
    if Agenda.objects.filter(person=person).delete()[0]:
        record(AgendaClosed(person=person.pk), by=by, topic=topic(person))
