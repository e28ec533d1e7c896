"""The rules of every map, each broken once and kept once."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.maps.drawing import Drawing, MapLink, MapNode
from lcspr_core.maps.rules import LONGEST_LABEL, Shape, universal
from lcspr_core.review import Header, Review
from lcspr_core.thread import Record

SHAPE = Shape(
    evidence=frozenset({"record"}),
    causal=frozenset({"led_to"}),
    weighed=frozenset({"finding"}),
    influences=frozenset({"factor"}),
    front_line=frozenset({"team"}),
)
RULES = {rule.key: rule for rule in universal(SHAPE)}
REVIEW = Review(header=Header(id="x", title="X", opened_on=date(2026, 1, 5), subjects=("Rowan",)))


def node(name: str, kind: str = "factor", **fields: object) -> MapNode:
    return MapNode(**{"id": name, "map": "m", "kind": kind, "label": name, "evidence": ("e1", "e2"), **fields})


def drawing(*nodes: MapNode, links: tuple[tuple[str, str, str], ...] = ()) -> Drawing:
    drawn = (MapLink(id=f"{a}{b}", map="m", kind=kind, source=a, target=b) for a, kind, b in links)
    return Drawing(nodes=nodes, links=tuple(drawn))


def found(key: str, drawn: Drawing, review: Review = REVIEW) -> list[tuple[str, ...]]:
    return [one.about for one in RULES[key].find(drawn, review)]


LEADS = (("a", "led_to", "b"),)
GOOD = drawing(node("a", level="national"), node("b", level="team"), node("c", "record", evidence=()), links=LEADS)


@pytest.mark.parametrize("key", RULES)
def test_a_sound_map_breaks_none(key):
    assert found(key, GOOD) == []


@pytest.mark.parametrize(
    ("key", "broken", "about"),
    [
        ("unevidenced", drawing(node("a", evidence=())), [("a",)]),
        ("long_label", drawing(node("a", label="x" * (LONGEST_LABEL + 1))), [("a",)]),
        ("twice", drawing(node("a", label="Late"), node("b", label=" late"), node("c", label="Early")), [("a",)]),
        ("front_line_only", drawing(node("a", level="team"), node("b", level="team")), [("a", "b")]),
        ("single_source", drawing(node("a", "finding", evidence=("e1", "e1"))), [("a",)]),
        ("child_as_cause", drawing(node("a", label="Rowan would not talk"), node("b"), links=LEADS), [("a",)]),
        ("child_as_cause", drawing(node("a", label="The child hid it"), node("b"), links=LEADS), [("a",)]),
    ],
)
def test_a_broken_one_is_found(key, broken, about):
    assert found(key, broken) == about


def test_a_hypothesis_needs_no_evidence_yet():
    assert found("unevidenced", drawing(node("a", evidence=(), hypothesis=True))) == []


def test_a_child_may_stand_on_the_map_without_being_a_cause():
    assert found("child_as_cause", drawing(node("a", label="Rowan was not asked"), node("b"))) == []


def test_what_influences_comes_first():
    days = {"a": "2025-05-01", "b": "2025-04-01"}
    records = [
        Record(id=f"r{key}", kind="evidence", title=key, fields={"when": {"start": day}}) for key, day in days.items()
    ]
    review = REVIEW.with_records("evidence", records)
    nodes = (node("a", record="ra"), node("b", record="rb"))
    assert found("backwards", drawing(*nodes, links=LEADS), review) == [("ab",)]
    assert found("backwards", drawing(*nodes, links=(("b", "led_to", "a"),)), review) == []
    assert found("backwards", drawing(*nodes, links=(("a", "belongs_to", "b"),)), review) == []
    assert found("backwards", drawing(node("a", record="ra"), node("b"), links=LEADS), review) == []
