"""Votes and statements from lines of CSV: the public Polis export, or three columns person, statement, vote.

Read in one pass, holding small whole numbers only. What cannot be read is said with its line and its column.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from polyphonie.engines.viewpoints.votes import Votes

PERSON = frozenset({"voter-id", "participant", "person", "personne"})
STATEMENT = frozenset({"comment-id", "statement", "phrase"})
VOTES = {
    "1": 1, "+1": 1, "1.0": 1, "agree": 1, "d’accord": 1, "d'accord": 1,
    "0": 0, "0.0": 0, "pass": 0, "passe": 0,
    "-1": -1, "-1.0": -1, "disagree": -1, "pas d’accord": -1, "pas d'accord": -1,
}  # fmt: skip
EVERY = 1_000_000
Told = Callable[[int], None]


class Unreadable(ValueError):
    """A file that cannot be read: where, and why, in French and English."""

    def __init__(self, line: int, column: str, fr: str, en: str) -> None:
        self.line, self.column = line, column
        self.fr = f"ligne {line}{f', colonne {column}' if column else ''} : {fr}"
        self.en = f"line {line}{f', column {column}' if column else ''}: {en}"
        super().__init__(self.en)


@dataclass(frozen=True)
class Comments:
    """The words of each statement by its label as text, and those moderated out."""

    words: dict[str, str]
    left_out: frozenset[str]


def read_votes(
    lines: Iterable[str], *, left_out: Iterable[Any] = (), told: Told = lambda count: None
) -> Votes:
    """Of two votes of one person on one statement, the later counts: by its timestamp, else by its line.

    `told` is called with the number of votes read, every million.
    """
    rows = _rows(lines)
    head = next(rows, (1, []))[1]
    found = _Columns(told)
    if _is_matrix(head):
        _from_matrix(head, rows, found)
    else:
        _from_list(head, rows, found)
    if not found.vote:
        raise Unreadable(1, "", "ce fichier ne contient aucun vote.", "this file holds no vote.")
    return found.votes(left_out)


def read_comments(lines: Iterable[str]) -> Comments:
    """`comments.csv` of the Polis export, or two columns statement, words. Moderated −1: left out."""
    rows = _rows(lines)
    head = [name.strip().casefold() for name in next(rows, (1, []))[1]]
    label = _column(head, STATEMENT, "comment-id")
    said = _column(head, frozenset({"comment-body", "words", "text", "texte"}), "comment-body")
    mark = head.index("moderated") if "moderated" in head else None
    words, out = dict[str, str](), set[str]()
    for line, row in rows:
        _same_length(line, row, head)
        words[row[label].strip()] = row[said].strip()
        if mark is not None and row[mark].strip() == "-1":
            out.add(row[label].strip())
    return Comments(words, frozenset(out))


class _Columns:
    """Three columns of small numbers, and the labels they stand for."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.people, self.statements = dict[str, int](), dict[str, int]()
        self.person, self.statement, self.vote = array("i"), array("i"), array("b")
        self.time = array("q")

    def add(self, person: str, statement: str, vote: int) -> None:
        self.person.append(self.people.setdefault(person, len(self.people)))
        self.statement.append(self.statements.setdefault(statement, len(self.statements)))
        self.vote.append(vote)
        if len(self.vote) % EVERY == 0:
            self.told(len(self.vote))

    def votes(self, left_out: Iterable[Any]) -> Votes:
        people, statements = _labels(self.people)[self.person], _labels(self.statements)[self.statement]
        vote = np.frombuffer(self.vote, np.int8)
        if self.time:
            order = np.argsort(np.frombuffer(self.time, np.int64), kind="stable")
            people, statements, vote = people[order], statements[order], vote[order]
        return Votes.of(people, statements, vote, left_out=left_out)


def _labels(named: dict[str, int]) -> Any:
    """Numbers where all are numbers, so that 9 stands before 10."""
    plain = all(
        name.isascii() and name.isdigit() and len(name) < 19 and str(int(name)) == name for name in named
    )
    return np.array([int(name) for name in named] if plain else list(named))


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its line. Cells are parted by commas, or by semicolons where the first line has no comma."""
    source = iter(lines)
    first = next(source, "").removeprefix("\ufeff")
    parted = ";" if ";" in first and "," not in first else ","

    def all_lines() -> Iterator[str]:
        yield first
        yield from source

    reader = csv.reader(all_lines(), delimiter=parted, strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise Unreadable(
            reader.line_num,
            "",
            f"cette ligne n’est pas du CSV ({error}).",
            f"this line is not CSV ({error}).",
        ) from None


def _from_list(head: list[str], rows: Iterator[tuple[int, list[str]]], found: _Columns) -> None:
    if len(head) == 3 and head[2].strip().casefold() in VOTES:
        names = ["person", "statement", "vote"]
        found.add(head[0].strip(), head[1].strip(), VOTES[head[2].strip().casefold()])
    else:
        names = [name.strip().casefold() for name in head]
    person, statement = _column(names, PERSON, "voter-id"), _column(names, STATEMENT, "comment-id")
    vote = _column(names, frozenset({"vote"}), "vote")
    time = names.index("timestamp") if "timestamp" in names else None
    for line, row in rows:
        _same_length(line, row, names)
        said = row[vote].strip().casefold()
        if not said:
            continue
        if said not in VOTES:
            raise _no_vote(line, names[vote], row[vote])
        who, what = row[person].strip(), row[statement].strip()
        if not who or not what:
            raise _empty(line, names[statement if who else person])
        if time is not None:
            found.time.append(_moment(line, row[time]))
        found.add(who, what, VOTES[said])


def _is_matrix(head: list[str]) -> bool:
    return "participant" in head and "vote" not in head and any(name.isdigit() for name in head)


def _from_matrix(head: list[str], rows: Iterator[tuple[int, list[str]]], found: _Columns) -> None:
    person = head.index("participant")
    for line, row in rows:
        _same_length(line, row, head)
        for name, cell in zip(head, row, strict=True):
            if name.isdigit() and cell.strip():
                if cell.strip() not in VOTES:
                    raise _no_vote(line, name, cell)
                found.add(row[person].strip(), name, VOTES[cell.strip()])


def _column(names: list[str], wanted: frozenset[str], usual: str) -> int:
    at = next((at for at, name in enumerate(names) if name in wanted), None)
    if at is None:
        raise Unreadable(1, usual, "cette colonne manque.", "this column is missing.")
    return at


def _same_length(line: int, row: list[str], head: list[str]) -> None:
    if len(row) != len(head):
        column = head[len(row)] if len(row) < len(head) else str(len(head) + 1)
        raise Unreadable(
            line, column,
            f"{len(row)} cases, alors que la première ligne en a {len(head)}.",
            f"{len(row)} cells, where the first line has {len(head)}.",
        )  # fmt: skip


def _moment(line: int, cell: str) -> int:
    try:
        return np.int64(int(cell)).item()
    except (ValueError, OverflowError):
        raise Unreadable(
            line, "timestamp", "un nombre entier est attendu.", "a whole number is expected."
        ) from None


def _no_vote(line: int, column: str, cell: str) -> Unreadable:
    seen = cell.strip()[:20]
    return Unreadable(
        line, column,
        f"« {seen} » n’est pas un vote. Écrire 1 (d’accord), 0 (passe) ou -1 (pas d’accord).",
        f"“{seen}” is not a vote. Write 1 (agree), 0 (pass) or -1 (disagree).",
    )  # fmt: skip


def _empty(line: int, column: str) -> Unreadable:
    return Unreadable(line, column, "cette case est vide.", "this cell is empty.")
