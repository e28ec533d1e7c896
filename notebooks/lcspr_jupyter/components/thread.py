"""The golden thread: what anything rests on, and what came of it."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Thread(Component):
    """Draws the thread in columns or as an outline; whatever is chosen shows what it hangs together with."""

    _esm = module_of("thread")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"choose": {"id": str}, "outline": {"on": bool}}
