"""A gathering over several days among people who never sign in: what whoever facilitates does for it to begin.

Run inside the house of a server (`Server.python`), through the house's own verbs.
"""

from __future__ import annotations

import json

from django.db import transaction

from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.notices import commands as notices
from polyphonie.people import commands as people
from polyphonie.people.queries import Cadence, Person

VOICES = {"Odile": Voice.SUPPORT, "Rose": Voice.PATIENT, "Paul": Voice.FAMILY, "Inès": Voice.PROFESSIONAL}
SUBJECT = "Où laisser le fauteuil la nuit ?"


def address_of(name: str) -> str:
    return f"courrier.{name.lower().replace('è', 'e')}@valmont.example"


@transaction.atomic
def call(guide: str) -> None:
    """Odile calls a gathering by mail in a circle of four, and opens it. Its number is printed."""
    here = {name: Person.objects.create_user(email=address_of(name), name=name) for name in VOICES}
    odile = here["Odile"]
    circle = circles.found_circle(name="Étage 3", kind=Kind.TEAM, by=odile, voice=VOICES["Odile"])
    for name, one in here.items():
        circles.enter(circle, person=one, voice=VOICES[name], by=odile)
        people.prefer(one, language="fr", plain=False, cadence=Cadence.AT_ONCE, by=one)
    called = gatherings.call_gathering(
        circle, guide=guides.guide(guide), mode="async", by=odile, subject=SUBJECT
    )
    print(json.dumps(gatherings.open_gathering(called, by=odile).pk))


@transaction.atomic
def begin(number: int, **roles: str) -> None:
    """She gives the roles, and opens the first step."""
    gathering = Gathering.objects.get(pk=number)
    odile = Person.objects.get(email=address_of("Odile"))
    for role, name in roles.items():
        carries = Person.objects.get(email=address_of(name))
        gatherings.give_role(gathering, role=role, person=carries.pk, by=odile)
    gatherings.open_next(gathering, by=odile)


def post() -> None:
    """The mails leave now, and not at the next of the moments when they leave by themselves."""
    notices.deliver()
