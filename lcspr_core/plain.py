"""Values to plain JSON and back, exactly: nothing is dropped, and what does not fit is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin

import cattrs
from cattrs import ClassValidationError, Converter, transform_error

from lcspr_core.errors import Unreadable
from lcspr_core.frozen_json import JsonObject, frozen_object, thawed

Value = TypeVar("Value")


def _date(value: Any, _: type) -> date:
    return date.fromisoformat(value)


def _moment(value: Any, _: type) -> datetime:
    return datetime.fromisoformat(value)


def _text(value: Any, _: type) -> str:
    if not isinstance(value, str):
        message = "text is needed here"
        raise TypeError(message)
    return value


def _term(value: Any, wanted: type[StrEnum]) -> StrEnum:
    return wanted(_text(value, str))


def _tuple(wanted: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    of: Any = list[get_args(wanted)[0]]  # type: ignore[misc]

    def structured(value: Any, _: Any) -> Any:
        if not isinstance(value, (list, tuple)):  # a bare text would come apart into its letters
            message = "a list is needed here"
            raise TypeError(message)
        return tuple(converter.structure(value, of))

    return structured


def _converter() -> Converter:
    made = Converter(forbid_extra_keys=True)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(StrEnum, _term)  # it is text too, and would come back as text alone
    made.register_structure_hook_factory(_is_tuple, _tuple)
    made.register_structure_hook(date, _date)
    made.register_structure_hook(datetime, _moment)
    made.register_unstructure_hook(StrEnum, lambda value: value.value)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_structure_hook_func(_is_json, lambda value, _: frozen_object(value))
    made.register_unstructure_hook_func(_is_json, thawed)
    return made


def _is_tuple(annotation: object) -> bool:
    return get_origin(annotation) is tuple


def _is_json(annotation: object) -> bool:
    return annotation == JsonObject


_CONVERTER = _converter()


def as_json(value: object) -> dict[str, Any]:
    """Return a value of the core as a plain JSON object."""
    plain: dict[str, Any] = thawed(_CONVERTER.unstructure(value))
    return plain


def from_json(wanted: type[Value], body: object) -> Value:
    """Return the value that a JSON object stands for; `Unreadable` says what does not fit, and where."""
    try:
        return _CONVERTER.structure(body, wanted)
    except ClassValidationError as error:
        faults = "; ".join(transform_error(error, path=wanted.__name__))
        raise Unreadable(f"This does not have the form it should have: {faults}.") from None
    except (
        cattrs.BaseValidationError,
        TypeError,
        ValueError,
        KeyError,
        AttributeError,
    ):
        raise Unreadable(f"This does not have the form of a {wanted.__name__}.") from None
