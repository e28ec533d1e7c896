"""Where each node and arrow of a diagram goes: by Graphviz where that is quick, row by row where it is not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import pygraphviz  # type: ignore[import-untyped]
from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.maps.rows import NODE_GAP, ROW_GAP, Point, Row, Size, Way, levels_of, row_by_row, rows_of, straight
from lcspr_core.views import Diagram

USUAL_SIZE: Size = (176.0, 56.0)
MARGIN = 20.0
BAND_HEAD = 32.0  # from a band's top to its first row, so that the level's title has room

CURVED_UP_TO = 400  # arrows: above this, dot's curves take seconds
DRAWN_UP_TO = 2_000  # nodes and arrows: above this, dot itself takes many seconds

_INCH = 72.0
_STRAIGHT = {"splines": "line", "nslimit": "1", "nslimit1": "1", "mclimit": "0.3"}
_CURVED = {"splines": "true"}


@frozen(kw_only=True)
class Placed:
    """A node in its place: its top left corner and its size."""

    id: str
    x: float
    y: float
    width: float
    height: float


@frozen(kw_only=True)
class Route:
    """An arrow's way as joined Bézier curves (a start, then three points for each), and where its word goes."""

    source: str
    target: str
    points: Way
    word_at: Point


@frozen(kw_only=True)
class Band:
    """The strip of a diagram that one level takes."""

    title: str
    top: float
    bottom: float


@frozen(kw_only=True)
class Arranged:
    """A diagram's geometry: nodes and arrows in the diagram's own order, levels from the top down."""

    nodes: tuple[Placed, ...]
    arrows: tuple[Route, ...]
    bands: tuple[Band, ...]
    width: float
    height: float


def arrange(
    diagram: Diagram,
    sizes: Mapping[str, Size] | None = None,
    words: Mapping[int, Size] | None = None,
) -> Arranged:
    """Return where everything goes; `sizes` belong to nodes by id, `words` to the words on arrows by position."""
    _refuse_dangling(diagram)
    if len(diagram.nodes) + len(diagram.arrows) > DRAWN_UP_TO:
        return level_by_level(diagram, sizes)
    boxes = _boxes(diagram, sizes)
    return _fitted(diagram, boxes, *_by_graphviz(diagram, rows_of(diagram), boxes, words or {}))


def level_by_level(diagram: Diagram, sizes: Mapping[str, Size] | None = None) -> Arranged:
    """Return where everything goes at the least cost: rows under each other, and straight arrows."""
    boxes = _boxes(diagram, sizes)
    return _fitted(diagram, boxes, *row_by_row(diagram, rows_of(diagram), boxes))


def _boxes(diagram: Diagram, sizes: Mapping[str, Size] | None) -> list[Size]:
    return [(sizes or {}).get(node.id, USUAL_SIZE) for node in diagram.nodes]


def _refuse_dangling(diagram: Diagram) -> None:
    ids = {node.id for node in diagram.nodes}
    if len(ids) != len(diagram.nodes):
        raise Unreadable("A diagram has two nodes with the same id, so it cannot be drawn.")
    if any(not {arrow.source, arrow.target} <= ids for arrow in diagram.arrows):
        raise Unreadable("A diagram has an arrow to or from a node that is not on it, so it cannot be drawn.")


# --- places by Graphviz -----------------------------------------------------------------------------------------------


def _by_graphviz(
    diagram: Diagram, rows: Sequence[Row], boxes: Sequence[Size], words: Mapping[int, Size]
) -> tuple[list[Point], list[Way], dict[int, Point]]:
    """Return the nodes' centres, the arrows' points and the words' places, with y pointing up."""
    curved = len(diagram.arrows) <= CURVED_UP_TO
    graph = _graph(rows, boxes, _CURVED if curved else _STRAIGHT)
    ends = _ends_downwards(diagram, rows)
    row_of = {i: number for number, row in enumerate(rows) for i in row}
    for number, (upper, lower, _) in enumerate(ends):
        apart = row_of[upper] != row_of[lower]  # dot can crash on a word between two boxes side by side
        room = _room_for(words[number]) if curved and apart and number in words else {}
        graph.add_edge(f"n{upper}", f"n{lower}", key=f"e{number}", arrowhead="none", **room)
    _keep_lanes_apart(graph, diagram, rows)
    graph.layout("dot")
    return _read(graph, ends, len(boxes))


def _graph(rows: Sequence[Row], boxes: Sequence[Size], ways: Mapping[str, str]) -> pygraphviz.AGraph:
    gaps = {"ranksep": f"{ROW_GAP / _INCH:.3f}", "nodesep": f"{NODE_GAP / _INCH:.3f}"}
    widest = max(sum(boxes[i][0] + NODE_GAP for i in row) for row in rows) if rows else 0
    tight = {"ratio": "compress", "size": f"{widest / _INCH:.2f},1000"}  # else long arrows push the boxes apart
    graph = pygraphviz.AGraph(directed=True, strict=False, **gaps, **tight, **ways)
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    for i, (width, height) in enumerate(boxes):
        graph.add_node(f"n{i}", width=f"{width / _INCH:.4f}", height=f"{height / _INCH:.4f}")
    for number, row in enumerate(rows):  # an unseen post in each row holds the rows in their order
        graph.add_node(f"row{number}", style="invis", width="0.01", height="0.01")
        graph.add_subgraph([f"row{number}", *(f"n{i}" for i in row)], rank="same")
    for above, below in pairwise(range(len(rows))):
        graph.add_edge(f"row{above}", f"row{below}", style="invis", weight="50")
    return graph


