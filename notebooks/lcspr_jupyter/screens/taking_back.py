"""Takes back what somebody did on a page, one change at a time and never more than was done there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lcspr_core.errors import NotFound
from lcspr_jupyter.desk import Desk

NOTHING = "Nothing was changed on this page yet."
LABEL = "Undo the last change"


class TakingBack:
    """Counts what was kept on one page, which draws itself again after each change; `words` are on the last undo."""

    def __init__(self, desk: Desk, redraw: Callable[[], None]) -> None:
        """Begin with nothing to take back."""
        self.desk, self.redraw = desk, redraw
        self.made, self.last, self.words = 0, "", ""

    @property
    def label(self) -> str:
        """What the button says; nothing while there is nothing to take back."""
        return LABEL if self.made else ""

    def kept(self) -> None:
        """Count one more change."""
        self.made, self.words = self.made + 1, ""
        self.redraw()

    def undo(self, said: Mapping[str, Any]) -> None:
        """Take back the last change; a page that is not answered in time asks twice, and it is done once."""
        edit = str(said.get("edit", ""))
        if edit and edit == self.last:
            return
        if not self.made:
            raise NotFound(NOTHING)
        self.words = self.desk.undo()
        self.made, self.last = self.made - 1, edit
        self.redraw()
