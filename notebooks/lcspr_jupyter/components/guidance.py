"""What stands beside a form: what to look at first, how to do the step well, a worked example."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Guidance(Component):
    """Draws cautions with their reason and way out, then guidance as plain text and lists."""

    _esm = module_of("guidance")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"command": {"name": str}, "dismiss": {"id": str}}
