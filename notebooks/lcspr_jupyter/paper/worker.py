"""The export in a process of its own, with limits on memory and time: a job comes in as JSON, file names go out."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import threading
from _thread import interrupt_main
from pathlib import Path
from typing import Any

from attrs import asdict

from lcspr_core.errors import LcsprError, Unreadable
from lcspr_core.plain import from_json
from lcspr_jupyter.paper.job import KEPT, Job, RunFailed, WrittenFile
from lcspr_jupyter.paper.stopping import stopped

MOST_MEMORY = 4 * 1024**3  # address space, which Typst and the kernel reserve more of than they use
GRACE = 10  # seconds in which a worker that was told to stop may still clear up
COMMAND = (sys.executable, "-I", "-m", "lcspr_jupyter.paper.worker")
TOLD = ("name", "sha256", "size", "lettering")
NOT_MADE = "The documents could not be made. Nothing was written, and nothing in the review was changed."
TOO_LONG = "Making the documents took longer than {seconds} seconds and was stopped. Nothing was written."


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
        await stopped(worker)
    return _files(said, Path(job.folder))


def _files(said: bytes, folder: Path) -> tuple[WrittenFile, ...]:
    try:
        answer = json.loads(said)
    except ValueError:  # killed for its memory, most likely
        raise RunFailed(NOT_MADE) from None
    if "sentence" in answer:
        raise RunFailed(answer["sentence"])
    return tuple(
        WrittenFile(path=folder / file["name"], **{**file, "lettering": tuple(file["lettering"])})
        for file in answer["files"]
    )


# --- inside the worker ------------------------------------------------------------------------------------------------


def main() -> int:
    """Do the job on standard input, write the answer to standard output, and return the exit code."""
    answer = sys.stdout
    _leave_out_what_is_slow()
    with contextlib.redirect_stdout(sys.stderr):  # so that nothing else can get into the answer
        said = _answer(sys.stdin.read())
    json.dump(said, answer)
    return 0 if "files" in said else 1


def _leave_out_what_is_slow() -> None:
    """Let jsonschema find no grammar of web addresses: it takes longer to build than the export, and is never asked."""
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


def _answer(text: str) -> dict[str, Any]:
    try:
        files = _made_in_time(_job(text))
    except LcsprError as error:
        return {"sentence": str(error)}
    except Exception:  # noqa: BLE001  whatever it was, its text may quote the case
        return {"sentence": NOT_MADE}
    return {"files": [{name: getattr(file, name) for name in TOLD} for file in files]}


def _made_in_time(job: Job) -> tuple[WrittenFile, ...]:
    """Make the files, or say that the time ran out."""
    rung = threading.Event()
    bell = threading.Timer(job.seconds, _ring, [rung])
    bell.daemon = True
    _limit_memory_and_processor(job.seconds)
    bell.start()
    try:
        return made(job)
    except BaseException:  # what the interrupt became depends on where it met the work
        if rung.is_set():
            raise RunFailed(TOO_LONG.format(seconds=job.seconds)) from None
        raise
    finally:
        bell.cancel()


def _job(text: str) -> Job:
    try:
        body = json.loads(text)
    except ValueError:
        raise Unreadable("The export job is not written in JSON.") from None
    return from_json(Job, body)


def made(job: Job) -> tuple[WrittenFile, ...]:
    """Run the job's notebook and write its files, in this process."""
    from lcspr_jupyter.paper.run import execute, export

    notebook = execute(Path(job.notebook), job.environment, seconds=job.seconds)
    notebook.metadata["lcspr"] = dict(job.metadata)
    return export(notebook, job.to, Path(job.folder), job.name)


def _ring(rung: threading.Event) -> None:
    rung.set()
    interrupt_main()


def _limit_memory_and_processor(seconds: int) -> None:
    """Set the limits where the system has them."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds + GRACE, seconds + GRACE))


if __name__ == "__main__":
    sys.exit(main())
