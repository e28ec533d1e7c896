"""The fictional reviews that a methodology is examined on: empty, half-way, worked through, and many times as large."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import evolve

from lcspr_core.adapting import taken
from lcspr_core.answering import answer, asked_of, blank
from lcspr_core.answers import Answer, AnswerState
from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.errors import PluginFault
from lcspr_core.frozen_json import thawed
from lcspr_core.methodology import Methodology, Profile, Step
from lcspr_core.plain import as_json
from lcspr_core.plan import Plan, Strand
from lcspr_core.ratings import Rating, apart, together
from lcspr_core.reading import data_of, read
from lcspr_core.review import Header, Review
from lcspr_core.thread import HAND, Link, Record

HEADER = Header(
    id="exam",
    title="A fictional review",
    opened_on=date(2026, 3, 2),
    decided_on=date(2026, 3, 9),
    subjects=("C1",),
    as_at=date(2026, 9, 1),
)
AGENCIES = (
    Agency(id="police", title="Police", sort="police", known=Known.KNOWN),
    Agency(id="health", title="Community health", sort="health", known=Known.KNOWN),
    Agency(id="school", title="School", sort="education", known=Known.KNOWN),
)
PEOPLE = (
    Person(id="C1", public_code="Child", role="Child", involvement=Involvement.FAMILY),
    Person(id="P1", public_code="Mother", role="Parent", involvement=Involvement.FAMILY),
)


def opened(methodology: Methodology) -> Review:
    """Return a review that was just opened: three agencies, two people, and a plan with this methodology."""
    strand = Strand(key="lead", methodology=methodology.slug, profile=methodology.profiles[0].key)
    review = Review(header=evolve(HEADER)).with_records("plan", [Plan(lead=strand)])
    return review.with_records("agency", AGENCIES).with_records("person", PEOPLE)


def worked(methodology: Methodology) -> Review:
    """Return the methodology's own worked review, or one of ours, with the example of each step that it leaves out."""
    review = methodology.example() if methodology.example else opened(methodology)
    answered = {one.step for one in review.all("answer")}
    for step in in_order(methodology):
        if step.key not in answered:
            review = _answered(review, methodology, step)
    return review


def with_strangers(methodology: Methodology) -> Review:
    """Return the worked review with records of every kind that others made: by hand, bare of fields, or withdrawn."""
    review = worked(methodology)
    for key in methodology.kinds:
        bare = Record(id=f"bare-{key}", kind=key, title="Made by hand")
        loose = Record(id=f"loose-{key}", kind=key, title="Resting on nothing", rests_on=(Link(to="nowhere"),))
        gone = evolve(bare, id=f"gone-{key}", withdrawn=True)
        review = review.with_records(key, [bare, loose, gone])
    return review


def half_way(methodology: Methodology) -> tuple[Review, ...]:
    """Return the review after each step, from the first to the last; all steps are taken, whatever the profile."""
    reviews = [opened(methodology)]
    for step in in_order(methodology):
        reviews.append(_answered(reviews[-1], methodology, step))
    return tuple(reviews)


def in_order(methodology: Methodology) -> tuple[Step, ...]:
    """Return all steps of a methodology, each after those it waits for."""
    every = Profile(key="every", title="Every step", steps=tuple(step.key for step in methodology.steps))
    plan = Plan(lead=Strand(key="lead", methodology=methodology.slug))
    return tuple(one.step for one in taken(plan, plan.lead, evolve(methodology, profiles=(every,))))


def _answered(review: Review, methodology: Methodology, step: Step) -> Review:
    for number, of in enumerate(asked_of(review, step)):
        example = step.examples[number % len(step.examples)]
        review = put(review, methodology, from_example(methodology, step, example, of))
    return review


def put(review: Review, methodology: Methodology, given: Answer) -> Review:
    """Return the review with an answer in it, its rows in the ledger beside it where its step keeps them there.

    Where the author's code stops, the answer is there without its records: one test says so, the others go on.
    """
    step = methodology.step(given.step)
    left, ratings = (given, ()) if step is None else _apart(step, given)
    if step is not None and step.ledger:
        others = [body for body in review.ledger(step.ledger) if body["answer"] != given.id]
        bodies = [*others, *(as_json(one) for one in ratings)]
        review = evolve(review, ledgers={**review.ledgers, step.ledger: bodies})
    try:
        return answer(review, methodology, left)
    except PluginFault:
        return review.with_records("answer", [left])


def _apart(step: Step, given: Answer) -> tuple[Answer, tuple[Rating, ...]]:
    """Take the rows apart as a form would: one that cannot be read does not reach the ledger."""
    return apart(step, evolve(given, data=data_of(read(step.asks, given.data).said))) if step.ledger else (given, ())


def whole(review: Review, methodology: Methodology, given: Answer) -> Answer:
    """Return an answer of the review with its rows back from the ledger."""
    step = methodology.step(given.step)
    return together(step, given, review.ledger(step.ledger)) if step is not None and step.ledger else given


def from_example(methodology: Methodology, step: Step, example: Any, of: tuple[str, ...] = ()) -> Answer:
    """Return the agreed answer that a worked example makes."""
    given = blank(step, of, version=methodology.version)
    return evolve(given, data=data_of(example), state=AnswerState.AGREED)


def enlarged(methodology: Methodology, times: int) -> Review:
    """Return the worked review with each row of its answers, and each record made by hand, many times over."""
    review = worked(methodology)
    copied = {record.id for record in review.thread()}
    by_hand = [record for record in review.thread() if record.maker == HAND]
    for record in (copy for one in by_hand for copy in _copies(one, copied, times)):
        review = review.with_records(record.kind, [record])
    for given in review.all("answer"):
        data = _many(whole(review, methodology, given).data, copied, times)
        review = put(review, methodology, evolve(given, data=data))
    return review


def _copies(record: Record, copied: set[str], times: int) -> Iterable[Record]:
    for number in range(times):
        links = tuple(Link(to=_renamed(one.to, copied, number), how=one.how) for one in record.rests_on)
        yield evolve(record, id=f"{record.id}-{number}", rests_on=links)


def _many(data: Any, copied: set[str], times: int) -> dict[str, Any]:
    return {
        name: [_row(row, copied, number) for number in range(times) for row in value] if _are_rows(value) else value
        for name, value in thawed(data).items()
    }


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _row(row: dict[str, Any], copied: set[str], number: int) -> dict[str, Any]:
    return {name: _copy(value, copied, number) for name, value in row.items()} | {"id": f"{row['id']}-{number}"}


def _copy(value: Any, copied: set[str], number: int) -> Any:
    if isinstance(value, str):
        return _renamed(value, copied, number)
    return [_copy(one, copied, number) for one in value] if isinstance(value, list) else value


def _renamed(name: str, copied: set[str], number: int) -> str:
    return f"{name}-{number}" if name in copied else name
