"""Terms of reference: the questions a review must answer, in versions that are approved (8.2.46)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen


@frozen(kw_only=True)
class Question:
    """One question of the terms of reference, by an id that stays when its wording changes."""

    id: str
    words: str


@frozen(kw_only=True)
class TermsOfReference:
    """One version of the terms of reference: its questions, period and agencies, and who approved it when."""

    id: str
    version: str
    questions: tuple[Question, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    background_from: date | None = None
    agencies: tuple[str, ...] = ()
    agreed_on: date | None = None
    approved_on: date | None = None
    approved_by: str = ""
    change: str = ""


def current(versions: Iterable[TermsOfReference]) -> TermsOfReference | None:
    """Return the version in force: the one approved last, or the newest while none is approved (8.2.46)."""
    written = tuple(versions)
    approved = [(one.approved_on, number, one) for number, one in enumerate(written) if one.approved_on]
    if approved:
        return max(approved, key=lambda found: found[:2])[2]
    return written[-1] if written else None
