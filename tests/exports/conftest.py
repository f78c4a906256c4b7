"""A folder of one's own for the files, and one noon."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polyphonie.base import clock

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    with clock.at(NOON):
        yield tmp_path / "exports"
