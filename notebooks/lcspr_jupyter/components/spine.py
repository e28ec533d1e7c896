"""Where a case stands, in one look."""

from __future__ import annotations

import pathlib

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component


class Spine(Component):
    """Draws the phases of a case, its few great days, and what is next."""

    _esm = module_of("spine")
    _css = pathlib.Path(__file__).with_suffix(".css")
