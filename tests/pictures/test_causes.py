"""The map of causes as a picture."""

from itertools import combinations

import pytest
from tests.pictures.drawn import SVG, labels, read
from tests.pictures.test_pictures import Arrow, graph

from communique.pictures import drivers


def boxes(picture):
    for rect in read(picture).iter(f"{SVG}rect"):
        x, y, wide, high = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
        yield x, y, x + wide, y + high


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_no_box_lies_on_another_and_every_concept_is_inside_one(narrow, seed):
    picture = drivers(*graph(9, 12, seed), narrow=narrow)
    found = list(boxes(picture))
    for (a, b, c, d), (e, f, g, h) in combinations(found, 2):
        assert a >= g or e >= c or b >= h or f >= d
    words = [
        one
        for one in labels(picture)
        if one.text not in {"raises", "lowers", "contested", "thicker: believed more"}
    ]
    for one in words:
        held = any(
            a <= one.left and one.right <= c and b <= one.top and one.bottom <= d for a, b, c, d in found
        )
        assert held or one.text.startswith("and ") or not one.text


def test_causes_stand_before_their_effects():
    picture = drivers(["storm", "prices", "hunger"], [Arrow(0, 1, 0.6), Arrow(1, 2, 0.6)])
    left = {one.text: one.left for one in labels(picture)}
    assert left["storm"] < left["prices"] < left["hunger"]


def test_what_lowers_has_another_head_and_sign_than_what_raises():
    raises, lowers = (drivers(["storm", "trade"], [Arrow(0, 1, weight)]) for weight in (0.6, -0.6))
    shapes = [
        [e.get("d") for e in read(one).iter(f"{SVG}path") if e.get("fill") != "none"]
        for one in (raises, lowers)
    ]
    assert len(shapes[0]) > len(shapes[1])
    assert "raises" in raises and "raises" not in lowers


def test_an_arrow_is_as_thick_as_it_is_believed_and_broken_where_contested():
    arrows = [Arrow(0, 1, 0.9), Arrow(2, 3, 0.1, contested=True)]
    picture = drivers(["storm", "prices", "talks", "peace"], arrows)
    lines = [e for e in read(picture).iter(f"{SVG}path") if "C" in e.get("d")]
    thick, thin = (float(e.get("stroke-width")) for e in lines)
    assert thick > 2 * thin
    assert [e.get("stroke-dasharray") is None for e in lines] == [True, False]


def test_of_many_arrows_those_believed_most_are_drawn_and_the_rest_counted():
    arrows = [Arrow(n, n + 1, 0.9 if n == 7 else 0.2) for n in range(0, 60, 2)]
    concepts = [f"concept {n}" for n in range(61)]
    found = {one.text for one in labels(drivers(concepts, arrows, most=5))}
    assert "and 25 more" in found


def test_a_ring_of_causes_is_drawn():
    picture = drivers(["arms", "fear", "talks"], [Arrow(0, 1, 0.6), Arrow(1, 2, -0.6), Arrow(2, 0, -0.6)])
    assert len([e for e in read(picture).iter(f"{SVG}g") if e.get("class") == "arrow"]) == 3
