"""A diagram on a page: nodes that can be chosen, and the same as a table and in plain words."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Diagram(Component):
    """Draws what Python arranged, from a list of shapes and texts; no markup goes to the page."""

    _esm = module_of("diagram")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"choose": {"id": str}}
