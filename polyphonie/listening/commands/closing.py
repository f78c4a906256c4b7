"""The end of a wave: what may be told is told, once and for all, and the answers are thrown away in the same transaction."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Hashable

from django.db import transaction

from polyphonie.base import clock
from polyphonie.base.facts import one_at_a_time, record
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.engines import disclosure as d
from polyphonie.listening.commands.elsewhere import told_elsewhere
from polyphonie.listening.commands.opening import ENTRY, end_box, topic
from polyphonie.listening.contract.box import Box, Unsealable, marks_of
from polyphonie.listening.contract.groups import EVERYBODY, SERVICE, VOICE, breakdown
from polyphonie.listening.events import WaveClosed
from polyphonie.listening.models import Figure, Wave
from polyphonie.listening.queries import halves
from polyphonie.listening.queries.boxes import box_of
from polyphonie.listening.queries.groups import groups_of
from polyphonie.listening.queries.waves import eligible
from polyphonie.people.queries import Person

log = logging.getLogger(__name__)
SHARE_FROM = 4  # the share that is told: answers 4 and 5, said under every question
Given = list[tuple[int, str]]  # of one question: each mark, and the groups it was given in


@command
def close_waves() -> int:
    """Close those whose time is over, each by itself. Records `WaveClosed` for each; returns how many."""
    over = Wave.objects.filter(closed_at=None, closes_at__lte=clock.now()).order_by("pk")
    return sum(close_wave(pk) for pk in list(over.values_list("pk", flat=True)))


@command
def forget_lost_halves() -> None:
    """Half keys that belong to no open wave: an opening that was undone, a crash between an end and its destruction."""
    for path in halves.others(Wave.objects.filter(closed_at=None).values_list("half", flat=True)):
        halves.destroy(path.name)


def close_wave(pk: int, *, by: Person | None = None) -> bool:
    """One wave that cannot be closed keeps its answers sealed, and does not keep the others from closing."""
    try:
        with transaction.atomic():
            one_at_a_time("waves")  # each looks at what the others told
            wave = Wave.objects.select_for_update(of=("self",)).select_related("outside").get(pk=pk)
            if wave.closed_at is None:
                _end(wave, by)
    except Exception:
        log.exception("a wave could not be closed; it is tried again in a minute")
        return False
    return True


def _end(wave: Wave, by: Person | None) -> None:
    try:
        box, lost = box_of(wave, to_change=True), False
    except Unsealable:
        box, lost = Box(), True  # half of the key is lost: there is nothing to tell, and that is said
    questions = [question["id"] for question in wave.asked["questions"]]
    answers = [marks_of(given, questions) for given in box.answers.values()]
    said = [(marks, groups) for marks, groups in answers if marks]
    given = {q: [(marks[q], groups) for marks, groups in said if q in marks] for q in questions}
    if lost:
        _keep_lost(wave, questions)
    else:
        _tell_inside(wave, given)
    if wave.outside is not None:
        # Written now: those who come to that circle later read nothing of it.
        wave.outside_entry = circles.write_entry(wave.outside, kind=ENTRY, authors=[], shown=True, by=None)
    end_box(wave)
    wave.closed_at, wave.turnout = clock.now(), _turnout(wave, len(said))
    wave.save(update_fields=["closed_at", "turnout", "outside_entry"])
    record(WaveClosed(wave=wave.pk, circle=wave.circle_id), by=by, topic=topic(wave))


def _turnout(wave: Wave, answered: int) -> int | None:
    """In which third of those who could answer; nothing is said where even that would be of a few."""
    could = len(eligible(wave))
    least = d.floor(0, d.Audience.CIRCLE, pairs=wave.in_pairs)
    return d.THIRDS.band(min(answered, could), could) if min(answered, could) >= least else None


def _tell_inside(wave: Wave, given: dict[str, Given]) -> None:
    """In the circle, then outside it where that was declared. Groups: all of those that may be, for all questions, or none."""
    groups: list[str] = wave.groups
    told = {question: _release(wave, answers, groups) for question, answers in given.items()}
    if groups and any(release.hidden for release in told.values()):
        groups = []
        told = {question: _release(wave, answers, groups) for question, answers in given.items()}
    silent = [name for name in groups_of(wave) if name not in groups]
    elsewhere = told_elsewhere(wave)
    for question, release in told.items():
        near = question in elsewhere
        _keep(wave, question, d.Audience.CIRCLE, release, near)
        _keep_silence(wave, question, silent)
        if wave.outside is not None:
            whole, yes = _cells(wave, given[question], [])
            further = d.release(
                whole, yes, audience=d.Audience.OUTSIDE, ledger=release.ledger, pairs=wave.in_pairs
            )
            _keep(wave, question, d.Audience.OUTSIDE, further, near)


def _cells(wave: Wave, given: Given, groups: list[str]) -> tuple[list[d.Cell], dict[Hashable, bool]]:
    keys = {secrets.token_hex(16): answer for answer in given}
    parts = [
        d.Cell(
            name,
            frozenset(key for key, (_, there) in keys.items() if there[wave.groups.index(name)] == "1"),
            breakdown(name),
        )
        for name in groups
    ]
    return [d.Cell(EVERYBODY, frozenset(keys)), *parts], {
        k: mark >= SHARE_FROM for k, (mark, _) in keys.items()
    }


def _release(wave: Wave, given: Given, groups: list[str]) -> d.Release:
    cells, yes = _cells(wave, given, groups)
    return d.release(cells, yes, audience=d.Audience.CIRCLE, declared={VOICE, SERVICE}, pairs=wave.in_pairs)


def _keep(wave: Wave, question: str, audience: d.Audience, told: d.Release, near: bool) -> None:
    rows: list[d.Figure | d.Hidden] = [*told.figures, *told.hidden]
    if near:
        # The same reason as for any other figure: that another circle was asked is not theirs to learn.
        rows = [d.Hidden(each.name, d.Why.INSIDER, each.at_least) for each in rows]
    Figure.objects.bulk_create(_row(wave, question, audience, each) for each in rows)


def _keep_lost(wave: Wave, questions: list[str]) -> None:
    """Nobody can read the answers any more: neither here nor outside, and no turnout is guessed from that."""
    least = d.floor(0, d.Audience.CIRCLE, pairs=wave.in_pairs)
    audiences = [d.Audience.CIRCLE, *([d.Audience.OUTSIDE] if wave.outside is not None else [])]
    rows = [(question, audience) for question in questions for audience in audiences]
    Figure.objects.bulk_create(
        _row(wave, question, audience, d.Hidden(EVERYBODY, d.Why.LOST, least)) for question, audience in rows
    )


def _keep_silence(wave: Wave, question: str, silent: list[str]) -> None:
    """The declared groups that are not told, all for one reason."""
    least = d.floor(0, d.Audience.CIRCLE, pairs=wave.in_pairs)
    rows = [d.Hidden(name, d.Why.INSIDER, least) for name in silent]
    Figure.objects.bulk_create(_row(wave, question, d.Audience.CIRCLE, each) for each in rows)


def _row(wave: Wave, question: str, audience: d.Audience, told: d.Figure | d.Hidden) -> Figure:
    group = "" if told.name == EVERYBODY else told.name
    row = Figure(wave=wave, audience=audience.value, question=question, group=group, at_least=told.at_least)
    if isinstance(told, d.Hidden):
        row.why = told.why.value
    else:
        row.shape, row.band = told.shape.name, told.band
    return row
