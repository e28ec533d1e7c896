"""A drawing after an edit: what stood stays where it was, and what is new is put beside what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import dist
from statistics import fmean

from attrs import evolve, frozen

from lcspr_core.maps.arrangement import MARGIN, USUAL_SIZE, Arranged, Placed, Route, bands_of, middle_of
from lcspr_core.maps.rows import NODE_GAP, Point, Size, between
from lcspr_core.views import Arrow, Diagram, Node

Boxes = dict[str, Placed]
Ends = tuple[str, str]


@frozen(kw_only=True)
class Standing:
    """A diagram as it was last drawn, and where everything on it stood."""

    diagram: Diagram
    arranged: Arranged


def stayed(was: Standing, diagram: Diagram, sizes: Mapping[str, Size] | None = None) -> Arranged | None:
    """Return where everything goes now, or nothing where a level that had no place is needed: then arrange anew."""
    old = {node.id: node.level for node in was.diagram.nodes}
    boxes = {box.id: box for box in was.arranged.nodes}
    staying = [node for node in diagram.nodes if old.get(node.id) == node.level]
    if not staying or {node.level for node in diagram.nodes} - {node.level for node in staying}:
        return None
    placed = {node.id: _sized(boxes[node.id], sizes) for node in staying}
    for node in (one for one in diagram.nodes if one.id not in placed):
        placed[node.id] = _beside(node, diagram, placed, (sizes or {}).get(node.id, USUAL_SIZE))
    return _joined(was, diagram, placed, boxes)


def _sized(box: Placed, sizes: Mapping[str, Size] | None) -> Placed:
    width, height = (sizes or {}).get(box.id, (box.width, box.height))
    return box if (width, height) == (box.width, box.height) else evolve(box, width=width, height=height)


def _beside(node: Node, diagram: Diagram, placed: Boxes, size: Size) -> Placed:
    """Put a box into the free place of its level that is nearest to what it is linked to."""
    level = {one.id for one in diagram.nodes if one.level == node.level}
    peers = [box for name, box in placed.items() if name in level]
    wanted = _wanted(node, diagram.arrows, placed, size)
    found = (
        Placed(id=node.id, x=x, y=y, width=size[0], height=size[1])
        for y in sorted({box.y for box in peers})
        for x in _free(wanted[0], size, [box for box in placed.values() if _share_a_line(box, y, size[1])])
    )
    return min(found, key=lambda box: dist((box.x, box.y), wanted))


def _wanted(node: Node, arrows: Iterable[Arrow], placed: Boxes, size: Size) -> Point:
    """Return the corner where a box would best stand: in the middle of what it is linked to, else of all."""
    ends = {end for one in arrows if node.id in {one.source, one.target} for end in (one.source, one.target)}
    beside = [placed[end] for end in sorted(ends) if end in placed] or list(placed.values())
    centre = (fmean(box.x + box.width / 2 for box in beside), fmean(box.y + box.height / 2 for box in beside))
    return centre[0] - size[0] / 2, centre[1] - size[1] / 2


def _share_a_line(box: Placed, y: float, height: float) -> bool:
    return box.y < y + height and y < box.y + box.height


def _free(wanted: float, size: Size, line: Sequence[Placed]) -> Iterator[float]:
    """Return the places in a line where a box fits: where it would best stand, or against another box."""
    beside = (x for box in line for x in (box.x - size[0] - NODE_GAP, box.x + box.width + NODE_GAP))
    for x in (wanted, *beside):
        if x >= MARGIN and all(x + size[0] + NODE_GAP <= box.x or box.x + box.width + NODE_GAP <= x for box in line):
            yield round(x, 2)


def _joined(was: Standing, diagram: Diagram, placed: Boxes, before: Boxes) -> Arranged:
    """Keep the way of each arrow whose ends stayed as they were, and draw the others straight."""
    same = {name for name, box in placed.items() if box == before.get(name)}
    ways: dict[Ends, list[Route]] = {}
    for route in was.arranged.arrows:
        ways.setdefault((route.source, route.target), []).append(route)
    arrows = tuple(_route(one, ways.get((one.source, one.target), []), placed, same) for one in diagram.arrows)
    nodes = tuple(placed[node.id] for node in diagram.nodes)
    width = max(was.arranged.width, *(box.x + box.width + MARGIN for box in nodes))
    height = max(was.arranged.height, *(box.y + box.height + MARGIN for box in nodes))
    return Arranged(nodes=nodes, arrows=arrows, bands=bands_of(diagram, nodes), width=width, height=height)


def _route(arrow: Arrow, known: list[Route], placed: Boxes, same: set[str]) -> Route:
    if known and {arrow.source, arrow.target} <= same:
        return known.pop(0)
    way = between(*(_box(placed[end]) for end in (arrow.source, arrow.target)), loop=arrow.source == arrow.target)
    return Route(source=arrow.source, target=arrow.target, points=way, word_at=middle_of(way))


def _box(box: Placed) -> tuple[Point, Size]:
    return (box.x + box.width / 2, box.y + box.height / 2), (box.width, box.height)
