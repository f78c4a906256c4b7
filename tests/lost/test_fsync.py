"""A power cut takes nothing that was acknowledged: SQLite waits for the disk at every commit."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from polyphonie.web.hub import pool

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own way, on by default"),
]


def promises_of_a_new_connection() -> dict[str, object]:
    try:
        with connection.cursor() as cursor:
            asked = ("synchronous", "journal_mode", "secure_delete")
            return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}
    finally:
        connections.close_all()


KEPT = {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1}


def test_a_commit_waits_for_the_disk_on_a_connection_of_a_page_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(promises_of_a_new_connection()))
    thread.start()
    thread.join()
    assert found == [KEPT]


def test_a_commit_waits_for_the_disk_on_a_connection_of_the_streams():
    assert pool.submit(promises_of_a_new_connection).result() == KEPT


def test_a_commit_waits_for_the_disk_on_every_connection_a_thread_opens_again():
    found = []

    def twice() -> None:
        found.append(promises_of_a_new_connection())
        found.append(promises_of_a_new_connection())

    thread = threading.Thread(target=twice)
    thread.start()
    thread.join()
    assert found == [KEPT, KEPT]
