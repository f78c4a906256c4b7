"""Mails to somebody who was asked something, and may have no account here."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage

from polyphonie.base import clock
from polyphonie.base.scope import command
from polyphonie.commitments import queries as commitments
from polyphonie.notices.models import Letter
from polyphonie.notices.sentences import (
    LETTER,
    LETTER_OF_A_PAIR,
    LETTER_OF_A_PARTING,
    LETTER_OF_A_QUESTION,
    LETTERS,
    SUBJECT_ONE,
)
from polyphonie.programmes import queries as programmes

PAIR, PARTED, QUESTION = "pair", "pair_parted", "application"
OF_AN_APPLICATION = {PAIR: LETTER_OF_A_PAIR, PARTED: LETTER_OF_A_PARTING, QUESTION: LETTER_OF_A_QUESTION}
log = logging.getLogger(__name__)


@command
def write_to(request: int, *, kind: str, key: str) -> None:
    """Write once, for this key, to the person whom this request asks, if it has their address."""
    asked = commitments.live_request(request)
    if asked is not None and asked.to_email:
        Letter.objects.get_or_create(
            key=key, defaults={"request": request, "kind": kind, "made_at": clock.now()}
        )


@command
def write_to_half(application: int, *, key: str, kind: str = PAIR) -> None:
    """Write once to somebody who applied, if they have an address: a pair is proposed to them, theirs has ended, or they are
    asked a question."""
    if programmes.reach_of(application) is not None:
        Letter.objects.get_or_create(
            key=key, defaults={"request": application, "kind": kind, "made_at": clock.now()}
        )


def key_of_pair(proposal: int, half: int) -> str:
    """What tells the letter about one proposal, to one of the two, from any other."""
    return f"pair:{proposal}:{half}"


def deliver() -> int:
    """Mail the letters that wait; each is claimed first: after a crash one may be missing, never doubled."""
    return sum(_mail(letter) for letter in Letter.objects.filter(claimed_at=None).order_by("pk"))


def _mail(letter: Letter) -> bool:
    mail = _write_pair(letter) if letter.kind in OF_AN_APPLICATION else _write_request(letter)
    if not _claim(letter) or mail is None:
        return False
    try:
        mail.send()
    except OSError:
        log.warning("a letter could not leave; it will be tried again")
        Letter.objects.filter(pk=letter.pk).update(claimed_at=None)
        return False
    return True


@command
def _claim(letter: Letter) -> bool:
    return bool(Letter.objects.filter(pk=letter.pk, claimed_at=None).update(claimed_at=clock.now()))


def _write_request(letter: Letter) -> EmailMessage | None:
    """A mail with one link, and no words of anybody; none where the request was taken back."""
    asked = commitments.live_request(letter.request)
    if asked is None or not asked.to_email:
        return None
    language = asked.asker.language if asked.asker else "fr"
    link = f"{settings.ADDRESS}/asked/{commitments.link_of(asked.pk)}/"
    body = LETTER.to(language).format(on=asked.due_on, link=link)
    return _letter(letter.kind, body, to=asked.to_email, language=language)


def _write_pair(letter: Letter) -> EmailMessage | None:
    """The same to somebody who applied; none where they took their application back, or where nothing is asked any more."""
    if not _still_so(letter):
        return None
    reach = programmes.reach_of(letter.request)
    if reach is None:
        return None
    address, language, link = reach
    body = OF_AN_APPLICATION[letter.kind].to(language).format(link=f"{settings.ADDRESS}/application/{link}/")
    return _letter(letter.kind, body, to=address, language=language)


def _still_so(letter: Letter) -> bool:
    """Is what it says still true as it leaves? It may have waited: a proposal is taken back, somebody has answered."""
    if letter.kind == QUESTION:
        return programmes.awaits_words(letter.request)
    if letter.kind == PAIR:
        asked = programmes.proposals_awaiting(letter.request)
        return letter.key in {key_of_pair(each, letter.request) for each in asked}
    return True


def _letter(kind: str, body: str, *, to: str, language: str) -> EmailMessage:
    subject = SUBJECT_ONE.to(language).format(site=settings.SITE_NAME, what=LETTERS[kind].to(language))
    return EmailMessage(subject=subject, body=body, to=[to], headers={"Auto-Submitted": "auto-generated"})
