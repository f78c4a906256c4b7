"""`polyphonie guides check | play | schema`."""

from __future__ import annotations

import json
import os
import tempfile
from argparse import Namespace
from pathlib import Path

from polyphonie.cli.house import open_house, refuse, say


def check(given: Namespace) -> int:
    """Read guides; name every mistake with its place. Exit code 1 if any guide cannot be used."""
    open_house()
    from polyphonie.guides.queries import library_files

    files = [Path(name) for name in given.file] or library_files()
    found = {str(path): _problems(path) for path in files}
    bad = sum(bool(problems) for problems in found.values())
    if given.json:
        say(json.dumps({"good": len(found) - bad, "bad": bad, "files": found}, ensure_ascii=False, indent=2))
        return int(bool(bad))
    for name, problems in found.items():
        say(f"{'✗' if problems else '✓'} {name}")
        for problem in problems:
            say(f"  {problem}")
    say(
        f"{len(found)} guides read, all good."
        if not bad
        else f"{bad} of {len(found)} guides cannot be used yet."
    )
    return int(bool(bad))


def _problems(path: Path) -> list[str]:
    from polyphonie.guides.contract import registry
    from polyphonie.guides.contract.reader import Unreadable, read_toml

    try:
        read_toml(path.read_text("utf-8"), kinds=registry.kinds())
    except OSError as error:
        return [f"this file cannot be opened: {error.strerror}"]
    except UnicodeDecodeError:
        return ["this file is not text in UTF-8"]
    except Unreadable as unreadable:
        return unreadable.problems
    return []


def play(given: Namespace) -> int:
    """Play a guide on a database made for it and thrown away, and print the record. Exit code 0 only if it ends."""
    path = Path(given.file)
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = ("POLYPHONIE_DATABASE_URL", "POLYPHONIE_REDIS_URL", "POLYPHONIE_OPENSEARCH_URL")
        os.environ |= {"POLYPHONIE_DATA": folder, **dict.fromkeys(elsewhere, "")}
        open_house()
        if problems := _problems(path):
            return refuse(f"{path} cannot be played:\n" + "\n".join(problems))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from polyphonie.guides.contract import registry
        from polyphonie.guides.contract.reader import read_toml

        guide = read_toml(path.read_text("utf-8"), kinds=registry.kinds())
        low, high = guide.group
        if not low <= given.people <= high:
            return refuse(f"This guide is for {low} to {high} people, not {given.people}.")
        if given.mode not in guide.modes:
            return refuse(f"This guide is not run {given.mode}: {', '.join(guide.modes)}.")
        from polyphonie.cli.playing import play_through

        record = play_through(guide, people=given.people, mode=given.mode, seed=given.seed)
        if record is None:
            return refuse("The guide did not end.")
        say(record.to_markdown(given.language))
        return 0


def schema(given: Namespace) -> int:
    """Print the format as JSON Schema, or write it to a file."""
    open_house()
    from polyphonie.guides.contract import registry
    from polyphonie.guides.contract.schema import schema as made

    text = json.dumps(made(registry.kinds()), ensure_ascii=False, indent=2) + "\n"
    if given.out:
        Path(given.out).write_text(text, "utf-8")
        say(f"Written: {given.out}")
    else:
        say(text)
    return 0
