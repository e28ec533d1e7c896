"""What an edit of a form makes of its data, whoever saves it: an answer's or a draft's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lcspr_core import editing
from lcspr_core.errors import BothTexts
from lcspr_core.frozen_json import thawed
from lcspr_jupyter.screens.overtaken import refuse_overtaken
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Json

Body = Mapping[str, Any]
Edit = Callable[[Body, Json], Body]


def _edited(data: Body, told: Json) -> Body:
    path, value = field(told, "path", str), told.get("value")
    now = editing.value_at(data, path)
    name = str(field(told, "target", dict, {}).get("id", ""))
    refuse_overtaken(told, BothTexts(kind="answer", id=name, path=path, mine=value, theirs=thawed(now)))
    return editing.edited(_with_row(data, path), path, value)


def _with_row(data: Body, path: str) -> Body:
    """Add the row that an edit is in, if it was offered and not written in yet: no words are lost for want of it."""
    parts = path.split(".")
    for depth in range(2, len(parts), 2):
        list_path, row = ".".join(parts[: depth - 1]), parts[depth - 1]
        if editing.value_at(data, f"{list_path}.{row}") is None:
            data = editing.row_added(data, list_path, {"id": row})
    return data


def _row_added(data: Body, told: Json) -> Body:
    return editing.row_added(data, field(told, "path", str), field(told, "row", dict))


def _row_removed(data: Body, told: Json) -> Body:
    return editing.row_removed(data, field(told, "path", str), field(told, "row", str))


def _row_moved(data: Body, told: Json) -> Body:
    before = told.get("before") or ""
    return editing.row_moved(data, field(told, "path", str), field(told, "row", str), str(before))


EDITS: Mapping[str, Edit] = {"edit": _edited, "add_row": _row_added, "remove_row": _row_removed, "move_row": _row_moved}
