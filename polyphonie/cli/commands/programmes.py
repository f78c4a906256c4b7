"""`polyphonie programmes check | schema`."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from polyphonie.cli.house import open_house, say


def check(given: Namespace) -> int:
    """Read programmes; name every mistake with its place. Exit code 1 if any programme cannot be used."""
    open_house()
    from polyphonie.programmes.queries import library_files

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
        f"{bad} of {len(found)} programmes cannot be used yet."
        if bad
        else f"{len(found)} programmes read, all good."
    )
    return int(bool(bad))


def _problems(path: Path) -> list[str]:
    from polyphonie.programmes.queries import read_here

    try:
        _, mistakes = read_here(path.read_text("utf-8-sig"))
    except OSError as error:
        return [f"this file cannot be opened: {error.strerror}"]
    except UnicodeDecodeError:
        return ["this file is not text in UTF-8"]
    return [said.en for said in mistakes]


def schema(given: Namespace) -> int:
    """Print the format as JSON Schema, or write it to a file."""
    from polyphonie.programmes.contract.schema import schema as made

    text = json.dumps(made(), ensure_ascii=False, indent=2) + "\n"
    if given.out:
        Path(given.out).write_text(text, "utf-8")
        say(f"Written: {given.out}")
    else:
        say(text)
    return 0
