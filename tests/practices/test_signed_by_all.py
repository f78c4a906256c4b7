"""Whatever authors do, in whatever order: a sheet is read by others exactly while all its authors have signed its text."""

from __future__ import annotations

import os
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polyphonie.base.refusals import Refusal
from polyphonie.circles import commands as circles
from polyphonie.practices import commands, queries
from tests.practices.sheets import TEXT, draft, seen, sign, widened

EXAMPLES = int(os.environ.get("POLYPHONIE_EXAMPLES", "40"))
NAMES = ("Amina", "Bruno", "Claire")
VERBS = st.sampled_from(["sign", "sign", "sign", "write", "add", "leave", "withdraw"])
DONE = st.lists(st.tuples(VERBS, st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14)


class Model:
    """What should be true, kept apart from the house: who the authors are, who signed this text."""

    def __init__(self) -> None:
        self.authors, self.signed, self.alive = {"Amina"}, set(), True

    @property
    def shown(self) -> bool:
        return self.alive and self.authors == self.signed

    def do(self, verb: str, name: str, other: str) -> bool:
        """Do it here; was it allowed?"""
        if not self.alive or name not in self.authors:
            return False
        if verb == "sign":
            self.signed.add(name)
        elif verb == "write":
            self.signed.clear()
        elif verb == "add":
            if other in self.authors:
                return False
            self.authors.add(other)
        elif verb == "leave":
            if self.authors == {name}:
                return False
            self.authors.discard(name)
            self.signed.discard(name)
        elif verb == "withdraw":
            self.alive = False
        return True


def done(world: Any, made: Any, step: int, verb: str, name: str, other: str) -> bool:
    """Do it in the house; was it allowed?"""
    by = world[name]
    try:
        with transaction.atomic():
            if verb == "sign":
                commands.sign(made, number=_number(made, by), by=by)
            elif verb == "write":
                words = {**TEXT, "advice": f"Conseil {step}."}
                commands.write(made, number=_number(made, by), by=by, **words)
            elif verb == "add":
                commands.add_author(made, person=world[other], by=by)
            elif verb == "leave":
                commands.step_out(made, by=by)
            else:
                circles.withdraw_entry(made.entry, by=by)
    except Refusal:
        return False
    return True


def _number(made: Any, who: Any) -> int:
    there = seen(made, who)
    return there.row.number if there else 0


@given(DONE)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_others_read_it_exactly_while_every_author_has_signed_this_text(world, steps):
    with transaction.atomic():
        made, model = draft(world), Model()
        widened(world, made)
        for step, (verb, name, other) in enumerate(steps):
            made.entry.refresh_from_db()
            assert done(world, made, step, verb, name, other) == model.do(verb, name, other), (
                verb,
                name,
                other,
            )
            read = {who for who in (*NAMES, "Elise") if seen(made, world[who])}
            by_all = {*NAMES, "Elise"} if model.shown else set()
            assert read == by_all | (model.authors if model.alive else set())
            # Opened by Amina: further on, each of today's authors would have to agree too.
            assert bool(seen(made, world.farid)) == (model.shown and model.authors == {"Amina"})
        transaction.set_rollback(True)


def test_the_walk_above_would_notice_a_sheet_that_is_shown(world):
    made = draft(world)
    assert seen(made, world.elise) is None
    sign(made, world.amina)
    assert queries.sheet(made.pk, to=world.elise) is not None
