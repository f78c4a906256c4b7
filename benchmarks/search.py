"""Looking among a hundred thousand sheets, beside the database's own bare full text over the same words, for three people.

On the clock, and by processor time: SQLite works inside this process; a PostgreSQL server's own work is on the clock alone.

python -m benchmarks.search [number of sheets]
python -m benchmarks.search 100000 again    in the house that POLYPHONIE_DATA and POLYPHONIE_DATABASE_URL name, left by an earlier run
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from typing import Any

import django

from benchmarks.measuring import both_of, ms, open_house, own_folder, p50, p95, show

SHEETS, TIMES = 100_000, 6
ASKED = (
    "canicule", "famille", "les familles la nuit", "faire boire les residents quand il fait chaud", "telefone", "chimio",
    "sortie un vendredi", "mot00007", "relève équipe nuit patient", "lien", "mot00007 famille", "xylophone",
)  # fmt: skip


def main() -> None:
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS
    again = "again" in sys.argv
    readers = _entered(sheets, again)
    from django.db import connection

    from benchmarks import bare
    from polyphonie.base.scope import open_door

    bare.settle()
    began = _memory()
    with open_door():
        found = {name: _looked(person) for name, person in readers.items()}
        _prove(found, readers)
        rows = [_row("the database alone", bare.search)]
        rows += [_row(f"ours, who reads {name}", _look(person)) for name, person in readers.items()]
        lists = [_listed(f"the list, who reads {name}", person) for name, person in readers.items()]
        alike = [_alike(f"similar sheets, who reads {name}", person) for name, person in readers.items()]
    show(f"search ({connection.vendor}, {sheets} sheets)", [*rows, *lists, *alike])
    print(f"memory: {began} MB before the first question, {_memory()} MB at most")


def _entered(sheets: int, again: bool) -> dict[str, Any]:
    """Who reads, in a house that was filled."""
    if again:
        os.environ["DJANGO_SETTINGS_MODULE"] = "polyphonie.config.settings"
        django.setup()
    else:
        open_house(own_folder())
    from django.db import transaction

    from benchmarks import bare
    from benchmarks.sheets import House
    from polyphonie.base.scope import open_door
    from polyphonie.people.queries import Person

    if again:
        return {name: Person.objects.get(name=name) for name in ("all", "half", "a team")}
    with open_door(), transaction.atomic():
        house = House()
        house.fill(sheets)
        bare.furnish()
    return house.readers


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _look(person: Any) -> Callable[[str], Any]:
    from polyphonie.practices import queries

    return lambda words: queries.leaf(to=person, words=words)


def _row(name: str, job: Callable[[str], Any]) -> dict[str, Any]:
    for words in ASKED:
        job(words)
    each = {words: both_of(lambda words=words: job(words), TIMES) for words in ASKED}
    slowest = max(each, key=lambda words: p50([clock for clock, _ in each[words]]))
    return _told(name, [one for taken in each.values() for one in taken], slowest)


def _listed(name: str, person: Any) -> dict[str, Any]:
    from polyphonie.practices import queries

    return _told(name, both_of(lambda: queries.leaf(to=person), TIMES))


def _alike(name: str, person: Any) -> dict[str, Any]:
    from polyphonie.practices import queries

    seen = next(one.sheet for one in queries.leaf(to=person).found if one.sheet.shown)
    return _told(name, both_of(lambda: queries.similar(seen, to=person), TIMES))


def _told(name: str, taken: list[tuple[float, float]], slowest: str = "") -> dict[str, Any]:
    clock, cpu = zip(*taken, strict=True)
    times = {"p50 ms": p50(clock), "p95 ms": p95(clock), "CPU p50 ms": p50(cpu), "CPU p95 ms": p95(cpu)}
    return {"what": name, **{key: ms(value) for key, value in times.items()}, "slowest question": slowest}


def _looked(person: Any) -> dict[str, list[int]]:
    from polyphonie.practices import queries

    return {
        words: [one.sheet.row.entry_id for one in queries.leaf(to=person, words=words, most=100).found]
        for words in ASKED
    }


def _prove(found: dict[str, dict[str, list[int]]], readers: dict[str, Any]) -> None:
    """Nothing is shown but what the pure function lets through; nothing with a rare word is missed that it lets through."""
    from polyphonie.circles import queries as circles
    from polyphonie.practices.models import Practice

    rare = list(Practice.objects.filter(changed__contains="mot00007").values_list("entry", flat=True))
    for name, person in readers.items():
        for words, entries in found[name].items():
            assert set(entries) == circles.readable(entries, to=person), (name, words)
        assert set(found[name]["mot00007"]) == circles.readable(rare, to=person), name
    counts = {name: sum(map(len, each.values())) for name, each in found.items()}
    print(f"shown to each: {counts}, all of it readable; every readable sheet with the rare word found")


if __name__ == "__main__":
    main()
