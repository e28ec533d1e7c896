"""Understands dates as people type them in returns, and says what is in doubt instead of guessing."""

from __future__ import annotations

from lcspr_core.timescales.dates import UncertainDate


def understood(typed: str) -> UncertainDate:
    """Return what was typed beside the span of days that it means, if any can be told."""
    return UncertainDate(typed=typed)
