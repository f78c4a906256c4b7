"""What several sheets have in common: counted by hand here, and only from what its reader reads."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from polyphonie.practices.contract.drawing import draw_together
from polyphonie.practices.contract.ingredients import families
from polyphonie.practices.contract.synthesis import Holding, by_family, together

A, B, C = (families()[0].ingredients[at].id for at in range(3))
FAR = families()[4].ingredients[0].id
SHEETS = [
    Holding(1, frozenset({A, B})),
    Holding(2, frozenset({A, B, C})),
    Holding(3, frozenset({A})),
    Holding(4, frozenset({FAR})),
    Holding(5, frozenset()),
]


def test_each_family_tells_what_comes_back_the_most_frequent_first():
    found = by_family(SHEETS)
    assert [(part.family.id, [(c.ingredient.id, c.sheets) for c in part.counted]) for part in found] == [
        (families()[0].id, [(A, (1, 2, 3)), (B, (1, 2)), (C, (2,))]),
        (families()[4].id, [(FAR, (4,))]),
    ]
    assert by_family([]) == ()


def test_two_ingredients_go_together_as_often_as_sheets_name_both():
    found = together(SHEETS)
    assert [one.id for one in found.ingredients] == [A, B, C, FAR]
    assert found.times == ((3, 2, 1, 0), (2, 2, 1, 0), (1, 1, 1, 0), (0, 0, 0, 1))
    assert found.most == 2
    assert (together([]).times, together([]).most) == ((), 0)


def test_the_picture_has_a_dot_for_each_two_as_large_as_their_number():
    drawn = ET.fromstring(draw_together(together(SHEETS), "fr", title="a < b"))
    dots = [node for node in drawn.iter() if node.tag.endswith("circle")]
    assert [float(dot.get("r")) for dot in dots] == [13.0, 9.2, 13.0, 9.2, 9.2, 9.2]
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "a < b")
    assert [node.get("style") for node in drawn.iter() if node.get("style")] == []
