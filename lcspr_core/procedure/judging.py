"""Says whether a condition of a duty is so in a case, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from lcspr_core.answers import AnswerState
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.timescales.conditions import Condition, How, Not, Part, Term
from lcspr_core.timescales.duties import Duty


@frozen(kw_only=True)
class Found:
    """Whether something is so, since when if that is known, and in a few words what it rests on.

    A `gap` is so only because somebody put down, with a reason, that what is wanting will never come.
    """

    so: bool
    since: date | None = None
    words: str = ""
    gap: bool = False


NOT_SO = Found(so=False)
SO = Found(so=True)
Check = Callable[[Case], Found]


def judge(wanted: Condition, case: Case, duty: Duty, checks: Mapping[str, Check]) -> Found:
    """Return whether a condition holds: the first of its alternatives that is wholly so, else what is wanting."""
    every = tuple(_way(way, case, duty, checks) for way in wanted.ways)
    return next((found for found in every if found.so), every[0])


def _way(way: tuple[Part, ...], case: Case, duty: Duty, checks: Mapping[str, Check]) -> Found:
    parts = [_part(part, case, duty, checks) for part in way]
    if not all(one.so for one in parts):
        return Found(so=False, words=" ".join(one.words for one in parts if one.words and not one.so))
    days = [one.since for one in parts if one.since]
    words = " ".join(one.words for one in parts if one.words)
    return Found(so=True, since=max(days) if days else None, words=words, gap=any(one.gap for one in parts))


def _part(part: Part, case: Case, duty: Duty, checks: Mapping[str, Check]) -> Found:
    if isinstance(part, Not):
        return Found(so=not _term(part.one, case, duty, checks).so)
    return _term(part, case, duty, checks)


def _term(term: Term, case: Case, duty: Duty, checks: Mapping[str, Check]) -> Found:
    return checks[term.name](case) if term.how is How.CHECK else _TERMS[term.how](term, case, duty)


def _always(_term: Term, _case: Case, _duty: Duty) -> Found:
    return SO


def _event(term: Term, case: Case, _: Duty) -> Found:
    day = case.days.get(term.name)
    return Found(so=day is not None and day <= case.today, since=day)


def _method(term: Term, case: Case, _: Duty) -> Found:
    plan = case.review.plan
    return Found(so=plan is not None and term.name in plan.methodologies)


def _step(term: Term, case: Case, _: Duty) -> Found:
    """Say whether a methodology's step is agreed, in the strand where that methodology works."""
    plan = case.review.plan
    strand = plan.strand_of(term.form) if plan else ""
    given = (one for one in case.review.all("answer") if (one.strand, one.step) == (strand, term.name))
    return Found(so=any(one.state in {AnswerState.AGREED, AnswerState.SIGNED} for one in given))


def _note(_: Term, case: Case, duty: Duty) -> Found:
    note = case.review.one("duty_note", duty.id)
    counts = note is not None and note.counts and note.put == "done"
    return Found(so=counts, since=note.on, words=note.how) if counts else NOT_SO


def _state(term: Term, case: Case, _: Duty) -> Found:
    given = {one.answer.of: one.answer.state for one in case.answers.get(term.form, ())}
    wanted = {AnswerState(one) for one in term.values}
    wanted |= {AnswerState.SIGNED} if AnswerState.AGREED in wanted else set()
    return Found(so=_everywhere(term, case, (of for of, state in given.items() if state in wanted)))


def _filled(term: Term, case: Case, _: Duty) -> Found:
    there = (one.answer.of for one in case.answers.get(term.form, ()) if _so_in(term, one.said))
    return Found(so=_everywhere(term, case, there))


def _everywhere(term: Term, case: Case, there: Iterable[tuple[str, ...]]) -> bool:
    """Say whether it is so of all that the form is asked of, where that is meant, else of any."""
    found = set(there)
    return bool(found) and (not term.each or set(case.wanted(term.form)) <= found)


def _so_in(term: Term, said: Any) -> bool:
    if not term.rows:
        return _holds(term, said)
    rows = tuple(_rows(term, said))
    return bool(rows) and (not term.field or all(_holds(term, row) for row in rows))


def _rows(term: Term, said: Any) -> Iterator[Any]:
    for row in getattr(said, term.rows):
        if term.having is None or str(getattr(row, term.having[0])) in term.having[1]:
            yield row


def _holds(term: Term, place: Any) -> bool:
    value = getattr(place, term.field)
    if not term.values:
        return is_filled(value)
    return any(str(one) in term.values for one in (value if isinstance(value, tuple) else (value,)))


_TERMS: Mapping[How, Callable[[Term, Case, Duty], Found]] = {
    How.ALWAYS: _always,
    How.EVENT: _event,
    How.METHOD: _method,
    How.STEP: _step,
    How.NOTE: _note,
    How.STATE: _state,
    How.FILLED: _filled,
}
