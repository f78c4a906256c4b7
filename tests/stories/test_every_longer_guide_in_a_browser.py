"""The guides that take more than an hour, run in a browser; then those that differ most, over several days."""

from __future__ import annotations

import pytest

from polyphonie.guides import queries as guides
from polyphonie.guides.contract.format import Guide
from tests.stories.group import run_to_its_record
from tests.stories.test_every_guide_in_a_browser import WITHIN_AN_HOUR

pytestmark = [pytest.mark.browser, pytest.mark.server]

LONGER = [guide for guide in guides.library() if guide not in WITHIN_AN_HOUR]


def most_different(number: int) -> list[Guide]:
    """Of the guides that three people can take several days for: those that together hold the most forms of steps."""
    slow = [guide for guide in guides.library() if "async" in guide.modes and guide.group[0] <= 3]
    chosen: list[Guide] = []
    for _ in range(number):
        met = {step.kind for guide in chosen for step in guide.steps}
        chosen.append(max(slow, key=lambda guide: len({step.kind for step in guide.steps} - met)))
    return chosen


@pytest.mark.parametrize("guide", LONGER, ids=lambda guide: guide.id)
def test_a_guide_is_run_to_its_record(guide, group):
    run_to_its_record(guide, "live", group)


@pytest.mark.parametrize("guide", most_different(2), ids=lambda guide: guide.id)
def test_a_guide_is_run_over_several_days(guide, group):
    run_to_its_record(guide, "async", group)
