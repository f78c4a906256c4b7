"""Forty sheets of Valmont and around it, as `valmont_practices.toml` tells them: written, signed by all, opened to a network,
some adapted and tried elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Entry, Kind
from polyphonie.people.queries import Person
from polyphonie.practices import commands
from polyphonie.practices.queries import Practice

FILE = Path(__file__).with_suffix(".toml")
MONTH = 30
PARTS = ("title", "situation", "for_whom", "with_whom", "tried", "means", "changed", "surprised", "advice")
Ago = Callable[[int], datetime]


@cache
def told() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(FILE.read_text("utf-8"))


class Sheets:
    """Where and by whom they were written; `ago` gives the moment so many days ago."""

    def __init__(self, people: dict[str, Person], known: dict[str, Circle], by: Person, ago: Ago) -> None:
        self.people, self.by, self.ago = dict(people), by, ago
        self.voices = {one["name"]: one["voice"] for one in told()["person"]}
        self.circles = dict(known)
        self.members: dict[int, set[int]] = {}
        self.made: dict[str, Practice] = {}

    def furnish(self) -> None:
        with clock.at(self.ago(42 * MONTH)):
            why = "Ce qui a été essayé, pour que d’autres l’essaient."
            self.network = self._found("Fiches de Valmont", why, Kind.NETWORK, self.by)
            for team in told()["team"]:
                if team["key"] not in self.circles:
                    first = next(one["name"] for one in told()["person"] if one["team"] == team["key"])
                    by = self._person(first)
                    self.circles[team["key"]] = self._found(team["name"], team["purpose"], Kind.TEAM, by)
            for one in told()["person"]:
                self._enter(self.circles[one["team"]], one["name"])
                self._enter(self.network, one["name"])
        for sheet in sorted(told()["sheet"], key=lambda sheet: (-sheet["tried_on"], "adapted_from" in sheet)):
            with clock.at(self.ago(sheet["tried_on"] * MONTH)):
                self._write(sheet)
        for sheet in told()["sheet"]:
            for trial in sheet.get("trials", ()):
                with clock.at(self.ago(max(sheet["tried_on"] * MONTH // 2, 2))):
                    self._try(sheet, trial)

    def _found(self, name: str, purpose: str, kind: str, by: Person) -> Circle:
        made = circles.found_circle(name=name, purpose=purpose, kind=kind, by=by, voice=self.voices[by.name])
        self.members[made.pk] = {by.pk}
        return made

    def _person(self, name: str) -> Person:
        if name not in self.people:
            email = f"{name.lower()}.fiches@valmont.example"
            self.people[name] = Person.objects.create_user(email=email, name=name)
        return self.people[name]

    def _enter(self, circle: Circle, name: str) -> None:
        person = self._person(name)
        if circle.pk not in self.members:
            here = circle.memberships.filter(left_at=None)
            self.members[circle.pk] = set(here.values_list("person", flat=True))
        if person.pk not in self.members[circle.pk]:
            circles.enter(circle, person=person, voice=self.voices[name], by=self.by)
            self.members[circle.pk].add(person.pk)

    def _write(self, sheet: dict[str, Any]) -> None:
        circle = self.circles[sheet["circle"]]
        for name in sheet["authors"]:
            self._enter(circle, name)
        first, *others = (self.people[name] for name in sheet["authors"])
        practice = self._begin(sheet, circle, first)
        commands.write(
            practice,
            number=practice.number,
            **{part: sheet[part] for part in PARTS},
            ingredients=sheet["ingredients"],
            tried_on=clock.today(),
            by=first,
        )
        practice.refresh_from_db()
        for person in others:
            commands.add_author(practice, person=person, by=first)
        for person in (first, *others):
            commands.sign(practice, number=practice.number, may_be_taken_up=True, by=person)
        self._open(practice.entry, (first, *others))
        self.made[sheet["id"]] = practice

    def _begin(self, sheet: dict[str, Any], circle: Circle, by: Person) -> Practice:
        if "adapted_from" not in sheet:
            return commands.begin(circle, situation=sheet["situation"], by=by)
        said = {"kept": sheet["kept"], "changed": sheet["changed_here"], "why": sheet["why"]}
        return commands.adapt(self.made[sheet["adapted_from"]], to=circle, by=by, **said)

    def _open(self, entry: Entry, authors: tuple[Person, ...]) -> None:
        """Each author agrees that the network reads it, now and later."""
        first, *others = authors
        widening = circles.widen(entry, to=self.network, by=first, future_members=True)
        for person in others:
            circles.answer_widening(widening, yes=True, future_members=True, by=person)

    def _try(self, sheet: dict[str, Any], trial: dict[str, Any]) -> None:
        teller = next(one["name"] for one in told()["person"] if one["team"] == trial["team"])
        commands.tell_trial(
            self.made[sheet["id"]],
            circle=self.circles[trial["team"]],
            worked=trial["outcome"],
            happened=trial["told"],
            by=self.people[teller],
        )