def _ends_downwards(diagram: Diagram, rows: Sequence[Row]) -> list[tuple[int, int, bool]]:
    """Each arrow's ends, upper row first, and whether that turned it: else dot might turn the rows instead."""
    row_of = {i: number for number, row in enumerate(rows) for i in row}
    index = {node.id: i for i, node in enumerate(diagram.nodes)}
    ends = ((index[arrow.source], index[arrow.target]) for arrow in diagram.arrows)
    return [(b, a, True) if row_of[a] > row_of[b] else (a, b, False) for a, b in ends]


def _room_for(size: Size) -> dict[str, str]:
    width, height = (math.ceil(side) for side in size)
    cell = f'<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}"><TR><TD></TD></TR></TABLE>'
    return {"label": f"<{cell}>"}


def _keep_lanes_apart(graph: pygraphviz.AGraph, diagram: Diagram, rows: Sequence[Row]) -> None:
    for row in rows:
        by_lane: dict[str, list[int]] = {}
        for i in row:
            by_lane.setdefault(diagram.nodes[i].lane, []).append(i)
        for left, right in pairwise(by_lane.values()):
            for a, b in product(left, right):
                graph.add_edge(f"n{a}", f"n{b}", style="invis")  # with a weight of nought dot would not heed it


def _read(
    graph: pygraphviz.AGraph, ends: Sequence[tuple[int, int, bool]], count: int
) -> tuple[list[Point], list[Way], dict[int, Point]]:
    centres = [_points(graph.get_node(f"n{i}").attr["pos"])[0] for i in range(count)]
    ways, words = [], {}
    for number, (upper, lower, turned) in enumerate(ends):
        edge = graph.get_edge(f"n{upper}", f"n{lower}", key=f"e{number}")
        way = _points(edge.attr["pos"]) or straight(centres[upper], centres[lower])
        ways.append(way[::-1] if turned else way)
        if edge.attr["lp"]:
            words[number] = _points(edge.attr["lp"])[0]
    return centres, ways, words


def _points(text: str | None) -> Way:
    pairs = (pair.split(",") for pair in (text or "").split(";")[0].split())
    return tuple((float(x), float(y)) for x, y in pairs)


# --- the picture's own measure ----------------------------------------------------------------------------------------


def _fitted(
    diagram: Diagram,
    boxes: Sequence[Size],
    centres: Sequence[Point],
    ways: Sequence[Way],
    words: Mapping[int, Point],
) -> Arranged:
    """Turn y downwards, begin at the margin, and add what the words and the levels need."""
    corners = [(x - w / 2, -y - h / 2) for (x, y), (w, h) in zip(centres, boxes, strict=True)]
    far = [(x + w, y + h) for (x, y), (w, h) in zip(corners, boxes, strict=True)]
    down = [tuple((x, -y) for x, y in way) for way in ways]
    spread = [*corners, *far, *(point for way in down for point in way)] or [(0.0, 0.0)]
    head = BAND_HEAD if _titled(diagram) else 0.0
    dx, dy = MARGIN - min(x for x, _ in spread), MARGIN + head - min(y for _, y in spread)
    nodes = tuple(
        Placed(id=node.id, x=_near(x + dx), y=_near(y + dy), width=w, height=h)
        for node, (x, y), (w, h) in zip(diagram.nodes, corners, boxes, strict=True)
    )
    arrows = tuple(
        Route(
            source=arrow.source,
            target=arrow.target,
            points=tuple((_near(x + dx), _near(y + dy)) for x, y in way),
            word_at=_moved(words[i], dx, dy) if i in words else _moved(middle_of(ways[i]), dx, dy),
        )
        for i, (arrow, way) in enumerate(zip(diagram.arrows, down, strict=True))
    )
    width, height = (max(side) + MARGIN for side in zip(*spread, strict=True))
    return Arranged(
        nodes=nodes, arrows=arrows, bands=bands_of(diagram, nodes), width=_near(width + dx), height=_near(height + dy)
    )


def _moved(point: Point, dx: float, dy: float) -> Point:
    return (_near(point[0] + dx), _near(dy - point[1]))


def _near(value: float) -> float:
    return round(value, 2)


def middle_of(way: Sequence[Point]) -> Point:
    """Return the middle of a way's middle curve."""
    first = (len(way) - 1) // 3 // 2 * 3
    a, b, c, d = way[first : first + 4]
    return ((a[0] + 3 * b[0] + 3 * c[0] + d[0]) / 8, (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8)


def _titled(diagram: Diagram) -> bool:
    return any(node.level in diagram.levels for node in diagram.nodes)


def bands_of(diagram: Diagram, nodes: Sequence[Placed]) -> tuple[Band, ...]:
    """Return the strip of each level, from the top down."""
    if not _titled(diagram):
        return ()
    levels = [[nodes[i] for i in level] for level in levels_of(diagram)]
    titles = [diagram.nodes[level[0]].level for level in levels_of(diagram)]
    tops = [min(node.y for node in level) - BAND_HEAD for level in levels]
    end = max(node.y + node.height for node in nodes) + MARGIN
    return tuple(
        Band(title=title if title in diagram.levels else "", top=_near(top), bottom=_near(bottom))
        for title, top, bottom in zip(titles, tops, [*tops[1:], end], strict=True)
    )
