"""How a practice spread: the oldest sheet, its adaptations and theirs, their trials; drawn and told for who may read them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.spreading import Told, Tried, draw_spread
from tests.practices.sheets import TEXT, seen, sign, signed, widened

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NS = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def story(world):
    """Amina's sheet; Farid adapts it a month later; Driss, of a circle of his, adapts that one; a trial of the first."""
    with clock.at(NOON):
        first = signed(world)
        network = widened(world, first)
        circles.enter(network, person=world.driss, voice="professional", by=world.amina)
    with clock.at(NOON + timedelta(days=30)):
        second = commands.adapt(first, to=world.elsewhere, by=world.farid, title="Appeler le matin")
        sign(second, world.farid, may_be_taken_up=True)
        circles.widen(second.entry, to=network, by=world.farid, future_members=True)
        commands.tell_trial(
            first, circle=world.elsewhere, worked="partly", happened="Deux sur trois.", by=world.farid
        )
    with clock.at(NOON + timedelta(days=60)):
        apart = circles.found_circle(name="Urgences", kind=Kind.TEAM, by=world.driss, voice="professional")
        third = commands.adapt(second, to=apart, by=world.driss, title="Appeler la nuit")
        sign(third, world.driss)
    return first, second, third


def told(made, who) -> list[tuple[str, str, str, list[str]]]:
    return [
        (step.sheet.row.title, f"{step.on:%d/%m}", step.parent.row.title if step.parent else "", [t.worked for t in step.trials])
        for step in queries.spread(seen(made, who), to=who)
    ]  # fmt: skip


@pytest.mark.django_db
def test_each_reader_walks_the_part_of_the_story_that_they_read(world, story):
    first, second, third = story
    with clock.at(NOON + timedelta(days=70)):
        origin, morning = (TEXT["title"], "01/03", "", []), ("Appeler le matin", "31/03", TEXT["title"], [])
        assert told(first, world.amina) == [(TEXT["title"], "01/03", "", ["partly"]), morning]
        assert told(second, world.farid) == [(TEXT["title"], "01/03", "", ["partly"]), morning]
        night = ("Appeler la nuit", "30/04", "Appeler le matin", [])
        assert [told(one, world.driss) for one in story] == [[origin, morning, night]] * 3
        assert told(first, world.elise) == [origin]
        assert seen(third, world.amina) is None
        circles.withdraw_entry(first.entry, by=world.amina)
        assert told(third, world.driss) == [("Appeler le matin", "31/03", "", []), night]


def test_the_picture_has_a_dot_for_each_sheet_a_branch_for_each_adaptation_a_square_for_each_trial():
    drawn = ET.fromstring(
        draw_spread(
            [
                Told(
                    1,
                    None,
                    "Mouiller <les> draps",
                    "Étage",
                    date(2027, 1, 1),
                    (Tried(date(2027, 5, 1), "worked"),),
                ),
                Told(2, 1, "Fermer les volets", "Ville", date(2027, 3, 1), here=True),
                Told(3, 2, "A" * 90, "Ailleurs", date(2027, 12, 31), (Tried(date(2028, 1, 1), "not"),)),
            ],
            title="a < b",
            month=lambda on: f"{on:%m/%Y}",
        )
    )
    dots = {node.get("class"): float(node.get("cx")) for node in drawn.iter(f"{NS}circle")}
    assert [node.get("class") for node in drawn.iter(f"{NS}circle")] == [
        "spread-sheet",
        "spread-here",
        "spread-sheet",
    ]
    assert dots["spread-here"] == pytest.approx(16 + 688 * 59 / 365, abs=0.1)
    assert len(list(drawn.iter(f"{NS}path"))) == 2
    assert [node.get("class") for node in drawn.iter(f"{NS}rect")] == [
        "spread-trial",
        "spread-worked",
        "spread-trial",
    ]
    texts = [node.text for node in drawn.iter(f"{NS}text")]
    assert texts == [
        "01/2027", "01/2028", "Mouiller <les> draps", "Étage", "Fermer les volets", "Ville", "A" * 57 + "…", "Ailleurs",
    ]  # fmt: skip
    assert (drawn.get("aria-label"), [node for node in drawn.iter() if node.get("style")]) == ("a < b", [])
