"""The documents of a review, and the commands that make them."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import BEGIN, Component, Shape


class Documents(Component):
    """Draws the appendices with their files, and the methodology's own documents."""

    _esm = module_of("documents")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "export": {"key": str, "edition": str},
        "read": {"key": str},
        "check": {"quotes": list},
        "stand": {"key": str, "what": str, "reason": str},
        **BEGIN,
    }
