"""The verbs and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from polyphonie import __version__
from polyphonie.cli.commands import guard, guides, people, running

Run = Callable[[argparse.Namespace], int | None]


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="polyphonie", description="Many voices, equal in the work of care.")
    whole.add_argument("--version", action="version", version=f"polyphonie {__version__}")
    verbs = whole.add_subparsers(title="verbs", required=True, metavar="VERB")

    _serving(verbs)
    _guides(verbs)

    export = _verb(verbs, "export", people.export, "write all that is held about somebody, as JSON")
    export.add_argument("email")
    erase = _verb(verbs, "erase", people.erase, "forget somebody, everywhere")
    erase.add_argument("email")
    erase.add_argument("--yes", action="store_true", help="do it; without this, only say what would be done")
    _guard(verbs)
    return whole


def _verb(verbs: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(name, help=help, description=help)
    made.set_defaults(run=run)
    return made


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
    backup = _verb(verbs, "backup", running.backup, "copy the database while it runs (SQLite)")
    backup.add_argument("file")


def _guard(verbs: Any) -> None:
    watch = _verb(verbs, "guard", guard.guard, "say what in a French text could tell who it speaks of")
    watch.add_argument("file", help="a text in UTF-8; - reads what is piped in")
    watch.add_argument("--names", metavar="FILE", help="names the circle would recognise, one a line")
    watch.add_argument("--json", action="store_true", help="places and reasons, without the words")


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
