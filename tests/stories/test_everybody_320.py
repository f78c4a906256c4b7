"""A small old phone, a page zoomed four times, colours forced, motion refused: nothing is cut, nothing is lost."""

from __future__ import annotations

import pytest

from tests.stories import everybody

pytestmark = [pytest.mark.browser, pytest.mark.server]

ZOOMED = {"width": 320, "height": 256}  # a screen of 1280 × 1024, four times larger

MEASURES = """() => {
  const told = [], shown = (e) => e.checkVisibility?.({ visibilityProperty: true }) && !e.closest(".hidden, .skip");
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) told.push(`scrolls sideways: ${wide}`);
  for (const e of document.querySelectorAll("body *")) {
    if (!shown(e)) continue;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 1 || box.left < -1) && !e.closest("svg")) told.push(`out of the page: ${e.outerHTML.slice(0, 90)}`);
    if (!e.matches(".rules") && /hidden|clip/.test(style.overflowX + style.overflowY) && !/^(INPUT|SELECT|TEXTAREA|svg)$/.test(e.tagName) && !e.closest("svg")
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) told.push(`cut: ${e.outerHTML.slice(0, 90)}`);
  }
  for (const e of document.querySelectorAll("a, button, summary, select, input:not([type=hidden]), textarea")) {
    if (!shown(e)) continue;
    const within = e.tagName === "A" && getComputedStyle(e).display === "inline";  // a link inside a sentence
    const box = (e.closest("label") || e).getBoundingClientRect();
    if (!within && Math.min(box.width, box.height) < 24) told.push(`too small to touch: ${e.outerHTML.slice(0, 90)}`);
    if (e.matches(".button") && box.height < 44) told.push(`a small button: ${e.outerHTML.slice(0, 90)}`);
  }
  for (const moving of document.getAnimations())
    if (moving.effect.getComputedTiming().endTime > 0) told.push("moves: " + moving.animationName);
  return told;
}"""
# What WCAG 1.4.12 asks a page to bear.
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
VISIBLE = """() => [...document.querySelectorAll(".button")].filter((e) => e.checkVisibility()).filter((e) => {
  const style = getComputedStyle(e);
  return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1 || style.borderTopColor === style.backgroundColor && style.color === style.backgroundColor;
}).map((e) => e.outerHTML.slice(0, 90))"""


def test_nothing_is_cut_or_too_small_on_any_page_of_a_small_phone(somebody, valmont):
    visitors = everybody.Visitors(
        somebody, valmont, viewport=ZOOMED, reduced_motion="reduce", bypass_csp=True
    )
    told = {}
    for place in everybody.places(valmont):
        page = visitors.open(place)
        wrong = page.evaluate(MEASURES)
        page.add_style_tag(content=SPACED)
        wrong += [
            f"with more space: {one}" for one in page.evaluate(MEASURES) if "sideways" in one or "cut" in one
        ]
        if wrong:
            told[place.name] = wrong
    assert told == {}


def test_buttons_stay_visible_when_colours_are_forced(somebody, valmont):
    visitors = everybody.Visitors(somebody, valmont, forced_colors="active")
    hidden = {}
    wanted = (
        "welcome",
        "login",
        "consentement-ask",
        "consentement-noted",
        "console-lobby",
        "people",
        "over-record",
    )
    for place in everybody.places(valmont):
        if place.name in wanted and (wrong := visitors.open(place).evaluate(VISIBLE)):
            hidden[place.name] = wrong
    assert hidden == {}


def test_a_step_that_opens_moves_only_for_those_who_like_it(somebody, valmont):
    moves = "() => getComputedStyle(document.querySelector('.appear')).animationName"
    for wish, name in (("no-preference", "appear"), ("reduce", "none")):
        visitors = everybody.Visitors(somebody, valmont, reduced_motion=wish)
        page = visitors.open(next(one for one in everybody.places(valmont) if one.name == "reagir-ask"))
        assert page.evaluate(moves) == name
