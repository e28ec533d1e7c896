"""The catalogue: for each way of wording what it does to the reader, what to write instead, and who says so."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from attrs import frozen

from lcspr_core.wording.tables import rows


class Sort(StrEnum):
    """What a text is for, since each sort has its own rules: what is found, what is drafted, what is asked for."""

    FINDING = "finding"
    DRAFT = "draft"
    RECOMMENDATION = "recommendation"


@frozen(kw_only=True)
class Rule:
    """One class of the catalogue, with a sentence that breaks it and the same written otherwise."""

    key: str
    title: str
    sorts: frozenset[Sort]
    why: str
    instead: str
    before: str
    after: str
    source: str


@cache
def catalogue() -> dict[str, Rule]:
    """Return the classes of the catalogue by key, what harms most first."""
    return {
        row["key"]: Rule(**{**row, "sorts": frozenset(Sort(one) for one in row["sorts"].split())})  # type: ignore[arg-type]
        for row in rows("catalogue")
    }
