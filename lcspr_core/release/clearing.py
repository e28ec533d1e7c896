"""What a person let through although the scan asked: recorded with a reason, for one detail, in one review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lcspr_core.errors import Unreadable
from lcspr_core.thread import Record

CLEARED = "cleared_detail"
NO_REASON = "Say why this may stand, in a few words. Nothing was let through."
SHORTEST_REASON = 5


def clearing(key: str, what: str, reason: str, *, by: str, on: str) -> Record:
    """Return the record that lets one detail through; without a reason there is none."""
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON or not key.isalnum():
        raise Unreadable(NO_REASON)
    return Record(id=f"cleared.{key}", kind=CLEARED, title=said, fields={"key": key, "what": what, "by": by, "on": on})


def cleared(bodies: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the keys of the details that were let through, from the records as they are stored."""
    return frozenset(
        str(one["fields"].get("key", ""))
        for one in bodies
        if not one.get("withdrawn") and str(one.get("title")).strip()
    ) - {""}
