"""What sheets have in common, kept in words; how one spread; a journal that lies on the table of a gathering."""

from __future__ import annotations

from polyphonie.base import clock
from polyphonie.circles.queries import Circle
from polyphonie.gatherings import commands as gatherings
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.practices.models import Practice, Synthesis

WORDS = {
    "for_whom": "Les personnes de l’étage",
    "changed": "Deux nuits sur trois.",
    "ingredients": ["making-do"],
}


def furnish(circle: Circle, people: dict[str, Person]) -> dict[str, str]:
    """The address of each page, by its name in the list."""
    amina, driss = people["Amina"], people["Driss"]
    both = [_signed(circle, amina, title) for title in ("Mouiller les draps", "Fermer les volets")]
    full = practices.write_parts(
        both[1], number=both[1].number, by=amina, parts={"limits": "Pas la nuit.", "levers": "Le téléphone."}
    )
    practices.sign(full, number=full.number, by=amina)
    signed, draft = (_kept(circle, amina, [one.pk for one in both]) for _ in range(2))
    practices.sign_synthesis(signed, number=signed.number, by=amina)
    practices.note(circle, what="Un ventilateur de la lingerie.", means="Une rallonge.", by=amina)
    looking, over = (_looking_back(circle, driss) for _ in range(2))
    gatherings.close_gathering(over, by=driss)
    return {
        "sheet-full": f"/practices/{full.pk}/",
        "sheet-full-writing": f"/practices/{full.pk}/full/",
        "sheet-spread": f"/practices/{both[0].pk}/descent/",
        "synthesis-new": "/syntheses/new/",
        "synthesis-kept": f"/syntheses/{signed.pk}/",
        "synthesis-author": f"/syntheses/{signed.pk}/",
        "synthesis-draft": f"/syntheses/{draft.pk}/",
        "synthesis-writing": f"/syntheses/{draft.pk}/writing/",
        "synthesis-opening": f"/syntheses/{signed.pk}/opening/",
        "journal-days": f"/gatherings/{looking.pk}/journal/",
        "journal-sorting": f"/gatherings/{over.pk}/sheets/",
    }


def _signed(circle: Circle, by: Person, title: str) -> Practice:
    made = practices.begin(circle, situation="crisis", by=by)
    made = practices.write(
        made, number=made.number, by=by, title=title, tried=["Un", "Deux", "Trois"], **WORDS
    )
    practices.sign(made, number=sheets.sheet(made.pk, to=by).row.number, by=by, may_be_taken_up=True)
    return made


def _kept(circle: Circle, by: Person, both: list[int]) -> Synthesis:
    made = practices.keep_synthesis(circle, sheets=both, title="La canicule", by=by)
    words = {"introduction": "Deux fiches du même été.", "families": {"person": "On dort mieux."}}
    return practices.write_synthesis(made, number=1, by=by, title="La canicule", unknown="L’hiver.", **words)


def _looking_back(circle: Circle, by: Person):
    called = gatherings.call_gathering(circle, guide=guides.guide("rex"), mode="live", by=by, subject="L’été")
    called = gatherings.open_gathering(called, by=by)
    practices.lay_out_journal(called, first_day=clock.today(), last_day=clock.today(), by=by)
    return called
