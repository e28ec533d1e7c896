"""Keeps what somebody began to write and that says too little for a record: theirs alone, until it does."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.release.clearing import CLEARED
from lcspr_jupyter.screens.half_written import PASTED
from lcspr_jupyter.server import asked
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import Rescue, check_writes
from lcspr_jupyter.server.judging import NOT_YOURS
from lcspr_jupyter.server.people import Caller

# By the table or the form that it is begun in: the kind of what it comes to, which its writer has to be let write.
KINDS: Mapping[str, str] = {
    "agency": "agency",
    "appointment": "appointment",
    "tie": "tie",
    "terms": "terms",
    "rules": "header",
    "choosing": "plan",
    "due": "duty_note",
    "panel": "breach",
    "returns": "return",
    "progress": "snapshot",
    "reason": "dismissal",
    "plan": "plan",
    "documents": CLEARED,
    "wall": "card",
    PASTED: "answer",
}
DEEDS_OF: Mapping[str, str] = {"calendar": "closed_days"}  # begun on a page about no review
LARGEST = 200_000
Rows = dict[str, dict[str, dict[str, str]]]


def begun(counter: Counter, caller: Caller) -> Rows:
    """Return what this person began in this review, by kind and id."""
    kept = counter.store.draft(caller.id, _place(counter, caller)) or {}
    return {kind: {name: dict(cells) for name, cells in rows.items()} for kind, rows in kept.items()}


def told(counter: Counter, caller: Caller) -> Json:
    """Return it as the page's program asks for it."""
    return {"rows": begun(counter, caller)}


def begin(counter: Counter, caller: Caller, asks: Json) -> Json:
    """Keep one row as it is begun, in the place of what was there; nothing forgets it."""
    kind, name = asked.field(asks, "kind", str), asked.field(asks, "row", str)
    cells = None if asks.get("cells") is None else asked.field(asks, "cells", dict)
    keep(counter, caller, kind, name, cells)
    return {}


def keep(counter: Counter, caller: Caller, kind: str, name: str, cells: Mapping[str, object] | None) -> None:
    """Keep or forget one row; only who may write what it comes to may begin it."""
    if kind not in {*KINDS, *DEEDS_OF}:
        raise Unreadable(asked.NOT_READ)
    if kind in KINDS:
        check_writes(caller, KINDS[kind])
    elif not caller.may(DEEDS_OF[kind]):
        raise NotAllowed(NOT_YOURS)
    with counter.lock:
        rows = begun(counter, caller)
        here = rows.setdefault(kind, {})
        if cells is None:
            if here.pop(name, None) is None:
                return
        else:
            here[name] = {str(column): str(text or "") for column, text in cells.items()}
        kept = {each: some for each, some in rows.items() if some}
        if len(json.dumps(kept)) > LARGEST:
            raise Unreadable(asked.TOO_LARGE)
        counter.store.keep_draft(caller.id, _place(counter, caller), kept or None)


def write(counter: Counter, caller: Caller, kind: str, name: str, cells: Mapping[str, object]) -> None:
    """Write some cells of a row, and leave the others as they were begun."""
    with counter.lock:
        keep(counter, caller, kind, name, {**begun(counter, caller).get(kind, {}).get(name, {}), **cells})


def rescued(counter: Counter, caller: Caller, told: Json) -> Json:
    """Keep what stands at one place of a page that is cut off."""
    cells = asked.field(told, "cells", dict)
    keep(counter, caller, _table(told), asked.field(told, "row", str), cells if any(cells.values()) else None)
    return {}


def written(counter: Counter, caller: Caller, told: Json) -> Json:
    """Keep one edit of a form that only counts together with its command."""
    place = asked.field(asked.field(told, "target", dict), "id", str)
    write(counter, caller, _table(told), place, {asked.field(told, "path", str): told.get("value")})
    return {}


def _table(told: Json) -> str:
    return str(asked.field(asked.field(told, "target", dict), "table", str, PASTED))


def _place(counter: Counter, caller: Caller) -> str:
    return f"begun/{counter.review_of(caller)}" if caller.review else "begun"


RESCUES: Mapping[str, Mapping[str, Rescue]] = {key: {"edit": written} for key in ("rules", "choosing")}
