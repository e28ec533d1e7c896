"""Views to JSON and back: what a notebook's outputs carry, checked as if a stranger had written it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import GenericAlias
from typing import Any, NoReturn, get_args, get_origin

from attrs import has
from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn

from lcspr_core.errors import Unreadable
from lcspr_core.frozen_json import JsonObject, frozen_object, thawed
from lcspr_core.views import Bespoke, Diagram, Grid, Prose, Quotes, Section, Table, View, VoiceKind

MIME = "application/vnd.lcspr.view+json"

MOST_BYTES = 8_000_000
MOST_DEPTH = 40
MOST_TEXT = 200_000
MOST_NODES = 1_000
MOST_ARROWS = 5_000

VIEW_KINDS: Mapping[str, type] = {
    "prose": Prose,
    "quotes": Quotes,
    "table": Table,
    "grid": Grid,
    "diagram": Diagram,
    "bespoke": Bespoke,
    "section": Section,
}
_KIND_OF = {cls: kind for kind, cls in VIEW_KINDS.items()}
_TAG = "view"


def views_to_json(views: Iterable[View]) -> list[dict[str, Any]]:
    """Return the views as plain JSON objects, each tagged with its kind."""
    return [_tagged(view) for view in views]


def views_from_json(data: object) -> tuple[View, ...]:
    """Return the views that the JSON describes, or say in a sentence why it cannot be read."""
    if not isinstance(data, (list, tuple)):
        raise Unreadable("What should be a list of views is something else.")
    if _too_deep(data):
        raise Unreadable(f"The views are nested more than {MOST_DEPTH} deep, so they are not read.")
    return tuple(_readable(view, position) for position, view in enumerate(data, start=1))


def read_views(text: str | bytes) -> tuple[View, ...]:
    """Return the views in a JSON text that came from outside."""
    if len(text) > MOST_BYTES:
        raise Unreadable(f"The views take more than {MOST_BYTES:,} bytes, so they are not read.")
    try:
        data = json.loads(text, parse_constant=_no_such_number)
    except (ValueError, RecursionError):
        raise Unreadable("The views are not written in JSON that can be read.") from None
    return views_from_json(data)


class _Misfit(ValueError):
    """What does not fit in a view, in words that quote nothing from it."""


def _readable(data: object, position: int) -> View:
    try:
        view: View = _structured(data)
    except (BaseValidationError, _Misfit) as error:
        raise Unreadable(_sentence(error, position)) from None
    return view


def _sentence(error: Exception, position: int) -> str:
    first, *_ = transform_error(error, path="", format_exception=_reason)
    reason, _, path = first.partition(" @ ")
    place = re.sub(r"[^\w.\[\]]", "", path).strip(".")
    return f"View {position}{f', at {place},' if place else ''} cannot be read: {reason}."


def _reason(error: BaseException, _: object) -> str:
    if isinstance(error, _Misfit):
        return str(error)
    if isinstance(error, ForbiddenExtraKeysError):
        return "it has a field that this kind of view does not have"
    return "a field is missing" if isinstance(error, KeyError) else "a value does not fit its field"


def _no_such_number(_: str) -> NoReturn:
    raise ValueError


def _too_deep(data: object) -> bool:
    level = [data]
    for _ in range(MOST_DEPTH):
        level = [item for value in level for item in _inside(value)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, (list, tuple)) else ()


def _tagged(view: View) -> dict[str, Any]:
    return {_TAG: _KIND_OF[type(view)], **_converter.unstructure(view)}


def _structured(data: object, wanted: object = None) -> Any:
    kinds = [_KIND_OF[cls] for cls in get_args(wanted)] or list(VIEW_KINDS)
    if not isinstance(data, Mapping):
        raise _Misfit("there should be a view, as an object with fields")
    kind = data.get(_TAG)
    if not isinstance(kind, str) or kind not in kinds:
        raise _Misfit(f"its kind is none of those known here ({', '.join(kinds)})")
    fields = {key: value for key, value in data.items() if key != _TAG}
    return _converter.structure(fields, VIEW_KINDS[kind])


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise _Misfit("there should be a text")
    if len(value) > MOST_TEXT:
        raise _Misfit(f"a text is longer than {MOST_TEXT:,} characters")
    return value


def _count(value: object, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise _Misfit("there should be a count, nought or more")
    return value


def _voice(value: object, _: object) -> VoiceKind:
    if value not in [kind.value for kind in VoiceKind]:
        raise _Misfit("there should be one of the six kinds of voice")
    return VoiceKind(value)


def _words(value: object, _: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise _Misfit("there should be an object of texts")
    return {_text(key, None): _text(word, None) for key, word in value.items()}


def _data(value: object, _: object) -> object:
    if not isinstance(value, Mapping):
        raise _Misfit("there should be an object")
    return frozen_object(value)


def _tuples(annotation: Any, converter: Converter) -> Callable[[object, object], tuple[Any, ...]]:
    of: Any = GenericAlias(list, get_args(annotation)[0])

    def structured(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):  # a bare text would come apart into its letters
            raise _Misfit("there should be a list")
        return tuple(converter.structure(value, of))

    return structured


def _objects(cls: Any, converter: Converter) -> Callable[[object, object], object]:
    structured = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True)
    check = _CHECKS.get(cls)

    def checked(value: object, wanted: object) -> object:
        if not isinstance(value, Mapping):
            raise _Misfit("there should be an object with fields")
        made = structured(value, wanted)
        if check:
            check(made)
        return made

    return checked


def _check_grid(grid: Grid) -> None:
    widths = {len(row) for row in grid.counts} or {len(grid.column_heads)}
    if len(grid.counts) != len(grid.row_heads) or widths != {len(grid.column_heads)}:
        raise _Misfit("the counts do not fit the heads of the rows and columns")


def _check_diagram(diagram: Diagram) -> None:
    if len(diagram.nodes) > MOST_NODES or len(diagram.arrows) > MOST_ARROWS:
        raise _Misfit(f"a diagram may have {MOST_NODES:,} nodes and {MOST_ARROWS:,} arrows")
    ids = {node.id for node in diagram.nodes}
    if len(ids) != len(diagram.nodes):
        raise _Misfit("two nodes have the same id")
    if any(not {arrow.source, arrow.target} <= ids for arrow in diagram.arrows):
        raise _Misfit("an arrow begins or ends at a node that is not there")


_CHECKS: Mapping[type, Callable[[Any], None]] = {Grid: _check_grid, Diagram: _check_diagram}


def _is_tuple(wanted: object) -> bool:
    return get_origin(wanted) is tuple


def _is_choice_of_views(wanted: object) -> bool:
    return Prose in get_args(wanted)


def _converter_of_views() -> Converter:
    made = Converter()
    for plain, hook in ((str, _text), (int, _count), (VoiceKind, _voice)):
        made.register_structure_hook(plain, hook)
    made.register_structure_hook_func(lambda wanted: wanted == Mapping[str, str], _words)
    made.register_structure_hook_func(lambda wanted: wanted == JsonObject, _data)
    made.register_unstructure_hook_func(lambda wanted: wanted == JsonObject, thawed)
    made.register_structure_hook_factory(has, _objects)
    made.register_structure_hook_factory(_is_tuple, _tuples)
    made.register_structure_hook_func(_is_choice_of_views, _structured)
    made.register_unstructure_hook_func(_is_choice_of_views, _tagged)
    return made


_converter = _converter_of_views()
