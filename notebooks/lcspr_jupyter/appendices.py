"""One function an appendix notebook: each reads the open review and shows its views."""

from __future__ import annotations

from typing import Any

from lcspr_core import appendix
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.gate import PUBLICATION
from lcspr_jupyter.paper.html import show


def learning_and_recommendations() -> Any:
    """Show what was learned and recommended in the review of this kernel's ticket."""
    desk = Desk()
    for_public = desk.page == PUBLICATION
    return show(appendix.learning_and_recommendations(desk.open, desk.methodology, for_public=for_public))
