"""A step answered makes the next review: what it yields is put in, and what it no longer yields withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import evolve, frozen

from lcspr_core.answers import LEAD, Answer, AnswerState, answer_id
from lcspr_core.cases.agencies import Known, agencies_now
from lcspr_core.errors import PluginFault
from lcspr_core.given import Given
from lcspr_core.methodology import Methodology, Step
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.reading import read
from lcspr_core.review import Review
from lcspr_core.thread import Record, withdrawn

Form = TypeVar("Form")


@frozen(kw_only=True)
class Told(Generic[Form]):
    """An answer beside what it says, read as its step's own class."""

    answer: Answer
    said: Form


def told(review: Review, slug: str, step: str, asks: type[Form]) -> tuple[Told[Form], ...]:
    """Return what was answered to a step of one methodology, in the strand where that methodology works."""
    strand = strand_of(review, slug)
    given = (one for one in review.all("answer") if one.step == step and one.strand == strand)
    return tuple(Told(answer=one, said=read(asks, one.data).said) for one in given)


def strand_of(review: Review, slug: str) -> str:
    """Return the strand in which a methodology works in this review; the lead's if there is no plan."""
    return review.plan.strand_of(slug) if review.plan else LEAD


def answer(review: Review, methodology: Methodology, given: Answer) -> Review:
    """Return the review with this answer in it, and the records that the answer yields.

    What never came yields nothing. Where the methodology's own code stops, `PluginFault` says so by name.
    """
    step = methodology.step(given.step)
    if step is None:
        return review.with_records("answer", [given])
    try:
        now = brought_up(methodology, given)
        with_answer = review.with_records("answer", [now])
        return _put(with_answer, given.id, yielded(with_answer, step, now))
    except Exception as fault:  # noqa: BLE001  (its text is left out: a plugin may have put case data into it)
        raise PluginFault(
            f"“{methodology.title}” stopped with a {type(fault).__name__} at the step “{step.title}”, "
            "so what comes of this answer stays as it was. Tell whoever looks after the plugin."
        ) from None


def brought_up(methodology: Methodology, given: Answer) -> Answer:
    """Return an answer in the form that the methodology asks it in today, with the version that this is."""
    if given.version == methodology.version:
        return given
    data = methodology.upgrade(given.step, given.version, given.data)
    return evolve(given, data=data, version=methodology.version)


def yielded(review: Review, step: Step, given: Answer) -> tuple[Record, ...]:
    """Return the records that an answer yields, each with an id that belongs to this answer and so to no other."""
    if given.state is AnswerState.NOT_RETURNED:
        return ()
    said = read(step.asks, given.data).said
    made = tuple(step.yields(Given(review=review, answer=given, said=said)))
    if any(not record.id.startswith(f"{given.id}.") for record in made):
        raise ValueError("An answer makes records with `given.record`, so that their ids belong to it.")
    return tuple(evolve(record, maker=given.id) for record in made)


def _put(review: Review, maker: str, made: tuple[Record, ...]) -> Review:
    kinds = {record.id: record.kind for record in made}
    changed: dict[str, list[Record]] = {record.kind: [] for record in made}
    for record in review.thread():
        if record.maker == maker and kinds.get(record.id, record.kind) != record.kind:
            review = review.without(record.kind, record.id)  # it goes on under its new kind
        elif record.maker == maker and record.id not in kinds and not record.withdrawn:
            changed.setdefault(record.kind, []).append(withdrawn(record))
    for record in made:
        changed[record.kind].append(record)
    for kind, records in changed.items():
        review = review.with_records(kind, records)
    return review


def blank(step: Step, of: tuple[str, ...] = (), strand: str = "lead", version: str = "") -> Answer:
    """Return the empty answer to a step, before anybody has written anything."""
    made_id = answer_id(step.key, of, strand)
    agency = dict(zip(step.per, of, strict=False)).get("agency", "")
    return Answer(id=made_id, step=step.key, strand=strand, of=of, version=version, agency=agency)


def asked_of(review: Review, step: Step) -> tuple[tuple[str, ...], ...]:
    """Return each thing that a step is asked of: once for the review, or once for each agency, person or episode."""
    found: tuple[tuple[str, ...], ...] = ((),)
    for kind in step.per:
        names = _names(review, kind)
        found = tuple((*before, name) for before in found for name in names)
    return found


def _names(review: Review, kind: str) -> tuple[str, ...]:
    return agencies_asked(review) if kind == "agency" else tuple(one.id for one in review.all(kind))


def agencies_asked(review: Review) -> tuple[str, ...]:
    """Return the agencies that take part: those the terms of reference name, else all that may know the child."""
    terms = current_terms(review.all("terms"))
    known = tuple(one.id for one in agencies_now(review) if one.known is not Known.NOT_KNOWN)
    named = tuple(one for one in terms.agencies if review.one("agency", one)) if terms else ()
    return named or known


def answers(review: Review, step: Step, strand: str = "lead") -> tuple[Answer, ...]:
    """Return the answers to a step, one for each thing it is asked of, blank where none was begun.

    An answer about something that is no longer asked of stays in the list: it was given.
    """
    given = {one.id: one for one in review.all("answer") if (one.step, one.strand) == (step.key, strand)}
    wanted = {answer_id(step.key, of, strand): of for of in asked_of(review, step)}
    others = (one for name, one in given.items() if name not in wanted)
    return (*(given.get(name) or blank(step, of, strand) for name, of in wanted.items()), *others)


def begun(review: Review, given: Answer) -> bool:
    """Say whether anybody has written anything in an answer, or settled that it will not come."""
    return review.one("answer", given.id) is not None


DONE = frozenset({AnswerState.AGREED, AnswerState.SIGNED, AnswerState.NOT_RETURNED})


def is_done(review: Review, step: Step, strand: str = "lead") -> bool:
    """Say whether every answer to a step is agreed, signed, or known not to come."""
    given = answers(review, step, strand)
    return bool(given) and all(one.state in DONE and begun(review, one) for one in given)


def orphaned(review: Review, known: Iterable[Step]) -> tuple[Answer, ...]:
    """Return the answers whose step no present plugin knows; they are kept, and shown as they are."""
    keys = {step.key for step in known}
    return tuple(one for one in review.all("answer") if one.step not in keys)
