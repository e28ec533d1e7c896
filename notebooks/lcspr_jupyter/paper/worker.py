"""The export in a process of its own, with limits on memory and time: a job comes in as JSON, file names go out."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from _thread import interrupt_main
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import asdict, field, frozen

from lcspr_core.errors import LcsprError, Unreadable
from lcspr_core.plain import from_json
from lcspr_jupyter.paper.run import KEPT, RunFailed, WrittenFile, execute, export

MOST_MEMORY = 4 * 1024**3  # address space, which Typst and the kernel reserve more of than they use
GRACE = 10  # seconds in which a worker that was told to stop may still clear up
COMMAND = (sys.executable, "-I", "-m", "lcspr_jupyter.paper.worker")
NOT_MADE = "The documents could not be made. Nothing was written, and nothing in the review was changed."
TOO_LONG = "Making the documents took longer than {seconds} seconds and was stopped. Nothing was written."


@frozen(kw_only=True)
class Job:
    """One export: a packaged notebook, what its kernel gets, what the document says of itself, and where it goes."""

    notebook: str
    folder: str
    to: tuple[str, ...]
    environment: Mapping[str, str] = field(factory=dict)
    metadata: Mapping[str, str] = field(factory=dict)
    name: str = ""
    seconds: int = 300


def made(job: Job) -> tuple[WrittenFile, ...]:
    """Run the job's notebook and write its files, in this process."""
    notebook = execute(Path(job.notebook), job.environment, seconds=job.seconds)
    notebook.metadata["lcspr"] = dict(job.metadata)
    return export(notebook, job.to, Path(job.folder), job.name)


async def made_in_worker(job: Job) -> tuple[WrittenFile, ...]:
    """Run the job in a worker process and return the files that it wrote."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    worker = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=pipe, stdout=pipe, stderr=nothing, env=kept, start_new_session=os.name == "posix"
    )
    try:
        said, _ = await asyncio.wait_for(worker.communicate(json.dumps(asdict(job)).encode()), job.seconds + GRACE)
    except TimeoutError:
        raise RunFailed(TOO_LONG.format(seconds=job.seconds)) from None
    finally:
        _stop(worker)
    return _files(said, Path(job.folder))


def _stop(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL) if os.name == "posix" else worker.kill()


def _files(said: bytes, folder: Path) -> tuple[WrittenFile, ...]:
    try:
        answer = json.loads(said)
    except ValueError:  # killed for its memory, most likely
        raise RunFailed(NOT_MADE) from None
    if "sentence" in answer:
        raise RunFailed(answer["sentence"])
    return tuple(WrittenFile(path=folder / file["name"], **file) for file in answer["files"])


# --- inside the worker ------------------------------------------------------------------------------------------------


def main() -> int:
    """Do the job on standard input, write the answer to standard output, and return the exit code."""
    answer = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):  # so that nothing else can get into the answer
        said = _answer(sys.stdin.read())
    json.dump(said, answer)
    return 0 if "files" in said else 1


def _answer(text: str) -> dict[str, Any]:
    limit: int | None = None
    try:
        job = _job(text)
        limit = job.seconds
        with _limited(job.seconds):
            files = made(job)
    except LcsprError as error:
        return {"sentence": str(error)}
    except KeyboardInterrupt:
        return {"sentence": TOO_LONG.format(seconds=limit)}
    except Exception:  # noqa: BLE001  whatever it was, its text may quote the case
        return {"sentence": NOT_MADE}
    return {"files": [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in files]}


def _job(text: str) -> Job:
    try:
        body = json.loads(text)
    except ValueError:
        raise Unreadable("The export job is not written in JSON.") from None
    return from_json(Job, body)


@contextlib.contextmanager
def _limited(seconds: int) -> Any:
    """Limit memory and processor time where the system can, and the clock everywhere."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE))
    bell = threading.Timer(seconds, interrupt_main)
    bell.daemon = True
    bell.start()
    try:
        yield
    finally:
        bell.cancel()


if __name__ == "__main__":
    sys.exit(main())
