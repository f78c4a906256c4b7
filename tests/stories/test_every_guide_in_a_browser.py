"""Each guide of the library that fits in an hour, run to its record in a browser by a facilitator and a few phones."""

from __future__ import annotations

import pytest

from polyphonie.guides import queries as guides
from tests.stories.group import run_to_its_record

pytestmark = [pytest.mark.browser, pytest.mark.server]

AN_HOUR = 60
WITHIN_AN_HOUR = [guide for guide in guides.library() if guide.minutes <= AN_HOUR]


@pytest.mark.parametrize("guide", WITHIN_AN_HOUR, ids=lambda guide: guide.id)
def test_a_guide_is_run_to_its_record(guide, group):
    run_to_its_record(guide, "live", group)
