"""Long registers: all there, in order, and no more memory for many rows than for few.

The same with 250,000 rows of the database: `python -m benchmarks.exports`."""

from __future__ import annotations

import tracemalloc

from polyphonie.exports import commands, queries
from polyphonie.exports.models import Export
from tests.exports.furnishing import a_register_that, small_steps


def lines_of(export: Export) -> list[str]:
    return queries.path_of(Export.objects.get(pk=export.pk)).read_text("utf-8-sig").splitlines()[1:]


def test_a_register_of_many_slices_is_whole_and_in_order(world):
    """One row more than what comes at once: it becomes a job."""
    many = queries.AT_ONCE + 1
    small_steps(world.circle, by=world.amina, many=queries.AT_ONCE)
    assert queries.is_long("steps", world.circle) is False
    small_steps(world.circle, by=world.amina, many=1, start=queries.AT_ONCE)
    assert queries.is_long("steps", world.circle) is True
    export = commands.ask_for_export(world.circle, what="steps", by=world.claire)
    commands.make_next()
    assert [line.split(";")[0] for line in lines_of(export)] == [f'"Pas {n}"' for n in range(many)]


def test_memory_is_that_of_one_slice(world):
    def peak(rows: int) -> int:
        def slice_(circle, *, to, after, most):
            numbers = list(range(after + 1, min(after + most, rows) + 1))
            return [f"mot {n}" for n in numbers], numbers

        with a_register_that(slice_, size=rows):
            export = commands.ask_for_export(world.circle, what="odd", by=world.claire)
            tracemalloc.start()
            commands.make_next()
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert len(lines_of(export)) == rows
            return most

    peak(500)  # what is loaded once is not counted
    assert peak(25_000) < peak(2_500) * 1.2
