"""Keeps what somebody types before a review is opened: in the store, theirs alone, and gone once it is opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.frozen_json import thawed
from lcspr_jupyter.screens.half_written import BEGUN
from lcspr_jupyter.server import asked, closed_days, writing
from lcspr_jupyter.server.counter import Body, Counter, Json
from lcspr_jupyter.server.cut_off import NEEDS_KERNEL
from lcspr_jupyter.server.form_edits import EDITS, Edit
from lcspr_jupyter.server.people import Identity

OPENING = "opening"
LARGEST = 2_000_000


def _begun(data: Body, told: Json) -> Body:
    """Keep lines that are not made into rows yet beside what is written."""
    lines = {asked.field(told, "row", str): asked.field(told, "cells", dict)}
    kept = {place: cells for place, cells in {**data.get(BEGUN, {}), **lines}.items() if any(cells.values())}
    return {**{name: one for name, one in data.items() if name != BEGUN}, **({BEGUN: kept} if kept else {})}


DRAFTED: Mapping[str, Edit] = {**EDITS, "begin": _begun}


def draft(counter: Counter, identity: Identity) -> Json:
    """Return what this person has typed so far of a review that is not open yet."""
    return {"data": dict(counter.store.draft(identity.id, OPENING) or {})}


def written(counter: Counter, identity: Identity, told: Json) -> Json:
    """Save one edit of it; what was typed in another window stays, and two texts for one place are both shown."""
    if not identity.opens_reviews:
        raise NotAllowed(writing.REGISTER)
    how = DRAFTED.get(asked.field(told, "do", str))
    if how is None:
        raise Unreadable(NEEDS_KERNEL)
    with counter.lock:
        data = thawed(how(draft(counter, identity)["data"], told))
        if len(json.dumps(data)) > LARGEST:
            raise Unreadable(asked.TOO_LARGE)
        counter.store.keep_draft(identity.id, OPENING, data)
    return {"data": data}


def rescued(counter: Counter, identity: Identity, told: Json) -> Json:
    """Save one edit for a page about no review that is cut off, and answer as a kernel would."""
    edit = asked.field(told, "edit", str)
    RESCUES.get(str(asked.field(told, "target", dict, {}).get("table", "")), written)(counter, identity, told)
    return {"saved": edit[:40], "at": f"{datetime.now().astimezone():%H:%M}"}


RESCUES: Mapping[str, Callable[[Counter, Identity, Json], object]] = {closed_days.PAGE: closed_days.rescued}


def open_review(counter: Counter, identity: Identity, header: Body, records: Mapping[str, Any]) -> Json:
    """Open a review; what was typed to open it is in the review now, and nowhere else."""
    with counter.lock:
        told = writing.open_review(counter, identity, header, records)
        counter.store.keep_draft(identity.id, OPENING, None)
    return told
