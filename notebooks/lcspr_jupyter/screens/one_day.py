"""Reads the one day that somebody typed where no other will do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.understanding import understood


def day_from(typed: str, label: str) -> date | None:
    """Return the one day that somebody typed, nothing for nothing, or say what to write instead."""
    if not typed.strip():
        return None
    found = understood(typed)
    if found.start is None or found.start != found.end:
        raise Unreadable(f"{label}: write one day, as in 12 March 2026. “{typed}” was not understood as one.")
    return found.start


def typed(value: Any) -> str:
    """Return what was typed for a day, whichever way it is kept."""
    return str((value.get("typed") if isinstance(value, Mapping) else value) or "")
