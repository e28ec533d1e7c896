"""Notices when the computer's clock was put forward or back, by the time that goes on regardless."""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define, field

LEAST = 5.0  # seconds; less than this is a clock that is merely kept right


@define
class Hours:
    """The clock on the wall beside the one that never jumps."""

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
    _apart: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Compare the two for the first time."""
        self._apart = self.wall() - self.steady()

    def jumped(self) -> float:
        """Return by how many seconds the clock was put forward since this was last asked; less than none if back."""
        before, self._apart = self._apart, self.wall() - self.steady()
        jump = self._apart - before
        return jump if abs(jump) > LEAST else 0.0
