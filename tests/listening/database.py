"""The whole database in one's hands, as whoever steals it would have it."""

from __future__ import annotations

import json

from django.apps import apps
from django.db import connection

from polyphonie.base.scope import open_door


def whole_database() -> dict[str, list[str]]:
    """Every row of every table, with what the database itself keeps of it: its place and its transaction."""
    keeps = "ctid, xmin, " if connection.vendor == "postgresql" else "rowid, "
    found = {}
    with open_door(), connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT {keeps}* FROM "{model._meta.db_table}"')
            found[model._meta.label] = sorted(json.dumps(row, default=str) for row in cursor.fetchall())
    return found
