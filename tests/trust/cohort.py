"""The life of a cohort in the place of the tests: tables that were kept, time given, a programme of one's own, care that three
people agreed upon, what a team needs. As `beside.py`, after the programme that it walks."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.programmes import commands as programmes
from polyphonie.programmes import queries as road
from polyphonie.programmes.models import Application
from tests.trust.beside import _applies

if TYPE_CHECKING:
    from tests.trust.place import Place


def live_a_cohort(place: Place) -> None:
    """Elise, Claire, her other half and Driss at two tables; what Claire and Elise gave; Mona, whom Nils cares for."""
    w, workshop = place.world, place["workshop"]
    cohort = workshop.cohort
    with place.days.minute(), open_door():
        here = {each.pk for each in road.walkers(cohort)}
    place.do(programmes.compose_tables, workshop, present=here, size=2, pairs="free", seed=1, by=w.driss)
    place.do(programmes.keep_tables, workshop, by=w.driss)
    place.do(
        programmes.say_hours_and_place,
        workshop,
        begins=time(14),
        ends=time(17),
        place=place.word("workshop-place"),
        by=w.driss,
    )
    for person, word in ((w.claire, "time"), (w.elise, "time-of-elise")):
        place.things[f"{word}-line"] = place.do(
            programmes.note_time,
            cohort,
            person=person.pk,
            on=date(2027, 3, 1),
            what=place.word(f"{word}-what"),
            hours=Decimal("1.5"),
            thanks=place.word(f"{word}-thanks"),
            by=person,
        )
    own = place.do(programmes.adapt_template, w.circle, template="binomes", by=w.driss)
    toml = own.toml.replace("Des binômes, en six mois", place.word("own-programme"))
    own = place.do(programmes.change_template, own, toml=toml, edition=1, by=w.driss)
    place.things |= {"own-template": own, "own-edition": "2"}
    _agree_over_care(place)
    _say_what_is_needed(place)


def _say_what_is_needed(place: Place) -> None:
    """Hugues carries the need of a team; Ivo answers it, and Nell, who has not sent her application."""
    call = place["call-for-pairs"]
    words = {line: place.word(f"need-{line}") for line in ("team", "what", "whom", "time")}
    with place.days.minute(), open_door():
        rows = Application.objects.select_related("call__cohort__circle")
        need = programmes.carry_need(rows.get(pk=place["looking-too"]), lines=words, by=None)
    for half, word in (("looking", "need-answer"), ("application-draft", "need-draft")):
        with place.days.minute(), open_door():
            seen = road.open_need(call, need.pk)
            assert seen is not None
            programmes.answer_need(rows.get(pk=place[half]), need=seen, words=place.word(word), by=None)
    place.things["need"] = need.pk


def _agree_over_care(place: Place) -> None:
    """In a call of its own: pairs that are computed elsewhere do not change."""
    driss, cohort = place.world.driss, place["workshop"].cohort
    call = place.do(programmes.open_call, cohort, about="Un soin.", closes_on=date(2027, 4, 30), by=driss)
    mona = _applies(place, call, "Mona", Voice.PATIENT, care="Nils")
    nils = _applies(place, call, "Nils", Voice.PROFESSIONAL)
    for half, word in ((None, "care-coordination"), (mona, "care-half"), (nils, "care-other-half")):
        with place.days.minute(), open_door():
            seen = road.care_between(call.pk, mona, nils, to=driss)
            row = Application.objects.select_related("call__cohort").get(pk=half) if half else None
            programmes.agree_over_care(seen, words=place.word(word), half=row, by=None if half else driss)
    olga = _applies(place, call, "Olga", Voice.PATIENT, care="Nils", email="olga@valmont.example")
    with place.days.minute(), open_door():
        programmes.agree_over_care(
            road.care_between(call.pk, olga, nils, to=driss), words=place.word("care-asked"), by=driss
        )
    place.things |= {
        "care-call": call,
        "mona": mona,
        "olga": olga,
        "nils": nils,
        "mona-link": road.application_link(mona),
    }
