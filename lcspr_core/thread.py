"""The golden thread: what kinds of record there are, what each may rest on, and what came loose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import TypeAlias

import networkx as nx
from attrs import evolve, field, frozen

from lcspr_core.concerns import Concern, Severity
from lcspr_core.frozen_json import JsonObject, frozen_object

Thread: TypeAlias = "nx.DiGraph[str]"


class Rung(IntEnum):
    """The places on the thread, in order; a record rests only on what stands earlier."""

    EVIDENCE = 1
    CONTRIBUTION = 2
    THEME = 3
    FINDING = 4
    RECOMMENDATION = 5
    ACTION = 6
    IMPACT = 7


RUNG_WORDS: Mapping[Rung, str] = {
    Rung.EVIDENCE: "What was recorded",
    Rung.CONTRIBUTION: "What was said",
    Rung.THEME: "Theme",
    Rung.FINDING: "Finding",
    Rung.RECOMMENDATION: "Recommendation",
    Rung.ACTION: "Action",
    Rung.IMPACT: "Impact",
}


@frozen(kw_only=True)
class RecordKind:
    """A kind of record: its rung, if it has one, and the kinds it may rest on, all of them earlier."""

    key: str
    title: str
    plural: str
    rung: Rung | None = None
    rests_on: tuple[str, ...] = ()
    fields: type | None = None


@frozen(kw_only=True)
class Link:
    """That one record rests on another, and how: it supports it, or speaks against it."""

    to: str
    how: str = "supports"


HAND = "hand"


@frozen(kw_only=True)
class Record:
    """One thing on the thread; it has one maker, an answer's id or a hand, and edits go to its maker."""

    id: str
    kind: str
    title: str
    rests_on: tuple[Link, ...] = ()
    fields: JsonObject = field(factory=dict, converter=frozen_object)
    maker: str = HAND
    withdrawn: bool = False


CORE_KINDS: tuple[RecordKind, ...] = (
    RecordKind(key="evidence", title="Piece of evidence", plural="Evidence", rung=Rung.EVIDENCE),
    RecordKind(
        key="contribution",
        title="Contribution",
        plural="Contributions",
        rung=Rung.CONTRIBUTION,
        rests_on=("evidence",),
    ),
    RecordKind(
        key="theme",
        title="Theme",
        plural="Themes",
        rung=Rung.THEME,
        rests_on=("evidence", "contribution"),
    ),
    RecordKind(
        key="finding",
        title="Finding",
        plural="Findings",
        rung=Rung.FINDING,
        rests_on=("evidence", "contribution", "theme"),
    ),
    RecordKind(
        key="recommendation",
        title="Recommendation",
        plural="Recommendations",
        rung=Rung.RECOMMENDATION,
        rests_on=("theme", "finding"),
    ),
    RecordKind(
        key="action",
        title="Action",
        plural="Actions",
        rung=Rung.ACTION,
        rests_on=("recommendation", "finding"),
    ),
    RecordKind(
        key="impact",
        title="Impact",
        plural="Impact",
        rung=Rung.IMPACT,
        rests_on=("action",),
    ),
)


def graph(records: Iterable[Record]) -> Thread:
    """Return the thread as a directed graph, an arrow from each record to what it rests on."""
    drawn: Thread = nx.DiGraph()
    for record in records:
        drawn.add_node(record.id, record=record)
        drawn.add_edges_from((record.id, link.to, {"how": link.how}) for link in record.rests_on)
    return drawn


def reached(thread: Thread, start: str, *, back: bool) -> tuple[Record, ...]:
    """Return the records that `start` rests on (`back`), or that came of it, nearest first."""
    if start not in thread:
        return ()
    steps = nx.bfs_tree(thread, start, reverse=not back)
    found = (thread.nodes[name].get("record") for name in steps if name != start)
    return tuple(record for record in found if record is not None)


def rests_on(records: Iterable[Record], start: str) -> tuple[Record, ...]:
    """Return everything that a record rests on, down to the words that were said."""
    return reached(graph(records), start, back=True)


def came_of(records: Iterable[Record], start: str) -> tuple[Record, ...]:
    """Return everything that came of a record, up to its impact."""
    return reached(graph(records), start, back=False)


def may_rest(kinds: Mapping[str, RecordKind], upper: str, lower: str) -> bool:
    """Say whether a record of kind `upper` may rest on one of kind `lower`."""
    return upper in kinds and lower in kinds[upper].rests_on


def loose_ends(records: Iterable[Record], kinds: Mapping[str, RecordKind]) -> tuple[Concern, ...]:
    """Return what hangs in the air: rests on nothing, or on what was withdrawn or is not there."""
    everything = {record.id: record for record in records}
    standing = [record for record in everything.values() if not record.withdrawn]
    return tuple(concern for record in standing for concern in _loose(record, everything, kinds.get(record.kind)))


def _loose(record: Record, everything: Mapping[str, Record], kind: RecordKind | None) -> tuple[Concern, ...]:
    gone = [link.to for link in record.rests_on if _is_gone(link.to, everything)]
    here = len(record.rests_on) - len(gone)
    if gone and not here:
        return (_concern("thread.withdrawn", record, "What this rests on was withdrawn."),)
    if gone:
        return (_concern("thread.partly", record, "Part of what this rests on was withdrawn."),)
    if not here and kind is not None and (kind.rung or 0) > Rung.CONTRIBUTION:
        return (_concern("thread.nothing", record, "This rests on nothing yet."),)
    return ()


def _is_gone(name: str, everything: Mapping[str, Record]) -> bool:
    return name not in everything or everything[name].withdrawn


def _concern(key: str, record: Record, sentence: str) -> Concern:
    return Concern(
        key=key,
        sentence=f"“{record.title}”: {sentence[0].lower()}{sentence[1:]}",
        severity=Severity.WARNING,
        way_out="Link it to what was said or recorded, or withdraw it.",
        about=(record.id,),
    )


def withdrawn(record: Record) -> Record:
    """Return the record marked as withdrawn; what rested on it stays, and becomes a loose end."""
    return evolve(record, withdrawn=True)
