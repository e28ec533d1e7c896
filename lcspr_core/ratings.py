"""Rows of answers that are too many for a review to hold: each is kept on its own in a ledger, as a rating."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from attrs import evolve, field, frozen

from lcspr_core.answering import strand_of
from lcspr_core.answers import LEAD, Answer
from lcspr_core.asking import Control, questions
from lcspr_core.frozen_json import JsonObject, frozen_object
from lcspr_core.methodology import Step
from lcspr_core.reading import read
from lcspr_core.review import Review

Row = TypeVar("Row")


@frozen(kw_only=True)
class Rating:
    """One row of one answer, as its ledger keeps it: whose it is, what it is about, and what was said."""

    id: str
    answer: str
    step: str
    question: str
    row: str
    strand: str = LEAD
    of: tuple[str, ...] = ()
    data: JsonObject = field(factory=dict, converter=frozen_object)


@frozen(kw_only=True)
class Rated(Generic[Row]):
    """A rating read as its step's own class of row, beside the things that it is about."""

    of: tuple[str, ...]
    said: Row


def rated(review: Review, slug: str, step: str, row: type[Row]) -> Iterator[Rated[Row]]:
    """Return what was rated in a step of one methodology; whatever cannot be read is left empty."""
    strand = strand_of(review, slug)
    for body in review.ledger("rating"):
        if (body["step"], body["strand"]) == (step, strand):
            yield Rated(of=tuple(body["of"]), said=read(row, {**body["data"], "id": body["row"]}).said)


def rating_id(answer: str, question: str, row: str) -> str:
    """Return the id of the one rating of a row, so that saving it twice never makes two."""
    return f"{answer}.{question}.{row}"


def apart(step: Step, given: Answer) -> tuple[Answer, tuple[Rating, ...]]:
    """Return the answer without the rows that go to a ledger, and those rows, each as a rating of its own."""
    names = _lists(step)
    ratings = tuple(_rating(given, name, row) for name in names for row in given.data.get(name) or ())
    left = {name: value for name, value in given.data.items() if name not in names}
    return evolve(given, data=left), ratings


def together(step: Step, given: Answer, bodies: Iterable[Mapping[str, Any]]) -> Answer:
    """Return the answer with its rows put back from the ledger's bodies; those of other answers are passed over."""
    lists: dict[str, list[JsonObject]] = {name: [] for name in _lists(step)}
    for body in bodies:
        if body["answer"] == given.id and body["question"] in lists:
            lists[body["question"]].append({**body["data"], "id": body["row"]})
    return evolve(given, data={**given.data, **lists})


def _lists(step: Step) -> tuple[str, ...]:
    return tuple(one.name for one in questions(step.asks) if step.ledger and one.control is Control.ROWS)


def _rating(given: Answer, question: str, row: JsonObject) -> Rating:
    name = str(row["id"])
    data = {key: value for key, value in row.items() if key != "id"}
    return Rating(
        id=rating_id(given.id, question, name),
        answer=given.id,
        step=given.step,
        question=question,
        row=name,
        strand=given.strand,
        of=given.of,
        data=data,
    )
