"""A synthesis that Claire and Bruno signed, one that Claire has not finished, the parts of her draft sheet, and a gathering on
whose chronology the journal stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import queries as guides
from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.practices.contract.ingredients import families

if TYPE_CHECKING:
    from tests.trust.place import Place

SHEET = {"title": "Une autre", "for_whom": "Les autres", "tried": ["Un.", "Deux.", "Trois."]}


def keep(place: Place) -> None:
    w = place.world
    other = place.do(practices.begin, w.circle, by=w.amina)
    place.do(practices.write, other, number=1, by=w.amina, **SHEET)
    place.do(practices.sign, other, number=2, by=w.amina)
    both = [place["practice"], other.pk]
    made, draft = (place.do(practices.keep_synthesis, w.circle, sheets=both, by=w.claire) for _ in range(2))
    words = {part: place.word(f"synthesis-{part}") for part in ("title", "introduction", "unknown")}
    told = {families()[0].id: place.word("synthesis-family")}
    place.do(practices.write_synthesis, made, number=1, by=w.claire, **words, families=told)
    place.do(practices.join_synthesis, made, person=w.bruno, by=w.claire)
    for author in (w.claire, w.bruno):
        place.do(practices.sign_synthesis, made, number=2, by=author)
    unfinished = place.word("unfinished-synthesis")
    place.do(practices.write_synthesis, draft, number=1, by=w.claire, title=unfinished)
    with place.days.minute():
        half = sheets.sheet(place["draft"], to=w.claire).row
    parts = {"limits": place.word("draft-part")}
    place.do(practices.write_parts, half, number=half.number, by=w.claire, parts=parts)
    place.things |= {"synthesis": made.pk, "synthesis-draft": draft.pk, "other-sheet": other.pk}


def look_back(place: Place) -> None:
    """Driss, Amina, Bruno and Claire, on the days of the journal; it is over. Nell, who came later, has the record too."""
    w = place.world
    back = place.do(gatherings.call_gathering, w.circle, guide=guides.guide("rex"), mode="live", by=w.driss)
    back = place.do(gatherings.open_gathering, back, by=w.driss)
    for person, voice in ((w.amina, "patient"), (w.bruno, "professional"), (w.claire, "family")):
        place.do(gatherings.enter, back, person=person, voice=voice, by=person)
    day = place.days.now.date()
    place.do(practices.lay_out_journal, back, first_day=day, last_day=day, by=w.driss)
    for _ in range(2):
        place.do(gatherings.open_next, back, by=w.driss)
        place.do(gatherings.close_step, back, by=w.driss, anyway=True)
    place.things["looked-back"] = place.do(gatherings.close_gathering, back, by=w.driss)
    looking = place.do(
        gatherings.call_gathering, w.circle, guide=guides.guide("rex"), mode="live", by=w.driss
    )
    place.things["looking-back"] = looking
