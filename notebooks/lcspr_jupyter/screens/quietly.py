"""Draws once nobody has changed anything for a moment, so that what is large is not drawn at each edit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from attrs import define, field

QUIET = 0.8  # seconds without an edit
LONGEST = 2.0  # seconds after the first edit that is not drawn: others look on


@define(eq=False)
class Quietly:
    """Something to draw after edits, however many there are; outside a running page it is drawn at once."""

    draw: Callable[[], None]
    quiet: float = field(factory=lambda: QUIET)
    longest: float = field(factory=lambda: LONGEST)
    _since: float | None = None
    _waiting: asyncio.TimerHandle | None = None

    def __call__(self) -> None:
        """Note an edit, and draw once there is rest, or once it was waited for long enough."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.draw()
            return
        if self._waiting is not None:
            self._waiting.cancel()
        now = loop.time()
        self._since = now if self._since is None else self._since
        self._waiting = loop.call_at(min(now + self.quiet, self._since + self.longest), self._drawn)

    def _drawn(self) -> None:
        self._since = self._waiting = None
        self.draw()
