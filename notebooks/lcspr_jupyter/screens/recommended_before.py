"""What other reviews have in nearly the words of this one: asked of the server, and again once these words change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from lcspr_core.concerns import Concern
from lcspr_core.frozen_json import thawed
from lcspr_core.plain import from_json
from lcspr_core.procedure.recommended_before import Before, proposed
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.quietly import Quietly
from lcspr_jupyter.screens.said import later

REST, LONGEST = 4.0, 30.0  # seconds: other reviews are looked into once a recommendation is written, not at each pause
WAY_OUT = (
    "That may be right. Look at what came of it there, say so on the action plan, and ask whether something stronger "
    "is needed this time."
)


class RecommendedBefore:
    """Knows what stands in other reviews already, as far as this person may see it there."""

    def __init__(self, desk: Desk, redraw: Callable[[], None]) -> None:
        """Begin without having asked."""
        self.desk, self.redraw = desk, redraw
        self.told: tuple[Before, ...] = ()
        self._asked: tuple[str, ...] | None = None
        self._soon = Quietly(self.ask, quiet=REST, longest=LONGEST)

    def look(self) -> None:
        """Ask if what is recommended here is not what was asked about last: first at once, then once there is rest."""
        if self._words() == (self._asked or ()):
            return
        if self._asked is None:
            later(self.ask)
        else:
            self._soon()

    def ask(self) -> None:
        """Ask the server, and draw the page again."""
        self._asked = self._words()
        self.told = tuple(from_json(Before, one) for one in self.desk.gate.recommended_before())
        self.redraw()

    def of(self, words: Iterable[str]) -> tuple[Before, ...]:
        """Return what was told of some of the recommendations here, by their words."""
        wanted = set(words)
        return tuple(one for one in self.told if one.words in wanted)

    def _words(self) -> tuple[str, ...]:
        return tuple(one.title for one in proposed(self.desk.open))


def written_in(desk: Desk, answer: str, data: Any) -> frozenset[str]:
    """Return the recommendations and actions that an answer makes or names, by their words."""
    named = json.dumps(thawed(data))
    return frozenset(one.title for one in proposed(desk.open) if one.maker == answer or json.dumps(one.id) in named)


def cautions(some: Iterable[Before]) -> tuple[Concern, ...]:
    """Return what was told as something to look at before going on."""
    return tuple(
        Concern(key="recommended_before", sentence=one.sentence, source="8.2.49", way_out=WAY_OUT) for one in some
    )
