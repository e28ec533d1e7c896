"""The plan of a review: its strands, their steps, what was changed and why, and the forms that change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import BEGIN, Component, Shape


class PlanView(Component):
    """Draws the plan in native forms and lists; what may not be changed by this person is shown without them."""

    _esm = module_of("plan")
    _css = Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "change": {"strand": str, "how": str, "step": str, "new": str, "after": str, "reason": str},
        "take_back": {"change": str},
        "add_strand": {"methodology": str},
        "remove_strand": {"strand": str},
        "undo": {},
        **BEGIN,
    }
