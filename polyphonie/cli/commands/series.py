"""Reading a series from a CSV file: moments in the first column, then values. Every mistake has its line and column."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass

from polyphonie.cli import sheets
from polyphonie.cli.sheets import BadFile

REASONS = {"reason", "raison", "new start", "nouveau départ"}


class Unreadable(BadFile):
    """A sentence that says what is wrong, and where."""


@dataclass(frozen=True)
class Place:
    """A cell, as an editor counts lines."""

    file: str = ""
    line: int = 0
    column: int = 0
    name: str = ""

    def wrong(self, fr: str, en: str) -> Unreadable:
        return Unreadable(
            f"{self.file}, ligne {self.line}, colonne {self.column} ({self.name})\u00a0: {fr}.",
            f"{self.file}, line {self.line}, column {self.column} ({self.name}): {en}.",
        )


@dataclass(frozen=True)
class Series:
    """`columns`: the values by name, None where a cell is empty. `reasons`: why all starts again, by line of values."""

    labels: tuple[str, ...]
    columns: dict[str, tuple[float | None, ...]]
    reasons: dict[int, str]
    lines: tuple[int, ...]
    file: str

    def whole(self, name: str) -> list[float]:
        """A column without holes."""
        made = []
        for value, line in zip(self.columns[name], self.lines, strict=True):
            if value is None:
                raise self.wrong(
                    line,
                    name,
                    "rien ici. Retirez la ligne, ou écrivez une valeur",
                    "nothing there. Leave the line out, or write a value",
                )
            made.append(value)
        return made

    def whole_numbers(self, name: str) -> list[int]:
        values = self.whole(name)
        for value, line in zip(values, self.lines, strict=True):
            if value != int(value) or value < 0:
                raise self.wrong(
                    line,
                    name,
                    f"{value:g} n’est pas un nombre de réponses",
                    f"{value:g} is not a number of answers",
                )
        return [int(value) for value in values]

    def wrong(self, line: int, name: str, fr: str, en: str) -> Unreadable:
        return Place(self.file, line, list(self.columns).index(name) + 2, name).wrong(fr, en)


def read(name: str) -> Series:
    """The series of a file in UTF-8, separated by commas, semicolons or tabs; with semicolons, 3,5 is a number."""
    rows = list(_rows(name))
    if not rows:
        raise Unreadable(
            f"{name} est vide\u00a0: une ligne de noms est attendue, puis sur chacune un moment et une valeur.",
            f"{name} is empty: a line of names is expected, then a moment and a value on each.",
        )
    heads, rows = _heads(rows)
    if len(heads) < 2:
        raise Unreadable(
            f"{name}, ligne 1\u00a0: deux colonnes au moins sont attendues, un moment et une valeur.",
            f"{name}, line 1: two columns at least are expected, a moment and a value.",
        )
    if len(set(heads)) < len(heads):
        raise Unreadable(
            f"{name}, ligne 1\u00a0: deux colonnes ont le même nom.",
            f"{name}, line 1: two columns have the same name.",
        )
    if not rows:
        raise Unreadable(
            f"{name}\u00a0: il n’y a aucune valeur sous les noms.",
            f"{name}: there is no value under the names.",
        )
    why = next((at for at, head in enumerate(heads) if head.casefold() in REASONS), None)
    kept = [at for at in range(1, len(heads)) if at != why]
    columns: dict[str, list[float | None]] = {heads[at]: [] for at in kept}
    reasons = {}
    for place, (line, cells) in enumerate(rows):
        if len(cells) != len(heads):
            raise Unreadable(
                f"{name}, ligne {line}\u00a0: {len(cells)} colonnes, où {len(heads)} sont attendues.",
                f"{name}, line {line}: {len(cells)} columns, where {len(heads)} are expected.",
            )
        for at in kept:
            columns[heads[at]].append(_number(cells[at], Place(name, line, at + 1, heads[at])))
        if why is not None and cells[why].strip():
            reasons[place] = cells[why].strip()
    labels = tuple(cells[0].strip() or str(at + 1) for at, (_, cells) in enumerate(rows))
    lines = tuple(line for line, _ in rows)
    return Series(labels, {head: tuple(values) for head, values in columns.items()}, reasons, lines, name)


def _rows(name: str) -> Iterator[tuple[int, list[str]]]:
    text = sheets.read(name)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise sheets.no_csv(name, reader.line_num, error) from None
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _heads(rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns; where the first line already holds a value, they are called by their place."""
    first = [cell.strip() for cell in rows[0][1]]
    try:
        named = len(first) < 2 or _number(first[1], Place()) is None
    except Unreadable:
        named = True
    if named:
        return [head or f"column {at}" for at, head in enumerate(first, start=1)], rows[1:]
    return ["moment", *(f"value {at}" if len(first) > 2 else "value" for at in range(1, len(first)))], rows


def _number(cell: str, place: Place) -> float | None:
    said = cell.strip().replace("\u00a0", "").replace("\u202f", "").replace("−", "-")
    if not said:
        return None
    try:
        value = float(said.replace(",", "."))
    except ValueError:
        short = cell.strip()[:40]
        raise place.wrong(
            f"«\u00a0{short}\u00a0» n’est pas un nombre", f"« {short} » is not a number"
        ) from None
    if not math.isfinite(value):
        short = cell.strip()[:40]
        raise place.wrong(
            f"«\u00a0{short}\u00a0» n’est pas un nombre qui se dessine",
            f"« {short} » is not a number that can be drawn",
        )
    return value
