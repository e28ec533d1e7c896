"""A diagram's places: everything has one, nothing overlaps, levels go down the page, and twice is the same."""

from __future__ import annotations

from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lcspr_core.errors import Unreadable
from lcspr_core.maps import arrangement
from lcspr_core.maps.arrangement import USUAL_SIZE, arrange
from lcspr_core.maps.rows import NARROWEST, row_by_row, rows_of
from lcspr_core.views import Arrow, Diagram, Node

LEVELS = ("Partnership", "Team", "Outcome")


def drawing(nodes, arrows, levels=LEVELS):
    made = tuple(Node(id=name, label=name, kind="k", level=level, lane=lane) for name, level, lane in nodes)
    return Diagram(
        title="t",
        nodes=made,
        arrows=tuple(Arrow(source=a, target=b, kind="k") for a, b in arrows),
        in_words="w",
        levels=levels,
    )


@st.composite
def drawings(draw: st.DrawFn) -> Diagram:
    names = [str(i) for i in range(draw(st.integers(0, 9)))]
    levels = st.sampled_from((*LEVELS, "", "not listed"))
    nodes = [(name, draw(levels), draw(st.sampled_from("xy"))) for name in names]
    ends = st.sampled_from(names) if names else st.nothing()
    arrows = draw(st.lists(st.tuples(ends, ends), max_size=14)) if names else []
    return drawing(nodes, arrows)


def boxes(arranged):
    return {place.id: place for place in arranged.nodes}


def overlap(a, b):
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    below = a.y + a.height <= b.y or b.y + b.height <= a.y
    return not beside and not below


@settings(deadline=None)
@given(drawings(), st.booleans())
def test_everything_has_a_place_of_its_own_inside_the_picture(diagram, with_words):
    words = dict.fromkeys(range(len(diagram.arrows)), (60.0, 16.0)) if with_words else {}
    arranged = arrange(diagram, words=words)
    assert [place.id for place in arranged.nodes] == [node.id for node in diagram.nodes]
    assert not [pair for pair in combinations(arranged.nodes, 2) if overlap(*pair)]
    assert [(route.source, route.target) for route in arranged.arrows] == [(a.source, a.target) for a in diagram.arrows]
    corners = [(p.x, p.y) for p in arranged.nodes] + [(p.x + p.width, p.y + p.height) for p in arranged.nodes]
    points = corners + [point for route in arranged.arrows for point in route.points]
    assert all(0 <= x <= arranged.width and 0 <= y <= arranged.height for x, y in points)


@settings(deadline=None)
@given(drawings())
def test_the_same_diagram_is_always_arranged_alike(diagram):
    assert arrange(diagram) == arrange(diagram)


@settings(deadline=None)
@given(drawings())
def test_a_level_stands_below_the_one_before_it(diagram):
    arranged = arrange(diagram)
    places = boxes(arranged)
    levels = [[places[n.id] for n in diagram.nodes if n.level == level] for level in LEVELS]
    for above, below in combinations([level for level in levels if level], 2):
        assert max(place.y + place.height for place in above) <= min(place.y for place in below)
    assert [band.title for band in arranged.bands if band.title] == [
        level for level, there in zip(LEVELS, levels, strict=True) if there
    ]


@settings(deadline=None)
@given(drawings())
def test_an_arrow_goes_from_its_source_to_its_target(diagram):
    arranged = arrange(diagram)
    places = boxes(arranged)
    for route in arranged.arrows:
        assert (len(route.points) - 1) % 3 == 0
        for point, name in ((route.points[0], route.source), (route.points[-1], route.target)):
            box = places[name]
            assert box.x - 8 <= point[0] <= box.x + box.width + 8
            assert box.y - 8 <= point[1] <= box.y + box.height + 8


@settings(deadline=None)
@given(drawings())
def test_within_a_level_every_arrow_joins_two_rows(diagram):
    row = {diagram.nodes[i].id: number for number, row in enumerate(rows_of(diagram)) for i in row}
    assert all(row[arrow.source] != row[arrow.target] for arrow in diagram.arrows if arrow.source != arrow.target)


