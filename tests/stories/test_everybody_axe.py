"""axe finds nothing to say, on any page, in both languages, on a phone and a laptop, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.stories import everybody
from tests.stories.conftest import LAPTOP, PHONE, follow

pytestmark = [pytest.mark.browser, pytest.mark.server]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
SMALL = {"width": 320, "height": 640}
# Structure does not change with the size or the colours: the whole grid once, then what may change.
CHANGES = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
GRID = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
LOOKS = {
    "fr": ((PHONE, "dark"), (LAPTOP, "light"), (LAPTOP, "dark")),
    "en": ((PHONE, "dark"), (LAPTOP, "light")),
    "once more": ((PHONE, "dark"),),
}

# One heading of the first level, the language of the page, a name for everything that asks, nothing written in line.
STRUCTURE = """language => {
  const told = [], all = (what) => [...document.querySelectorAll(what)];
  if (all("h1").length !== 1) told.push(`${all("h1").length} h1`);
  if (document.documentElement.lang !== language) told.push(`lang=${document.documentElement.lang}`);
  for (const field of all("input:not([type=hidden]), select, textarea"))
    if (!field.labels.length && !field.ariaLabel) told.push("no label: " + field.outerHTML.slice(0, 120));
  for (const one of all("[style], style, [onclick], script:not([src]):not([type='application/json'])"))
    told.push("in line: " + one.outerHTML.slice(0, 120));
  return told;
}"""


def found(page, only: list[str] | None = None) -> list[str]:
    """What axe objects to on the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    chosen = {"type": "rule", "values": only} if only else {"type": "tag", "values": GRID}
    rules = {"target-size": {"enabled": True}, "css-orientation-lock": {"enabled": False}}
    options = {"resultTypes": ["violations"], "runOnly": chosen, **({} if only else {"rules": rules})}
    seen = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in seen for node in one["nodes"][:3]]


def found_everywhere(page, language: str, looks: tuple = ()) -> list[str]:
    """The whole grid on the smallest screen, then sizes and colours."""
    page.set_viewport_size(SMALL)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    told = found(page)
    for size, scheme in looks or LOOKS["once more"]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        told += [f"{scheme}, {size['width']}: {one}" for one in found(page, CHANGES)]
    return told + page.evaluate(STRUCTURE, language)


@pytest.fixture(params=["fr", "en"])
def language(request, valmont):
    everybody.where(valmont)
    valmont.python(f"from tests.stories import moments; moments.speak('{request.param}')")
    yield request.param
    if request.param != "fr":
        valmont.python("from tests.stories import moments; moments.speak('fr')")


@pytest.fixture
def visitors(somebody, valmont, language):
    locale = {"fr": "fr-FR", "en": "en-GB"}[language]
    return everybody.Visitors(somebody, valmont, viewport=SMALL, locale=locale, reduced_motion="reduce")


def test_axe_finds_nothing_on_any_page(visitors, valmont, language):
    told = {
        place.name: found_everywhere(visitors.open(place), language, LOOKS[language])
        for place in everybody.places(valmont)
    }
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


def after(visitors, who: str, address: str, do) -> list[str]:
    """What axe says once somebody has done something on a page."""
    page = visitors[who]
    page.goto(address)
    page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true })")
    do(page)
    page.wait_for_load_state()
    return found_everywhere(page, page.evaluate("document.documentElement.lang"))


def test_axe_finds_nothing_once_a_form_was_refused(visitors, valmont):
    at = everybody.where(valmont)
    circle = f"/circles/{at['circle']}/"

    def send(page, which="main form button:not([type=button])"):
        with page.expect_navigation():
            page.locator(which).first.click()

    def wrong_code(page):
        page.locator("#id_code").fill("000 000 000")
        send(page)

    def mistaken(page):
        send(page, "form[action$='/adaptations/'] button")
        page.locator("#minutes").fill("beaucoup")
        send(page, "button[value=keep]")

    told = {
        "a wrong code": after(visitors, "", "/enter/", wrong_code),
        "no code": after(visitors, "", "/enter/", send),
        "no name": after(visitors, "Nour", f"/invitations/{at['invitation']}/", send),
        "no address": after(visitors, "", "/accounts/signup/", send),
        "nothing sure": after(visitors, "Nour", "/account/erasure/", send),
        "no circle": after(visitors, "Nour", "/circles/new/", send),
        "no guest": after(visitors, "Driss", f"/gatherings/{at['gatherings']['lobby']}/scribe/", send),
        "an adaptation with mistakes": after(visitors, "Driss", "/guides/consent/", mistaken),
        "no request": after(visitors, "Amina", at["around"]["request-new"], send),
        "no reply": after(visitors, "", at["around"]["asked-waiting"], send),
        "no file": after(visitors, "Driss", "/guides/file/", send),
        "an invitation": after(visitors, "Driss", f"{circle}people/", lambda page: send(page, "form.form button")),
    }  # fmt: skip
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


def test_axe_finds_nothing_from_the_code_that_arrives_by_mail_to_the_keys(
    somebody, valmont, visitors, language
):
    page = visitors[""]
    page.goto("/accounts/login/")
    page.locator("#id_email").fill("salle.nour@valmont.example")
    follow(page.locator("main form button").first)
    told = found_everywhere(page, language)
    page.locator("main input[name=code]").fill("AAAAAA")
    follow(page.locator("main form button").first)
    told += found_everywhere(page, language)
    page.locator("main input[name=code]").fill(valmont.last_code("salle.nour@valmont.example"))
    page.locator("main form button").first.click()
    page.get_by_text("Nour").first.wait_for()
    for address in ("/accounts/2fa/", "/accounts/2fa/webauthn/add/"):
        page.goto(address)
        told += found_everywhere(page, language)
    assert told == []


def test_axe_finds_nothing_after_each_thing_done_in_a_step(visitors, valmont, language):
    at = everybody.where(valmont)["gatherings"]
    amina = visitors["Amina"]
    amina.goto(f"/gatherings/{at['consentement-ask']}/")
    told = []

    def send():
        with amina.expect_response("**/answers/**"):
            amina.locator("#answer-form button").first.click()
        expect(amina.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        told.extend(found_everywhere(amina, language))

    send()  # nothing chosen
    amina.locator("[name=stance][value=objection]").check()
    told.extend(found_everywhere(amina, language))
    send()  # no reason yet
    assert amina.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    amina.goto(f"/gatherings/{at['reagir-noted']}/")
    amina.locator("[hx-get*='change=1']").click()
    amina.locator("#answer-form").wait_for()
    told.extend(found_everywhere(amina, language))
    assert told == []


def test_axe_finds_nothing_once_every_detail_is_open(visitors, valmont, language):
    wanted = ("decision", "charter-written", "console-reagir-ask", "console-decided", "console-lobby")
    wanted += ("own-words", "own-draft-words")
    told = {}
    for place in everybody.places(valmont):
        if place.name in wanted:
            page = visitors.open(place)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            told[place.name] = found_everywhere(page, language)
    assert {name: wrong for name, wrong in told.items() if wrong} == {}
