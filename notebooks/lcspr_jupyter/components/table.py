"""A table that sorts, filters, copies into Excel and can be written in."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Table(Component):
    """Draws rows under named columns; where it may be written in, by keyboard as well as by mouse."""

    _esm = module_of("table")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "edit_cell": {"row": str, "column": str, "edit": str},
        "add_row": {"row": dict, "edit": str},
        "remove_row": {"row": str, "edit": str},
    }
