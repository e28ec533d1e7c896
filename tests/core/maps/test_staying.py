"""An edit of a map moves nothing that stood: what is new finds a free place beside what it is linked to."""

from __future__ import annotations

from itertools import combinations
from math import dist

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lcspr_core.maps.arrangement import arrange
from lcspr_core.maps.rows import NODE_GAP
from lcspr_core.maps.staying import Standing, stayed
from lcspr_core.views import Arrow, Diagram, Node

LEVELS = ("The child", "The front line", "The agencies")


def made(count, pairs, levels=LEVELS):
    nodes = tuple(Node(id=f"n{at}", label=f"Factor {at}", kind="factor", level=levels[at % 3]) for at in range(count))
    arrows = tuple(Arrow(source=f"n{a % count}", target=f"n{b % count}", kind="led") for a, b in pairs)
    return Diagram(title="A map", in_words="", nodes=nodes, arrows=arrows, levels=LEVELS, kinds={})


def standing(diagram):
    return Standing(diagram=diagram, arranged=arrange(diagram))


def boxes(arranged):
    return {box.id: box for box in arranged.nodes}


def test_a_new_thing_is_put_beside_its_neighbour_and_nothing_else_moves():
    was = standing(made(30, [(a, a + 3) for a in range(27)]))
    new = Node(id="new", label="New", kind="factor", level=LEVELS[1])
    now = evolve(
        was.diagram,
        nodes=(*was.diagram.nodes, new),
        arrows=(*was.diagram.arrows, Arrow(source="new", target="n10", kind="led")),
    )
    placed = stayed(was, now)
    before, after = boxes(was.arranged), boxes(placed)
    box = after.pop("new")
    assert after == before
    assert placed.arrows[:-1] == was.arranged.arrows
    assert dist((box.x, box.y), (before["n10"].x, before["n10"].y)) < box.width + 2 * NODE_GAP
    assert {band.title: band.top for band in placed.bands} == {band.title: band.top for band in was.arranged.bands}


def test_a_level_that_had_no_place_asks_for_a_whole_arrangement():
    was = standing(made(6, [], levels=LEVELS[:1] * 3))
    new = Node(id="new", label="New", kind="factor", level=LEVELS[2])
    assert stayed(was, evolve(was.diagram, nodes=(*was.diagram.nodes, new))) is None


def test_a_thing_that_changed_its_level_goes_to_that_level():
    was = standing(made(9, [(0, 1), (1, 2)]))
    first, *others = was.diagram.nodes
    placed = stayed(was, evolve(was.diagram, nodes=(evolve(first, level=LEVELS[2]), *others)))
    (band,) = [one for one in placed.bands if one.title == LEVELS[2]]
    assert band.top <= boxes(placed)["n0"].y < band.bottom


def test_a_link_to_itself_is_drawn_as_a_loop():
    was = standing(made(3, []))
    placed = stayed(was, evolve(was.diagram, arrows=(Arrow(source="n1", target="n1", kind="led"),)))
    assert len(set(placed.arrows[0].points)) == 4


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(3, 24),
    pairs=st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=30),
    news=st.lists(st.tuples(st.sampled_from(LEVELS), st.integers(0, 23)), max_size=8),
    gone=st.sets(st.integers(0, 23), max_size=5),
)
def test_whatever_comes_and_goes_no_two_boxes_meet_and_every_arrow_is_drawn(count, pairs, news, gone):
    was = standing(made(count, pairs))
    left = {f"n{at}" for at in gone}
    kept = tuple(node for node in was.diagram.nodes if node.id not in left)
    here = {node.id for node in kept}
    added = tuple(Node(id=f"x{at}", label="New", kind="factor", level=level) for at, (level, _) in enumerate(news))
    joined = tuple(Arrow(source=f"x{at}", target=f"n{end}", kind="led") for at, (_, end) in enumerate(news))
    arrows = tuple(one for one in was.diagram.arrows if {one.source, one.target} <= here)
    now = evolve(was.diagram, nodes=(*kept, *added), arrows=(*arrows, *(one for one in joined if one.target in here)))
    placed = stayed(was, now)
    if placed is None:
        assert {node.level for node in now.nodes} - {node.level for node in kept} or not kept
        return
    before, after = boxes(was.arranged), boxes(placed)
    assert all(after[node.id] == before[node.id] for node in kept)
    assert [(one.source, one.target) for one in placed.arrows] == [(one.source, one.target) for one in now.arrows]
    for one, other in combinations(placed.nodes, 2):
        aside = one.x + one.width + NODE_GAP <= other.x + 1 or other.x + other.width + NODE_GAP <= one.x + 1
        above = one.y + one.height <= other.y + 1 or other.y + other.height <= one.y + 1
        assert aside or above
