"""A browser, a server on Valmont, and people who sit in front of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.server import Server

PHONE, LAPTOP, PROJECTOR = (
    {"width": 390, "height": 780},
    {"width": 1280, "height": 860},
    {"width": 1600, "height": 900},
)
SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


@pytest.fixture(scope="session")
def valmont(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("valmont"), demo=True)
    yield server
    server.stop()


def follow(button) -> None:
    """Press what leads to a page, and be on it: where the browser is busy, a press comes back before the page is left."""
    with button.page.expect_navigation():
        button.click()


PRESS = """it => {
  if (!it.isConnected) return null;
  it.scrollIntoView({ block: "center" });
  const box = it.getBoundingClientRect(), top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return it.contains(top) && (it.click(), true);
}"""


def press(button) -> None:
    """The same on a board that may be drawn anew between a look and a press: in one go, where it can be touched."""
    with button.page.expect_navigation(wait_until="domcontentloaded"):
        tries = (button.evaluate(PRESS) for _ in range(9))
        assert next(done for done in tries if done is not None), "something lies over this button"


class Somebody:
    """A person in front of a screen: their own browser, and whatever their console complained of."""

    def __init__(self, browser, server, *, viewport=PHONE, locale="fr-FR", **more) -> None:
        self.context = browser.new_context(base_url=server.url, viewport=viewport, locale=locale, **more)
        self.page = self.context.new_page()
        self.page.set_default_timeout(45_000)
        self.problems: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _hear(self, message) -> None:
        expected = ("net::ERR", "status of 404", "status of 422", "htmx:sendAbort", "htmx:afterRequest")
        if message.type in ("error", "warning") and not any(words in message.text for words in expected):
            self.problems.append(message.text)

    def walk_in_as(self, name: str) -> Somebody:
        self.page.goto("/demo/")
        follow(self.page.get_by_role("button", name=f"Entrer comme {name}"))
        return self

    def leave(self) -> None:
        self.context.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failed story keeps what each person saw (POLYPHONIE_FAILURES=folder)."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


def _keep_what_they_saw(request, made: list[Somebody]) -> None:
    if not request.node.stash.get(FAILED, False) or not (folder := os.environ.get("POLYPHONIE_FAILURES")):
        return
    for number, one in enumerate(made):
        Path(folder).mkdir(parents=True, exist_ok=True)
        one.page.screenshot(path=Path(folder) / f"{number:02}.png", full_page=True)


@pytest.fixture
def somebody(request, browser, valmont):
    """Make people; each leaves at the end, and nobody's console may have complained."""
    made: list[Somebody] = []

    def make(**more) -> Somebody:
        made.append(Somebody(browser, valmont, **more))
        return made[-1]

    yield make
    _keep_what_they_saw(request, made)
    problems = [problem for one in made for problem in one.problems]
    for one in made:
        one.leave()
    assert sorted(set(problems)) == []


@pytest.fixture(scope="module")
def same_people(browser, valmont):
    """A facilitator, phones and a stranger, who stay from one gathering to the next."""
    from tests.stories.group import Group

    made = Group(browser, valmont)
    yield made
    made.leaves()


@pytest.fixture
def group(request, same_people):
    yield same_people
    _keep_what_they_saw(request, same_people.here)


def picture(page, name: str) -> None:
    """Keep a screenshot for the documentation, when asked (POLYPHONIE_SCREENSHOTS=1)."""
    if os.environ.get("POLYPHONIE_SCREENSHOTS"):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(450)
        page.screenshot(path=SHOTS / f"{name}.png")
