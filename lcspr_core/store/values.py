"""What goes into the store and comes out of it: changes, results and positions, all as plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

Body = Mapping[str, Any]


@frozen(kw_only=True)
class Change:
    """What a writer wants: the body as they saw it, and as it should be; `None` is not there."""

    kind: str
    id: str
    revision: int
    before: Body | None
    after: Body | None


@frozen(kw_only=True)
class Revised:
    """The revision that a record has now, and whether somebody else's edit was merged into it."""

    kind: str
    id: str
    revision: int
    merged: bool = False


@frozen(kw_only=True)
class Saved:
    """One batch as it was saved; `seq` is the review's place after it."""

    seq: int
    batch: int
    revisions: tuple[Revised, ...]


@frozen(kw_only=True)
class Applied:
    """One change as it was applied, for those who follow the feed; a body of `None` is a removal."""

    seq: int
    kind: str
    id: str
    revision: int
    body: Body | None
    by: str
    at: str


@frozen(kw_only=True)
class Past:
    """One earlier change of a record: who, when, from what to what."""

    seq: int
    at: str
    by: str
    before: Body | None
    after: Body | None


@frozen(kw_only=True)
class Row:
    """One record as it is stored."""

    id: str
    revision: int
    body: Body


@frozen(kw_only=True)
class Page:
    """A stretch of a ledger, and whether there is more after it."""

    rows: tuple[Row, ...]
    more: bool


@frozen(kw_only=True)
class Contents:
    """A review's records by kind, then id, each as (revision, body), with the place they were read at."""

    seq: int
    records: Mapping[str, Mapping[str, tuple[int, Body]]]


@frozen(kw_only=True)
class Summary:
    """The one line by which the register of reviews shows a review."""

    review: str
    seq: int
    opened_at: str
    changed_at: str
    body: Body


@frozen(kw_only=True)
class Head:
    """The end of the audit chain, to be printed on what leaves the store."""

    entry: int
    mac: str

    def __str__(self) -> str:
        """Show it so that two people can compare it aloud."""
        return f"{self.entry}:{self.mac[:16]}"


@frozen(kw_only=True)
class Proof:
    """What was found when a store or a copy was checked in full."""

    reviews: int
    records: int
    changes: int
    sealed: int
    head: Head
