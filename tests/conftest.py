"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import cast

# A browser's loop runs in the thread of the tests once a story has begun; the rows of the next test are no less safe.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


ARGUMENTS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb",
    "--font-render-hinting=none", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """One browser for all: a second one in the same thread would find the first one's loop running."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def world(db) -> cast.World:
    return cast.world()


# What a page looks like does not depend on the database, and every verb behind a page has its own tests on both: what is done in
# a browser is done once, on SQLite; on PostgreSQL too where many hands meet, or where the database itself is the story.
ON_BOTH = (
    "test_deciding_by_consent", "test_nine_answer_without_a_name", "test_sixty_people_and_a_map", "test_the_database_is_gone",
)  # fmt: skip


def pytest_collection_modifyitems(config, items):
    """Browser tests run where a browser is found; they must run in CI, where their absence is a failure."""
    if os.environ.get("POLYPHONIE_DATABASE_URL"):
        once = pytest.mark.skip(reason="made once, on SQLite")
        for item in items:
            if "browser" in item.keywords and item.path.stem not in ON_BOTH:
                item.add_marker(once)
    if chromium() is not None or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason="no Chromium here: POLYPHONIE_CHROMIUM=/path/to/chromium")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(skip)


def chromium() -> str | None:
    """Where a Chromium is, if there is one.

    The headless shell first: there every page of a story has the focus, as if each person had their own machine, and it is
    lighter. In a whole browser the pages behind are put to sleep: they neither scroll to what has the focus nor keep it.
    """
    named = os.environ.get("POLYPHONIE_CHROMIUM", "")
    shells = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"]
    return next((place for place in [named, *shells] if place and Path(place).exists()), None)
