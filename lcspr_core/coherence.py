"""Where a methodology contradicts itself: found when it is built, and said in its author's traceback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs
import networkx as nx

from lcspr_core.asking import questions
from lcspr_core.thread import RecordKind

if TYPE_CHECKING:
    from lcspr_core.methodology import Methodology, Step


def contradictions(methodology: Methodology) -> tuple[str, ...]:
    """Return each contradiction in a methodology as a sentence; none if it is coherent."""
    looks = (
        _doubles,
        _unknown_after,
        _circles,
        _profiles,
        _forms,
        _examples,
        _roles,
        _kinds,
        _gates,
    )
    return tuple(sentence for look in looks for sentence in look(methodology))


def _doubles(methodology: Methodology) -> Iterable[str]:
    for name in (
        "steps",
        "artefacts",
        "maps",
        "checks",
        "profiles",
        "vocabularies",
        "roles",
    ):
        keys = Counter(one.key for one in getattr(methodology, name))
        yield from (f"Two of its {name} are called “{key}”." for key, n in keys.items() if n > 1)


def _unknown_after(methodology: Methodology) -> Iterable[str]:
    known = {step.key for step in methodology.steps}
    for step in methodology.steps:
        strangers = (
            *(set(step.after) - known),
            *({step.seen_by.own_until} - known - {""}),
        )
        yield from (f"Step “{step.key}” waits for “{name}”, which is no step." for name in strangers)


def _circles(methodology: Methodology) -> Iterable[str]:
    order = nx.DiGraph((before, step.key) for step in methodology.steps for before in step.after)
    for circle in nx.simple_cycles(order):
        yield f"Its steps go in a circle: {' → '.join(circle)}."


def _profiles(methodology: Methodology) -> Iterable[str]:
    known = {step.key for step in methodology.steps}
    if not methodology.profiles:
        yield "It has no profile."
    for profile in methodology.profiles:
        strangers = [key for key in profile.steps if key not in known]
        yield from (f"Profile “{profile.key}” names “{key}”, which is no step." for key in strangers)


def _forms(methodology: Methodology) -> Iterable[str]:
    from lcspr_core.methodology import has_label, has_row_id, row_classes

    for step in methodology.steps:
        if not attrs.has(step.asks) or not questions(step.asks):
            yield f"Step “{step.key}” asks nothing: `asks` must be an attrs class of questions."
        elif not has_label(step.asks):
            yield f"Step “{step.key}” has a question without a label."
        else:
            rows = (row for row in row_classes(step.asks) if not has_row_id(row))
            yield from (f"Rows of {row.__name__} have no id: add `id: str = row_id()`." for row in rows)


def _examples(methodology: Methodology) -> Iterable[str]:
    for step in methodology.steps:
        if not step.examples:
            yield f"Step “{step.key}” has no worked example."
        if any(not isinstance(one, step.asks) for one in step.examples):
            yield f"An example of step “{step.key}” is not a {step.asks.__name__}."


def _roles(methodology: Methodology) -> Iterable[str]:
    known = {role.key for role in methodology.roles}
    for step in methodology.steps:
        named = {*step.answered_by, *step.signed_by, *step.seen_by.roles, *step.seen_by.early}
        yield from (
            f"Step “{step.key}” names the role “{key}”, which is not declared." for key in sorted(named - known)
        )


def _kinds(methodology: Methodology) -> Iterable[str]:
    kinds = methodology.kinds
    for kind in methodology.record_kinds:
        strangers = [key for key in kind.rests_on if key not in kinds]
        yield from (f"“{kind.key}” rests on “{key}”, which is no kind of record." for key in strangers)
        later = [key for key in kind.rests_on if key in kinds and not _earlier(kinds[key], kind)]
        yield from (f"“{kind.key}” cannot rest on “{key}”, which stands later on the thread." for key in later)
    yield from _kind_circles(kinds.values())


def _earlier(lower: RecordKind, upper: RecordKind) -> bool:
    if lower.rung is None or upper.rung is None:
        return lower.key != upper.key
    return lower.rung < upper.rung or (lower.rung == upper.rung and lower.key != upper.key)


def _kind_circles(kinds: Iterable[RecordKind]) -> Iterable[str]:
    order = nx.DiGraph((kind.key, lower) for kind in kinds for lower in kind.rests_on)
    for circle in nx.simple_cycles(order):
        yield f"Its kinds of record rest on one another in a circle: {' → '.join(circle)}."


def _gates(methodology: Methodology) -> Iterable[str]:
    known = {check.key for check in methodology.checks}
    for step in methodology.steps:
        yield from (f"Step “{step.key}” has the gate “{key}”, which is no check." for key in _strange(step, known))


def _strange(step: Step, known: set[str]) -> tuple[str, ...]:
    return tuple(key for key in step.gate if key not in known)
