"""What a table of rows asks of each row: the same rules on its page and where the page is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.errors import BothTexts, LcsprError
from lcspr_core.review import Review
from lcspr_jupyter.screens.overtaken import refuse_overtaken

Column = Mapping[str, Any]
Cells = dict[str, str]
Bodies = Iterable[Mapping[str, Any]]


@frozen(kw_only=True)
class RowRules:
    """How a row of one kind is read, written and refused; `told` is the column in which its page says how it stands.

    A row is kept as soon as `filled` makes a value of its cells, and goes by that value's id from then on; a row that
    is new is refused as a whole, so without a column.
    """

    kind: str
    told: str
    begun: str
    columns: Callable[[Review], list[Column]]
    rows: Callable[[Review], Iterable[Any]]
    cells: Callable[[Any], Cells]
    checked: Callable[[str, str], str]
    written: Callable[[Any, str, object], Any]
    filled: Callable[[str, Mapping[str, object]], Any]
    refuse_begun: Callable[[Review, Mapping[str, object]], None] = lambda _review, _cells: None
    refuse: Callable[[Review, Any, str], None] = lambda _review, _row, _column: None
    refuse_removal: Callable[[Review, Any, Bodies], None] = lambda _review, _row, _ledgers: None

    def refuse_overtaken(self, told: Mapping[str, Any], old: Any, new: Any) -> None:
        """Refuse an edit of a cell in which somebody else wrote since; what its writer saw is read as a cell is."""
        column = str(told["column"])
        mine, theirs = self.cells(new)[column], self.cells(old)[column]
        seen = {"before": self._read(old, column, told["before"])} if "before" in told else {}
        refuse_overtaken(seen, BothTexts(kind=self.kind, id=old.id, path=column, mine=mine, theirs=theirs))

    def _read(self, old: Any, column: str, typed: object) -> object:
        """Return what a cell would show of this; what cannot stand in it, as it is."""
        try:
            return self.cells(self.written(old, column, typed))[column]
        except LcsprError:
            return typed
