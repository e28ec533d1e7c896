"""Whether a field of a form holds something that counts."""

from __future__ import annotations

from typing import Any

from lcspr_core.timescales.dates import UncertainDate


def is_filled(value: Any) -> bool:
    """Say whether a field of a form holds something that counts: words, a choice, a row, an understood day."""
    if isinstance(value, UncertainDate):
        return value.start is not None
    return value is not None and value != () and bool(str(value).strip())
