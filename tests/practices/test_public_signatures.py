"""What is told outside of those who wrote a sheet: the voice they have in this one, whatever they are elsewhere. And Farid?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides.contract import registry
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.telling import sheet_told
from tests import cast
from tests.practices.outside import OURS, agree, outside, public, read
from tests.practices.sheets import STEPS, TEXT, begun, guide, seen, sign

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
LINE = "Ouvrir la fenêtre"


def at(minutes: float):
    return clock.at(NOON + timedelta(minutes=minutes))


def sheet_of(w, guest, voice: str, *, named: bool):
    """A public sheet of somebody who is no member: they came to one gathering of the circle, with this voice."""
    gathering = gatherings.call_gathering(w.circle, guide=guide(), mode="live", by=w.driss, subject=voice)
    gathering = gatherings.open_gathering(gathering, by=w.driss)
    gatherings.enter(gathering, person=guest, voice=voice, by=guest)
    kind = registry.furnished(STEPS["faits"]).kind
    run = gatherings.open_next(gathering, by=w.driss)
    gatherings.answer(run, answer=kind.Answer((("", LINE),)), by=guest)
    made = begun(w, gatherings.close_gathering(gathering, by=w.driss), guest, LINE)
    commands.write(made, number=seen(made, guest).row.number, by=guest, **{**TEXT, "title": voice})
    sign(made, guest)
    agree(made, guest, named=named)
    read(made, w.amina, w.driss)
    return made


def listed() -> dict[int, list[tuple[str, str]]]:
    """Sheet → its signatures, as the list of public sheets tells them."""
    found = queries.public_leaf().found
    return {one.row.pk: [(author.name, author.voice) for author in one.seen.authors] for one in found}


def in_the_catalogue() -> dict[int, list[tuple[str, str]]]:
    shown, _ = queries.catalogue_page(0)
    told = {one.row.pk: sheet_told(one, house=OURS, address_of=str) for one in shown}
    return {pk: [(author["name"], author["voice"]) for author in one["authors"]] for pk, one in told.items()}


def alone(*sheets) -> dict[int, list[tuple[str, str]]]:
    """As the page of each tells them."""
    return {one.pk: [(a.name, a.voice) for a in outside(one).seen.authors] for one in sheets}


@pytest.mark.parametrize("named", [True, False])
def test_told_together_each_sheet_tells_the_voice_its_author_has_in_it(world, named):
    """A patient in one gathering, a professional in another: who signs the second by name is no patient by that."""
    nora = cast.person("Nora")
    with at(0):
        first = sheet_of(world, nora, "patient", named=named)
    with at(1):
        second = sheet_of(world, nora, "professional", named=True)
        signature = ("Nora", "patient") if named else ("", "")
        told = {first.pk: [signature], second.pk: [("Nora", "professional")]}
        assert alone(first, second) == listed() == in_the_catalogue() == told


def test_whoever_came_into_the_circle_since_has_the_voice_they_have_there(world):
    nora = cast.person("Nora")
    with at(0):
        made = sheet_of(world, nora, "patient", named=True)
        circles.enter(world.circle, person=nora, voice="manager", by=world.driss)
        other = public(world)
        told = {made.pk: [("Nora", "manager")], other.pk: [("Amina", "patient")]}
        assert alone(made, other) == listed() == in_the_catalogue() == told
