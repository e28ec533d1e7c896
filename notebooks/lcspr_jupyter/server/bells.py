"""Wakes whoever waits for news of a review as soon as something is saved in it."""

from __future__ import annotations

import asyncio
from collections import defaultdict

from attrs import define, field


@define
class Bells:
    """One bell a review; ringing it from any thread wakes all who wait on the server's own."""

    loop: asyncio.AbstractEventLoop | None = None
    _waiting: dict[str, set[asyncio.Future[None]]] = field(factory=lambda: defaultdict(set))

    def ring(self, review: str) -> None:
        """Say that something was saved in a review."""
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._wake, review)

    def _wake(self, review: str) -> None:
        for one in self._waiting.pop(review, ()):
            if not one.done():
                one.set_result(None)

    def listen(self, review: str) -> asyncio.Future[None]:
        """Begin to listen, before looking whether there is anything: so that nothing slips in between."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[review].add(waiter)
        waiter.add_done_callback(lambda _: self._waiting[review].discard(waiter) if review in self._waiting else None)
        return waiter


async def rung(waiter: asyncio.Future[None], seconds: float) -> bool:
    """Wait for a bell, and say whether it rang."""
    try:
        await asyncio.wait_for(waiter, max(seconds, 0))
    except TimeoutError:
        return False
    return True
