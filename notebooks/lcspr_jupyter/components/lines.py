"""Lines under headings, each with a word for how it stands, why, the way out, and what can be done about it."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import BEGIN, Component, Shape


class Lines(Component):
    """Draws lines that answer “why?” where they stand, and sends what somebody does about one."""

    _esm = module_of("lines")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "act": {"key": str, "name": str, "words": str, "on": str},
        "undo": {},
        **BEGIN,
    }
