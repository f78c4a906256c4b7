"""Tables of people as files: read with the line and the column of what is wrong, written so that nothing is executed."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyphonie.base.refusals import Refusal
from polyphonie.cli import house

BETWEEN = "|"  # between the several things of one cell


class BadFile(Refusal):
    """A sentence for whoever wrote the file, in French and English."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet; `line` as an editor counts them."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        return self.text(column) or self.refuse(column, "la case est vide", "is empty")

    def several(self, column: str) -> tuple[str, ...]:
        """What is said in a cell, each once."""
        said = (part.strip() for part in self.text(column).split(BETWEEN))
        return tuple(dict.fromkeys(part for part in said if part))

    def number(self, column: str, least: float, most: float) -> float | None:
        said = self.text(column)
        if not said:
            return None
        try:
            found = float(said.replace(",", "."))
        except ValueError:
            self.refuse(column, f"«\u00a0{said}\u00a0» n’est pas un nombre", f"“{said}” is not a number")
        if not least <= found <= most:
            self.refuse(
                column,
                f"{said} n’est pas entre {least:g} et {most:g}",
                f"{said} is not between {least:g} and {most:g}",
            )
        return found

    def refuse(self, column: str, fr: str, en: str) -> Any:
        raise BadFile(
            f"{self.file}, ligne {self.line}, colonne «\u00a0{column}\u00a0»\u00a0: {fr}.",
            f"{self.file}, line {self.line}, column “{column}”: {en}.",
        )


def rows(name: str, needed: Collection[str]) -> Iterator[Row]:
    """The lines of a CSV file, with a comma, a semicolon or a tab between cells. Empty lines are left out."""
    text = read(name)
    first = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(";\t,", key=first.count), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        for column in needed:
            if column not in header:
                has = ", ".join(header)
                raise BadFile(
                    f"{name}, ligne 1\u00a0: il n’y a pas de colonne «\u00a0{column}\u00a0». Il y a\u00a0: {has or 'rien'}.",
                    f"{name}, line 1: there is no column “{column}”. It has: {has or 'nothing'}.",
                )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                raise BadFile(
                    f"{name}, ligne {reader.line_num}, colonne {len(header) + 1}\u00a0: cette case n’a pas d’en-tête.",
                    f"{name}, line {reader.line_num}, column {len(header) + 1}: this cell has no heading.",
                )
            found = zip(header, (cell.strip() for cell in cells), strict=False)
            yield Row(name, reader.line_num, dict(found))
    except csv.Error as error:
        raise no_csv(name, reader.line_num, error) from None


def no_csv(name: str, line: int, error: csv.Error) -> BadFile:
    return BadFile(
        f"{name}, ligne {line}\u00a0: les guillemets ne s’ouvrent et ne se ferment pas comme il faut.",
        f"{name}, line {line}: {error}.",
    )


def read(name: str) -> str:
    try:
        return Path(name).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise house.no_file(name, error) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadFile(
            f"{name}, ligne {line}\u00a0: ce n’est pas du texte en UTF-8.",
            f"{name}, line {line}: this is not text in UTF-8.",
        ) from None


def toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(read(name))
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+), column (\d+)", str(error))
        place = f", ligne {where[1]}, colonne {where[2]}" if where else ", à la fin"
        raise BadFile(f"{name}{place}\u00a0: ce n’est pas du TOML.", f"{name}: {error}.") from None


def write(name: str, table: Iterable[Iterable[object]], language: str) -> None:
    """A whole file or none. Cells are disarmed as in every file that leaves."""
    house.open_house()
    from polyphonie.exports.queries import table as sheet

    house.write(name, sheet.MARK + "".join(sheet.lines(table, language)), newline="")
