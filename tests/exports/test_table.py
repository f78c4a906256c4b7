"""A register as a table: read back as it was, and executed by nobody."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest

from polyphonie.exports.documents import table


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "  @"])
def test_a_cell_that_would_be_executed_is_disarmed(start):
    cell = f"{start}HYPERLINK(A1)"
    assert table.disarmed(cell) == f"'{cell}"


@pytest.mark.parametrize("separator", [",", ";", "|", "\t", "\n", "\r\n"])
def test_nor_is_what_follows_another_separator(separator):
    """A spreadsheet that expects commas cuts a French cell at its commas, and a quote does not always hold it."""
    assert table.disarmed(f"oui{separator}=1+1") == f"oui{separator}'=1+1"
    assert table.disarmed(f'oui{separator}"=1+1') == f"oui{separator}\"'=1+1"


@pytest.mark.parametrize(
    "cell", ["", "Un appel.", "mi-temps", "a=b", "8 + 2", "jeanne@valmont.example", "12", "« oui »"]
)
def test_words_are_left_as_they_are(cell):
    assert table.disarmed(cell) == cell


def test_numbers_and_nothing():
    assert [table.disarmed(cell) for cell in (3, None)] == ["3", ""]


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_a_table_read_back_is_the_same_table(language, separator):
    rows = [("Petit pas", "Fin"), ("un; deux, « trois »", 'dit "oui"\nà deux'), ("é", 4)]
    text = "".join(table.lines(rows, language))
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) == [
        [str(cell) for cell in row] for row in rows
    ]
    assert (table.MARK + text).encode()[:3] == b"\xef\xbb\xbf"


def test_memory_does_not_grow_with_the_table():
    def peak(rows: int) -> int:
        tracemalloc.start()
        for _ in table.lines(((n, "mot " * 20) for n in range(rows)), "fr"):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(25_000) <= peak(250) * 2
