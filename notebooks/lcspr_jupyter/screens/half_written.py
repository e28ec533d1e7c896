"""What somebody has begun to write and not yet put down: saved as it is typed, theirs alone, there on the next page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.one_day import typed

Texts = Mapping[str, str]
PASTED = "pasted"  # lines in the form of an answer that are not made into rows yet
BEGUN = "begun"  # where a draft keeps such lines beside what it says


class HalfWritten:
    """The texts that wait on one page for a button, by the place that they wait at."""

    def __init__(self, desk: Desk, kind: str) -> None:
        """Go on with what this person has begun there."""
        self.desk, self.kind = desk, kind
        self.at: dict[str, Texts] = dict(desk.gate.begun().get(kind, {}))

    def write(self, place: str, name: str, value: Any) -> None:
        """Keep one text at a place."""
        self._keep(place, {**self.at.get(place, {}), name: typed(value)})

    def begin(self, said: Mapping[str, Any]) -> None:
        """Keep all that stands at a place, as a page says it."""
        self._keep(str(said["row"]), {str(name): str(text or "") for name, text in said["cells"].items()})

    def let_go(self, place: str) -> None:
        """Forget what stood at a place, once it is put down."""
        if self.at.pop(place, None) is not None:
            self.desk.gate.begin(self.kind, place, None)

    def _keep(self, place: str, texts: Texts) -> None:
        if not any(texts.values()):
            self.let_go(place)
            return
        self.desk.gate.begin(self.kind, place, texts)
        self.at[place] = texts
