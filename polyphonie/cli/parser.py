"""The verbs and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from polyphonie import __version__
from polyphonie.cli.commands import (
    chart,
    guard,
    guides,
    keeping,
    pairing,
    people,
    programmes,
    running,
    tables,
    viewpoints,
)

Run = Callable[[argparse.Namespace], int | None]


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="polyphonie", description="Many voices, equal in the work of care.")
    whole.add_argument("--version", action="version", version=f"polyphonie {__version__}")
    verbs = whole.add_subparsers(title="verbs", required=True, metavar="VERB")

    _serving(verbs)
    _keeping(verbs)
    _guides(verbs)
    _programmes(verbs)

    export = _verb(verbs, "export", people.export, "write all that is held about somebody, as JSON")
    export.add_argument("email")
    erase = _verb(verbs, "erase", people.erase, "forget somebody, everywhere")
    erase.add_argument("email")
    erase.add_argument("--yes", action="store_true", help="do it; without this, only say what would be done")
    entrust = _verb(
        verbs, "entrust", people.entrust, "let a member look after a circle that nobody looks after any more"
    )
    entrust.add_argument("circle", type=int)
    entrust.add_argument("email")
    _guard(verbs)
    _pairing(verbs)
    _tables(verbs)
    _chart(verbs)
    _viewpoints(verbs)
    return whole


def _verb(verbs: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(name, help=help, description=help)
    made.set_defaults(run=run)
    return made


def _language(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--language", choices=["fr", "en"], help="else the language of LANG, else French")


def _serving(verbs: Any) -> None:
    demo = _verb(verbs, "demo", running.demo, "serve a living example: the fictional hospital Valmont")
    demo.add_argument("--reset", action="store_true", help="begin the example anew")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--only-prepare", action="store_true", help="prepare the example and stop")
    serve = _verb(verbs, "serve", running.serve, "serve Polyphonie")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    _verb(verbs, "worker", running.worker, "send mail and keep time, beside servers that do not")
    check = _verb(
        verbs, "check", running.check, "check the configuration and say what this installation promises"
    )
    check.add_argument("--json", action="store_true")


def _keeping(verbs: Any) -> None:
    backup = _verb(verbs, "backup", keeping.backup, "copy the database while it runs (SQLite)")
    backup.add_argument("file")
    restore = _verb(
        verbs, "restore", keeping.restore, "put a copy back; what people took back since stays taken back"
    )
    restore.add_argument("file")
    restore.add_argument(
        "--yes", action="store_true", help="do it; without this, only say what would be done"
    )
    _verb(verbs, "verify", keeping.verify, "look at the whole database: nothing damaged, no fact missing")


def _guard(verbs: Any) -> None:
    watch = _verb(verbs, "guard", guard.guard, "say what in a French text could tell who it speaks of")
    watch.add_argument("file", help="a text in UTF-8; - reads what is piped in")
    watch.add_argument("--names", metavar="FILE", help="names the circle would recognise, one a line")
    watch.add_argument("--json", action="store_true", help="places and reasons, without the words")
    _language(watch)


def _viewpoints(verbs: Any) -> None:
    drawing = _verb(
        verbs, "viewpoints", viewpoints.viewpoints, "say what unites and what divides people who voted"
    )
    drawing.add_argument("votes", help="votes.csv of a Polis export, or columns person, statement, vote")
    drawing.add_argument(
        "--comments", metavar="FILE", help="what the statements say, and which are moderated out"
    )
    drawing.add_argument(
        "--out", metavar="FOLDER", help="write report, page and pictures there; a .json: the report"
    )
    drawing.add_argument("--html", metavar="FILE", help="write the page there")
    drawing.add_argument("--json", action="store_true", help="the report; nothing in it about one person")
    drawing.add_argument(
        "--mode", choices=["gated", "polis"], default="gated", help="polis always draws groups"
    )
    drawing.add_argument("--seed", type=int, default=0)
    _language(drawing)


def _pairing(verbs: Any) -> None:
    pair = _verb(verbs, "pair", pairing.pair, "pair people of two sides, exactly, and say why")
    pair.add_argument("people", help="a CSV file: name, side, and what each said")
    pair.add_argument("--rules", metavar="FILE", help="what may not be and what is wished, in TOML")
    pair.add_argument("--out", metavar="FILE", help="write the pairs as CSV")
    pair.add_argument(
        "--objective", choices=["leximin", "total"], help="raise the worst pair first, or the sum"
    )
    pair.add_argument("--seed", type=int, default=0, help="the number that decides among equals")
    pair.add_argument("--why-not", nargs=2, metavar="NAME", help="what pairing these two would cost")
    pair.add_argument("--alternatives", action="store_true", help="two other answers within 2 %%")
    pair.add_argument("--explain", action="store_true", help="say each pair and why")
    pair.add_argument("--json", action="store_true", help="everything, the proof too")
    _language(pair)


def _tables(verbs: Any) -> None:
    seat = _verb(verbs, "tables", tables.seat, "seat people at tables, workshop after workshop")
    seat.add_argument("people", help="a CSV file: name, voice, perhaps service, with, apart")
    seat.add_argument("--size", type=int, default=6)
    seat.add_argument("--workshops", type=int, default=1)
    seat.add_argument("--past", metavar="FILE", help="the tables of workshops before, as --out writes them")
    seat.add_argument("--out", metavar="FILE", help="write the tables as CSV")
    seat.add_argument("--seed", type=int, default=0)
    seat.add_argument("--keep", metavar="FILE", help="tables already told: change as little as can be")
    seat.add_argument("--workshop", type=int, default=1, help="which workshop of --keep")
    seat.add_argument("--absent", nargs="*", default=[], metavar="NAME")
    seat.add_argument("--json", action="store_true")
    _language(seat)


def _chart(verbs: Any) -> None:
    drawn = _verb(verbs, "chart", chart.chart, "say what changes over time, and how often it only seems so")
    drawn.add_argument(
        "file", help="CSV: a moment, then a value (p: yes and answers; ewma: one column a series)"
    )
    drawn.add_argument("--kind", choices=["xmr", "p", "run", "ewma"], default="xmr")
    drawn.add_argument(
        "--better", choices=["up", "down", "neither"], default="neither", help="which way is wished for"
    )
    drawn.add_argument("--out", metavar="FILE", help="draw it as SVG")
    _language(drawn)
    drawn.add_argument("--json", action="store_true")


def _guides(verbs: Any) -> None:
    shelf = verbs.add_parser("guides", help="check, play and describe guides").add_subparsers(
        required=True, metavar="DO"
    )
    check = _verb(
        shelf, "check", guides.check, "read guides and say every mistake; the whole library without FILE"
    )
    check.add_argument("file", nargs="*")
    check.add_argument("--json", action="store_true")
    play = _verb(shelf, "play", guides.play, "play a guide with fictional people and print its record")
    play.add_argument("file")
    play.add_argument("--people", type=int, default=8)
    play.add_argument("--mode", choices=["live", "async"], default="live")
    play.add_argument("--seed", type=int, default=0)
    play.add_argument("--language", choices=["fr", "en"], default="fr")
    schema = _verb(shelf, "schema", guides.schema, "print the guide format as JSON Schema")
    schema.add_argument("--out")


def _programmes(verbs: Any) -> None:
    shelf = verbs.add_parser("programmes", help="check and describe programmes").add_subparsers(
        required=True, metavar="DO"
    )
    check = _verb(
        shelf,
        "check",
        programmes.check,
        "read programmes and say every mistake; the whole library without FILE",
    )
    check.add_argument("file", nargs="*")
    check.add_argument("--json", action="store_true")
    schema = _verb(shelf, "schema", programmes.schema, "print the programme format as JSON Schema")
    schema.add_argument("--out")
