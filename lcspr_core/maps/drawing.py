"""A map as a value: typed nodes and links, each with the records that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from attrs import evolve, frozen


@frozen(kw_only=True)
class MapNode:
    """One thing on a map; `record` is the record of the thread that it stands for, if any."""

    id: str
    map: str
    kind: str
    label: str
    level: str = ""
    lane: str = ""
    record: str = ""
    evidence: tuple[str, ...] = ()
    hypothesis: bool = False
    withdrawn: bool = False


@frozen(kw_only=True)
class MapLink:
    """One typed link on a map, with the evidence that it carries and why it was drawn."""

    id: str
    map: str
    kind: str
    source: str
    target: str
    evidence: tuple[str, ...] = ()
    because: str = ""
    withdrawn: bool = False


@frozen(kw_only=True)
class Drawing:
    """A whole map: its nodes and links, none of them withdrawn, none of them dangling."""

    nodes: tuple[MapNode, ...] = ()
    links: tuple[MapLink, ...] = ()

    def graph(self) -> nx.MultiDiGraph[str]:
        """Return the map as a multigraph whose nodes and edges carry their values."""
        drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        drawn.add_nodes_from((node.id, {"node": node}) for node in self.nodes)
        for link in self.links:
            drawn.add_edge(link.source, link.target, key=link.id, link=link)
        return drawn


def overlaid(begun: Drawing, nodes: Iterable[MapNode], links: Iterable[MapLink]) -> Drawing:
    """Return the map that the thread gives, with what people drew by hand laid over it."""
    all_nodes = {node.id: node for node in (*begun.nodes, *nodes)}
    standing = {name: node for name, node in all_nodes.items() if not node.withdrawn}
    all_links = {link.id: link for link in (*begun.links, *links)}
    kept = tuple(
        link
        for link in all_links.values()
        if not link.withdrawn and link.source in standing and link.target in standing
    )
    return Drawing(nodes=tuple(standing.values()), links=kept)


def without(node: MapNode) -> MapNode:
    """Return the node taken off its map; its links go with it until it is put back."""
    return evolve(node, withdrawn=True)
