"""Where a methodology contradicts itself: found when it is built, and said in its author's traceback."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx

from lcspr_core.asking import Control, forms, questions
from lcspr_core.reading import data_of, read
from lcspr_core.review import CORE_VALUES, LEDGERS
from lcspr_core.thread import RecordKind

if TYPE_CHECKING:
    from lcspr_core.methodology import Methodology, Step

PLAIN_KEY = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
LISTS = ("steps", "artefacts", "maps", "checks", "profiles", "vocabularies", "roles", "record_kinds")


def contradictions(methodology: Methodology) -> tuple[str, ...]:
    """Return each contradiction in a methodology as a sentence; none if it is coherent."""
    return tuple(sentence for look in LOOKS for sentence in look(methodology))


def _keys(methodology: Methodology) -> Iterator[str]:
    if not PLAIN_KEY.fullmatch(methodology.slug) or methodology.slug == "lead":
        yield f"“{methodology.slug}” cannot be its slug: use small letters, digits and single _ or -, and not “lead”."
    for name in LISTS:
        keys = Counter(one.key for one in getattr(methodology, name))
        yield from (f"Two of its {name} are called “{key}”." for key, n in keys.items() if n > 1)
        bad = (key for key in keys if not PLAIN_KEY.fullmatch(key))
        yield from (
            f"“{key}”, of its {name}, is no plain key: use small letters, digits and single _ or -." for key in bad
        )


def _titles(methodology: Methodology) -> Iterator[str]:
    for name in ("title", "version", "source", "suited_to"):
        if not getattr(methodology, name).strip():
            yield f"It has no {name}."
    for name in LISTS:
        bare = (one.key for one in getattr(methodology, name) if not one.title.strip())
        yield from (f"“{key}”, of its {name}, has no title." for key in bare)
    yield from (f"Step “{step.key}” has no guidance." for step in methodology.steps if not step.guidance.strip())


def _order(methodology: Methodology) -> Iterator[str]:
    known = {step.key for step in methodology.steps}
    for step in methodology.steps:
        strangers = sorted({*step.after, step.seen_by.own_until} - known - {""})
        yield from (f"Step “{step.key}” waits for “{name}”, which is no step." for name in strangers)
    yield from (
        f"Artefact “{one.key}” belongs to “{one.step}”, which is no step."
        for one in methodology.artefacts
        if one.step and one.step not in known
    )
    pairs = ((before, step.key) for step in methodology.steps for before in step.after)
    yield from (f"Its steps go in a circle: {circle}." for circle in _circles(pairs))


def _circles(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    order: nx.DiGraph[str] = nx.DiGraph(pairs)
    for circle in nx.simple_cycles(order):
        first = circle.index(min(circle))
        yield " → ".join((*circle[first:], *circle[: first + 1]))


def _profiles(methodology: Methodology) -> Iterator[str]:
    known = {step.key for step in methodology.steps}
    if not methodology.profiles:
        yield "It has no profile."
    for profile in methodology.profiles:
        strangers = (key for key in profile.steps if key not in known)
        yield from (f"Profile “{profile.key}” names “{key}”, which is no step." for key in strangers)
        if not profile.steps:
            yield f"Profile “{profile.key}” takes no step."


def _forms(methodology: Methodology) -> Iterator[str]:
    for step in methodology.steps:
        if not attrs.has(step.asks) or not questions(step.asks):
            yield f"Step “{step.key}” asks nothing: `asks` must be an attrs class of questions."
            continue
        for form in forms(step.asks):
            yield from _form(step, form, is_row=form is not step.asks)


def _form(step: Step, form: type, *, is_row: bool) -> Iterator[str]:
    if any(not question.label.strip() for question in questions(form)):
        yield f"Step “{step.key}” has a question without a label, in {form.__name__}."
    if is_row and not any(one.name == "id" for one in attrs.fields(form)):
        yield f"Rows of {form.__name__} have no id: add `id: str = row_id()`."
    bare = (one.name for one in attrs.fields(form) if one.default is attrs.NOTHING)
    yield from (
        f"{form.__name__}.{name} has no default, so no form could be empty: ask it with a question." for name in bare
    )


def _things(methodology: Methodology) -> Iterator[str]:
    """Find what points at a kind of thing that no review has."""
    kinds = {*methodology.kinds, *CORE_VALUES}
    for step in methodology.steps:
        asked = sorted({*step.per} - kinds - {"subject"})
        yield from (f"Step “{step.key}” is asked of each “{kind}”, which is no kind of thing." for kind in asked)
        if step.seen_by.whose and step.seen_by.whose not in step.per:
            yield f"Step “{step.key}” is not asked of each “{step.seen_by.whose}”, so none can be whose own it is."
        pointed = {kind for form in _readable(step) for question in questions(form) for kind in question.kinds}
        yield from (
            f"Step “{step.key}” refers to “{kind}”, which is no kind of thing." for kind in sorted(pointed - kinds)
        )
    for check in methodology.checks:
        read_ones = sorted({*check.reads} - kinds - {*LEDGERS, "header"})
        yield from (f"Check “{check.key}” reads “{kind}”, which is no kind of thing." for kind in read_ones)


def _ledgers(methodology: Methodology) -> Iterator[str]:
    for step in methodology.steps:
        if step.ledger and step.ledger not in LEDGERS:
            yield f"Step “{step.key}” keeps its rows in “{step.ledger}”, which is no ledger: {', '.join(LEDGERS)}."
        if step.ledger and not any(q.control is Control.ROWS for form in _readable(step)[:1] for q in questions(form)):
            yield f"Step “{step.key}” keeps its rows in a ledger and asks for none."


def _readable(step: Step) -> tuple[type, ...]:
    return tuple(forms(step.asks)) if attrs.has(step.asks) else ()


def _examples(methodology: Methodology) -> Iterator[str]:
    for step in methodology.steps:
        if not step.examples:
            yield f"Step “{step.key}” has no worked example."
        for example in step.examples:
            yield from _example(step, example)


def _example(step: Step, example: Any) -> Iterator[str]:
    if not isinstance(example, step.asks):
        yield f"An example of step “{step.key}” is not a {step.asks.__name__}."
        return
    try:
        faults = read(step.asks, data_of(example)).problems if attrs.has(step.asks) else ()
    except Exception as fault:  # noqa: BLE001  (a form that is half right can fail in any way)
        yield f"An example of step “{step.key}” cannot be read back: {type(fault).__name__}."
    else:
        yield from (f"An example of step “{step.key}” cannot be read. {one.sentence}" for one in faults)


def _roles(methodology: Methodology) -> Iterator[str]:
    known = {role.key for role in methodology.roles}
    for step in methodology.steps:
        named = {*step.answered_by, *step.signed_by, *step.seen_by.roles}
        strangers = sorted(named - known)
        yield from (f"Step “{step.key}” names the role “{key}”, which is not declared." for key in strangers)


def _kinds(methodology: Methodology) -> Iterator[str]:
    kinds = methodology.kinds
    for kind in methodology.record_kinds:
        strangers = (key for key in kind.rests_on if key not in kinds)
        yield from (f"“{kind.key}” rests on “{key}”, which is no kind of record." for key in strangers)
        later = (key for key in kind.rests_on if key in kinds and not _earlier(kinds[key], kind))
        yield from (f"“{kind.key}” cannot rest on “{key}”, which stands later on the thread." for key in later)
    pairs = ((kind.key, lower) for kind in kinds.values() for lower in kind.rests_on if lower != kind.key)
    yield from (f"Its kinds of record rest on one another in a circle: {circle}." for circle in _circles(pairs))


def _earlier(lower: RecordKind, upper: RecordKind) -> bool:
    if lower.key == upper.key:
        return False
    return lower.rung is None or upper.rung is None or lower.rung <= upper.rung


def _gates(methodology: Methodology) -> Iterator[str]:
    known = {check.key for check in methodology.checks}
    for step in methodology.steps:
        strangers = (key for key in step.gate if key not in known)
        yield from (f"Step “{step.key}” has the gate “{key}”, which is no check." for key in strangers)


def _vocabularies(methodology: Methodology) -> Iterator[str]:
    for one in methodology.vocabularies:
        keys = Counter(term.key for term in one.terms)
        yield from (f"Vocabulary “{one.key}” has “{key}” twice." for key, n in keys.items() if n > 1)
        strangers = sorted(set(one.crosswalk) - set(keys))
        yield from (f"Vocabulary “{one.key}” has no term “{key}”, which its crosswalk names." for key in strangers)


LOOKS: tuple[Callable[[Methodology], Iterable[str]], ...] = (
    _keys,
    _titles,
    _order,
    _profiles,
    _forms,
    _things,
    _ledgers,
    _examples,
    _roles,
    _kinds,
    _gates,
    _vocabularies,
)
