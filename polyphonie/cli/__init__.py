"""The `polyphonie` command: how an administrator, a facilitator and a researcher work without a browser."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exits 0 when it did what it says; otherwise prints a sentence and exits 1 (2 for a wrong call).

    Ctrl-C stops it, with a sentence, and 130; files are written whole or not at all.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polyphonie.config.settings")
    from polyphonie.cli.parser import parser

    given = parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    from polyphonie.base.refusals import Refusal
    from polyphonie.cli.house import language, refuse

    try:
        return int(given.run(given) or 0)
    except Refusal as refusal:
        return refuse(refusal.text.to(language(given)))
    except KeyboardInterrupt:
        refuse(
            (
                "\nArrêté. Aucun fichier n’est resté à moitié écrit.",
                "\nStopped. No file was left half written.",
            )[language(given) == "en"]
        )
        return 130
    except BrokenPipeError:
        return 130


if __name__ == "__main__":
    sys.exit(main())
