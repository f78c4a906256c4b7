"""A house with many sheets, written straight into its tables: made of the forty of the demo, whose lines are drawn again and again.

Seeded: the same number gives the same sheets. Three people read different parts of it: the network to which all that is shown was
opened, the region to which half of it was, one team.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import polyphonie.cli
from polyphonie.base import clock
from polyphonie.circles.models import Authorship, Circle, Entry, Membership, Widening, WideningConsent
from polyphonie.people.queries import Person
from polyphonie.practices import index, queries
from polyphonie.practices.contract.ingredients import ingredients
from polyphonie.practices.contract.terms import stems
from polyphonie.practices.models import Practice
from polyphonie.practices.queries.indexing import DRAFT, SHOWN, as_term

DEMO = Path(polyphonie.cli.__file__).with_name("valmont_practices.toml")
TEAMS, AT_ONCE = 400, 2000
OPEN, DRAFTS = 0.5, 0.05  # of the sheets: those opened to the region; those that are still drafts


class House:
    """The teams, one writer in each, the two networks, and who reads."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.told = tomllib.loads(DEMO.read_text("utf-8"))["sheet"]
        self.teams = [Circle.objects.create(name=f"Équipe {n}", kind="team") for n in range(TEAMS)]
        self.network, self.region = (
            Circle.objects.create(name=n, kind="network") for n in ("Réseau", "Région")
        )
        self.writers = [self._person(f"Auteur {n}") for n in range(TEAMS)]
        self.voices = self.chance.choices(("patient", "professional", "support"), k=TEAMS)
        for team, writer, voice in zip(self.teams, self.writers, self.voices, strict=True):
            Membership.objects.create(circle=team, person=writer, voice=voice)
        reads = {"all": [self.network, self.region], "half": [self.region], "a team": [self.teams[0]]}
        self.readers = {name: self._person(name) for name in reads}
        for name, circles in reads.items():
            for circle in circles:
                Membership.objects.create(circle=circle, person=self.readers[name], voice="family")

    def _person(self, name: str) -> Person:
        return Person.objects.create_user(
            name=name, email=f"{name.replace(' ', '.').lower()}@valmont.example"
        )

    def fill(self, sheets: int) -> None:
        for begin in range(0, sheets, AT_ONCE):
            self._write(min(AT_ONCE, sheets - begin))

    def _write(self, number: int) -> None:
        now, homes = clock.now(), self.chance.choices(range(TEAMS), k=number)
        entries = Entry.objects.bulk_create(
            Entry(
                circle=self.teams[home], kind="practice", open_to_future=True, written_at=now - timedelta(days=400),
                shown_at=None if self.chance.random() < DRAFTS else now,
            )
            for home in homes
        )  # fmt: skip
        together = list(zip(entries, homes, strict=True))
        Authorship.objects.bulk_create(Authorship(entry=e, person=self.writers[h]) for e, h in together)
        rows = Practice.objects.bulk_create(self._sheet(e, self.teams[h]) for e, h in together)
        opened = self._open(together)
        index.put([self._row(row, h, opened[row.entry_id]) for row, h in zip(rows, homes, strict=True)])
        first = self._row(rows[0], homes[0], opened[rows[0].entry_id])
        assert [_same(row) for row in queries.rows_of([rows[0].pk])] == [_same(first)]

    def _open(self, together: list[tuple[Entry, int]]) -> dict[int, list[Circle]]:
        opened = defaultdict[int, list[Circle]](list)
        widenings = []
        for entry, home in together:
            opened[entry.pk] = [self.network, *([self.region] if self.chance.random() < OPEN else [])]
            widenings += [
                Widening(entry=entry, circle=c, asked_by=self.writers[home]) for c in opened[entry.pk]
            ]
        WideningConsent.objects.bulk_create(
            WideningConsent(
                widening=w, author=w.asked_by, yes=True, future_members=True, audience="-", chain="-"
            )
            for w in Widening.objects.bulk_create(widenings)
        )
        return opened

    def _sheet(self, entry: Entry, circle: Circle) -> Practice:
        """Each part comes from two sheets of the demo; every hundred sheets share one word that no other has."""

        def two(part: str) -> str:
            return "\n".join(sheet[part] for sheet in self.chance.sample(self.told, 2))

        lines = [line for sheet in self.chance.sample(self.told, 3) for line in sheet["tried"]]
        return Practice(
            entry=entry,
            circle=circle,
            situation=self.chance.choice(("crisis", "daily")),
            title=self.chance.choice(self.told)["title"],
            for_whom=self.chance.choice(self.told)["for_whom"],
            with_whom=self.chance.choice(self.told)["with_whom"],
            tried=self.chance.sample(lines, min(len(lines), self.chance.randint(3, 7))),
            means=two("means"),
            changed=f"{two('changed')}\nmot{entry.pk // 100:05d}",
            surprised=two("surprised"),
            advice=two("advice"),
            ingredients=sorted(self.chance.sample(sorted(ingredients()), 3)),
        )

    def _row(self, row: Practice, home: int, opened: list[Circle]) -> index.Row:
        """What the index keeps of a sheet, as `queries.rows_of` says (one of each batch is asked); a line is stemmed once."""
        shown = row.entry.shown_at is not None
        titles = [ingredients()[id].title for id in row.ingredients]
        parts = (
            [row.title], [row.for_whom, row.circle.name], row.tried,
            [row.with_whom, row.means, row.changed, row.surprised, row.advice, *(w for t in titles for w in (t.fr, t.en))],
        )  # fmt: skip
        *first, last = (tuple(stem for part in each for stem in _stems(part)) for each in parts)
        keys = {
            f"a{self.writers[home].pk}", f"v{self.voices[home]}", f"s{row.situation}", SHOWN if shown else DRAFT,
            *(f"p{c.pk}" for c in (row.circle, *opened)), *(f"f{c.pk}" for c in (row.circle, *opened) if shown),
            *(f"i{ingredients()[id].family}" for id in row.ingredients),
        }  # fmt: skip
        return index.Row(row.pk, (*first, (*last, *map(as_term, row.ingredients))), tuple(keys))


def _same(row: index.Row) -> Any:
    return row.sheet, row.stems, frozenset(row.keys)


def _stems(part: str) -> list[str]:
    return [stem for line in re.split(r"\n", part) for stem in _of_line(line)]


@cache
def _of_line(line: str) -> tuple[str, ...]:
    return tuple(stems(line))
