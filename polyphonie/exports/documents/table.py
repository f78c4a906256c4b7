"""A table as CSV: UTF-8 with its mark, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

MARK = "\ufeff"  # without it, spreadsheets read accents as something else
SEPARATORS = {"fr": ";"}  # what a French spreadsheet expects; a comma is a decimal sign there
FORMULA = "=+\\-@＝＋－＠"
START = re.compile(rf"^(?=[{FORMULA}\t\r\n])|^(?=\s+[{FORMULA}])")
# A spreadsheet that expects another separator cuts the cell in two: what follows one must not begin a formula either.
CUT = re.compile(rf"([,;|\t\r\n][\s\"]*)(?=[{FORMULA}])")


class _Echo:
    """A file that keeps nothing: the writer's line comes straight back."""

    def write(self, line: str) -> str:
        return line


def lines(rows: Iterable[Iterable[object]], language: str) -> Iterator[str]:
    """The lines of the file, one by one: nothing is kept, however many there are."""
    writer = csv.writer(_Echo(), delimiter=SEPARATORS.get(language, ","), quoting=csv.QUOTE_ALL)
    for row in rows:
        yield writer.writerow([disarmed(cell) for cell in row])


def disarmed(cell: object) -> str:
    """The cell as words: an apostrophe stands before what would be executed."""
    return CUT.sub(r"\1'", START.sub("'", "" if cell is None else str(cell)))
