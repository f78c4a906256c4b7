"""The house these tests run against. Called inside the server's own house (`Server.python`), it prints what it made."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from polyphonie.base.voices import Voice
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.people.queries import Person
from tests import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def session(person: Person) -> str:
    """What the browser of somebody who came in keeps."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return store.session_key


def write_step(guests: int = 8) -> None:
    """One circle; one gathering over several days whose first step, which writes, is open; guests who came in.

    Driss facilitates and never answers, so that the step waits for him and stays open. A second gathering, live,
    has opened its door and no step.
    """
    w = cast.world()
    gathering = cast.gathering_of(w, "petits-pas", mode="async", among=())
    people = [
        gatherings.welcome_guest(gathering, name=f"Invité {n}", voice=Voice.PATIENT)
        for n in range(1, guests + 1)
    ]
    run = gatherings.open_next(gathering, by=w.driss)
    waiting = cast.gathering_of(w, "tour", among=("Amina", "Bruno"))
    print(
        json.dumps(
            {
                "circle": w.circle.pk,
                **_numbers(gathering),
                "run": run.pk,
                "waiting": waiting.pk,
                "driss": session(w.driss),
                "farid": session(w.farid),
                "guests": [{"person": person.pk, "session": session(person)} for person in people],
            }
        )
    )


def _numbers(gathering: Gathering) -> dict[str, Any]:
    return {"gathering": gathering.pk, "assembly": gathering.assembly_id, "secret": gathering.secret}
