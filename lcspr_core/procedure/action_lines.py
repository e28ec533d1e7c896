"""How each action stands: red, amber or green by rule, what is weak about it, and what would let it be closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.actions import ActionLine
from lcspr_core.timescales.dates import said

SOON = timedelta(days=28)
CLOSED = frozenset({"embedded", "dropped"})
DONE = frozenset({"done", "done_during", "embedded"})


class Rag(StrEnum):
    """How an action stands at a glance."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    CLOSED = "closed"


def rag(line: ActionLine, today: date) -> tuple[Rag, str]:
    """Return how an action stands, and why in a few words."""
    if look_again_due(line, today) and not tuple(wanting(line)):
        return Rag.AMBER, f"to be looked at again since {said(line.look_again_on.start)}"
    if line.status in CLOSED and not tuple(wanting(line)):
        return Rag.CLOSED, {"embedded": "embedded", "dropped": "dropped, with a reason"}[line.status]
    weak = next(weaknesses(line, today), "")
    if weak:
        return Rag.RED, weak
    if line.status not in DONE and line.due_on.start and line.due_on.start - today <= SOON:
        return Rag.AMBER, "due within four weeks"
    if line.status in DONE:
        return Rag.GREEN, "done; whether it made a difference is still to be seen"
    return (Rag.GREEN, "on course") if line.status == "under_way" else (Rag.AMBER, "not begun")


def look_again_due(line: ActionLine, today: date) -> bool:
    """Say whether an action was to be looked at again by now and has not been, however it was closed."""
    day, looked = line.look_again_on.start, line.looked_on.start
    done = looked is not None and day is not None and looked >= day and bool(line.looked.strip())
    return line.status in {*DONE, *CLOSED} and day is not None and day <= today and not done


def weaknesses(line: ActionLine, today: date) -> Iterator[str]:
    """Say what is thin about an action: it is late, nothing is heard of it, or what is said shows nothing (8.2.49)."""
    if line.status in CLOSED:
        yield from wanting(line)
        return
    if line.status not in DONE and line.due_on.start and line.due_on.start < today:
        yield "past its day and not done"
    if line.next_on.start and line.next_on.start < today:
        yield "nothing heard by the agreed day"
    yield from wanting(line)


def wanting(line: ActionLine) -> Iterator[str]:
    """Say what an action still needs to count as what it says it is."""
    if line.status in DONE and not line.output.strip():
        yield "said to be done, and nothing shows it"
    if line.status == "embedded":
        yield from _not_embedded(line)
    if line.status == "dropped" and not line.dropped.strip():
        yield "dropped without a reason"


def _not_embedded(line: ActionLine) -> Iterator[str]:
    if not line.embedding.strip():
        yield "said to be embedded, and nothing shows a difference"
    if not line.approved_by.strip() or not is_filled(line.approved_on):
        yield "nobody has agreed that it is embedded"
    elif line.approved_by.strip().casefold() == line.owner.strip().casefold():
        yield "agreed by its own owner"
