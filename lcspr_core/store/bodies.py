"""JSON bodies as text: one form to keep, one canonical form to compare and to hash."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lcspr_core.store.refusals import NotJson, NotPlain

DEEPEST = 64
PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/@+~-]{0,199}")


def plain(word: str, what: str) -> str:
    """Return an id or a kind that cannot carry a sentence, or refuse it."""
    if not isinstance(word, str) or not PLAIN.fullmatch(word):
        raise NotPlain(what=what)
    return word


def kept(body: Mapping[str, Any] | None, kind: str) -> str | None:
    """Return the text of a body as it is stored, with its keys in the writer's order."""
    if body is None:
        return None
    if not isinstance(body, Mapping):
        raise NotJson(kind=kind, what="it is not an object")
    try:
        text = json.dumps(body, default=_thawed, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as odd:
        raise NotJson(kind=kind, what="it holds something that JSON does not have") from odd
    except RecursionError as odd:
        raise _too_deep(kind) from odd
    if text.count("{") + text.count("[") > DEEPEST and deeper_than(body, DEEPEST):
        raise _too_deep(kind)
    return text


def _too_deep(kind: str) -> NotJson:
    return NotJson(kind=kind, what=f"it is nested more than {DEEPEST} deep")


def _thawed(value: object) -> dict[str, Any]:
    """Write a read-only mapping, which `json` does not know, as the object that it is."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError


def read(text: str | None) -> dict[str, Any] | None:
    """Return the body that was kept as this text."""
    return None if text is None else json.loads(text)


def canonical(value: object) -> str:
    """Return the one text that equal JSON values share, whatever the order of their keys."""
    return json.dumps(value, default=_thawed, allow_nan=False, sort_keys=True, separators=(",", ":"))


def same(one: object, other: object) -> bool:
    """Tell whether two JSON values are equal, with true and 1 kept apart."""
    return one is other or canonical(one) == canonical(other)


def deeper_than(value: object, limit: int) -> bool:
    """Tell whether lists and objects lie more than `limit` inside each other."""
    layer: list[object] = [value]
    for _ in range(limit + 1):
        layer = [item for outer in layer for item in _inside(outer)]
        if not layer:
            return False
    return True


def _inside(value: object) -> Sequence[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, (list, tuple)) else ()
