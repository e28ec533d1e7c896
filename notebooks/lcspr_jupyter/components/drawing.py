"""A methodology's own drawing on a page, run apart from the page's own lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Drawing(Component):
    """Runs a module that a plugin ships, and says when it stopped."""

    _esm = module_of("drawing")
    _css = Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"stopped": {}}
