"""The files of the Juniper pack, as they would come from a partnership."""

from __future__ import annotations

import csv
from pathlib import Path

PACK = Path(__file__).with_name("pack")
BANNER_ROWS = 1


def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the pack's tables, below its FICTIONAL banner."""
    with (PACK / name).open(encoding="utf-8-sig", newline="") as lines:
        for _ in range(BANNER_ROWS):
            next(lines)
        return tuple(csv.DictReader(lines))
