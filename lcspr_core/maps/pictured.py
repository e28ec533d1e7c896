"""A map as a diagram to look at, with the words that say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from lcspr_core.maps.drawing import Drawing, MapLink, MapNode
from lcspr_core.maps.kinds import MapKind
from lcspr_core.views import Arrow, Diagram, Node

MOST = 8  # sentences; past that, words tire sooner than a table
HYPOTHESIS = "not yet evidenced"


def diagram(kind: MapKind, drawing: Drawing, called: Callable[[str], str] = str) -> Diagram:
    """Return a drawing as a diagram of its kind, in words as well; `called` says what an agency is called."""
    levels = {level.key: level.title for level in kind.levels}
    nodes = {one.key: one.title for one in kind.node_kinds}
    links = {one.key: one.title for one in kind.link_kinds}
    return Diagram(
        title=kind.title,
        nodes=tuple(_node(one, levels, called) for one in drawing.nodes),
        arrows=tuple(Arrow(source=one.source, target=one.target, kind=one.kind) for one in drawing.links),
        in_words=in_words(kind, drawing),
        levels=tuple(levels.values()),
        kinds={**nodes, **links},
    )


def _node(node: MapNode, levels: dict[str, str], called: Callable[[str], str]) -> Node:
    return Node(
        id=node.id,
        label=node.label,
        kind=node.kind,
        level=levels.get(node.level, ""),
        lane=called(node.lane) if node.lane else "",
        note=HYPOTHESIS if node.hypothesis else "",
    )


def in_words(kind: MapKind, drawing: Drawing) -> str:
    """Return what a drawing shows as sentences: how much of each kind, and every link."""
    if not drawing.nodes:
        return "There is nothing on this map yet."
    titles = {one.key: one.title for one in kind.node_kinds}
    counted = Counter(titles.get(one.kind, one.kind) for one in drawing.nodes)
    first = "On this map: " + ", ".join(f"{title.lower()} {number}" for title, number in counted.items()) + "."
    told = [_sentence(kind, drawing, one) for one in drawing.links[:MOST]]
    left = len(drawing.links) - len(told)
    rest = f"There are {left} more links; the table below has every one." if left else ""
    return " ".join(filter(None, (first, *told, rest)))


def _sentence(kind: MapKind, drawing: Drawing, link: MapLink) -> str:
    labels = {one.id: one.label for one in drawing.nodes}
    titles = {one.key: one.title for one in kind.link_kinds}
    verb = titles.get(link.kind, link.kind)
    return f"“{labels[link.source]}” {verb[:1].lower()}{verb[1:]} “{labels[link.target]}”."
