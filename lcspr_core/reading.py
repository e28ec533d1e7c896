"""Reads what was typed into a form: what can be understood becomes values, the rest is said beside its field."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from attrs import frozen

from lcspr_core.asking import Control, Question, questions
from lcspr_core.errors import Unreadable
from lcspr_core.frozen_json import JsonObject, frozen_object
from lcspr_core.plain import as_json, from_json
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood


@frozen(kw_only=True)
class Problem:
    """One field that could not be understood or is still needed: where it is, and what to do."""

    path: str
    sentence: str


@frozen(kw_only=True)
class Reading:
    """What a form's data says, as the step's own class, beside what could not be understood."""

    said: Any
    problems: tuple[Problem, ...] = ()
    wanting: tuple[Problem, ...] = ()


def read(asks: type, data: Mapping[str, Any], *, path: str = "") -> Reading:
    """Return a form's data as its class; whatever cannot be read is left empty and said."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    wanting: list[Problem] = []
    for question in questions(asks):
        here = f"{path}{question.name}"
        value, wrong, lacking = _read_one(question, data.get(question.name), here)
        values |= {} if value is None else {question.name: value}
        problems.extend(wrong)
        wanting.extend(lacking)
    if "id" in data and any(one.name == "id" for one in attrs.fields(asks)):
        values["id"] = str(data["id"])
    return Reading(
        said=asks(**values), problems=tuple(problems), wanting=tuple(wanting)
    )


def _read_one(
    question: Question, given: Any, here: str
) -> tuple[Any, tuple[Problem, ...], tuple[Problem, ...]]:
    if question.control is Control.ROWS:
        return _read_rows(question, given, here)
    try:
        value = _READERS[question.control](given)
    except Unreadable as error:
        return None, (Problem(path=here, sentence=f"{question.label}: {error}"),), ()
    lacking = question.needed and is_empty(given)
    asked = Problem(path=here, sentence=f"{question.label}: this is still needed.")
    return value, (), (asked,) if lacking else ()


def _read_rows(
    question: Question, given: Any, here: str
) -> tuple[Any, tuple[Problem, ...], tuple[Problem, ...]]:
    rows = [row for row in given or () if isinstance(row, Mapping)]
    assert question.row is not None
    read_rows = [
        read(question.row, row, path=f"{here}.{row.get('id', '')}.") for row in rows
    ]
    asked = Problem(path=here, sentence=f"{question.label}: at least one is needed.")
    lacking = (asked,) if question.needed and not rows else ()
    return (
        tuple(one.said for one in read_rows),
        tuple(problem for one in read_rows for problem in one.problems),
        (*lacking, *(problem for one in read_rows for problem in one.wanting)),
    )


def is_empty(given: Any) -> bool:
    """Say whether a field holds nothing yet."""
    if isinstance(given, Mapping):
        return not str(given.get("typed", "")).strip()
    return given is None or given == [] or given == () or not str(given).strip()


def _words(given: Any) -> str:
    if not isinstance(given, (str, type(None))):
        raise Unreadable("text is needed here.")
    return given or ""


def _number(given: Any) -> float | None:
    if is_empty(given):
        return None
    try:
        value = float(str(given).replace(",", "").strip())
    except ValueError:
        raise Unreadable(
            f"“{given}” is not a number; write it in figures, as in 12."
        ) from None
    if not math.isfinite(value):
        raise Unreadable("write an ordinary number, as in 12.")
    return value


def _date(given: Any) -> UncertainDate:
    if isinstance(given, Mapping):
        given = given.get("typed", "")
    return understood(_words(given))


def _many(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, (list, tuple)):
        raise Unreadable("a list is needed here.")
    return tuple(_words(one) for one in given)


_READERS: Mapping[Control, Callable[[Any], Any]] = {
    Control.LINE: _words,
    Control.TEXT: _words,
    Control.NUMBER: _number,
    Control.DATE: _date,
    Control.CHOICE: _words,
    Control.CHOICES: _many,
    Control.SCALE: _words,
    Control.YES_NO_UNCLEAR: _words,
    Control.REF: _words,
    Control.REFS: _many,
}


def data_of(said: Any) -> JsonObject:
    """Return an instance of a step's class as a form's data."""
    names = {question.name: question for question in questions(type(said))}
    plain = {
        name: _plain(getattr(said, name), question) for name, question in names.items()
    }
    own = (
        {"id": said.id}
        if any(one.name == "id" for one in attrs.fields(type(said)))
        else {}
    )
    return frozen_object({**own, **plain})


def _plain(value: Any, question: Question) -> Any:
    if question.control is Control.ROWS:
        return tuple(data_of(row) for row in value)
    if isinstance(value, UncertainDate):
        return as_json(value)
    return value


def date_of(body: Any) -> UncertainDate:
    """Return a stored uncertain date."""
    return from_json(UncertainDate, dict(body)) if body else UncertainDate()
