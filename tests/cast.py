"""The small world of the tests. Amina, Bruno, Claire, Driss and Élise share a circle; Farid is of another one, and must
see nothing of theirs. Every read asks: and Farid?"""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person

VOICES = {
    "Amina": Voice.PATIENT,
    "Bruno": Voice.PROFESSIONAL,
    "Claire": Voice.FAMILY,
    "Driss": Voice.PROFESSIONAL,
    "Elise": Voice.MANAGER,
}


def person(name: str, **more) -> Person:
    """Somebody with an account."""
    return Person.objects.create_user(email=f"{name.lower()}@valmont.example", name=name, **more)


@dataclass
class World:
    amina: Person
    bruno: Person
    claire: Person
    driss: Person
    elise: Person
    farid: Person
    circle: Circle
    elsewhere: Circle

    def __getitem__(self, name: str) -> Person:
        return getattr(self, name.lower())


def world() -> World:
    """Driss facilitates the circle; Farid facilitates another one, alone."""
    people = {name.lower(): person(name) for name in (*VOICES, "Farid")}
    circle = circles.found_circle(
        name="Mémoire", kind=Kind.TEAM, by=people["driss"], voice=Voice.PROFESSIONAL
    )
    for name, voice in VOICES.items():
        circles.enter(circle, person=people[name.lower()], voice=voice, by=people["driss"])
    elsewhere = circles.found_circle(
        name="Diabète", kind=Kind.TEAM, by=people["farid"], voice=Voice.PROFESSIONAL
    )
    return World(**people, circle=circle, elsewhere=elsewhere)


def gathering_of(
    w: World, guide: str = "consent", *, mode: str = "live", among=("Amina", "Bruno", "Claire")
) -> Gathering:
    """An open gathering that Driss facilitates, with these people in it; Claire carries the proposal if there is one."""
    chosen = guides.guide(guide)
    gathering = gatherings.call_gathering(
        w.circle, guide=chosen, mode=mode, by=w.driss, subject="Les sorties"
    )
    gathering = gatherings.open_gathering(gathering, by=w.driss)
    for name in among:
        gatherings.enter(gathering, person=w[name], voice=VOICES[name], by=w[name])
    for role in chosen.roles:
        gatherings.give_role(gathering, role=role, person=w.claire.pk, by=w.driss)
    return gathering
