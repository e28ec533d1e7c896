"""What a table of criteria is: rows that ask for facts and lead to a result, each with its paragraphs and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from attrs import frozen

Facts = Mapping[str, frozenset[str]]


class LocalResult(StrEnum):
    """What the local rule comes to (8.2.3-8.2.8); none of these stops a referral or a decision."""

    REQUIRED = "required"
    SHOULD_BE_HELD = "should_be_held"
    MAY_MEET = "may_meet"
    NOT_MET = "not_met"


class NationalResult(StrEnum):
    """What the national definition comes to; whether a review follows is for the partners to judge."""

    NOTIFIABLE = "notifiable"
    MAY_BE_NOTIFIABLE = "may_be_notifiable"
    NOT_NOTIFIABLE = "not_notifiable"


LOCAL_WORDS: Mapping[LocalResult, str] = {
    LocalResult.REQUIRED: "A local review is required",
    LocalResult.SHOULD_BE_HELD: "A local review should be held",
    LocalResult.MAY_MEET: "The case may meet the criteria: tell the members, gather, and decide later",
    LocalResult.NOT_MET: "The criteria are not met: consider another kind of review",
}
NATIONAL_WORDS: Mapping[NationalResult, str] = {
    NationalResult.NOTIFIABLE: "A notifiable serious case: a rapid review, and then the partners judge",
    NationalResult.MAY_BE_NOTIFIABLE: "It may be a notifiable serious case: the council settles the open facts",
    NationalResult.NOT_NOTIFIABLE: "Not a notifiable serious case",
}

Result = TypeVar("Result", LocalResult, NationalResult)


@frozen(kw_only=True)
class Row(Generic[Result]):
    """One row of a table: the facts it asks for, the result it leads to, its paragraphs, and why in one sentence."""

    key: str
    when: Facts
    result: Result
    paragraphs: tuple[str, ...]
    because: str


def wanted(written: str) -> Facts:
    """Return the facts of a row as it is written: `died=no harm=yes|unclear`; a fact that is not named may be any."""
    pairs = (one.partition("=") for one in written.split())
    return {name: frozenset(values.split("|")) for name, _, values in pairs}


def holds(when: Facts, facts: Facts) -> bool:
    """Say whether the facts of a case are among those that a row asks for."""
    return all(values & facts[name] for name, values in when.items())


def leading(rows: Iterable[Row[Result]], facts: Facts) -> tuple[Row[Result], ...]:
    """Return the rows that the facts of a case lead to: in a sound table one at least, and all with one result."""
    return tuple(row for row in rows if holds(row.when, facts))
