"""A team of nine for the story of a wave. Run inside the house of a server (`Server.python`)."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import transaction

from polyphonie.base import clock, facts
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.listening import commands, queries
from polyphonie.listening.models import Wave
from polyphonie.people.queries import Person
from tests.stories.moments import _session

NAMES = ("Ada", "Basile", "Chloé", "Dora", "Édith", "Félix", "Gaëlle", "Henri", "Inès", "Jules")


@transaction.atomic
def furnish() -> None:
    """Seven professionals and two patients; Jules comes too late. Ada facilitates. Prints where everything is."""
    people = [
        Person.objects.create_user(email=f"vague{at}@valmont.example", name=name)
        for at, name in enumerate(NAMES)
    ]
    with facts.quietly():
        ada = people[0]
        circle = circles.found_circle(name="Équipe de nuit", kind=Kind.TEAM, by=ada, voice=Voice.PROFESSIONAL)
        for at, person in enumerate(people[1:9], 1):
            voice = Voice.PATIENT if at > 6 else Voice.PROFESSIONAL
            circles.enter(circle, person=person, voice=voice, by=ada)
    print(json.dumps({"circle": circle.pk, "sessions": [_session(person) for person in people]}))


def link(wave: int, name: str) -> None:
    print(queries.link_of(wave, Person.objects.get(name=name, email__startswith="vague").pk))


def end(wave: int) -> None:
    """Its week is over: the clock of the house would do the same a week later."""
    with open_door():
        Wave.objects.filter(pk=wave).update(closes_at=clock.now() - timedelta(seconds=1))
    commands.close_waves()
