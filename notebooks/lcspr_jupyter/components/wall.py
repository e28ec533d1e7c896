"""The wall of a learning event: cards in groups, and a recorder who keeps up with the room."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import BEGIN, Component, Shape


class Wall(Component):
    """Draws cards that can be placed by drag, by menu and by keyboard."""

    _esm = module_of("wall")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "add_card": {"card": dict, "edit": str},
        "edit_card": {"id": str, "words": str, "edit": str},
        "move": {"card": str, "group": (str, type(None)), "edit": str},
        "take_down": {"card": str, "edit": str},
        "new_group": {"id": str, "title": str, "cards": list, "edit": str},
        "rename_group": {"id": str, "title": str, "edit": str},
        "remove_group": {"id": str, "edit": str},
        "make": {"group": str, "what": str, "edit": str},
        "undo": {"edit": str},
        **BEGIN,
    }
