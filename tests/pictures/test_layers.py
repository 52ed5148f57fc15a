"""Layers of a graph."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.pictures.layers import apart, components, crossings, layered, placed

edges = st.sets(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda e: e[0] != e[1]), min_size=1, max_size=20
)


@given(edges)
def test_every_arrow_goes_from_its_tail_to_its_head_by_neighbouring_layers(found):
    for part in components(found):
        inside = [e for e in found if e[0] in part]
        plan = layered(inside)
        layer = {node: n for n, row in enumerate(plan.layers) for node in row}
        assert {node for node in layer if node >= 0} == set(part)
        assert set(plan.route) == set(inside)
        for (a, b), route in plan.route.items():
            assert (route[0], route[-1]) == (a, b)
            assert all(node < 0 for node in route[1:-1])
            steps = {layer[y] - layer[x] for x, y in pairwise(route)}
            assert steps in ({1}, {-1})


@given(edges)
def test_without_a_cycle_no_arrow_goes_back(found):
    forward = {(min(e), max(e)) for e in found}
    for part in components(forward):
        plan = layered([e for e in forward if e[0] in part])
        layer = {node: n for n, row in enumerate(plan.layers) for node in row}
        assert all(layer[a] < layer[b] for a, b in plan.route)


@given(edges, st.floats(1, 40))
def test_no_two_of_a_layer_touch(found, gap):
    part = components(found)[0]
    plan = layered([e for e in found if e[0] in part])
    heights = {node: 10.0 + 7 * (abs(node) % 4) for row in plan.layers for node in row}
    at = placed(plan, heights, gap)
    assert min(at[node] - heights[node] / 2 for node in at) >= -1e-6
    for row in plan.layers:
        for a, b in pairwise(row):
            assert at[b] - at[a] >= heights[a] / 2 + heights[b] / 2 + gap - 1e-6


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(1, 30)), min_size=1, max_size=12))
def test_places_keep_their_order_and_distance_and_stay_where_wanted_if_they_can(rows):
    wanted, sizes = zip(*rows, strict=True)
    found = apart(wanted, sizes, 5.0)
    for n, (a, b) in enumerate(pairwise(found)):
        assert b - a >= sizes[n] / 2 + sizes[n + 1] / 2 + 5.0 - 1e-6
    if len(rows) == 1:
        assert abs(found[0] - wanted[0]) < 1e-6


def test_an_order_that_crosses_is_mended():
    plan = layered([(0, 3), (1, 2)])
    assert crossings(plan.layers, [(0, 3), (1, 2)]) == 0


def test_a_ring_has_one_arrow_turned():
    plan = layered([(0, 1), (1, 2), (2, 0)])
    assert [len(row) for row in plan.layers] == [1, 2, 1]
    assert plan.route[2, 0][::-1][0] == 0
