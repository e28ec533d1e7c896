"""The questions a step asks: a closed list of field types, each drawn as one control."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import attrs
from attrs import frozen

from lcspr_core.timescales.dates import UncertainDate

if TYPE_CHECKING:
    from lcspr_core.review import Review


class Control(StrEnum):
    """The controls a form can draw: one for each type of field, and no others."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    YES_NO_UNCLEAR = "yes_no_unclear"
    REF = "ref"
    REFS = "refs"
    ROWS = "rows"


@frozen(kw_only=True)
class Term:
    """One word of a vocabulary: the key that is stored, and the title that is shown."""

    key: str
    title: str
    hint: str = ""


Options = tuple[Term, ...]
OptionsFrom = Callable[["Review"], Iterable[Term]]
RowsFrom = Callable[["Review"], Iterable[Mapping[str, Any]]]


@frozen(kw_only=True)
class Question:
    """One question of a form: its label, hint and control, and where its options or rows come from."""

    name: str = ""
    control: Control
    label: str
    hint: str = ""
    needed: bool = False
    options: Options | OptionsFrom = ()
    kinds: tuple[str, ...] = ()
    row: type | None = None
    rows_from: RowsFrom | None = None
    row_title: str = ""


ASKED = "lcspr.question"
Rows = tuple[Mapping[str, Any], ...]


def line(label: str, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for one line of text."""
    return _field("", Question(control=Control.LINE, label=label, hint=hint, needed=needed))


def text(label: str, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for free text of any length."""
    return _field("", Question(control=Control.TEXT, label=label, hint=hint, needed=needed))


def number(label: str, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for a number; empty until somebody gives one."""
    return _field(None, Question(control=Control.NUMBER, label=label, hint=hint, needed=needed))


def uncertain_date(label: str, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for a date as people write it; what was typed is kept beside what was understood."""
    question = Question(control=Control.DATE, label=label, hint=hint, needed=needed)
    return attrs.field(factory=UncertainDate, metadata={ASKED: question})


def choice(label: str, options: Options | OptionsFrom, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for one term of a vocabulary, or of what the review offers."""
    return _field("", Question(control=Control.CHOICE, label=label, hint=hint, needed=needed, options=options))


def choices(label: str, options: Options | OptionsFrom, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for any number of terms of a vocabulary."""
    return _field((), Question(control=Control.CHOICES, label=label, hint=hint, needed=needed, options=options))


def scale(label: str, options: Options, *, hint: str = "", needed: bool = False) -> Any:
    """Ask for one place on an ordered scale."""
    return _field("", Question(control=Control.SCALE, label=label, hint=hint, needed=needed, options=options))


YES_NO_UNCLEAR: Options = (
    Term(key="yes", title="Yes"),
    Term(key="no", title="No"),
    Term(key="unclear", title="Not clear"),
)


def yes_no_unclear(label: str, *, hint: str = "", needed: bool = False) -> Any:
    """Ask a question whose honest answer may be that nobody knows."""
    return _field(
        "", Question(control=Control.YES_NO_UNCLEAR, label=label, hint=hint, needed=needed, options=YES_NO_UNCLEAR)
    )


def ref(label: str, *kinds: str, hint: str = "", needed: bool = False) -> Any:
    """Ask for one record (or agency, or person) of the review, of one of these kinds."""
    return _field("", Question(control=Control.REF, label=label, hint=hint, needed=needed, kinds=kinds))


def refs(label: str, *kinds: str, hint: str = "", needed: bool = False) -> Any:
    """Ask for any number of records of the review, of these kinds."""
    return _field((), Question(control=Control.REFS, label=label, hint=hint, needed=needed, kinds=kinds))


def rows(
    label: str,
    row: type,
    *,
    row_title: str,
    hint: str = "",
    needed: bool = False,
    rows_from: RowsFrom | None = None,
) -> Any:
    """Ask for a list of rows, each an attrs class of questions with an `id` minted when it is added."""
    question = Question(
        control=Control.ROWS, label=label, hint=hint, needed=needed, row=row, rows_from=rows_from, row_title=row_title
    )
    return _field((), question)


def row_id() -> Any:
    """Give a row its id: minted when the row is added, and never taken from its position."""
    return attrs.field(factory=minted)


def minted() -> str:
    """Return a new short id."""
    return uuid4().hex[:12]


def questions(asks: type) -> tuple[Question, ...]:
    """Return the questions of an attrs class, in the order they are asked."""
    return _questions(asks)


@cache
def _questions(asks: Any) -> tuple[Question, ...]:
    return tuple(
        attrs.evolve(attribute.metadata[ASKED], name=attribute.name)
        for attribute in attrs.fields(asks)
        if ASKED in attribute.metadata
    )


def forms(asks: type) -> Iterable[type]:
    """Return a form's class and the class of its rows, and of their rows, however deep."""
    yield asks
    for question in questions(asks):
        if question.row is not None:
            yield from forms(question.row)


def options(question: Question, review: Review) -> Options:
    """Return the terms a question offers, asking the review where it decides."""
    return tuple(question.options(review)) if callable(question.options) else question.options


def with_offered(question: Question, review: Review, given: Iterable[Mapping[str, Any]]) -> Rows:
    """Return a list's rows with those that the review offers, in its order, none of them twice.

    An offered row carries an id of its own (no dots), and what was written in a row of that id stays as it was.
    """
    rows = {str(row.get("id")): row for row in given}
    offered = question.rows_from(review) if question.rows_from else ()
    first = {str(row["id"]): rows.get(str(row["id"]), row) for row in offered}
    return (*first.values(), *(row for name, row in rows.items() if name not in first))


def _field(default: object, question: Question) -> Any:
    return attrs.field(default=default, metadata={ASKED: question})
