"""The worked case, and a way to answer one of its steps differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from lcspr_core.answering import answer
from lcspr_core.answers import answer_id
from lcspr_core.editing import edited
from lcspr_core.review import Review
from methodologies.silp import SILP, example_review

Rewrite = Callable[..., Review]


@pytest.fixture(scope="session")
def bracken() -> Review:
    return example_review()


@pytest.fixture
def rewrite() -> Rewrite:
    """Answer a step again with other values at some places of its form."""

    def rewritten(review: Review, step: str, places: dict[str, Any], of: tuple[str, ...] = (), **answer_fields: Any):
        given = review.one("answer", answer_id(step, of))
        data = given.data
        for path, value in places.items():
            data = edited(data, path, value)
        return answer(review, SILP, evolve(given, data=data, **answer_fields))

    return rewritten
