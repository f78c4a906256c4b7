"""`polyphonie backup | restore | verify`: keeping the house, without reading what people wrote."""

from __future__ import annotations

import sqlite3
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

from polyphonie.cli.house import open_house, refuse, say


def backup(given: Namespace) -> int:
    """Copy a SQLite database while it runs; PostgreSQL has its own tool, and the sentence says which."""
    open_house()
    from django.db import connection

    if connection.vendor != "sqlite":
        return refuse("This installation is on PostgreSQL: use pg_dump.")
    target = Path(given.file)
    if target.exists():
        return refuse(f"{target} exists already: name another file.")
    _copy_to(target)
    say(f"Copied: {target}")
    return 0


def _copy_to(target: Path) -> None:
    from django.db import connection

    target.touch(mode=0o600)
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)


def restore(given: Namespace) -> int:
    """Put a copy back. What people took back since (words, consents, envelopes, applications, themselves) is taken back again."""
    open_house()
    from django.core.management import call_command
    from django.db import connection

    from polyphonie.circles import commands as circles
    from polyphonie.circles import queries as spine
    from polyphonie.listening import commands as listening
    from polyphonie.listening import queries as pulses
    from polyphonie.people import commands as people
    from polyphonie.people import queries
    from polyphonie.practices import commands as practices
    from polyphonie.practices import queries as sheets
    from polyphonie.programmes import commands as programmes
    from polyphonie.programmes import queries as applied

    if connection.vendor != "sqlite":
        return refuse("This installation is on PostgreSQL: use pg_restore, then erase again who had asked.")
    copy = Path(given.file)
    if wrong := _why_not_a_copy(copy):
        return refuse(wrong)
    if not given.yes:
        say(f"{copy} would take the place of what is here. Stop the service, then say --yes to do it.")
        return 0
    call_command("migrate", verbosity=0)
    erased, taken_back, public = queries.erased(), spine.taken_back(), sheets.taken_back()
    kept = sheets.lines_kept()
    resealed, standing = pulses.resealed(), applied.standing()
    aside = _aside(Path(str(connection.settings_dict["NAME"])))
    _copy_to(aside)
    _put_in_place(copy)
    call_command("migrate", verbosity=0)
    practices.tell_everything_again()  # a search server may hold what was said after the copy was made
    again = (
        people.erase_again(erased)
        + circles.take_back_again(taken_back)
        + practices.take_back_again(public)
        + practices.keep_lines_again(kept)
        + listening.seal_again_after(resealed)
        + programmes.take_back_again(standing)
    )
    say(f"Restored: {copy}. Taken back again, as people had asked since: {again}.")
    say(f"What was here before: {aside}. Delete it when you have looked.")
    return 0


def _why_not_a_copy(copy: Path) -> str:
    if not copy.is_file():
        return f"{copy} is not there."
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            tables = {
                name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            found = _damage(opened.execute)
    except sqlite3.DatabaseError:
        return f"{copy} is not a copy made by `polyphonie backup`."
    if "circles_entry" not in tables:
        return f"{copy} is not a copy made by `polyphonie backup`."
    return f"{copy} is damaged: {found}. Choose another copy." if found else ""


def _aside(database: Path) -> Path:
    from polyphonie.base import clock

    return database.with_name(f"{database.stem}-before-{clock.now():%Y%m%d-%H%M%S}{database.suffix}")


def _put_in_place(copy: Path) -> None:
    """Page by page, through SQLite itself: its log and whoever reads at that moment stay coherent."""
    from django.db import connection

    connection.ensure_connection()
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as source:
        source.backup(connection.connection)
    connection.close()


def _damage(execute: Any) -> str:
    """What SQLite itself finds wrong; nothing where all is well."""
    [[said], *_] = execute("PRAGMA integrity_check").fetchall()
    if said != "ok":
        return str(said)
    broken = execute("PRAGMA foreign_key_check").fetchall()
    return f"{len(broken)} rows lead nowhere" if broken else ""


def verify(given: Namespace) -> int:
    """Look at the whole database: its pages, its links, and that no fact is missing from a log."""
    open_house()
    from django.db import connection

    from polyphonie.base import facts

    found = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found += [damage] if (damage := _damage(cursor.execute)) else []
    holes = facts.holes()
    found += [f"the log {topic} has {there} facts, and should have {due}" for topic, there, due in holes]
    for wrong in found:
        refuse(wrong)
    if not found:
        say(
            "Everything that was sent is here: every page is whole, every link leads somewhere, no log has a hole."
        )
    return int(bool(found))
