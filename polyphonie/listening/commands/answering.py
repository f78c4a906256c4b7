"""Answering a wave. Nothing is recorded of it: no fact, no key already used, no moment; the box is written anew."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.listening import rules
from polyphonie.listening.contract.box import Box, Keys, Unsealable, digits
from polyphonie.listening.contract.groups import membership_of
from polyphonie.listening.contract.sets import MARKS
from polyphonie.listening.models import Box as Row
from polyphonie.listening.models import Wave
from polyphonie.listening.queries.boxes import box_of, keys_of
from polyphonie.listening.queries.groups import groups_of
from polyphonie.listening.queries.waves import WaveSeen
from polyphonie.people.queries import Person

DIGITS = 16


def new_receipt() -> str:
    """Sixteen digits, made before the answer is sent: nothing that came back afterwards would have to be kept."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


@command
def answer_wave(seen: WaveSeen, *, marks: Mapping[str, int], receipt: str, by: Person) -> None:
    """Put an answer in the box, or change the one this receipt opens. No fact: an answer has no moment.

    `marks`: for each question answered, a number from 1 to 5; empty to take the answer back.
    """
    check(rules.why_not_answer(seen, by))
    wave = seen.row
    if not Row.objects.filter(wave=wave).exists():
        raise rules.OVER
    try:
        keys, box = keys_of(wave), box_of(wave, to_change=True)
    except Unsealable:
        raise (rules.KEY_LOST if Row.objects.filter(wave=wave).exists() else rules.OVER) from None
    check(rules.why_not_answer(seen, by))  # the box is held: who may answer no longer changes
    name = _name(box, keys, receipt)
    if by.pk in box.who and name not in box.answers:
        raise rules.NO_RECEIPT
    asked = [question.id for question in seen.set.questions]
    good = {question: mark for question, mark in marks.items() if question in asked and mark in MARKS}
    if by.pk not in box.who and (name in box.answers or not good):
        raise rules.AGAIN  # a receipt that is somebody else's, or nothing said: a first answer says something
    filled = box.put(name, digits(good, asked, membership_of(by.pk, groups_of(wave), wave.groups)), by=by.pk)
    if not Row.objects.filter(wave=wave).update(sealed=filled.sealed(keys)):
        raise rules.OVER  # it closed while this answer was on its way


def _name(box: Box, keys: Keys, receipt: str) -> str:
    """Under which name the answer of this receipt lies, or will lie; none where it is not sixteen digits."""
    typed = re.sub(r"[^0-9]", "", receipt)
    names = keys.names_of(typed) if len(typed) == DIGITS else [""]
    if not names[0]:
        raise rules.NO_RECEIPT
    return next((name for name in names if name in box.answers), names[0])


@command
def join_two(guest: int, person: int) -> None:
    """Two who were one answer once: whoever answered as a guest has answered. Every box is sealed anew: one that changed alone
    would say that they had."""
    for wave in Wave.objects.filter(closed_at=None).order_by("pk"):
        try:
            keys, box = keys_of(wave), box_of(wave, to_change=True)
        except Unsealable:
            continue
        who = box.who - {guest} | {person} if guest in box.who else box.who
        Row.objects.filter(wave=wave).update(sealed=Box(who, box.answers).sealed(keys))
