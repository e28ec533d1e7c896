"""One day, as somebody types it on the command line."""

from __future__ import annotations

from lcspr_core.timescales.understanding import one_day

__all__ = ["one_day"]
