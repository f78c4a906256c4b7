"""What lies between a sheet and everybody, and what comes from another house: the pages, for the list of `everybody.py`."""

from __future__ import annotations

from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.practices.contract.public import LICENCE
from tests.practices.outside import OURS, file, told
from tests.stories.heard_and_kept import WORDS


def furnish(circle: Circle, people: dict[str, Person]) -> dict[str, str]:
    """A public sheet that Amina wrote; one that waits for its second reader; a sheet from elsewhere, and one to read."""
    amina, driss, claire = people["Amina"], people["Driss"], people["Claire"]

    def signed(title: str) -> tuple[sheets.Practice, int]:
        made = practices.begin(circle, by=amina)
        made = practices.write(made, number=made.number, by=amina, **{**WORDS, "title": title})
        practices.sign(made, number=made.number, by=amina)
        practices.make_public(made, number=made.number, named=True, licence=LICENCE, by=amina)
        return made, made.number

    made, number = signed("Dire quand on rentre")
    for reader in (driss, claire):
        practices.read_for_public(made, number=number, yes=True, reasons="Clair.", by=reader)
    waiting, _ = signed("Laisser la porte ouverte")
    practices.bring(circle, files=[file(told(1), told(2))], ours=OURS, by=driss)
    first, second = sheets.arrivals(circle, to=driss)
    here = practices.decide(first, accept=True, by=driss)
    assert here is not None
    return {
        "public-sheets": "/public/",
        "public-sheet": f"/public/sheets/{made.pk}/",
        "public-policy": "/public/reading/",
        "sheet-public": f"/practices/{made.pk}/public/",
        "sheet-public-asked": f"/practices/{waiting.pk}/public/",
        "sheet-to-read": f"/practices/{waiting.pk}/",
        "sheet-peer-reading": f"/practices/{waiting.pk}/reading/",
        "sheet-from-elsewhere": f"/practices/{here.pk}/",
        "arrivals": f"/circles/{circle.pk}/arrivals/",
        "arrival": f"/arrivals/{second.pk}/",
    }
