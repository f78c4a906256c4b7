"""Opening the house from the command line: Django only when a verb needs it."""

from __future__ import annotations

import sys


def open_house() -> None:
    import django

    django.setup()


def say(sentence: str) -> None:
    print(sentence, flush=True)


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1
