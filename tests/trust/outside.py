"""What the place of the tests shows to everybody, and what came to it from another house. As `beside.py`; `place.py` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.practices.contract.public import LICENCE
from tests.practices import outside
from tests.trust.beside import SHEET

if TYPE_CHECKING:
    from tests.trust.place import Place


def show_outside(place: Place) -> None:
    """A sheet that Bruno signs with his name and Claire without, which Amina and Élise read; one of Bruno that waits for
    its second reader; from elsewhere, one sheet that was accepted and one that waits to be read."""
    w = place.world
    made = _signed(place, "public", w.claire, w.bruno)
    for author, named in ((w.claire, False), (w.bruno, True)):
        place.do(
            practices.make_public, made, number=_number(place, made), named=named, licence=LICENCE, by=author
        )
    _read(place, made, w.elise, reasons=place.word("peer-reasons"))
    _read(place, made, w.amina, named=True)
    waiting = _signed(place, "waiting", w.bruno)
    place.do(
        practices.make_public,
        waiting,
        number=_number(place, waiting),
        named=True,
        licence=LICENCE,
        by=w.bruno,
    )
    _read(place, waiting, w.driss, reasons="Bien.")
    _bring(place)
    place.things |= {
        "public": made.pk, "public-number": _number(place, made), "waiting": waiting.pk,
        "waiting-number": _number(place, waiting),
    }  # fmt: skip


def _signed(place: Place, name: str, *authors: Any) -> Any:
    """A sheet whose every word is said nowhere else, signed by these people."""
    first, *others = authors
    words = {part: place.word(f"{name}-{part.replace('_', '-')}") for part in SHEET}
    tried, own = [place.word(f"{name}-step"), "Deux.", "Trois."], [place.word(f"{name}-own-word")]
    made = place.do(practices.begin, place.world.circle, by=first)
    made = place.do(practices.write, made, number=1, by=first, **words, tried=tried, own_words=own)
    parts = {"limits": place.word(f"{name}-part")}
    made = place.do(practices.write_parts, made, number=made.number, by=first, parts=parts)
    for author in others:
        place.do(practices.add_author, made, person=author, by=first)
    for author in authors:
        place.do(practices.sign, made, number=made.number, by=author)
    return made


def _number(place: Place, made: Any) -> int:
    with place.days.minute():
        return sheets.sheet(made.pk, to=place.world.bruno).row.number


def _read(place: Place, made: Any, reader: Any, *, reasons: str = "Clair.", named: bool = False) -> None:
    number = _number(place, made)
    place.do(
        practices.read_for_public, made, number=number, yes=True, reasons=reasons, named=named, by=reader
    )


def _bring(place: Place) -> None:
    w = place.world
    people = [{"name": place.word("foreign-author"), "voice": "family"}]
    told = [
        outside.told(1, title=place.word("foreign-title"), authors=people),
        outside.told(2, title=place.word("arrival-title")),
    ]
    house = {"id": outside.THEIRS, "name": place.word("foreign-house"), "address": "https://ailleurs.example"}
    place.do(
        practices.bring, w.circle, files=[outside.file(*told, house=house)], ours=outside.OURS, by=w.driss
    )
    with place.days.minute():
        first, second = sheets.arrivals(w.circle, to=w.driss)
    place.things |= {
        "foreign": place.do(practices.decide, first, accept=True, by=w.driss).pk,
        "arrival": second.pk,
    }
