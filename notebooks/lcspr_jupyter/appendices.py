"""One function an appendix notebook: each reads the open review and shows its views."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from lcspr_core import appendix
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.letters import written
from lcspr_core.progress import record_of_progress
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.gate import PUBLICATION
from lcspr_jupyter.letters import OWN, WHICH
from lcspr_jupyter.paper.html import show


def learning_and_recommendations() -> Any:
    """Show what was learned and recommended in the review of this kernel's ticket."""
    desk = Desk()
    for_public = desk.page == PUBLICATION
    return show(appendix.learning_and_recommendations(desk.open, desk.methodology, for_public=for_public))


def progress_record() -> Any:
    """Show every snapshot of the review's progress, and what changed from one to the next."""
    return show(record_of_progress(Desk().open))


def letter() -> Any:
    """Show the letter that this kernel was started for, filled from the review of its ticket."""
    desk = Desk()
    case = case_of(desk.open, desk.today)
    return show(written(case, os.environ[WHICH], Path(os.environ[OWN])).views)
