"""One day, as somebody types it on the command line."""

from __future__ import annotations

from datetime import date

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.understanding import understood


def one_day(typed: str) -> date:
    """Return the day that was typed, or say how to write one."""
    found = understood(typed)
    if found.start is None or found.start != found.end:
        raise Unreadable(f"“{typed[:40]}” was not understood as one day; write it as in 2026-04-02 or “2 April 2026”.")
    return found.start
