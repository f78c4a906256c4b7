"""Plain points: a picture and its table that say the same; nothing but dots."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from polyphonie.engines.variation import Dots, dots_svg, dots_table

MOMENTS = ("1 mars", "22 mars", "12 avr.", "3 mai")
MINE, THEIRS = Dots("Vous", (4, None, 2, 5)), Dots("<Bruno>", (4, None, None, 3))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*people: Dots) -> ElementTree.Element:
    return ElementTree.fromstring(dots_svg("Je peux « dire »", MOMENTS, people, name="d1"))


def test_the_picture_and_its_table_say_the_same():
    circles = [node.find(f"{SVG}title").text for node in drawn(MINE, THEIRS).iter(f"{SVG}circle")]
    rows = dots_table("Titre", MOMENTS, (MINE, THEIRS), when="Quand")
    assert rows.heads == ("Quand", "Vous", "<Bruno>")
    assert rows.rows == (("1 mars", "4", "4"), ("12 avr.", "2", "—"), ("3 mai", "5", "3"))
    said = {f"{rows.heads[at]}, {row[0]}: {row[at]}" for row in rows.rows for at in (1, 2) if row[at] != "—"}
    assert set(circles) == said
    assert len(circles) == 5


def test_nothing_but_dots_whatever_their_number():
    many = Dots("Vous", tuple(1 + at % 5 for at in range(30)))
    root = ElementTree.fromstring(dots_svg("Titre", [str(at) for at in range(30)], [many], name="d"))
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == {
        "svg",
        "title",
        "desc",
        "line",
        "text",
        "circle",
    }
    levels = {node.get("y1") == node.get("y2") for node in root.iter(f"{SVG}line")}
    assert levels == {True}  # the lines are those of the five marks, not from point to point


def test_two_people_differ_by_shape_and_one_mark_of_both_shows_twice():
    first, second = (node for node in list(drawn(MINE, THEIRS).iter(f"{SVG}circle"))[:4:3])
    assert (first.get("cx"), first.get("cy")) == (second.get("cx"), second.get("cy"))
    assert (first.get("fill"), second.get("fill")) == (None, "none")
    assert float(first.get("r")) < float(second.get("r"))


def test_higher_marks_stand_higher_and_later_ones_further():
    spots = [(float(n.get("cx")), -float(n.get("cy"))) for n in drawn(MINE).iter(f"{SVG}circle")]
    assert [across for across, _ in spots] == sorted(across for across, _ in spots)
    assert [sorted(spots, key=lambda s: s[1]).index(spot) for spot in spots] == [1, 0, 2]


def test_words_are_escaped_and_ids_begin_with_its_name():
    made = dots_svg("<b>", MOMENTS, [THEIRS], name="d1")
    assert "<b>" not in made
    assert "<Bruno>" not in made
    assert re.findall(r'id="([^"]+)"', made) == ["d1-title", "d1-desc"]
    assert "style=" not in made


def test_one_moment_alone_is_drawn():
    assert "<circle" in dots_svg("Un", ["1 mars"], [Dots("Vous", (3,))], name="d")
