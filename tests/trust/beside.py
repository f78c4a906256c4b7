"""What the rooms beside the gatherings hold in the place of the tests: waves, sheets, a programme. As `place.py`, which calls these."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.listening import commands as listening
from polyphonie.listening import queries as waves
from polyphonie.people.queries import Person
from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.programmes import commands as programmes
from polyphonie.programmes import queries as road
from tests import cast

if TYPE_CHECKING:
    from tests.trust.place import Place


def open_waves(place: Place, lena: Person) -> None:
    """A circle large enough for a wave: one that waits for answers, and one that was told."""
    w = place.world
    circle = place.do(
        circles.found_circle,
        name=place.word("wave-circle"),
        kind=Kind.TEAM,
        by=w.driss,
        voice=Voice.PROFESSIONAL,
    )
    more = [cast.person(name) for name in ("Ugo", "Vera", "Wim", "Xena")]
    for person in (w.amina, w.bruno, w.claire, w.elise, lena, *more):
        place.do(circles.enter, circle, person=person, voice=Voice.PROFESSIONAL, by=w.driss)
    file = waves.file_text("travail").replace("Notre travail", place.word("own-questions"))
    file = (
        file.partition("[[questions]]")[0] + '[[questions]]\nid = "nuit"\nfr = "Je dors."\nen = "I sleep."\n'
    )
    own = place.do(listening.bring_set, circle, toml=file, by=w.driss)
    inside = place.do(
        circles.found_circle,
        name=place.word("wave-service"),
        kind=Kind.TEAM,
        by=w.driss,
        voice=Voice.PROFESSIONAL,
        parent=circle,
    )
    begun = place.do(listening.begin_rhythm, circle, chosen=own, weeks=4, days=1, by=w.driss)
    _listened_before(place, circle)
    made = [
        place.do(
            listening.open_wave,
            circle,
            chosen=waves.question_set(name),
            days=3,
            services=[inside],
            by=w.driss,
        )
        for name in ("pouls-equipe", "travail")
    ]
    with place.days.minute():
        for person in (w.amina, w.bruno, w.claire, w.elise, *more):
            seen = waves.wave(made[1].pk, to=person)
            listening.answer_wave(seen, marks={"sens": 5}, receipt=listening.new_receipt(), by=person)
    place.do(circles.leave, circle, person=lena, by=lena)
    with clock.at(place.days.now + timedelta(days=4)), open_door():
        type(made[0]).objects.filter(pk=made[0].pk).update(closes_at=clock.now() + timedelta(days=9))
        listening.close_waves()
    place.things |= {
        "wave-circle": circle,
        "rhythm": begun.pk,
        "wave": made[0].pk,
        "told-wave": made[1].pk,
        "wave-link": waves.link_of(made[0].pk, w.claire.pk),
        "wave-link-of-farid": waves.link_of(made[0].pk, w.farid.pk),
    }


def _listened_before(place: Place, circle: Any) -> None:
    """Two waves long ago, of which nothing could be told; the second begins the series anew, for a reason."""
    before = []
    for days in (120, 60):
        opened = place.do(
            listening.open_wave, circle, chosen=waves.question_set("travail"), days=3, by=place.world.driss
        )
        then = place.days.now - timedelta(days=days)
        with open_door():
            row = type(opened).objects.filter(pk=opened.pk)
            row.update(opened_at=then, closes_at=then + timedelta(days=3))
            place.do(listening.close_waves)
            row.update(closed_at=then + timedelta(days=3))
        before.append(opened)
    place.do(listening.begin_anew, before[1], reason=place.word("new-start"), by=place.world.driss)


SHEET = ("title", "for_whom", "with_whom", "context", "means", "changed", "surprised", "advice")


def keep_sheets(place: Place) -> None:
    """A sheet that Claire and Bruno signed and Driss tried, one that Claire has not finished, and Amina's version of the
    first for her network."""
    w = place.world
    words = {part: place.word(f"sheet-{part.replace('_', '-')}") for part in SHEET}
    steps = [place.word("sheet-step"), "Deux.", "Trois."]
    made = place.do(practices.begin, w.circle, by=w.claire)
    own = [place.word("sheet-own-word")]
    made = place.do(practices.write, made, number=1, by=w.claire, **words, tried=steps, own_words=own)
    place.do(practices.add_author, made, person=w.bruno, by=w.claire)
    for author in (w.claire, w.bruno):
        place.do(practices.sign, made, number=made.number, by=author, may_be_taken_up=True)
    draft = place.do(practices.begin, w.circle, by=w.claire)
    place.do(practices.write, draft, number=1, by=w.claire, title=place.word("draft-title"))
    place.do(
        practices.tell_trial, made, circle=w.circle, worked="partly", happened=place.word("trial-happened"), by=w.driss
    )  # fmt: skip
    adapted = place.do(
        practices.adapt,
        made,
        to=place["network"],
        by=w.amina,
        title=place.word("adapted-title"),
        why=place.word("adapted-why"),
    )
    with place.days.minute():
        number = sheets.sheet(made.pk, to=w.claire).row.number
    place.things |= {"practice": made.pk, "draft": draft.pk, "adapted": adapted.pk, "practice-number": number}


def walk_a_programme(place: Place) -> None:
    """A cohort that Driss coordinates and to which Elise belongs: a call, a pair that was formed, one that is asked, two
    people still looking, and what Nell has not sent."""
    w = place.world
    begun = place.do(
        programmes.begin_cohort, template="binomes", name=place.word("cohort-name"), starts_on=date(2027, 4, 5),
        voice=Voice.PROFESSIONAL, by=w.driss, parent=w.circle,
    )  # fmt: skip
    place.do(circles.enter, begun.circle, person=w.elise, voice=Voice.MANAGER, by=w.driss)
    call = place.do(
        programmes.open_call, begun, about=place.word("call-about"), closes_on=date(2027, 4, 30), by=w.driss
    )
    text, contact = {"moi": place.word("application-text")}, place.word("half-contact")
    claire = _applies(place, call, place.word("half-name"), Voice.FAMILY, by=w.claire, answers=text)
    other = _applies(place, call, place.word("other-half"), Voice.PROFESSIONAL, contact=contact)
    yann, zoe = _applies(place, call, "Yann", Voice.PATIENT), _applies(place, call, "Zora", Voice.SUPPORT)
    ivo, ugo = _applies(place, call, "Ivo", Voice.PATIENT), _applies(place, call, "Hugues", Voice.MANAGER)
    draft = _applies(
        place,
        call,
        "Nell",
        Voice.FAMILY,
        by=place["newcomer"],
        send=False,
        answers={"moi": place.word("draft-text")},
    )
    rules = {"languages": 0, "times": 0}
    place.do(programmes.choose_rules, call, chosen=rules, by=w.driss)
    for first, second in ((claire, other), (yann, zoe), (ivo, ugo)):
        with place.days.minute():
            programmes.say_of_two(
                road.call(call.pk, to=w.driss), first=first, second=second, kind="together", by=w.driss
            )
    with place.days.minute():
        asked = programmes.propose_pairs(
            road.call(call.pk, to=w.driss), pairs=[(claire, other), (yann, zoe)], by=w.driss
        )
    for half in (claire, other):
        with place.days.minute():
            mine = road.application_by_link(road.application_link(half))
            formed = programmes.answer_proposal(asked[0], application=mine.row, yes=True, by=None)
    with place.days.minute():
        programmes.take_back_word(call, word=road.pairing(call.pk, to=w.driss).words[0].pk, by=w.driss)
    place.things |= {
        "cohort-circle": begun.circle, "workshop": begun.workshops.order_by("pk")[0], "call-for-pairs": call,
        "application": claire, "other-application": other, "application-draft": draft, "looking": ivo, "looking-too": ugo,
        "computed-pair": f"{ivo}-{ugo}", "pair-proposal": asked[1].pk, "pair-circle": formed.circle,
        "call-link": road.link_of(call.pk), "together-link": road.together_link(ivo),
        "looking-link": road.application_link(ivo), "application-link": road.application_link(yann),
        "half-link": road.application_link(claire), "other-half-link": road.application_link(other),
    }  # fmt: skip


def _applies(
    place: Place,
    call: Any,
    name: str,
    voice: Voice,
    *,
    by: Person | None = None,
    send: bool = True,
    **more: Any,
) -> int:
    """Somebody applies; their number."""
    made = place.do(programmes.apply_to, call, name=name, voice=voice, by=by)
    given = {"name": name, "voice": voice, **more}
    place.do(programmes.save_application, made, given=given, by=by, send=send)
    return made.pk
