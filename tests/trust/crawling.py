"""Reading every page of the house as somebody, and noting whose words came through."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from tests.exports.opening import words_of
from tests.trust import asking, policy
from tests.trust.place import Place, canary

SÉANCES = (
    "open",
    "closed",
    "round",
    "between",
    "case-gathering",
    "mailed",
    "dated",
    "talk",
    "elsewhere-gathering",
    "looked-back",
)
SHOWN = ("public", "waiting", "foreign")  # to everybody, soon, from elsewhere
FORMATS = ["pdf", "docx", "md"]
OWN_DATA = ("account/data/",)  # what is held about me: another question, asked apart
BY_LINK = (
    "g/<str:secret>/",
    "invitations/<str:secret>/",
    "account/keep/<str:token>/",
    "asked/<str:link>/",
    "answer/<str:link>/",
    "waves/answer/<str:link>/",
    "pulses/answer/<str:link>/",
    "calendar/<str:secret>.ics",
    "apply/<str:link>/",
    "apply/<str:link>/needs/<int:pk>/",
    "apply/together/<str:link>/",
    "application/<str:link>/",
    "application/<str:link>/answer/",
    "application/<str:link>/care/",
    "application/<str:link>/need/",
    "application/<str:link>/needs/",
    "application/<str:link>/withdrawal/",
    "application/<str:link>/pair/",
)  # whoever holds the link


def numbers(place: Place) -> dict[str, dict[str, list[str]]]:
    """The real numbers that an address of each kind may hold: one's own and everybody else's."""
    séances = [place[name] for name in SÉANCES]
    circles = [
        place[name].pk
        for name in (
            "circle",
            "network",
            "elsewhere",
            "wave-circle",
            "cohort-circle",
            "pair-circle",
            "talk-circle",
        )
    ] + [g.assembly_id for g in séances]
    return {
        "circles": {"pk": circles, "what": ["decisions", "steps", "requests", "time"]},
        "exports": {"pk": [place["export"], place["export-of-farid"]]},
        "gatherings": {
            "date": [place["date"]], "format": FORMATS, "pk": [g.pk for g in séances], "person": [place["rose"], place.world.bruno.pk],
        },
        "entries": {"pk": [place["entry"], place["decision-entry"], place["case"]]},
        "requests": {"pk": [place["request"]], "format": FORMATS},
        "decisions": {"pk": [place["decision"]], "format": FORMATS},
        "waves": {"pk": [place["wave"], place["told-wave"]]},
        "pulses": {"pk": [place["pulse"], place["opened-pulse"]]},
        "steps": {"pk": [place["step"], place["finished"]]},
        "syntheses": {"pk": [place["synthesis"], place["synthesis-draft"]], "format": FORMATS},
        "pairs": {"pk": [place["pair"]]},
        "practices": {"pk": [place[name] for name in ("practice", "draft", "adapted", *SHOWN)]},
        "public": {"pk": [place[name] for name in ("practice", "draft", *SHOWN)]},
        "arrivals": {"pk": [place["arrival"]]},
        "workshops": {"pk": [place["workshop"].pk]},
        "calls": {"pk": [place["call-for-pairs"].pk, place["care-call"].pk], "first": [place["mona"], place["olga"]], "second": [place["nils"]]},
        "cohorts": {"id": ["binomes"], "pk": [place["own-template"].pk]},
        "applications": {"pk": [place["application"], place["other-application"], place["application-draft"], place["looking"]]},
        "guides": {"id": ["meteo"], "pk": [place["adaptation"]]},
    }  # fmt: skip


def addresses(place: Place) -> list[str]:
    """Every address that a GET may be made of, with every number there is."""
    found: list[str] = ["/account/", "/?suite=1"]
    given = numbers(place)
    reading = {
        policy.route(row) for row, said in policy.ROWS.items() if said["class"] not in ("act", "nobody")
    }
    for route in sorted(reading.difference(OWN_DATA, BY_LINK)):
        if route.startswith("accounts/"):
            continue
        names = re.findall(r"<\w+:(\w+)>", route)
        values = given.get(route.split("/")[0], {})
        for chosen in product(*(values[name] for name in names)):
            words = dict(zip(names, map(str, chosen), strict=True))
            found.append(asking.address(place, route, words))
    changing = [f"/gatherings/{place[name].pk}/stage/?change=1" for name in ("open", "round")]
    calling = [f"/circles/{place['circle'].pk}/gatherings/new/?adaptation=1", "/circles/new/?inside=1"]
    return [*found, *changing, *calling]


def everybody(place: Place) -> dict[str, Any]:
    return {**place.actors, "newcomer": place["newcomer"], "amina": place.world.amina}


def whole(answer: Any) -> str:
    """All that an answer carries: its headers, its cookies, its body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{answer.cookies.output()}\n{body(answer)}"


def body(answer: Any) -> str:
    """Its words, whatever the format: a file that leaves the house is opened as its reader would open it."""
    content = answer.getvalue() if answer.streaming else answer.content
    return words_of(content, answer.headers.get("Content-Type", ""))


def readers(place: Place, found: list[str] | None = None, among: tuple[str, ...] = ()) -> dict[str, set[str]]:
    """Who met each canary, anywhere: name of the canary → actors. Every word ever said is there, met or not."""
    met: dict[str, set[str]] = {name: set() for name in place.said}
    for actor, somebody in everybody(place).items():
        if among and actor not in among:
            continue
        for path in found or addresses(place):
            text = whole(asking.ask(place, somebody, "GET", path))
            for name in words_in(text, place):
                met[name].add(actor)
    return met


def words_in(text: str, place: Place) -> set[str]:
    return {name for name in place.said if canary(name) in text}


def shown_where(place: Place, actor: str, name: str) -> list[str]:
    """For whoever reads a failure: the addresses where this actor met this canary."""
    somebody = everybody(place)[actor]
    return [
        path for path in addresses(place) if canary(name) in whole(asking.ask(place, somebody, "GET", path))
    ]
