"""Shows an answer as it was given: every question of a form with what was said, in words and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from lcspr_core.asking import Control, Question, options, questions
from lcspr_core.review import Review
from lcspr_core.views import Prose, Section, Table, View

BLANK = "Nothing written yet."
LONG = frozenset({Control.TEXT, Control.ROWS})
WIDEST = 6  # columns that can still be read on an upright page of A4


def shown(said: Any, review: Review, *, leave_out: Iterable[str] = ()) -> tuple[View, ...]:
    """Return every question of a form with its answer: short ones in a table, long ones under their own heading."""
    left = frozenset(leave_out)
    asked = [one for one in questions(type(said)) if one.name not in left]
    views: list[View] = []
    for long, group in groupby(asked, key=lambda one: one.control in LONG):
        several = tuple(group)
        views.extend([_long(one, said, review) for one in several] if long else [_short(several, said, review)])
    return tuple(views)


def in_words(question: Question, value: Any, review: Review) -> str:
    """Return one answer in words; nothing where nothing was said."""
    if value is None:
        return ""
    return _WORDS.get(question.control, _as_it_is)(question, value, review)


def named(review: Review, name: str) -> str:
    """Return what a person calls a thing of the review: its title, its public code, or failing these its id."""
    return review.called(name)


def row_views(question: Question, rows: Iterable[Any], review: Review) -> tuple[View, ...]:
    """Return the rows of a list: a table where every answer is short, else a part for each row."""
    present = tuple(rows)
    if not present:
        return (Prose(text=BLANK),)
    asked = questions(type(present[0]))
    if len(asked) <= WIDEST and not any(one.control in LONG for one in asked):
        return (_table(question, asked, present, review),)
    return tuple(_row(question, number, row, review) for number, row in enumerate(present, start=1))


def _short(group: Iterable[Question], said: Any, review: Review) -> Table:
    rows = tuple((one.label, in_words(one, getattr(said, one.name), review)) for one in group)
    return Table(title="In short", columns=("Question", "Answer"), rows=rows)


def _long(question: Question, said: Any, review: Review) -> Section:
    value = getattr(said, question.name)
    if question.control is Control.ROWS:
        return Section(title=question.label, views=row_views(question, value, review))
    return Section(title=question.label, views=(Prose(text=value.strip() or BLANK),))


def _table(question: Question, asked: tuple[Question, ...], rows: tuple[Any, ...], review: Review) -> Table:
    texts = tuple(tuple(in_words(one, getattr(row, one.name), review) for one in asked) for row in rows)
    return Table(title=question.label, columns=tuple(one.label for one in asked), rows=texts)


def _row(question: Question, number: int, row: Any, review: Review) -> Section:
    lines = ((one.label, in_words(one, getattr(row, one.name), review)) for one in questions(type(row)))
    text = "\n\n".join(f"**{label}** {words}" for label, words in lines if words)
    return Section(title=f"{question.row_title} {number}", views=(Prose(text=text or BLANK),))


def _as_it_is(_: Question, value: Any, __: Review) -> str:
    return str(value).strip()


def _number(_: Question, value: float, __: Review) -> str:
    return f"{value:g}"


def _term(question: Question, value: str, review: Review) -> str:
    titles = {one.key: one.title for one in options(question, review)}
    return titles.get(value, value)


def _many(one: Callable[[str], str], values: Iterable[str]) -> str:
    return "; ".join(one(value) for value in values)


_WORDS: Mapping[Control, Callable[[Question, Any, Review], str]] = {
    Control.NUMBER: _number,
    Control.DATE: lambda _, value, __: str(value.typed),
    Control.CHOICE: _term,
    Control.SCALE: _term,
    Control.YES_NO_UNCLEAR: _term,
    Control.CHOICES: lambda question, values, review: _many(partial(_named_term, question, review), values),
    Control.REF: lambda _, value, review: named(review, value) if value else "",
    Control.REFS: lambda _, values, review: _many(partial(named, review), values),
}


def _named_term(question: Question, review: Review, value: str) -> str:
    return _term(question, value, review)
