"""A file from outside: chosen here, read by the server, and said row by row."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Bring(Component):
    """Draws a button that brings in a file, with its progress and what came of it."""

    _esm = module_of("bring")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"done": {}}
