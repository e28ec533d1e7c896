"""Reads what is asked of the server, and trusts none of it: size, depth and shape are checked before anything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from lcspr_core.errors import Unreadable
from lcspr_core.store import Change

LARGEST = 8_000_000
DEEPEST = 40
MOST_CHANGES = 5_000
LONGEST_WHY = 300
NOT_READ = "The server could not read what this page sent. Nothing was saved; load the page again."
TOO_LARGE = "This is too large to be saved in one piece. Nothing was saved; save it in smaller pieces."
TOO_MANY = f"More than {MOST_CHANGES:,} changes came at once. Nothing was saved; save them in smaller pieces."


def json_object(raw: bytes, largest: int = LARGEST) -> dict[str, Any]:
    """Return the JSON object that a request carries."""
    if len(raw) > largest:
        raise Unreadable(TOO_LARGE)
    try:
        told = json.loads(raw or b"{}", parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable(NOT_READ) from None
    if not isinstance(told, dict) or _deeper_than(told, DEEPEST):
        raise Unreadable(NOT_READ)
    return told


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _deeper_than(value: Any, left: int) -> bool:
    layer = [value]
    for _ in range(left):
        layer = [item for one in layer for item in _inside(one)]
        if not layer:
            return False
    return True


def _inside(one: Any) -> list[Any]:
    return list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []


def field(told: Mapping[str, Any], name: str, kind: type, default: Any = ...) -> Any:
    """Return one field of what was told, of the right kind; true and false are no numbers."""
    value = told.get(name, default)
    if value is default and default is not ...:
        return default
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Unreadable(NOT_READ)
    return value


def changes_in(told: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the changes that a request carries."""
    listed = field(told, "changes", list)
    if len(listed) > MOST_CHANGES:
        raise Unreadable(TOO_MANY)
    return tuple(_change(one) for one in listed)


def _change(told: Any) -> Change:
    if not isinstance(told, dict) or set(told) - {"kind", "id", "revision", "before", "after"}:
        raise Unreadable(NOT_READ)
    revision = field(told, "revision", int)
    if revision < 0:
        raise Unreadable(NOT_READ)
    before, after = (
        told.get(name) if told.get(name) is None else field(told, name, dict) for name in ("before", "after")
    )
    return Change(
        kind=field(told, "kind", str), id=field(told, "id", str), revision=revision, before=before, after=after
    )


def why_of(told: Mapping[str, Any]) -> str:
    """Return the reason of a change, which the history shows."""
    return str(field(told, "why", str, ""))[:LONGEST_WHY]


def whole(text: str, least: int = 0, most: int = 10**15) -> int:
    """Return a whole number out of a query, held within its bounds."""
    if not text.isascii() or not text.isdigit() or len(text) > 15:  # noqa: PLR2004
        raise Unreadable(NOT_READ)
    return min(max(int(text), least), most)
