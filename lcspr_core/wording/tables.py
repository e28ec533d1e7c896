"""Reads the tables of the catalogue, which ship beside these modules so that words can be added without a program."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLES = Path(__file__).with_name("tables")


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one table of the catalogue."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
