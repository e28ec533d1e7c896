"""A date as somebody typed it, for the worked examples."""

from __future__ import annotations

from lcspr_core import UncertainDate


def on(typed: str) -> UncertainDate:
    """Return a date as it was typed; it is understood when the form is read."""
    return UncertainDate(typed=typed)
