"""One line that is asked for before something is put down, and kept with who and when."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import BEGIN, Component, Shape


class Reason(Component):
    """Asks for one line, and will not go on without it."""

    _esm = module_of("reason")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"give": {"reason": str}, "leave": {}, **BEGIN}
