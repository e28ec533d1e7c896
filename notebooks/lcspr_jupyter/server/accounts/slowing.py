"""Against guessing: after a few wrong tries each further one has to wait, longer each time."""

from __future__ import annotations

import time
from collections.abc import Callable

from attrs import define, field

from lcspr_core.errors import LcsprError

WAIT = "There were several tries that did not fit. Wait {wait}, then try again: each further one makes the wait longer."
MINUTE = 60


class TooSoon(LcsprError):
    """A try came before its wait was over; `seconds` says how long that is."""

    def __init__(self, seconds: float) -> None:
        """Say how long to wait, the same whether there is such an account or not."""
        self.seconds = max(1, round(seconds))
        super().__init__(WAIT.format(wait=_words(self.seconds)))


@define
class Tries:
    """The tries under one name or from one address."""

    count: int = 0
    last: float = 0.0
    until: float = 0.0


@define(kw_only=True)
class Slowing:
    """Counts tries and says how long to wait; each counts as wrong until it proves right, so many at once do too."""

    free: int
    first: float
    longest: float
    forget: float = 24 * 3600
    room: int = 20_000
    clock: Callable[[], float] = time.monotonic
    _tries: dict[str, Tries] = field(factory=dict)

    def begin(self, key: str) -> None:
        """Count a try, or refuse it while its wait lasts."""
        now, tries = self.clock(), self._of(key)
        if tries.until > now:
            raise TooSoon(tries.until - now)
        tries.count, tries.last = tries.count + 1, now
        over = tries.count - self.free
        if over >= 0:
            tries.until = now + min(self.first * 2.0 ** min(over, 40), self.longest)

    def right(self, key: str) -> None:
        """Take back what was counted for a try that proved right, and all before it."""
        self._tries.pop(key, None)

    def one_back(self, key: str) -> None:
        """Take back one try only: others behind the same address may still be guessing."""
        tries = self._tries.get(key)
        if tries is not None:
            tries.count, tries.until = max(0, tries.count - 1), 0.0 if tries.count <= self.free else tries.until

    def waits(self, key: str) -> bool:
        """Say whether a wait lasts."""
        return key in self._tries and self._tries[key].until > self.clock()

    def _of(self, key: str) -> Tries:
        found = self._tries.get(key)
        if found is None or self.clock() - found.last > self.forget:
            self._make_room()
            found = self._tries[key] = Tries(last=self.clock())
        return found

    def _make_room(self) -> None:
        """Let go of the oldest of those that no longer wait, so that made-up names never fill the memory."""
        if len(self._tries) < self.room:
            return
        idle = sorted((one.until, one.last, key) for key, one in self._tries.items())
        for _, _, key in idle[: self.room // 10]:
            del self._tries[key]


def _words(seconds: int) -> str:
    if seconds < MINUTE:
        return f"{seconds} seconds" if seconds > 1 else "one second"
    minutes = -(-seconds // MINUTE)
    return f"{minutes} minutes" if minutes > 1 else "one minute"
