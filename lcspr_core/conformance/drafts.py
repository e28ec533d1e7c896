"""Forms as people and strangers leave them: blank in places, over-full, or holding what does not belong there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from lcspr_core.asking import Control, Question, questions
from lcspr_core.frozen_json import JsonObject, thawed

Data = dict[str, Any]
BLANK = "is blank"
TYPED = frozenset({Control.LINE, Control.TEXT, Control.NUMBER, Control.DATE})
HOSTILE: Mapping[str, str] = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "a formula": "=HYPERLINK(A1)",
    "Markdown": "# Heading\n\n[link](javascript:alert(3)) **bold** | a | b |",
    "letters that turn the line round": "safe\u202etxt.exe\u2066 \u200b",
    "nothing but spaces": " \t\n\u00a0 ",
    "braces": "{0} {name} %s %(name)s ${x} {{ x }}",
    "half a character": "\ud83d",
    "an end of text": "before\x00after",
    "a very long text": "Long ago. " * 1_000,
}
MISFITS: Mapping[str, Any] = {
    "nothing": None,
    "a number": 7,
    "not a number": float("nan"),
    "true": True,
    "a list of odd things": [None, 3, [], {}],
    "an object": {"typed": 4, "id": ["x"]},
}


def drafts(asks: type, data: JsonObject) -> Iterator[tuple[str, Data]]:
    """Return a form's data in many states that it can be in, each with words for what is odd about it."""
    whole = thawed(data)
    yield BLANK, {}
    yield "has rows that were just added", _with_new_rows(asks, whole)
    yield "has its rows in another order", _reversed(asks, whole)
    for number, path in enumerate(_paths(asks), start=1):
        yield f"has nothing in field {number}", _changed(asks, whole, partial(_is_at, path), None)
    for words, text in HOSTILE.items():
        yield f"holds {words}", _changed(asks, whole, lambda _, one: one.control in TYPED, text)
    for words, value in MISFITS.items():
        yield f"holds {words} in every field", _changed(asks, whole, lambda _, one: one.row is None, value)
        yield f"holds {words} in place of its rows", _changed(asks, whole, lambda _, one: one.row is not None, value)
    yield "points at what is not there", _changed(asks, whole, _is_pointer, "nowhere")


def _paths(asks: type, path: str = "") -> Iterator[str]:
    for question in questions(asks):
        yield f"{path}{question.name}"
        if question.row is not None:
            yield from _paths(question.row, f"{path}{question.name}.")


def _is_at(path: str, here: str, _: Question) -> bool:
    return here == path


def _is_pointer(_: str, question: Question) -> bool:
    return question.control in {Control.REF, Control.REFS, Control.CHOICE, Control.CHOICES, Control.SCALE}


def _changed(asks: type, data: Data, chosen: Callable[[str, Question], bool], value: Any, path: str = "") -> Data:
    """Return the data with one value in every field chosen by its path and question."""
    made = dict(data)
    for question in questions(asks):
        here = f"{path}{question.name}"
        if chosen(here, question):
            made[question.name] = [value] if question.control in _MANY and isinstance(value, str) else value
        elif question.row is not None:
            rows = data.get(question.name) or ()
            made[question.name] = [_changed(question.row, row, chosen, value, f"{here}.") for row in rows]
    return made


_MANY = frozenset({Control.REFS, Control.CHOICES})


def _with_new_rows(asks: type, data: Data) -> Data:
    added = {
        one.name: [*(data.get(one.name) or ()), {"id": "just-added"}] for one in questions(asks) if one.row is not None
    }
    return {**data, **added}


def _reversed(asks: type, data: Data) -> Data:
    turned = {one.name: list(reversed(data.get(one.name) or ())) for one in questions(asks) if one.row is not None}
    return {**data, **turned}
