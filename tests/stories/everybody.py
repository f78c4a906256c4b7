"""Every page of the house, and who looks at it. The stories for everybody walk this list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CARRIED = ("proposition", "ajuster", "integrer")
KINDS = (
    "read",
    "proposition",
    "clarifier",
    "reagir",
    "ajuster",
    "consentement",
    "integrer",
    "petits-pas",
    "clore",
)

# What lies around a gathering, and who looks at it.
AROUND = {
    "requests": "Amina",
    "request-new": "Amina",
    "request-waiting": "Amina",
    "request-answered": "Driss",
    "asked-waiting": "",
    "asked-answered": "",
    "dates": "Amina",
    "dates-settled": "Driss",
    "by-mail-enter": "",
    "by-mail-asked": "",
    "by-mail-noted": "",
    "by-mail-over": "",
    "entry": "Claire",
    "reading-again": "Amina",
    "own": "Driss",
    "own-words": "Driss",
    "own-step": "Driss",
    "own-kit": "Amina",
    "own-discard": "Driss",
    "own-call": "Driss",
    "own-draft": "Driss",
    "own-draft-words": "Driss",
    "own-brought": "Driss",
    "files": "Amina",
    "agenda": "Hanna",
    "join": "",
    "keep": "Zoé",
    "attach": "Nour",
    "waves": "Driss",
    "waves-member": "Amina",
    "wave-new": "Driss",
    "wave-questions": "Driss",
    "wave-open": "Amina",
    "wave-told": "Amina",
    "wave-over-time": "Driss",
    "wave-by-mail": "",
    "room-asked": "Amina",
    "room-answering": "Amina",
    "room-noted": "Claire",
    "room-changing": "Claire",
    "room-desk": "Driss",
    "room-wall": "Driss",
    "room-told": "Amina",
    "room-told-wall": "Driss",
    "room-too-few": "Amina",
    "room-too-few-desk": "Driss",
    "pulses": "Amina",
    "pulse-open": "Amina",
    "pulse-together": "Amina",
    "pulse-noted": "Claire",
    "pulse-by-mail": "",
    "signals": "Driss",
    "sheets": "Amina",
    "sheets-of-circle": "Hanna",
    "sheet-begin": "Amina",
    "sheet-take-up": "Amina",
    "sheet": "Hanna",
    "sheet-author": "Amina",
    "sheet-draft": "Amina",
    "sheet-writing": "Amina",
    "sheet-poster": "Hanna",
    "sheet-opening": "Amina",
    "sheet-adapt": "Driss",
    "sheet-trial": "Hanna",
    "synthesis": "Amina",
    "public-sheets": "",
    "public-sheet": "",
    "public-policy": "",
    "sheet-public": "Amina",
    "sheet-public-asked": "Amina",
    "sheet-to-read": "Hanna",
    "sheet-peer-reading": "Hanna",
    "sheet-from-elsewhere": "Driss",
    "arrivals": "Driss",
    "arrival": "Driss",
    "journal": "Amina",
    "journal-days": "Driss",
    "journal-sorting": "Driss",
    "sheet-full": "Hanna",
    "sheet-full-writing": "Amina",
    "sheet-spread": "Hanna",
    "synthesis-new": "Driss",
    "synthesis-kept": "Hanna",
    "synthesis-author": "Amina",
    "synthesis-draft": "Amina",
    "synthesis-writing": "Amina",
    "synthesis-opening": "Amina",
    "cohort-new": "Driss",
    "cohort": "Driss",
    "workshop": "Driss",
    "call-new": "Driss",
    "call": "Driss",
    "application": "Driss",
    "pairing": "Driss",
    "workshop-kept": "Driss",
    "workshop-draft": "Driss",
    "workshop-member": "Amina",
    "tables-screen": "Amina",
    "tables-paper": "Driss",
    "time": "Driss",
    "time-member": "Amina",
    "templates": "Driss",
    "own-programme": "Driss",
    "own-programme-to-mend": "Driss",
    "own-programme-member": "Amina",
    "care": "Driss",
    "care-asked": "",
    "care-written": "",
    "pairing-care": "Driss",
    "apply": "",
    "together": "",
    "apply-need": "",
    "apply-need-gone": "",
    "need-carried": "",
    "need-new": "",
    "needs": "",
    "needs-answered": "",
    "application-answering": "",
    "application-with-need": "Driss",
    "application-mine": "",
    "application-asked": "",
    "pair": "Amina",
    "pair-project": "Amina",
    "pair-step": "Amina",
    "pair-log": "Amina",
    "pair-share": "Amina",
    "pair-share-writing": "Amina",
    "report": "Amina",
    "report-coordinated": "Driss",
    "report-writing": "Driss",
    "pair-leaving": "Amina",
    "pair-left": "Amina",
    "conversations": "Hanna",
    "conversations-coordinated": "Driss",
}
# Addresses that answer a GET and that these stories do not open, each with its reason.
NOT_OPENED = {
    "a part of a page, asked by the page": (
        "gatherings/<int:pk>/stage/",
        "gatherings/<int:pk>/progress/",
        "gatherings/<int:pk>/since/",
        "gatherings/<int:pk>/console/board/",
        "gatherings/<int:pk>/screen/stage/",
    ),
    "opened by the story that comes in with a code by mail: it asks for a recent sign-in": (
        "accounts/2fa/webauthn/add/",
    ),
    "a file": (
        "decisions/<int:pk>/calendar.ics",
        "gatherings/<int:pk>/calendar.ics",
        "calendar/<str:secret>.ics",
        "gatherings/<int:pk>/record.<slug:format>",
        "decisions/<int:pk>/decision.<slug:format>",
        "requests/<int:pk>/request.<slug:format>",
        "syntheses/<int:pk>/synthesis.<slug:format>",
        "circles/<int:pk>/<slug:what>.csv",
        "exports/<int:pk>/file/",
        "guides/own/<int:pk>/guide.toml",
        "cohorts/own/<int:pk>/programme.toml",
        "cohorts/templates/<slug:id>.toml",
        "public/feed.atom",
        "public/catalogue.json",
        "public/catalogue.schema.json",
        "public/sheets/<int:pk>/sheet.json",
    ),
}


@dataclass(frozen=True)
class Place:
    """A page: its name, who opens it (a person of the moments, of the demo, or nobody), its address."""

    name: str
    who: str
    address: str
    found: bool = True


def where(server: Any) -> dict[str, Any]:
    """The moments of this server, made once."""
    if not hasattr(server, "where"):
        server.where = json.loads(server.python("from tests.stories import moments; moments.furnish()"))
    return server.where


def places(server: Any) -> Iterator[Place]:
    """Every page: for anybody, for somebody, of a circle, of a gathering."""
    yield from all_of(where(server))


def all_of(at: dict[str, Any]) -> Iterator[Place]:
    yield from _for_anybody(at)
    yield from _for_somebody(at)
    yield from _of_the_circle(at)
    yield from _of_a_gathering(at["gatherings"], at["without_device"])
    for name, who in AROUND.items():
        yield Place(name, who, at["around"][name])


def _for_anybody(at: dict[str, Any]) -> Iterator[Place]:
    yield Place("welcome", "", "/")
    yield Place("enter", "", "/enter/")
    yield Place("promises", "", "/promises/")
    yield Place("gallery", "", "/components/")
    yield Place("doors", "", "/demo/")
    yield Place("login", "", "/accounts/login/")
    yield Place("request-code", "", "/accounts/login/code/")
    yield Place("signup", "", "/accounts/signup/")
    yield Place("inactive", "", "/accounts/inactive/")
    yield Place("password-reset", "", "/accounts/password/reset/")
    yield Place("password-reset-done", "", "/accounts/password/reset/done/")
    yield Place("password-new-done", "", "/accounts/password/reset/key/done/")
    yield Place("password-new", "", "/accounts/password/reset/key/1-no/")
    yield Place("elsewhere-cancelled", "", "/accounts/3rdparty/login/cancelled/")
    yield Place("guides", "", "/guides/")
    yield Place("guide", "", "/guides/consent/")
    yield Place("kit", "", "/guides/consent/kit/")
    yield Place("404-stranger", "", "/nowhere/", found=False)
    yield Place("invitation-stranger", "", f"/invitations/{at['invitation']}/")


def _for_somebody(at: dict[str, Any]) -> Iterator[Place]:
    yield Place("home-busy", "Amina", "/")
    yield Place("home-empty", "Nour", "/")
    yield Place("404", "Nour", f"/circles/{at['circle']}/", found=False)
    yield Place("invitation", "Nour", f"/invitations/{at['invitation']}/")
    yield Place("account", "Amina", "/account/")
    yield Place("data", "Amina", "/account/data/")
    yield Place("erase", "Amina", "/account/erasure/")
    yield Place("two-factor", "Amina", "/accounts/2fa/")
    yield Place("email", "Amina", "/accounts/email/")
    yield Place("keys", "Amina", "/accounts/2fa/webauthn/")
    yield Place("recovery-codes", "Amina", "/accounts/2fa/recovery-codes/generate/")
    yield Place("password", "Amina", "/accounts/password/set/")
    yield Place("elsewhere", "Amina", "/accounts/3rdparty/")
    yield Place("logout", "Amina", "/accounts/logout/")
    yield Place("found", "Driss", "/circles/new/")
    yield Place("guide-known", "Driss", "/guides/consent/")
    yield Place("bring", "Driss", "/guides/file/")


def _of_the_circle(at: dict[str, Any]) -> Iterator[Place]:
    circle = f"/circles/{at['circle']}/"
    yield Place("circle", "Driss", circle)
    yield Place("people", "Driss", f"{circle}people/")
    yield Place("people-member", "Amina", f"{circle}people/")
    yield Place("charter", "Amina", f"{circle}charter/")
    yield Place("charter-written", "Driss", f"{circle}charter/")
    yield Place("register", "Amina", f"{circle}decisions/")
    yield Place("decision", "Amina", f"/decisions/{at['decision']}/")
    yield Place("steps", "Amina", f"{circle}steps/")
    yield Place("step", "Amina", f"/steps/{at['step']}/")
    yield Place("choose", "Driss", f"{circle}gatherings/new/")
    yield Place("call", "Driss", f"{circle}gatherings/new/?guide=consent")


def _of_a_gathering(made: dict[str, int], without_device: int) -> Iterator[Place]:
    def at(moment: str, more: str = "") -> str:
        return f"/gatherings/{made[moment]}/{more}"

    yield Place("called", "Amina", at("called"))
    yield Place("lobby", "Amina", at("lobby"))
    yield Place("threshold", "Driss", at("called"))
    for step in KINDS:
        who = "Claire" if step in CARRIED else "Amina"
        for state in ("ask", "noted", "shown"):
            if f"{step}-{state}" in made:
                yield Place(f"{step}-{state}", who, at(f"{step}-{state}"))
    yield Place("not-mine", "Amina", at("proposition-ask"))
    yield Place("objector", "Amina", at("lift"))
    yield Place("decided", "Amina", at("decided"))
    yield Place("columns", "Amina", at("columns"))
    yield Place("over-record", "Amina", at("over", "record/"))
    for moment in ("called", "lobby", "reagir-ask", "consentement-shown", "decided", "over"):
        yield Place(f"console-{moment}", "Driss", at(moment, "console/"))
        yield Place(f"screen-{moment}", "Driss", at(moment, "screen/"))
    yield Place("scribe", "Driss", at("reagir-ask", "scribe/"))
    yield Place("kit-gathering", "Driss", at("reagir-ask", "kit/"))
    yield Place("cards", "Driss", at("reagir-ask", "cards/"))
    yield Place("write-for", "Driss", at("reagir-ask", f"scribe/{without_device}/"))


class Visitors:
    """One browser for each person, opened when needed, signed in without walking through the door."""

    def __init__(self, somebody: Any, server: Any, **more: Any) -> None:
        self.somebody, self.server, self.more = somebody, server, more
        self.here: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.here:
            self.here[name] = one = self.somebody(**self.more)
            if name:
                key = where(self.server)["sessions"][name]
                one.context.add_cookies([{"name": "sessionid", "value": key, "url": self.server.url}])
        return self.here[name].page

    def open(self, place: Place) -> Any:
        page = self[place.who]
        answer = page.goto(place.address)
        assert answer.status == (200 if place.found else 404), f"{place.name}: {answer.status}"
        return page
