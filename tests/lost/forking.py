"""The server, loaded once and forked at each start: killing it a hundred times costs no hundred imports.

    python -m tests.lost.forking PORT     a line on stdin: one more server; its number on stdout; killed from outside

Nothing is opened before the fork: each server opens the database for itself, as after any start.
"""

from __future__ import annotations

import os
import sys

import uvicorn
from django.template.loader import get_template
from django.urls import get_resolver

from polyphonie.config.asgi import application


def main(port: int) -> None:
    _ = get_resolver().url_patterns
    get_template("gathering/show.html")
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            uvicorn.run(
                application, port=port, log_level="warning", access_log=False, ws="none", lifespan="on"
            )
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
