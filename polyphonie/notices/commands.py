"""Notices: telling a person once, and mailing what was not mailed yet."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from polyphonie.base import clock
from polyphonie.base.scope import command
from polyphonie.notices.models import Notice
from polyphonie.notices.sentences import HELLO, KINDS, SUBJECT_MANY, SUBJECT_ONE, WHY
from polyphonie.people.queries import Cadence, Person

log = logging.getLogger(__name__)
DIGEST_HOUR = 7


@command
def tell(persons: Iterable[int], *, kind: str, key: str, path: str, urgent: bool = False) -> None:
    """Tell each of these persons, once. Somebody without an e-mail finds it on their home page, not in a mail."""
    mailable = Person.objects.filter(pk__in=list(persons), is_active=True).exclude(email=None)
    Notice.objects.bulk_create(
        [
            Notice(person=person, key=key, kind=kind, path=path, urgent=urgent, made_at=clock.now())
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
    due = waiting if person.cadence == Cadence.AT_ONCE or _digest_time() else [n for n in waiting if n.urgent]
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


def _digest_time() -> bool:
    return timezone.localtime(clock.now()).hour == DIGEST_HOUR


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
        lines += [KINDS[notice.kind].to(language), f"{settings.ADDRESS}{notice.path}", ""]
    lines.append(WHY.to(language).format(address=f"{settings.ADDRESS}/account/"))
    return EmailMessage(
        subject=subject.to(language).format(site=site, what=first, n=len(notices)),
        body="\n".join(lines),
        to=[person.email or ""],
        headers={"Auto-Submitted": "auto-generated"},
    )
