"""What a kind of map allows: its nodes, its links, which may join which, its levels and its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from lcspr_core.concerns import Concern, Severity
from lcspr_core.maps.drawing import Drawing, MapLink
from lcspr_core.views import View

if TYPE_CHECKING:
    from lcspr_core.review import Review


@frozen(kw_only=True)
class NodeKind:
    """A kind of node, by key and title, with the levels it may stand on (none: any)."""

    key: str
    title: str
    levels: tuple[str, ...] = ()


@frozen(kw_only=True)
class LinkKind:
    """A kind of link, and the pairs of node kinds that it may join."""

    key: str
    title: str
    joins: tuple[tuple[str, str], ...]
    causal: bool = False


@frozen(kw_only=True)
class Level:
    """One level of a map, from the top down."""

    key: str
    title: str


@frozen(kw_only=True)
class MapRule:
    """A rule of a kind of map: a pure look at the drawing that returns what does not hold."""

    key: str
    title: str
    source: str
    find: Callable[[Drawing, Review], Iterable[Concern]]


@frozen(kw_only=True)
class Analysis:
    """A way of reading a map: a pure look at it that returns views."""

    key: str
    title: str
    look: Callable[[Drawing, Review], Iterable[View]]


def _empty(_: Review) -> Drawing:
    return Drawing()


@frozen(kw_only=True)
class MapKind:
    """A kind of map: what may stand on it, what may join what, how it is read and how it begins."""

    key: str
    title: str
    guidance: str
    node_kinds: tuple[NodeKind, ...]
    link_kinds: tuple[LinkKind, ...]
    levels: tuple[Level, ...] = ()
    rules: tuple[MapRule, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    begin: Callable[[Review], Drawing] = field(default=_empty)

    def __attrs_post_init__(self) -> None:
        """Refuse a link kind that joins a node kind nobody declared, in its author's traceback."""
        known = {kind.key for kind in self.node_kinds}
        for link in self.link_kinds:
            strangers = {end for pair in link.joins for end in pair} - known
            if strangers:
                message = f"Map “{self.key}”: link “{link.key}” joins {sorted(strangers)}, which are no node kinds."
                raise ValueError(message)


def broken_rules(kind: MapKind, drawing: Drawing, review: Review) -> tuple[Concern, ...]:
    """Return every rule that a drawing breaks: the links first, then the kind's own rules."""
    own = (concern for rule in kind.rules for concern in rule.find(drawing, review))
    return (*_wrong_links(kind, drawing), *own)


def _wrong_links(kind: MapKind, drawing: Drawing) -> Iterable[Concern]:
    nodes = {node.id: node for node in drawing.nodes}
    titles = {one.key: one.title for one in kind.link_kinds}
    allowed = {(link.key, *pair) for link in kind.link_kinds for pair in link.joins}
    for link in drawing.links:
        source, target = nodes[link.source], nodes[link.target]
        if (link.kind, source.kind, target.kind) not in allowed:
            yield _wrong(link, titles.get(link.kind, link.kind), source.label, target.label)


def _wrong(link: MapLink, title: str, source: str, target: str) -> Concern:
    return Concern(
        key="map.link",
        sentence=f"“{title}” cannot join “{source}” to “{target}”.",
        severity=Severity.WARNING,
        way_out="Choose another kind of link, or turn it round.",
        about=(link.id,),
    )