def test_what_leads_to_something_in_its_level_stands_above_it():
    arranged = boxes(arrange(drawing([("a", "Team", ""), ("b", "Team", ""), ("c", "Team", "")], ["ca", "ab"])))
    assert arranged["c"].y < arranged["a"].y < arranged["b"].y


def test_lanes_keep_their_order_from_left_to_right():
    nodes = [("a2", "Team", "second"), ("b1", "Team", "first"), ("a1", "Team", "second"), ("b2", "Team", "first")]
    places = boxes(arrange(drawing([("z", "Partnership", "first"), *nodes], [("z", "a2"), ("z", "b1")])))
    assert max(places[name].x for name in ("b1", "b2")) < min(places[name].x for name in ("a1", "a2"))


def test_a_row_is_no_wider_than_an_upright_page_can_show():
    nodes = [(str(i), "Team", "") for i in range(9)]
    places = arrange(drawing(nodes, [])).nodes
    rows = [[p for p in places if p.y == y] for y in {p.y for p in places}]
    assert sorted(len(row) for row in rows) == [3, 3, 3]
    assert max(map(len, rows)) <= NARROWEST


def test_sizes_are_kept_and_unknown_ones_are_usual():
    arranged = boxes(arrange(drawing([("a", "Team", ""), ("b", "Team", "")], []), {"a": (90.0, 40.0)}))
    assert (arranged["a"].width, arranged["a"].height) == (90.0, 40.0)
    assert (arranged["b"].width, arranged["b"].height) == USUAL_SIZE


def test_only_ids_of_our_own_and_sizes_reach_graphviz(monkeypatch):
    seen = []
    layout = arrangement.pygraphviz.AGraph.layout
    monkeypatch.setattr(
        arrangement.pygraphviz.AGraph, "layout", lambda graph, prog: (seen.append(graph.string()), layout(graph, prog))
    )
    secret = drawing([("Tyler", "Team", "Tyler"), ("b", "Outcome", "")], [("Tyler", "b")])
    arrange(evolve(secret, title="Tyler"), words={0: (40.0, 12.0)})
    assert len(seen) == 1
    assert "Tyler" not in seen[0]


def test_a_diagram_too_large_for_graphviz_is_placed_row_by_row(monkeypatch):
    diagram = drawing(
        [(str(i), LEVELS[i % 3], "") for i in range(30)], [(str(i), str(i + 1)) for i in range(29)] + ["33"]
    )
    monkeypatch.setattr(arrangement, "DRAWN_UP_TO", 10)
    monkeypatch.setattr(arrangement, "_by_graphviz", lambda *_: pytest.fail("Graphviz was asked"))
    arranged = arrange(diagram)
    assert not [pair for pair in combinations(arranged.nodes, 2) if overlap(*pair)]
    assert [band.title for band in arranged.bands] == list(LEVELS)
    assert len(arranged.arrows) == 30


def test_many_arrows_are_drawn_straight(monkeypatch):
    diagram = drawing([("a", "Partnership", ""), ("b", "Outcome", "")], ["ab"])
    monkeypatch.setattr(arrangement, "CURVED_UP_TO", 0)
    (route,) = arrange(diagram).arrows
    (x0, y0), (x1, y1) = route.points[0], route.points[-1]
    assert all(abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) < 1 for x, y in route.points)


def test_row_by_row_an_arrow_ends_at_the_edges_of_its_boxes():
    diagram = drawing([("a", "Partnership", ""), ("b", "Outcome", "")], ["ab"])
    centres, (way,), _ = row_by_row(diagram, rows_of(diagram), [USUAL_SIZE, USUAL_SIZE])
    assert way[0][1] == centres[0][1] - USUAL_SIZE[1] / 2
    assert way[-1][1] == centres[1][1] + USUAL_SIZE[1] / 2


@pytest.mark.parametrize(
    ("diagram", "reason"),
    [
        (drawing([("a", "Team", "")], ["ab"]), "to or from a node that is not on it"),
        (drawing([("a", "Team", ""), ("a", "Team", "")], []), "two nodes with the same id"),
    ],
)
def test_a_diagram_that_contradicts_itself_is_refused_in_a_sentence(diagram, reason):
    with pytest.raises(Unreadable, match=reason):
        arrange(diagram)
