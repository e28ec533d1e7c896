"""Work in a process of its own, with limits on memory and time: JSON goes in, JSON comes out."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from lcspr_core.errors import LcsprError, Unreadable
from lcspr_jupyter.paper.stopping import stopped
from lcspr_jupyter.server.kernel_environment import KEPT

MOST_MEMORY = 2 * 1024**3
SECONDS = 60
LARGEST_ANSWER = 64_000_000
COMMAND = (sys.executable, "-I", "-m", "lcspr_jupyter.server.work")
STOPPED = (
    "This could not be read in a reasonable time or room, so it was stopped. Nothing was kept; try a smaller file."
)


async def worked(task: str, job: Mapping[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
    """Return what a task (`module:function`) makes of a job, or say in a sentence why it made nothing."""
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    worker = await asyncio.create_subprocess_exec(
        *COMMAND, task, stdin=pipe, stdout=pipe, stderr=nothing, env=kept, start_new_session=os.name == "posix"
    )
    try:
        said, _ = await asyncio.wait_for(worker.communicate(json.dumps(job).encode()), seconds)
    except TimeoutError:
        raise Unreadable(STOPPED) from None
    finally:
        await stopped(worker)
    return _told(said)


def _told(said: bytes) -> dict[str, Any]:
    try:
        told = json.loads(said) if len(said) <= LARGEST_ANSWER else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Unreadable(STOPPED)
    if "sentence" in told:
        raise Unreadable(str(told["sentence"]))
    return told


# --- inside the worker ------------------------------------------------------------------------------------------------


def main() -> int:
    """Do the one task that the command line names."""
    answer = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):  # so that nothing else can get into the answer
        told = _made(sys.argv[1], sys.stdin.read())
    json.dump(told, answer)
    return 0


def _made(task: str, text: str) -> dict[str, Any]:
    try:
        _limit()
        module, _, function = task.partition(":")
        made: dict[str, Any] = getattr(import_module(module), function)(json.loads(text))
    except LcsprError as refusal:
        return {"sentence": str(refusal)}
    except Exception:  # noqa: BLE001  (whatever it was, its text may quote the case)
        return {"sentence": STOPPED}
    return made


def _limit() -> None:
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))


if __name__ == "__main__":
    sys.exit(main())
