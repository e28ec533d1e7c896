"""What an answer gives to the function that makes records of it, and how it names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from lcspr_core.answers import Answer
from lcspr_core.frozen_json import Json
from lcspr_core.plain import as_json
from lcspr_core.review import Review
from lcspr_core.thread import Link, Record
from lcspr_core.timescales.dates import UncertainDate


@frozen(kw_only=True)
class Given:
    """What `yields` is given: the review, the answer, and the answer's data as the step's own class."""

    review: Review
    answer: Answer
    said: Any

    def record(
        self,
        kind: str,
        row: str,
        title: str,
        *,
        rests_on: Iterable[str] = (),
        **fields: Json,
    ) -> Record:
        """Return a record made by this answer, with an id derived from the row's own id."""
        links = tuple(Link(to=name) for name in dict.fromkeys(rests_on) if name)
        made_id = f"{self.answer.id}.{row}"
        return Record(
            id=made_id,
            kind=kind,
            title=title,
            rests_on=links,
            fields={name: _storable(value) for name, value in fields.items()},
            maker=self.answer.id,
        )


def _storable(value: Json) -> Json:
    return as_json(value) if isinstance(value, UncertainDate) else value
