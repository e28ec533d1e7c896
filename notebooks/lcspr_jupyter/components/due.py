"""What is due, from whom, why, and what happens if it is late; what somebody did about it is put down here."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import BEGIN, Component, Shape


class DueList(Component):
    """Draws duties by how they press, and the one that was chosen with its reasons."""

    _esm = module_of("due")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "choose": {"key": str},
        "filter": {"key": str},
        "more": {},
        "put": {"duty": str, "put": str, "on": str, "how": str},
        **BEGIN,
    }
