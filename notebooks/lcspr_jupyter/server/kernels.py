"""The kernels behind the pages: each belongs to one person at one page, and takes its ticket with it when it ends."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from attrs import frozen
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.utils import ApiPath

from lcspr_jupyter.server.faults import SENTENCES, TooBusy
from lcspr_jupyter.server.hours import Hours
from lcspr_jupyter.server.kernel_environment import KERNEL, kernel_environment, said_to
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.quiet import LOG
from lcspr_jupyter.server.sessions import Session
from lcspr_jupyter.server.tickets import Seat

SWEEP_SECONDS = 2.0
SWEEPS_TO_A_CULL = 30
REFILL_SECONDS = 1.0


@frozen(kw_only=True)
class Spare:
    """A kernel that was started for nobody yet, with a ticket that opens nothing yet."""

    id: str
    ticket: str


class Kernels(AsyncMappingKernelManager):
    """Starts a kernel for a page, knows whose it is, and holds a few ready that have run nothing."""

    def __init__(self, *, office: Office, **kwargs: Any) -> None:
        """Begin with no kernel."""
        super().__init__(**kwargs)
        self.office = office
        self.owners: dict[str, Seat] = {}
        self.spares: deque[Spare] = deque()
        self.alone_since: dict[str, float] = {}
        self.lines: set[Any] = set()  # the open sockets of all pages
        self.loop: asyncio.AbstractEventLoop | None = None
        self.thread = threading.get_ident()
        self.hours = Hours()
        self.coming = 0
        self.filling = asyncio.Lock()
        self.tasks: set[asyncio.Task[Any]] = set()

    # -- whose -----------------------------------------------------------------------------------

    def belongs(self, kernel_id: str, session: Session | None) -> bool:
        """Say whether a kernel is there and was started for this very log-in; a spare one is nobody's."""
        seat = self.owners.get(kernel_id)
        return session is not None and seat is not None and seat.session == session.key and kernel_id in self

    async def lives(self, kernel_id: str) -> bool:
        """Say whether a kernel's process still runs."""
        kernel = self._kernels.get(kernel_id)
        return kernel is not None and bool(await kernel.is_alive())

    # -- starting --------------------------------------------------------------------------------

    async def seat(self, caller: Caller, session: Session) -> str:
        """Return a kernel for one person at one page, a spare one if there is any."""
        self._refuse_too_many(session)
        self.coming += 1
        try:
            spare = await self._spare()
        finally:
            self.coming -= 1
        seat = Seat(caller=caller, session=session.key, kernel=spare.id)
        self.office.tickets.bind(spare.ticket, seat)
        self.owners[spare.id] = seat
        self._later(self._refill())
        return spare.id

    def _refuse_too_many(self, session: Session) -> None:
        settings = self.office.settings
        own = sum(seat.session == session.key for seat in self.owners.values())
        if len(self.owners) + self.coming >= settings.most_kernels or own >= settings.most_kernels_each:
            raise TooBusy(SENTENCES[503])

    async def _spare(self) -> Spare:
        while self.spares:
            spare = self.spares.popleft()
            if await self.lives(spare.id):
                return spare
            await self._gone(spare.id)
        return await self._started()

    async def _started(self) -> Spare:
        ticket = self.office.tickets.mint()
        environment = kernel_environment(self.office.gate, ticket, self.office.folder)
        kernel_id = await self.start_kernel(kernel_name=KERNEL, path=ApiPath(""), env=environment, **said_to())
        return Spare(id=kernel_id, ticket=ticket)

    async def _refill(self) -> None:
        """Start the next spare kernel once the page that took the last one has had its turn."""
        await asyncio.sleep(REFILL_SECONDS)
        async with self.filling:
            while len(self.spares) < self.office.settings.spare_kernels:
                self.spares.append(await self._started())

    def ready(self) -> None:
        """Begin to hold spare kernels, and to look after all."""
        self.loop = asyncio.get_running_loop()
        self._later(self._tend())
        self._later(self._refill())

    async def _tend(self) -> None:
        """Look after the kernels in steady time: the library's timers stand still for as long as a clock went back."""
        for turn in count(1):
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self.sweep()
                if not turn % SWEEPS_TO_A_CULL:
                    await self.cull_kernels()
            except Exception as fault:  # noqa: BLE001  (the next turn comes all the same)
                LOG.warning("looking after kernels stopped with %s", type(fault).__name__)

    def initialize_culler(self) -> None:
        """Start no timer of the library's own."""
        self._initialized_culler = True

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            LOG.warning("work on kernels stopped with %s", type(task.exception()).__name__)

    # -- ending ----------------------------------------------------------------------------------

    async def sweep(self) -> None:
        """Let go of every kernel whose process has ended, and of every log-in and file whose time is over."""
        self.office.sessions.sweep()
        self.office.downloads.sweep()
        for kernel_id in tuple(self._kernels):
            if not await self.lives(kernel_id) or self._left(kernel_id):
                await self._gone(kernel_id)

    def _left(self, kernel_id: str) -> bool:
        """Say whether no page has held on to a kernel for long: it was closed, or lost, without a word."""
        if kernel_id not in self.owners or self._kernel_connections.get(kernel_id):
            self.alone_since.pop(kernel_id, None)
            return False
        since = self.alone_since.setdefault(kernel_id, time.monotonic())
        return time.monotonic() - since > self.office.settings.alone_seconds

    async def _gone(self, kernel_id: str) -> None:
        self.forget(kernel_id)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)

    async def let_go(self, kernel_id: str) -> None:
        """End a kernel, if it is still there."""
        await self._gone(kernel_id)

    def forget(self, kernel_id: str) -> None:
        """Make a kernel's ticket void, before anything else happens to it."""
        self.office.tickets.void(kernel=kernel_id)
        self.owners.pop(kernel_id, None)
        self.alone_since.pop(kernel_id, None)

    async def shutdown_kernel(self, kernel_id: str, now: bool = False, restart: bool = False) -> Any:  # type: ignore[override]
        """End a kernel, and its ticket first."""
        self.forget(kernel_id)
        return await super()._async_shutdown_kernel(kernel_id, now=now, restart=restart)

    def session_ended(self, session: str) -> None:
        """End every kernel of a log-in that is over, or whose roles have changed."""
        self.office.tickets.void(session=session)
        if self.loop is not None and threading.get_ident() != self.thread:  # found out in a thread of the counter
            self.loop.call_soon_threadsafe(self.session_ended, session)
            return
        for kernel_id in [name for name, seat in self.owners.items() if seat.session == session]:
            self.forget(kernel_id)
            for line in [one for one in self.lines if one.kernel_id == kernel_id]:
                line.close()
            self._later(self._gone(kernel_id))

    async def cull_kernels(self) -> None:
        """Let go of the pages that were forgotten; a clock that was put forward or back makes none of them older."""
        forward, now = timedelta(seconds=max(self.hours.jumped(), 0.0)), datetime.now(UTC)
        for kernel in self._kernels.values():
            if hasattr(kernel, "last_activity"):
                kernel.last_activity = min(kernel.last_activity + forward, now)
        await super().cull_kernels()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Leave spare kernels alone: they are idle by design."""
        if kernel_id in self.owners:
            await super().cull_kernel_if_idle(kernel_id)

    async def close(self) -> None:
        """End everything."""
        for task in tuple(self.tasks):
            task.cancel()
        for kernel_id in tuple(self._kernels):
            await self._gone(kernel_id)
