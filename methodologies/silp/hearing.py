"""Hears what this review answered to SILP's own steps; a step that nobody has begun is heard as an empty form."""

from __future__ import annotations

from typing import TypeVar

from lcspr_core import Review, answer_id, told

SLUG = "silp"
Form = TypeVar("Form")


def the(review: Review, step: str, asks: type[Form]) -> Form:
    """Return what was answered to a step that is asked once."""
    given = told(review, SLUG, step, asks)
    return given[0].said if given else asks()


def place(review: Review, step: str) -> str:
    """Return the id of the answer to a step that is asked once, in the strand where SILP works."""
    return answer_id(step, (), review.plan.strand_of(SLUG)) if review.plan else answer_id(step)


def begun(review: Review, step: str, asks: type[Form]) -> bool:
    """Say whether anybody has written anything for a step."""
    return bool(told(review, SLUG, step, asks))
