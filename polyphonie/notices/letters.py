"""Mails to somebody who was asked something, and may have no account here."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage

from polyphonie.base import clock
from polyphonie.base.scope import command
from polyphonie.commitments import queries as commitments
from polyphonie.commitments.queries import Request
from polyphonie.notices.models import Letter
from polyphonie.notices.sentences import LETTER, LETTERS, SUBJECT_ONE

log = logging.getLogger(__name__)


@command
def write_to(request: int, *, kind: str, key: str) -> None:
    """Write once, for this key, to the person whom this request asks, if it has their address."""
    asked = commitments.live_request(request)
    if asked is not None and asked.to_email:
        Letter.objects.get_or_create(
            key=key, defaults={"request": request, "kind": kind, "made_at": clock.now()}
        )


def deliver() -> int:
    """Mail the letters that wait; each is claimed first: after a crash one may be missing, never doubled."""
    return sum(_mail(letter) for letter in Letter.objects.filter(claimed_at=None).order_by("pk"))


def _mail(letter: Letter) -> bool:
    asked = commitments.live_request(letter.request)
    if not _claim(letter) or asked is None or not asked.to_email:
        return False
    try:
        _write(letter, asked).send()
    except OSError:
        log.warning("a letter could not leave; it will be tried again")
        Letter.objects.filter(pk=letter.pk).update(claimed_at=None)
        return False
    return True


@command
def _claim(letter: Letter) -> bool:
    return bool(Letter.objects.filter(pk=letter.pk, claimed_at=None).update(claimed_at=clock.now()))


def _write(letter: Letter, asked: Request) -> EmailMessage:
    """A mail with one link, and no words of anybody."""
    language = asked.asker.language if asked.asker else "fr"
    link = f"{settings.ADDRESS}/asked/{commitments.link_of(asked.pk)}/"
    return EmailMessage(
        subject=SUBJECT_ONE.to(language).format(
            site=settings.SITE_NAME, what=LETTERS[letter.kind].to(language)
        ),
        body=LETTER.to(language).format(on=asked.due_on, link=link),
        to=[asked.to_email],
        headers={"Auto-Submitted": "auto-generated"},
    )
