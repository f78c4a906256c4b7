"""On paper nothing can be scrolled: each card holds all that it says, and leaves room to write."""

import re
from pathlib import Path

import pytest

from polyphonie.components.finder import gathered
from polyphonie.guides import queries
from polyphonie.people.queries import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

STYLES = Path(__file__).resolve().parents[2] / "polyphonie" / "web" / "static" / "polyphonie"
STYLE = "\n".join(
    [(STYLES / f"{name}.css").read_text("utf-8") for name in ("tokens", "base")]
    + [gathered()]
    + [(STYLES / f"{name}.css").read_text("utf-8") for name in ("places", "kit")]
)
LOOK = """() => {
  const told = [], say = (what, card) => told.push(`${what}: ${card.querySelector("h3").textContent.trim()}`);
  const inside = (part, whole) => part.getBoundingClientRect().bottom <= whole.getBoundingClientRect().bottom + 1;
  for (const sheet of document.querySelectorAll(".sheet-cards")) {
    const card = sheet.querySelector(".kit-card"), body = card.querySelector(".kit-body");
    if (!inside(card.querySelector("footer"), card)) say("runs over its edge", card);
    for (const part of body.children) if (!inside(part, body)) say("runs into its foot", card);
    for (const rules of card.querySelectorAll(".rules")) if (rules.clientHeight < 34) say("no line to write on", card);
    if (card.scrollWidth > card.clientWidth) say("too wide", card);
  }
  for (const one of document.querySelectorAll(".paper *"))
    if (one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 15.9) told.push(`small: ${one.className}`);
  return told;
}"""


@pytest.mark.parametrize("size", ["2", "4"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_card_of_the_library_fits(language, size, client, browser):
    somebody = Person.objects.create_user(email="amina@valmont.example", name="Amina", language=language)
    client.force_login(somebody)
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    wrong = {}
    for guide in queries.library():
        body = client.get(f"/guides/{guide.id}/kit/?cards={size}").content.decode()
        page.set_content(re.sub(r"<(link|script)\b[^>]*>", "", body), wait_until="domcontentloaded")
        page.add_style_tag(content=STYLE)
        if told := page.evaluate(LOOK):
            wrong[guide.id] = told
    page.close()
    assert wrong == {}
