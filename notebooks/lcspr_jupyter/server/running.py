"""A server in a process of its own, for tests and benchmarks: where it is, and a line to ask it what no door tells."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from attrs import define, field

from lcspr_core.errors import Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.plain import as_json, from_json
from lcspr_core.store import Keys, Store
from lcspr_jupyter.server.accounts import inviting
from lcspr_jupyter.server.office import Settings
from lcspr_jupyter.server.people import Grant, Identity
from lcspr_jupyter.server.serving import NOTEBOOKS, Running, opened

Json = dict[str, Any]
SECONDS = 60


@define
class Apart:
    """A running server, seen from outside."""

    process: subprocess.Popen[str] = field(repr=False)
    base_url: str = ""
    join_url: str = ""
    said: list[str] = field(factory=list)

    def ask(self, question: str, **told: Any) -> Any:
        """Ask the server process something, past all doors."""
        self.tell({"ask": question, **told})
        return self._told()

    def tell(self, told: Json) -> None:
        """Write one line to the server process."""
        if self.process.stdin is None:
            raise Unreadable("This server takes no questions.")
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()

    def _told(self) -> Any:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise Unreadable("The server stopped: " + "".join(self.said)[-2000:])
        return json.loads(line)

    def invite(self, name: str, role: str, review: str = "*", *, agency: str = "", person: str = "") -> str:
        """Return a one-time link for another identity with a role in a review."""
        grant = Grant(role=PlatformRole(role), review=review, agency=agency)
        identity = Identity(id=person or name.lower(), name=name, grants=(grant,))
        return str(self.ask("invite", identity=as_json(identity)))

    def kernels(self) -> list[Json]:
        """Return every kernel: its id, its process, whose it is."""
        return list(self.ask("kernels"))

    def clear(self) -> None:
        """End every page's kernel."""
        self.ask("clear")

    def ready(self) -> Self:
        """Wait until the server says where it is."""
        told = self._told()
        self.base_url, self.join_url = told["base_url"], told["join_url"]
        return self


@contextmanager
def running(
    store: Path,
    keys: Keys,
    *,
    notebooks: Path | None = None,
    as_at: date | None = None,
    cwd: Path | None = None,
    **settings: Any,
) -> Iterator[Apart]:
    """Run a server on a store until the block ends."""
    wanted: Json = {"store": str(store), "root": keys.root.hex(), "notebooks": str((notebooks or NOTEBOOKS).resolve())}
    wanted |= {"as_at": as_at.isoformat() if as_at else None, "settings": settings}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "lcspr_jupyter.server.running"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "TMPDIR": tempfile.gettempdir()},
    )
    server = Apart(process=process)
    hearing = threading.Thread(target=lambda: server.said.extend(process.stderr or ()), daemon=True)
    hearing.start()
    try:
        server.tell(wanted)
        yield server.ready()
    finally:
        _end(process)
        hearing.join(5)
        _close(process)


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(OSError):
        if process.stdin:
            process.stdin.close()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


def _close(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


# --- inside the process -----------------------------------------------------------------------------------------------


async def _serve(wanted: Json) -> None:
    as_at = date.fromisoformat(wanted["as_at"]) if wanted["as_at"] else None
    settings = Settings(notebooks=Path(wanted["notebooks"]), as_at=as_at, **wanted["settings"])
    with Store.open(Path(wanted["store"]), Keys(root=bytes.fromhex(wanted["root"]))) as store:
        async with opened(store, settings) as server:
            _say({"base_url": server.url, "join_url": server.invite(settings.owner)})
            while line := await asyncio.to_thread(sys.stdin.readline):
                told = json.loads(line)
                _say(await ANSWERS[told.pop("ask")](server, told))


def _say(told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def _invite(server: Running, told: Json) -> str:
    return server.invite(from_json(Identity, told["identity"]))


async def _kernels(server: Running, _: Json) -> list[Json]:
    kernels = server.served.kernel_manager
    return [
        {
            "id": name,
            "pid": getattr(kernels.get_kernel(name).provisioner, "pid", 0),
            "person": kernels.owners[name].caller.id if name in kernels.owners else "",
        }
        for name in kernels.list_kernel_ids()
    ]


async def _clear(server: Running, _: Json) -> bool:
    kernels = server.served.kernel_manager
    for name in tuple(kernels.owners):
        await kernels.let_go(name)
    return True


async def _regrant(server: Running, told: Json) -> bool:
    server.office.sessions.regrant(from_json(Identity, told["identity"]))
    return True


async def _offer(server: Running, told: Json) -> str:
    content = told["content"].encode()
    return server.office.downloads.offer(told["name"], content, person=told["person"], review=told["review"])


async def _audit(server: Running, _: Json) -> int:
    return int(server.office.counter.store.head().entry)


async def _cull(server: Running, _: Json) -> bool:
    await server.served.kernel_manager.cull_kernels()
    return True


async def _admit(server: Running, told: Json) -> str:
    """Put somebody on the list, as the command does on the computer itself."""
    register = server.office.ways_in.register
    return inviting.invite(register, lambda name: str(told.get(name, "")), by=server.office.settings.owner.id).path


async def _put_forward(server: Running, told: Json) -> bool:
    """Put the server's clocks forward, as the days do."""
    seconds, office = told["seconds"], server.office
    before = office.counter.now
    office.counter.now = lambda: before() + timedelta(seconds=seconds)
    for one in (office.sessions, office.ways_in.by_name, office.ways_in.by_address):
        one.clock = _ahead(one.clock, 0 if told.get("calendar") else seconds)
    return True


def _ahead(clock: Callable[[], float], seconds: float) -> Callable[[], float]:
    return lambda: clock() + seconds


ANSWERS = {
    "put_forward": _put_forward,
    "admit": _admit,
    "invite": _invite,
    "kernels": _kernels,
    "clear": _clear,
    "cull": _cull,
    "regrant": _regrant,
    "offer": _offer,
    "audit": _audit,
}

if __name__ == "__main__":
    asyncio.run(_serve(json.loads(sys.stdin.readline())))
