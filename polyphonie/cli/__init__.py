"""The `polyphonie` command: how an administrator, a facilitator and a researcher work without a browser."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exits 0 when it did what it says; otherwise prints a sentence and exits 1 (2 for a wrong call)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polyphonie.config.settings")
    from polyphonie.cli.parser import parser

    given = parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    from polyphonie.base.refusals import Refusal

    try:
        return int(given.run(given) or 0)
    except Refusal as refusal:
        print(refusal.text.to(os.environ.get("LANG", "fr")), file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130


if __name__ == "__main__":
    sys.exit(main())
