"""The register of reviews: what needs somebody now, and where each review stands."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Home(Component):
    """Draws the reviews with their place on the spine, and what is due next."""

    _esm = module_of("home")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {"new": {}, "refresh": {}}
