"""Reads what was typed into a form: what can be understood becomes values, the rest is said beside its field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
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
    """One field that could not be understood or is still needed: where it is, its label, and what to do."""

    path: str
    label: str
    words: str

    @property
    def sentence(self) -> str:
        """The whole of it, away from its field; a label may end in a mark of its own, so it stands in quotes."""
        return f"“{self.label}”: {self.words}"

    @property
    def beside(self) -> str:
        """What stands beside the field, whose label is there already."""
        return self.words[:1].upper() + self.words[1:]


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
    if isinstance(data.get("id"), str) and any(one.name == "id" for one in attrs.fields(asks)):
        values["id"] = data["id"]
    return Reading(said=asks(**values), problems=tuple(problems), wanting=tuple(wanting))


def _read_one(question: Question, given: Any, here: str) -> tuple[Any, tuple[Problem, ...], tuple[Problem, ...]]:
    if question.control is Control.ROWS:
        return _read_rows(question, given, here)
    try:
        value = _READERS[question.control](given)
    except Unreadable as error:
        return None, (Problem(path=here, label=question.label, words=str(error)),), ()
    lacking = question.needed and is_empty(given)
    asked = Problem(path=here, label=question.label, words="this is still needed.")
    return value, (), (asked,) if lacking else ()


def _read_rows(question: Question, given: Any, here: str) -> tuple[Any, tuple[Problem, ...], tuple[Problem, ...]]:
    if question.row is None or not isinstance(given, (list, tuple, type(None))):
        return None, (Problem(path=here, label=question.label, words="a list of rows is needed here."),), ()
    rows, unread = _told_apart(question, given or (), here)
    found = [read(question.row, row, path=f"{here}.{name}.") for name, row in rows.items()]
    asked = Problem(path=here, label=question.label, words="at least one is needed.")
    lacking = (asked,) if question.needed and not rows else ()
    return (
        tuple(one.said for one in found),
        (*unread, *(problem for one in found for problem in one.problems)),
        (*lacking, *(problem for one in found for problem in one.wanting)),
    )


# A dot would come apart in the path of a field, and ids of records are made from these.
_ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def _told_apart(
    question: Question, given: Iterable[Any], here: str
) -> tuple[Mapping[str, Mapping[str, Any]], tuple[Problem, ...]]:
    """Return the rows by their ids, and a problem for each row that cannot be told from the others."""
    rows: dict[str, Mapping[str, Any]] = {}
    unread = Problem(path=here, label=question.label, words="a row has no id of its own, so it was left out.")
    problems: list[Problem] = []
    for row in given:
        name = row.get("id") if isinstance(row, Mapping) else None
        if isinstance(name, str) and _ROW_ID.fullmatch(name) and name not in rows:
            rows[name] = row
        else:
            problems.append(unread)
    return rows, tuple(problems)


def is_empty(given: Any) -> bool:
    """Say whether a field holds nothing yet."""
    if isinstance(given, Mapping):
        return not str(given.get("typed", "")).strip()
    return given is None or given in ([], ()) or not str(given).strip()


_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # no encoding, and so no store or document, takes these


def _words(given: Any) -> str:
    if not isinstance(given, (str, type(None))):
        raise Unreadable("text is needed here.")
    if given and _UNKEPT.search(given):
        raise Unreadable("this holds a character that cannot be kept; type it again.")
    return given or ""


def _number(given: Any) -> float | None:
    if is_empty(given):
        return None
    try:
        value = float(str(given).replace(",", "").strip())
    except ValueError:
        raise Unreadable(f"“{given}” is not a number; write it in figures, as in 12.") from None
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
    plain = {name: _plain(getattr(said, name), question) for name, question in names.items()}
    own = {"id": said.id} if any(one.name == "id" for one in attrs.fields(type(said))) else {}
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
