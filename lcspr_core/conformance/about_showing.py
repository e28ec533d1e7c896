"""What must hold of artefacts, maps and checks, on every review they may meet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from attrs import evolve

from lcspr_core.answering import yielded
from lcspr_core.concerns import Concern
from lcspr_core.conformance.calls import attempt, calls, ends, odd_answers, odd_reviews, settled, snapshot
from lcspr_core.conformance.drafts import BLANK
from lcspr_core.conformance.effort import effort
from lcspr_core.conformance.worked import enlarged
from lcspr_core.errors import Unreadable
from lcspr_core.maps.drawing import Drawing, MapLink, MapNode
from lcspr_core.maps.kinds import MapKind
from lcspr_core.methodology import Check, Methodology
from lcspr_core.review import Review
from lcspr_core.views_json import VIEW_KINDS, views_from_json, views_to_json

SHOWING = ("Artefact", "Analysis")
FINDING = ("Check", "Rule")


def broken_calls(methodology: Methodology) -> Iterator[str]:
    """Find what stops on a review as it may be on an ordinary day."""
    for words, review in settled(methodology).items():
        for what, call in calls(methodology, review):
            _, fault = attempt(f"{what}, on {words},", call)
            yield from [fault] if fault else []


def broken_by_drafts(methodology: Methodology) -> Iterator[str]:
    """Find what stops on a review with a form half filled in, or filled in by a stranger."""
    stopped = tuple(_stopped_yields(methodology))
    yield from stopped
    for words, review in () if stopped else odd_reviews(methodology):
        for what, call in calls(methodology, review):
            made, fault = attempt(f"{what}, {words},", call)
            yield from [fault] if fault else _unshowable(f"{what}, {words},", made) if what.startswith(SHOWING) else []


def _stopped_yields(methodology: Methodology) -> Iterator[str]:
    for review, step, words, given in odd_answers(methodology):
        _, fault = attempt(f"Step “{step.key}”, when it {words},", partial(yielded, review, step, given))
        yield from [fault] if fault else []


def unshowable(methodology: Methodology) -> Iterator[str]:
    """Find what an artefact or analysis returns that is no view, or cannot go to a page as JSON."""
    for words, review in settled(methodology).items():
        for what, call in calls(methodology, review):
            if what.startswith(SHOWING):
                made, fault = attempt(what, call)
                yield from [fault] if fault else _unshowable(f"{what}, on {words},", made)


def _unshowable(what: str, views: Iterable[Any]) -> Iterator[str]:
    strange = [one for one in views if not isinstance(one, tuple(VIEW_KINDS.values()))]
    if strange:
        yield f"{what} returns a {type(strange[0]).__name__}, which is no view."
        return
    try:
        again = views_from_json(json.loads(json.dumps(views_to_json(views), allow_nan=False)))
    except (Unreadable, TypeError, ValueError) as fault:
        yield f"{what} returns views that cannot go to a page: {fault}"
    else:
        yield from [] if again == tuple(views) else [f"{what} returns views that come back from JSON as others."]


def illegal_maps(methodology: Methodology) -> Iterator[str]:
    """Find on a begun map what its own kind does not allow."""
    for words, review in settled(methodology).items():
        for kind in methodology.maps:
            drawing, fault = attempt(f"Map “{kind.key}”, on {words},", lambda: kind.begin(review))  # noqa: B023
            yield from (
                [fault]
                if fault
                else (f"Map “{kind.key}”, on {words}: {one}" for one in _illegal(kind, drawing, review))
            )


def _illegal(kind: MapKind, drawing: Drawing, review: Review) -> Iterator[str]:
    nodes = {node.id: node for node in drawing.nodes}
    if len(nodes) < len(drawing.nodes) or len({one.id for one in drawing.links}) < len(drawing.links):
        yield "two things on it have one id."
    for node in drawing.nodes:
        yield from (f"“{node.label}” {fault}" for fault in _misplaced(kind, node, review))
    for link in drawing.links:
        if not _joins(kind, link, nodes):
            yield f"the link “{link.id}” joins what “{link.kind}” may not join."


def _misplaced(kind: MapKind, node: MapNode, review: Review) -> Iterator[str]:
    kinds = {one.key: one for one in kind.node_kinds}
    if node.kind not in kinds:
        yield f"is of the kind “{node.kind}”, which is not declared."
    elif node.level and node.level not in (kinds[node.kind].levels or {one.key for one in kind.levels}):
        yield f"stands on the level “{node.level}”, where no {node.kind} may stand."
    if node.record and review.find(node.record) is None:
        yield f"stands for “{node.record}”, which is not in the review."
    if node.map != kind.key:
        yield f"says that it is on the map “{node.map}”."


def _joins(kind: MapKind, link: MapLink, nodes: dict[str, MapNode]) -> bool:
    ends = tuple(nodes[end].kind for end in (link.source, link.target) if end in nodes)
    return any(ends in one.joins for one in kind.link_kinds if one.key == link.kind)


def dead_ends(methodology: Methodology) -> Iterator[str]:
    """Find a concern without its sentence, its source or the way out."""
    for review in (*settled(methodology).values(), *(one for words, one in odd_reviews(methodology) if BLANK in words)):
        for check in methodology.checks:
            yield from _all_faults(f"Check “{check.key}”", check.source, lambda: check.find(review))  # noqa: B023
        for kind in methodology.maps:
            drawing, stopped = attempt(kind.key, partial(kind.begin, review))
            for rule in () if stopped else kind.rules:
                yield from _all_faults(f"Rule “{rule.key}”", rule.source, lambda: rule.find(drawing, review))  # noqa: B023


def _all_faults(what: str, source: str, find: Callable[[], Iterable[Any]]) -> Iterator[str]:
    found, _ = attempt(what, lambda: tuple(find()))
    yield from (f"{what} {fault}" for concern in found or () for fault in _faults(concern, source))


def _faults(concern: Any, source: str) -> Iterator[str]:
    if not isinstance(concern, Concern):
        yield f"finds a {type(concern).__name__}, which is no concern."
        return
    if not concern.sentence.strip().endswith((".", "?", "!", "”")):
        yield f"says “{concern.sentence}”, which is no whole sentence."
    if not (concern.source or source).strip():
        yield f"does not say where “{concern.sentence}” comes from."
    if not concern.way_out.strip():
        yield f"shows no way out of “{concern.sentence}”"


def unpredictable(methodology: Methodology) -> Iterator[str]:
    """Find a call that returns something else the second time."""
    for words, review in ends(methodology).items():
        for what, call in calls(methodology, review):
            first, fault = attempt(what, call)
            if not fault and first != attempt(what, call)[0]:
                yield f"{what}, on {words}, returns something else the second time."


def meddling(methodology: Methodology) -> Iterator[str]:
    """Find a call that changes the review it was only to look at."""
    for words, review in ends(methodology).items():
        before = snapshot(review)
        for what, call in calls(methodology, review):
            attempt(what, call)
            after = snapshot(review)
            if after != before:
                yield f"{what} changes the review, on {words}."
            before = after


def unread_kinds(methodology: Methodology) -> Iterator[str]:
    """Find a check that reads more kinds than it names, so that it would not be run when they change."""
    for words, review in settled(methodology).items():
        for check in methodology.checks:
            if check.reads and _finds(check, review) != _finds(check, _only(review, check.reads)):
                yield f"Check “{check.key}” reads more than the kinds it names, on {words}: {', '.join(check.reads)}."


def _only(review: Review, kinds: tuple[str, ...]) -> Review:
    ledgers = {kind: rows for kind, rows in review.ledgers.items() if kind in kinds}
    return evolve(
        review, records={kind: here for kind, here in review.records.items() if kind in kinds}, ledgers=ledgers
    )


def _finds(check: Check, review: Review) -> Any:
    return attempt(check.key, lambda: tuple(check.find(review)))


FEW, MANY = 4, 8
STEEPEST = 3.0  # twice as much to read may take twice the work, and a little more; four times is the square
TRIFLE = 20_000


def slow_checks(methodology: Methodology) -> Iterator[str]:
    """Find a check whose work grows with the square of what it reads; steps of Python are counted, not seconds."""
    small, large = enlarged(methodology, FEW), enlarged(methodology, MANY)
    for check in methodology.checks:
        few = effort(lambda: tuple(check.find(small)))  # noqa: B023
        limit = max(TRIFLE, int(few * STEEPEST))
        if effort(lambda: tuple(check.find(large)), stop_at=limit) >= limit:  # noqa: B023
            yield f"Check “{check.key}” takes more than {STEEPEST:.0f} times the work for twice as much to read."
