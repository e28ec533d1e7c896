"""Rules that hold on every map, whatever its kind: each a pure look at the drawing, handed to a kind of map as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from lcspr_core.concerns import Concern, Severity
from lcspr_core.maps.drawing import Drawing, MapNode
from lcspr_core.maps.kinds import MapRule

if TYPE_CHECKING:
    from lcspr_core.review import Review

LONGEST_LABEL = 90
THE_CHILD = ("the child", "the baby", "the young person")


@frozen(kw_only=True)
class Shape:
    """What the rules need to know of a kind of map: its evidence, its causal links, and what counts as front line."""

    evidence: frozenset[str] = frozenset()
    causal: frozenset[str] = frozenset()
    weighed: frozenset[str] = frozenset()
    influences: frozenset[str] = frozenset()
    front_line: frozenset[str] = frozenset()


Look = Callable[[Shape, Drawing, "Review"], Iterable[Concern]]


def universal(shape: Shape) -> tuple[MapRule, ...]:
    """Return the rules of every map, for a kind of map of this shape."""
    return tuple(
        MapRule(key=key, title=title, source="Rules shared by all maps", find=partial(look, shape))
        for key, (title, look) in _RULES.items()
    )


def found(key: str, sentence: str, way_out: str, *about: str, severity: Severity = Severity.NOTICE) -> Concern:
    """Return what a rule found, with the things that it is about."""
    return Concern(key=f"map.{key}", sentence=sentence, severity=severity, way_out=way_out, about=about)


def _unevidenced(shape: Shape, drawing: Drawing, _: Review) -> Iterable[Concern]:
    for node in drawing.nodes:
        if node.kind not in shape.evidence and not node.evidence and not node.hypothesis:
            yield found(
                "unevidenced",
                f"“{node.label}” rests on no evidence and is not marked as a hypothesis.",
                "Link it to what was said or recorded, or mark it as a hypothesis.",
                node.id,
                severity=Severity.WARNING,
            )


def _too_long(_: Shape, drawing: Drawing, __: Review) -> Iterable[Concern]:
    for node in drawing.nodes:
        if len(node.label) > LONGEST_LABEL:
            yield found(
                "long_label",
                f"“{node.label[:40]}…” is longer than {LONGEST_LABEL} characters and will not be read on a map.",
                "Say it in fewer words; the whole text stays in its record.",
                node.id,
            )


def _twice(_: Shape, drawing: Drawing, __: Review) -> Iterable[Concern]:
    named = Counter((node.kind, node.label.strip().casefold()) for node in drawing.nodes)
    for node in drawing.nodes:
        if named.pop((node.kind, node.label.strip().casefold()), 0) > 1:
            yield found(
                "twice",
                f"“{node.label}” stands on this map more than once.",
                "Keep one of them, and move the links of the others to it.",
                node.id,
            )


def _front_line_only(shape: Shape, drawing: Drawing, _: Review) -> Iterable[Concern]:
    influences = [node for node in drawing.nodes if node.kind in shape.influences and node.level]
    if influences and all(node.level in shape.front_line for node in influences):
        yield found(
            "front_line_only",
            "Everything on this map that influenced what happened lies at the front line.",
            "Ask what made each of these likely: workload, tools, agreements between agencies, guidance.",
            *(node.id for node in influences),
            severity=Severity.WARNING,
        )


def _single_source(shape: Shape, drawing: Drawing, _: Review) -> Iterable[Concern]:
    for node in drawing.nodes:
        if node.kind in shape.weighed and len(set(node.evidence)) == 1:
            yield found(
                "single_source",
                f"“{node.label}” rests on one thing alone.",
                "Look for a second account, or show it as one voice.",
                node.id,
            )


def _child_as_cause(shape: Shape, drawing: Drawing, review: Review) -> Iterable[Concern]:
    names = tuple(name.casefold() for name in (*review.header.subjects, *THE_CHILD) if name)
    nodes = {node.id: node for node in drawing.nodes}
    for name in dict.fromkeys(link.source for link in drawing.links if link.kind in shape.causal):
        if nodes[name].label.casefold().startswith(names):
            yield found(
                "child_as_cause",
                f"“{nodes[name].label}” makes the child the cause.",
                "Say what adults or services did, or what stood in their way.",
                name,
                severity=Severity.WARNING,
            )


def _backwards(shape: Shape, drawing: Drawing, review: Review) -> Iterable[Concern]:
    nodes = {node.id: node for node in drawing.nodes}
    for link in drawing.links:
        began = _days(nodes[link.source], review)[0]
        ended = _days(nodes[link.target], review)[1]
        if link.kind in shape.causal and began and ended and began > ended:
            yield found(
                "backwards",
                f"“{nodes[link.source].label}” comes after “{nodes[link.target].label}”, which it should come before.",
                "Turn the link round, take it off, or put the dates right.",
                link.id,
                severity=Severity.WARNING,
            )


def _days(node: MapNode, review: Review) -> tuple[date | None, date | None]:
    record = review.find(node.record) if node.record else None
    when: Any = getattr(record, "fields", {}).get("when")
    if not isinstance(when, Mapping):
        return None, None
    return _day(when.get("start")), _day(when.get("end") or when.get("start"))


def _day(written: object) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else None


_RULES: Mapping[str, tuple[str, Look]] = {
    "unevidenced": ("Everything rests on evidence, or is marked as a hypothesis", _unevidenced),
    "long_label": ("Labels can be read", _too_long),
    "twice": ("Nothing stands twice", _twice),
    "front_line_only": ("Something above the front line is considered", _front_line_only),
    "single_source": ("What is concluded rests on more than one thing", _single_source),
    "child_as_cause": ("The child is never the cause", _child_as_cause),
    "backwards": ("What influences comes first", _backwards),
}
