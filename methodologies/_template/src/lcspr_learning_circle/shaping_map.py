"""The map: which conditions shaped which words, drawn from the thread and then by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lcspr_core import (
    Analysis,
    Concern,
    Drawing,
    LinkKind,
    MapKind,
    MapLink,
    MapNode,
    MapRule,
    NodeKind,
    Review,
    Table,
    View,
)

from .kinds import CONDITIONS

KEY = "shaping"


def begin(review: Review) -> Drawing:
    """Begin with every condition, and every contribution that names one."""
    said = [one for one in review.all("contribution") if one.fields.get("shaped_by")]
    conditions = [MapNode(id=one.key, map=KEY, kind="condition", label=one.title) for one in CONDITIONS.terms]
    words = [MapNode(id=one.id, map=KEY, kind="words", label=one.title, record=one.id) for one in said]
    known = {one.key for one in CONDITIONS.terms}
    links = [
        MapLink(id=f"{key}-{one.id}", map=KEY, kind="shaped", source=key, target=one.id, evidence=(one.id,))
        for one in said
        for key in one.fields["shaped_by"]
        if key in known
    ]
    return Drawing(nodes=(*conditions, *words), links=tuple(links))


def alone(drawing: Drawing, _: Review) -> Iterable[Concern]:
    """Find a condition that somebody drew and nobody named."""
    named = {link.source for link in drawing.links}
    for node in drawing.nodes:
        if node.kind == "condition" and node.id not in named:
            yield Concern(
                key="shaping.alone",
                sentence=f"Nothing that was said names “{node.label}”.",
                way_out="Ask about it, or take it off the map.",
                about=(node.id,),
            )


def often(drawing: Drawing, _: Review) -> Iterable[View]:
    """Count how often each condition shaped something."""
    labels = {node.id: node.label for node in drawing.nodes}
    counted = Counter(labels[link.source] for link in drawing.links)
    yield Table(
        title="How often",
        columns=("Condition", "Times"),
        rows=tuple((label, str(times)) for label, times in counted.most_common()),
    )


SHAPING = MapKind(
    key=KEY,
    title="What shaped what was said",
    guidance="Draw a link only where somebody's words carry it.",
    node_kinds=(NodeKind(key="condition", title="Condition"), NodeKind(key="words", title="What was said")),
    link_kinds=(LinkKind(key="shaped", title="shaped", joins=(("condition", "words"),)),),
    rules=(MapRule(key="alone", title="Each condition is named by somebody", source="Learning circle", find=alone),),
    analyses=(Analysis(key="often", title="How often each condition is named", look=often),),
    begin=begin,
)
