"""Stops a worker process with all that it began, and leaves no pipe to it open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

LAST = 5.0  # seconds in which what was killed has let go of its pipes


async def stopped(worker: asyncio.subprocess.Process) -> None:
    """Kill a worker that still runs, which leads a session of its own, and wait until nothing to it is open."""
    if worker.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL) if os.name == "posix" else worker.kill()
    if worker.stdin is not None:
        worker.stdin.close()
    with contextlib.suppress(TimeoutError, ConnectionError):
        await asyncio.wait_for(worker.communicate(), LAST)
