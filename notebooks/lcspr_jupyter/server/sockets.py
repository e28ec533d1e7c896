"""Where the gate listens: a socket in a folder that nobody else can enter, or a loopback port where there are none."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from socket import socket

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

LONGEST_FOLDER = 40  # a socket's whole path must stay under 104 bytes, and a kernel's has 60 of its own
LARGEST_BODY = 16_000_000
LAST = 5.0  # seconds in which the lines end at the close


def private_folder() -> Path:
    """Return a new folder for sockets, for this account alone, with a path short enough for them."""
    wanted = (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp")  # noqa: S108  (mkdtemp is private)
    fitting = [one for one in wanted if one and len(one) <= LONGEST_FOLDER and os.access(one, os.W_OK)]
    return Path(tempfile.mkdtemp(prefix="lcspr-", dir=fitting[0] if fitting else None))


def bound(folder: Path) -> tuple[list[socket], str]:
    """Return the gate's sockets, and the address that a kernel is given."""
    if os.name == "posix":
        from tornado.netutil import bind_unix_socket

        place = folder / "gate"
        return [bind_unix_socket(str(place), mode=0o600)], str(place)
    found = bind_sockets(0, "127.0.0.1")
    return found, f"127.0.0.1:{found[0].getsockname()[1]}"


def listen(application: Application, found: list[socket]) -> HTTPServer:
    """Answer at the gate."""
    server = HTTPServer(application, max_body_size=LARGEST_BODY, idle_connection_timeout=3600)
    server.add_sockets(found)
    return server


async def hang_up(server: HTTPServer) -> None:
    """Answer no longer, and close the lines that are open still; one that does not end is left after a while."""
    server.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(server.close_all_connections(), LAST)


def clear(folder: Path) -> None:
    """Take the folder and its sockets away again."""
    shutil.rmtree(folder, ignore_errors=True)
