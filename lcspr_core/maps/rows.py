"""Which row of a diagram each node stands in, and the plainest way to place the rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from lcspr_core.views import Arrow, Diagram

Point: TypeAlias = tuple[float, float]
Size: TypeAlias = tuple[float, float]
Way: TypeAlias = tuple[Point, ...]  # a start, then three points for each Bézier curve
Row: TypeAlias = tuple[int, ...]  # positions of nodes in the diagram

NODE_GAP = 20.0
ROW_GAP = 50.0
NARROWEST = 4  # boxes in a row: four can still be read across an upright page of A4


def rows_of(diagram: Diagram) -> tuple[Row, ...]:
    """Return the rows from the top: level by level, and what leads to something above it."""
    most = max(NARROWEST, round(math.sqrt(len(diagram.nodes) / 2)))
    return tuple(row for level in levels_of(diagram) for row in _rows_in(diagram, level, most))


def levels_of(diagram: Diagram) -> Iterable[Row]:
    """Return the nodes by level from the top; those whose level is not listed come last."""
    order = {level: place for place, level in enumerate(diagram.levels)}
    last = len(order)
    at = [order.get(node.level, last) for node in diagram.nodes]
    return [tuple(i for i, place in enumerate(at) if place == wanted) for wanted in sorted(set(at))]


def _rows_in(diagram: Diagram, level: Row, most: int) -> Iterable[Row]:
    lanes = list(dict.fromkeys(node.lane for node in diagram.nodes))
    depths = _depths(diagram, level)
    for depth in sorted(set(depths.values())):
        same = sorted((i for i in level if depths[i] == depth), key=lambda i: lanes.index(diagram.nodes[i].lane))
        yield from _evenly(same, most)


def _evenly(row: Sequence[int], most: int) -> Iterable[Row]:
    count = math.ceil(len(row) / most)
    cuts = [round(part * len(row) / count) for part in range(count + 1)]
    return [tuple(row[start:end]) for start, end in pairwise(cuts)]


def _depths(diagram: Diagram, level: Row) -> dict[int, int]:
    """How far down each node of a level stands, so that each arrow within the level joins two rows."""
    index = {diagram.nodes[i].id: i for i in level}
    inside = (arrow for arrow in diagram.arrows if arrow.source in index and arrow.target in index)
    graph: nx.DiGraph[int] = nx.DiGraph(
        (index[arrow.source], index[arrow.target]) for arrow in inside if arrow.source != arrow.target
    )
    graph.add_nodes_from(level)
    layers = enumerate(nx.topological_generations(_without_loops(graph)))
    return {i: depth for depth, nodes in layers for i in nodes}


def _without_loops(graph: nx.DiGraph[int]) -> nx.DiGraph[int]:
    """The same graph with the arrows of each loop turned, where they must be, to lead away from its first node."""
    steps: dict[int, tuple[int, int]] = {}
    for number, loop in enumerate(nx.strongly_connected_components(graph)):
        away = nx.single_source_shortest_path_length(graph.subgraph(loop), min(loop))
        steps.update({i: (number, away[i]) for i in loop})
    straight: nx.DiGraph[int] = nx.DiGraph()
    straight.add_nodes_from(graph)
    for a, b in graph.edges:
        turned = steps[a][0] == steps[b][0] and (steps[a][1], a) > (steps[b][1], b)
        straight.add_edge(*((b, a) if turned else (a, b)))
    return straight


def row_by_row(
    diagram: Diagram, rows: Sequence[Row], boxes: Sequence[Size]
) -> tuple[list[Point], list[Way], dict[int, Point]]:
    """Return the same as Graphviz would, in no time: rows centred under each other, arrows straight."""
    centres: list[Point] = [(0.0, 0.0)] * len(boxes)
    top = 0.0
    for row in rows:
        height = max(boxes[i][1] for i in row)
        left = -(sum(boxes[i][0] for i in row) + NODE_GAP * (len(row) - 1)) / 2
        for i in row:
            centres[i] = (left + boxes[i][0] / 2, top - height / 2)
            left += boxes[i][0] + NODE_GAP
        top -= height + ROW_GAP
    index = {node.id: i for i, node in enumerate(diagram.nodes)}
    return centres, [_between(arrow, index, centres, boxes) for arrow in diagram.arrows], {}


def _between(arrow: Arrow, index: Mapping[str, int], centres: Sequence[Point], boxes: Sequence[Size]) -> Way:
    a, b = index[arrow.source], index[arrow.target]
    return between((centres[a], boxes[a]), (centres[b], boxes[b]), loop=a == b)


def between(start: tuple[Point, Size], end: tuple[Point, Size], *, loop: bool = False) -> Way:
    """Return the straight way from the edge of one box to the edge of another, each given by its centre and size."""
    if loop:
        return _loop(*start)
    return straight(_edge_of(*start, end[0]), _edge_of(*end, start[0]))


def _edge_of(centre: Point, box: Size, towards: Point) -> Point:
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    reach = min(box[0] / 2 / abs(dx) if dx else math.inf, box[1] / 2 / abs(dy) if dy else math.inf)
    return (centre[0] + dx * reach, centre[1] + dy * reach)


def _loop(centre: Point, box: Size) -> Way:
    x, y = centre[0] + box[0] / 2, centre[1]
    return ((x, y + 8), (x + NODE_GAP, y + 20), (x + NODE_GAP, y - 20), (x, y - 8))


def straight(start: Point, end: Point) -> Way:
    """Return a straight way as one curve."""
    return (start, start, end, end)
