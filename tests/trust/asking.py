"""Asking an address as one of the actors, without leaving a trace in the others' browsers."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.test.client import ClientHandler

from polyphonie.base import clock
from polyphonie.people.queries import Person
from tests.trust.place import Place

_HANDLER = ClientHandler(enforce_csrf_checks=False)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def named(place: Place, word: str) -> str:
    """What a word of the policy stands for in this place; a word that names nothing stands for itself."""
    if word.endswith(("-secret", "-code", "-assembly")):
        thing, _, what = word.rpartition("-")
        return str(place[thing].assembly_id if what == "assembly" else getattr(place[thing], what))
    if word in place.things:
        return str(getattr(place[word], "pk", place[word]))
    somebody = getattr(place.world, word, None)
    return str(somebody.pk) if isinstance(somebody, Person) else word


def filled(place: Place, words: dict[str, str]) -> dict[str, str]:
    return {name: named(place, word) for name, word in words.items()}


def address(place: Place, route: str, words: dict[str, str]) -> str:
    """The address of a route, with the numbers that this place gives it."""
    given = {name: named(place, word) for name, word in words.items()}
    plain = re.sub(
        r"<(?:\w+:)?(\w+)>", lambda m: given[m.group(1)], re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route)
    )
    return "/" + plain.replace("^", "").replace("$", "").lstrip("/")


def browser(place: Place, actor: str | Person | None) -> Client:
    """The browser of somebody who came in; a session is made once for each and kept in the place."""
    somebody = place.actors[actor] if isinstance(actor, str) else actor
    client = Client(raise_request_exception=False)
    client.handler = _HANDLER  # loaded once: the middleware keeps nothing of anybody
    if somebody is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = _session(place, somebody)
    return client


def _session(place: Place, somebody: Person) -> str:
    kept = place.things.setdefault("sessions", {})
    if somebody.pk not in kept:
        store = SessionStore()
        store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(somebody.pk), BACKEND
        store[HASH_SESSION_KEY] = somebody.get_session_auth_hash()
        store.create()
        kept[somebody.pk] = store.session_key
    return kept[somebody.pk]


def ask(
    place: Place, actor: str | Person | None, method: str, path: str, sent: dict[str, str] | None = None
) -> Any:
    """One request, at the moment where the place stands. HX is a GET for a fragment, HXPOST a POST for one."""
    client = browser(place, actor)
    headers = {"HX-Request": "true"} if method.startswith("HX") else {}
    verb = {"HX": "get", "HXPOST": "post"}.get(method, method.lower())
    with clock.at(place.days.now):
        if verb in ("get", "head"):
            return getattr(client, verb)(path, headers=headers)
        if verb == "post":
            return client.post(path, sent or {}, headers=headers)
        return getattr(client, verb)(path, headers=headers)
