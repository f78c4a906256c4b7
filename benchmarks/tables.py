"""Tables beside a general solver: how many meet again, in how long, voices mixed as far as arithmetic allows.

python -m benchmarks.tables            # OR-Tools CP-SAT is given 10 s on one thread, or SECONDS: python -m benchmarks.tables 30

Its seconds are those of its own clock, which counts work: a busy machine takes nothing from it. Ours has none: the same
seed makes the same search. CP-SAT holds voices as rules and makes meetings again least; ours weighs them, and both are
counted by the same lines.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from importlib.util import find_spec
from itertools import combinations
from typing import Any

from benchmarks.measuring import show
from polyphonie.engines import tables
from polyphonie.engines.tables import Company, Guest, Plan

# People, people at a table, workshops, voices.
ROOMS = (
    (12, 4, 3, 3), (16, 4, 5, 1), (20, 5, 4, 2), (24, 4, 5, 1), (24, 4, 5, 3), (24, 6, 5, 4), (25, 5, 6, 1),
    (30, 5, 5, 3), (36, 6, 5, 3), (60, 6, 5, 4),
)  # fmt: skip


def main(seconds: float) -> None:
    show("tables", [_row(*room, seconds) for room in ROOMS])


def _row(people: int, size: int, workshops: int, voices: int, seconds: float) -> dict[str, Any]:
    company = Company(tuple(Guest(f"g{n:02}", f"voice {n % voices}") for n in range(people)))
    start = time.process_time()
    plan = tables.seat(company, size=size, workshops=workshops)
    taken = time.process_time() - start
    row: dict[str, Any] = {
        "people": people, "size": size, "workshops": workshops, "voices": voices,
        "again": tables.repeats(company, plan.workshops), "lacks": _lacks(plan), "CPU s": round(taken, 2),
        "at least": tables.unavoidable(company, plan.workshops),
    }  # fmt: skip
    if find_spec("ortools"):
        start = time.process_time()
        other = cp_sat(company, size, workshops, seconds)
        row |= {
            "CP-SAT again": tables.repeats(company, other.workshops) if other else "none",
            "CP-SAT lacks": _lacks(other) if other else "–",
            "CP-SAT CPU s": round(time.process_time() - start, 2),
        }
    print(row, flush=True)
    return row


def _lacks(plan: Plan) -> int:
    return sum(len(tables.lacks(plan.company, seating)) for seating in plan.workshops)


def cp_sat(company: Company, size: int, workshops: int, seconds: float) -> Plan | None:
    """One boolean for each person, table and workshop; one for each two people and workshop."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    guests, sizes = company.guests, tables.sizes(len(company.guests), size)
    at = {
        (w, p, t): model.new_bool_var("") for w in range(workshops) for p in range(len(guests)) for t in range(len(sizes))
    }  # fmt: skip
    voices = Counter(guest.voice for guest in guests)
    for w in range(workshops):
        for p in range(len(guests)):
            model.add_exactly_one(at[w, p, t] for t in range(len(sizes)))
        for t, seats in enumerate(sizes):
            model.add(sum(at[w, p, t] for p in range(len(guests))) == seats)
            for voice, many in voices.items():
                here = sum(at[w, p, t] for p, guest in enumerate(guests) if guest.voice == voice)
                model.add_linear_constraint(here, many // len(sizes), -(-many // len(sizes)))
    again = []
    for one, other in combinations(range(len(guests)), 2):
        meet = [model.new_bool_var("") for _ in range(workshops)]
        for w in range(workshops):
            for t in range(len(sizes)):
                model.add_bool_or(~at[w, one, t], ~at[w, other, t], meet[w])
        more = model.new_int_var(0, workshops, "")
        model.add(more >= sum(meet) - 1)
        again.append(more)
    for p in range(len(guests)):  # the first workshop, up to the names of tables, within each voice’s share
        model.add_hint(at[0, p, p % len(sizes)], 1)
    model.minimize(sum(again))
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time, solver.parameters.num_workers = seconds, 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    seatings = tuple(
        tuple(
            tuple(guest.name for p, guest in enumerate(guests) if solver.value(at[w, p, t])) for t in range(len(sizes))
        )
        for w in range(workshops)
    )  # fmt: skip
    return Plan(company, seatings, 0)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 10.0)
