"""What was answered to one of the procedure's forms, as the form's own class."""

from __future__ import annotations

from typing import TypeVar

from lcspr_core.answers import PROCEDURE, Answer, answer_id
from lcspr_core.reading import read
from lcspr_core.review import Review

Form = TypeVar("Form")


def answered(review: Review, form: str, asks: type[Form]) -> Form:
    """Return what was answered to a form that is asked once; empty where nothing was. It is read once."""
    return review.once((form, asks), lambda: _read(review, form, asks))


def given(review: Review, form: str) -> Answer | None:
    """Return the answer to a form that is asked once, if anybody has begun it."""
    found: Answer | None = review.one("answer", answer_id(form, (), PROCEDURE))
    return found


def _read(review: Review, form: str, asks: type[Form]) -> Form:
    every = (one for one in review.all("answer") if one.step == form and one.strand == PROCEDURE)
    said: Form = next((read(asks, one.data).said for one in every), asks())
    return said
