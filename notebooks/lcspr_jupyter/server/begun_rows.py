"""Keeps the rows that somebody began in a table and that say too little for a record: theirs alone, until they do."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lcspr_core.errors import Unreadable
from lcspr_jupyter.server import asked
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import check_may_write
from lcspr_jupyter.server.people import Caller

KINDS = frozenset({"appointment", "tie"})
LARGEST = 200_000
Rows = dict[str, dict[str, dict[str, str]]]


def begun(counter: Counter, caller: Caller) -> Rows:
    """Return the rows that this person began in this review, by kind and id."""
    kept = counter.store.draft(caller.id, _place(counter, caller)) or {}
    return {kind: {name: dict(cells) for name, cells in rows.items()} for kind, rows in kept.items()}


def told(counter: Counter, caller: Caller) -> Json:
    """Return them as the page's program asks for them."""
    return {"rows": begun(counter, caller)}


def begin(counter: Counter, caller: Caller, asks: Json) -> Json:
    """Keep one row as it is begun, in the place of what was there; nothing forgets it."""
    kind, name = asked.field(asks, "kind", str), asked.field(asks, "row", str)
    cells = None if asks.get("cells") is None else asked.field(asks, "cells", dict)
    keep(counter, caller, kind, name, cells)
    return {}


def keep(counter: Counter, caller: Caller, kind: str, name: str, cells: Mapping[str, object] | None) -> None:
    """Keep or forget one row; only who may write such a record may begin one."""
    if kind not in KINDS:
        raise Unreadable(asked.NOT_READ)
    check_may_write(counter, caller, kind, name, {})
    with counter.lock:
        rows = begun(counter, caller)
        here = rows.setdefault(kind, {})
        if cells is None:
            if here.pop(name, None) is None:
                return
        else:
            here[name] = {str(column): str(text or "") for column, text in cells.items()}
        if len(json.dumps(rows)) > LARGEST:
            raise Unreadable(asked.TOO_LARGE)
        counter.store.keep_draft(caller.id, _place(counter, caller), rows if any(rows.values()) else None)


def _place(counter: Counter, caller: Caller) -> str:
    return f"begun/{counter.review_of(caller)}"
