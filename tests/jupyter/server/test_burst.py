"""A wall on which much changes at once: whatever a page is told of its widgets reaches it, however fast it comes."""

from __future__ import annotations

import asyncio
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("empty_seats")]  # it takes the whole program, running
MANY = 6000  # twice what the library lets through in the three seconds that it looks at
PAGE = f"""import ipywidgets
label = ipywidgets.Label("0")
def burst(*_):
    for n in range(1, {MANY} + 1):
        label.value = str(n)
label.on_msg(burst)
label"""
SHOUTS = """import ipywidgets
label = ipywidgets.Label("0")
def shout(*_):
    for n in range(6000):
        print("x" * 2000, flush=True)
label.on_msg(shout)
label"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, write_notebook: Any) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_notebook(folder / "home.ipynb", "Home")
    write_notebook(folder / "workbench.ipynb", "Workbench", PAGE)
    write_notebook(folder / "thread.ipynb", "Thread", SHOUTS)
    return folder


def message(kind: str, content: dict[str, Any]) -> str:
    head = {"msg_id": "m", "msg_type": kind, "username": "", "session": "s", "date": "", "version": "5.3"}
    parts = {"parent_header": {}, "metadata": {}, "buffers": [], "channel": "shell"}
    return json.dumps({"header": head, "content": content, **parts})


async def told(socket: Any, kind: str, seconds: float = 20) -> dict[str, Any]:
    """Return the next message of a kind."""
    while True:
        one = json.loads(await asyncio.wait_for(socket.read_message(), seconds))
        if one["header"]["msg_type"] == kind:
            return dict(one["content"])


async def said_to_the_widgets(owner: Any, page: str) -> Any:
    """Open a page, say something to each of its widgets, and return the line to it."""
    socket = await owner.socket(owner.open(page))
    await socket.write_message(message("comm_info_request", {"target_name": "jupyter.widget"}))
    for name in (await told(socket, "comm_info_reply"))["comms"]:
        content = {"comm_id": name, "data": {"method": "custom", "content": {"do": "go"}}}
        await socket.write_message(message("comm_msg", content))
    return socket


async def hang_up(socket: Any) -> None:
    """Close a line, and wait until the other side has done so too."""
    socket.close()
    with contextlib.suppress(TimeoutError):
        while await asyncio.wait_for(socket.read_message(), 5) is not None:
            pass


def test_no_state_of_a_widget_is_dropped_however_much_changes_at_once(owner, run):
    async def all_values() -> list[str]:
        socket = await said_to_the_widgets(owner, "/r/juniper/workbench")
        values: list[str] = []
        while not values or values[-1] != str(MANY):
            try:
                state = (await told(socket, "comm_msg", 10))["data"].get("state", {})
            except TimeoutError:
                break
            values += [state["value"]] if "value" in state else []
        await hang_up(socket)
        return values

    values = run(all_values())
    assert values[-1:] == [str(MANY)], "the page would go on showing what is no longer so"
    assert len(values) == MANY


def test_what_is_merely_printed_is_still_held_back(owner, run):
    async def printed() -> int:
        socket = await said_to_the_widgets(owner, "/r/juniper/thread")
        count = 0
        while True:
            try:
                text = (await told(socket, "stream", 4))["text"]
            except TimeoutError:
                break
            count += text.count("x")
        await hang_up(socket)
        return count

    assert 0 < run(printed()) < 6000 * 2000
