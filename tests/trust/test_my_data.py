"""What is held about somebody is shown to them in words they read, and to nobody else."""

from __future__ import annotations

import re

from polyphonie.base import clock, holdings
from polyphonie.web.account.held import FOR_MACHINES
from polyphonie.web.account.held_words import LABELS, PARTS, ROOMS
from tests.trust import asking, crawling


def keys(about) -> set[str]:
    """Every name that stands before something held, and not inside one's own answers."""
    things = (
        about.values()
        if isinstance(about, dict) and all(isinstance(v, list) for v in about.values())
        else [about]
    )
    each = [thing for one in things for thing in (one if isinstance(one, list) else [one])]
    return {key for thing in each if isinstance(thing, dict) for key in thing}


def test_everything_that_any_room_holds_has_its_word_in_both_languages(place):
    with clock.at(place.days.now):
        held = [holdings.about(person) for person in crawling.everybody(place).values() if person]
    assert {room for about in held for room in about} - set(ROOMS) == set()
    named = {key for about in held for room in about.values() for key in keys(room)}
    assert len(named) > 30
    assert sorted(named - set(LABELS) - FOR_MACHINES) == []
    parts = {
        part
        for about in held
        for room in about.values()
        if isinstance(room, dict) and all(isinstance(v, list) for v in room.values())
        for part in room
    }
    assert sorted(parts - set(PARTS)) == []


def test_the_page_reads_like_a_page(place):
    w = place.world
    with clock.at(place.days.now):
        text = asking.browser(place, w.amina).get("/account/data/").content.decode()
    main = text[text.index("<main") :]
    assert "Mes réponses en séance" in main
    assert re.findall(r"\{&quot;|&#x27;: |None|True|\d{4}-\d\d-\d\dT", main) == []
