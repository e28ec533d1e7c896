"""The line between a page and its kernel stays open for as long as the page answers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.server.running import Apart, running

from lcspr_core.store import Keys

pytestmark = pytest.mark.story  # it takes the whole program, running

PING = 200  # milliseconds, in place of half a minute


@pytest.fixture(scope="module")
def server(place: Path, keys: Keys, pages: Path) -> Iterator[Apart]:
    with running(place, keys, notebooks=pages, ping_milliseconds=PING, spare_kernels=0) as made:
        yield made


async def closed(socket: Any, seconds: float) -> bool:
    """Say whether the server closes a socket within a while, and let go of it."""
    try:
        async with asyncio.timeout(seconds):
            while await socket.read_message() is not None:
                pass
    except TimeoutError:
        return False
    finally:
        socket.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                while await socket.read_message() is not None:
                    pass
    return True


def test_a_socket_that_answers_each_ping_is_not_closed(owner: Any, run: Any) -> None:
    async def many_pings() -> bool:
        return await closed(await owner.socket(owner.open("/r/juniper/workbench")), 10 * PING / 1000)

    assert not run(many_pings()), "the server closed a line whose other end was there"


def test_a_socket_whose_other_end_is_gone_is_closed(owner: Any, run: Any) -> None:
    async def no_answer() -> bool:
        socket = await owner.socket(owner.open("/r/juniper/workbench"))
        nothing = asyncio.get_running_loop().create_future()
        nothing.set_result(None)
        socket.protocol._write_frame = lambda *_, **__: nothing  # no ping is answered from here on
        return await closed(socket, 60)

    assert run(no_answer())
