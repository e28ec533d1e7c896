"""The path of steps: what is done, what is now, what is to come."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Path(Component):
    """Draws the steps in order, each with a word of state; any of them can be opened at any time."""

    _esm = module_of("path")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"open": {"key": str}}
