"""A step that is answered without a trace: asked, noted, told, and asked of nobody where too few are there.

Returns addresses by name; `everybody.py` says who opens them.
"""

from __future__ import annotations

from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind, membership
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.listening import commands as listening
from polyphonie.listening import queries as waves
from polyphonie.people.queries import Person
from tests.listening.room import up_to_the_question

OTHERS = 7  # with Amina, Claire and Driss, one more than it takes


def furnish(people: dict[str, Person]) -> dict[str, str]:
    """The address of each page, by its name in the list."""
    driss, amina, claire = people["Driss"], people["Amina"], people["Claire"]
    others = [Person.objects.create_user(email=None, name=f"Accueil {n}") for n in range(OTHERS)]
    # Two circles: what one has told, it does not ask again for four weeks.
    day, night = (
        circles.found_circle(name=name, kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL)
        for name in ("Équipe d’accueil", "Équipe du soir")
    )
    told, _ = _asked(day, driss, [amina, claire, *others])
    _answer(told, [driss, claire, *others])
    gatherings.close_step(told[0], by=driss)
    asked, wave = _asked(night, driss, [amina, claire, *others])
    _answer(asked, [claire])
    few, _ = _asked(night, driss, [amina])
    return {
        "room-asked": f"/gatherings/{asked[0].pk}/",
        "room-answering": f"/waves/{wave}/",
        "room-noted": f"/gatherings/{asked[0].pk}/",
        "room-changing": f"/waves/{wave}/",
        "room-desk": f"/gatherings/{asked[0].pk}/console/",
        "room-wall": f"/gatherings/{asked[0].pk}/screen/",
        "room-told": f"/gatherings/{told[0].pk}/",
        "room-told-wall": f"/gatherings/{told[0].pk}/screen/",
        "room-too-few": f"/gatherings/{few[0].pk}/",
        "room-too-few-desk": f"/gatherings/{few[0].pk}/console/",
    }


def _asked(circle: Circle, driss: Person, people: list[Person]):
    """A gathering and its open step, with the number of its wave; 0 where too few are there."""

    def come_in(gathering: Gathering) -> None:
        for person in people:
            if membership(circle, person) is None:
                circles.enter(circle, person=person, voice=Voice.PROFESSIONAL, by=driss)
            gatherings.enter(gathering, person=person, voice=Voice.PROFESSIONAL, by=person)

    gathering, run = up_to_the_question(circle, come_in, by=driss)
    seen = waves.wave_during(run.pk, to=driss)
    return (gathering, run.pk), seen.row.pk if seen else 0


def _answer(asked, people: list[Person]) -> None:
    for at, person in enumerate(people):
        seen = waves.wave_during(asked[1], to=person)
        marks = {"erreur": 5, "desaccord": 2, "aide": 5 if at % 2 else 1, "essayer": 4, "compter": 3}
        listening.answer_wave(seen, marks=marks, receipt=listening.new_receipt(), by=person)
