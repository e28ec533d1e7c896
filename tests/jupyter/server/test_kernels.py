"""Kernels: what a page may send to its own, that nobody reaches another, and that a dead one takes its ticket along."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import signal
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from lcspr_jupyter.server.pages import KERNELS_TO_TRY
from lcspr_jupyter.server.running import running
from tornado.httpclient import HTTPClientError

from lcspr_core.errors import NotAllowed
from lcspr_core.store import Store

pytestmark = pytest.mark.usefixtures("empty_seats")
LEGACY, NEW = None, "v1.kernel.websocket.jupyter.org"
RUN = "open({mark!r}, 'w').write('ran')"


def message(kind: str, channel: str, content: dict) -> dict:
    head = {
        "msg_id": f"m{time.time_ns()}",
        "msg_type": kind,
        "username": "",
        "session": "s",
        "date": "",
        "version": "5.3",
    }
    return {"header": head, "parent_header": {}, "metadata": {}, "content": content, "buffers": [], "channel": channel}


async def send(socket, protocol, told: dict) -> None:
    if protocol is LEGACY:
        await socket.write_message(json.dumps(told))
    else:
        parts = [json.dumps(told[name]).encode() for name in ("header", "parent_header", "metadata", "content")]
        await socket.write_message(serialize_msg_to_ws_v1(parts, told["channel"]), binary=True)


async def hang_up(socket) -> None:
    """Close a socket, and wait until the other side has done so too."""
    socket.close()
    with contextlib.suppress(TimeoutError):
        while await asyncio.wait_for(socket.read_message(), 0.5) is not None:
            pass


async def heard(socket, seconds: float) -> list[str]:
    """Return what comes back within a while, as text."""
    told = []
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while (left := until - loop.time()) > 0:
        try:
            one = await asyncio.wait_for(socket.read_message(), left)
        except TimeoutError:
            break
        if one is None:
            break
        told.append(one if isinstance(one, str) else one.decode(errors="replace"))
    return told


FORBIDDEN = (
    ("execute_request", "shell", lambda mark: {"code": RUN.format(mark=mark), "silent": False, "user_expressions": {}}),
    ("execute_request", "control", lambda mark: {"code": RUN.format(mark=mark), "silent": True}),
    ("input_reply", "stdin", lambda mark: {"value": RUN.format(mark=mark)}),
    (
        "debug_request",
        "control",
        lambda mark: {
            "type": "request",
            "seq": 1,
            "command": "evaluate",
            "arguments": {"expression": RUN.format(mark=mark)},
        },
    ),
    ("history_request", "shell", lambda _: {"hist_access_type": "tail", "n": 9, "output": True, "raw": True}),
    ("inspect_request", "shell", lambda _: {"code": "gate", "cursor_pos": 4, "detail_level": 1}),
    ("complete_request", "shell", lambda _: {"code": "gate.", "cursor_pos": 5}),
    ("is_complete_request", "shell", lambda _: {"code": "1"}),
    ("interrupt_request", "control", lambda _: {}),
    ("EXECUTE_REQUEST", "shell", lambda mark: {"code": RUN.format(mark=mark)}),
)


@pytest.mark.parametrize("protocol", [LEGACY, NEW])
def test_nothing_but_widgets_gets_through_to_a_kernel(run, owner, server, tmp_path, protocol):
    kernel = owner.open("/r/juniper/workbench")
    mark = tmp_path / "ran"

    async def attack() -> list[str]:
        socket = await owner.socket(kernel, **({"Protocol": protocol} if protocol else {}))
        await heard(socket, 1)
        for kind, channel, content in FORBIDDEN:
            await send(socket, protocol, message(kind, channel, content(str(mark))))
        # What is sent last is answered, so that everything before it had its turn.
        await send(socket, protocol, message("kernel_info_request", "shell", {}))
        told = await heard(socket, 3)
        await hang_up(socket)
        return told

    told = run(attack())
    assert not mark.exists()
    assert any("kernel_info_reply" in one for one in told), "the socket must have worked, else this shows nothing"
    assert not any(
        word in one for one in told for word in ("execute_", "history_reply", "inspect_reply", "complete_reply")
    )
    assert any(one["id"] == kernel for one in server.kernels())


def test_a_message_that_cannot_be_read_ends_the_socket_and_nothing_else(run, owner, server):
    kernel = owner.open("/r/juniper/workbench")

    async def attack() -> None:
        for told in ("no json", "[]", '{"header": 5}', json.dumps({"header": {}, "channel": "shell"})):
            socket = await owner.socket(kernel)
            await socket.write_message(told)
            await heard(socket, 0.3)
            await hang_up(socket)
        socket = await owner.socket(kernel, Protocol=NEW)
        await socket.write_message(b"\xff" * 40, binary=True)
        await heard(socket, 0.3)
        await hang_up(socket)

    run(attack())
    assert owner.get(f"/healthz?kernel={kernel}").json() == {"alive": True}


def test_a_page_cannot_make_a_widget_of_its_own(run, owner):
    kernel = owner.open("/r/juniper/workbench")
    module = "@jupyter-widgets/controls"
    state = {"_model_name": "TextModel", "_model_module": module, "_model_module_version": "2.0.0"}
    state |= {"_view_name": "TextView", "_view_module": module, "_view_module_version": "2.0.0", "value": "forged"}
    opening = {"comm_id": "f" * 32, "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}}

    async def attack() -> list[str]:
        socket = await owner.socket(kernel)
        await heard(socket, 1)
        opened = message("comm_open", "shell", opening)
        opened["metadata"] = {"version": "2.1.0"}
        await send(socket, LEGACY, opened)
        asking = {"comm_id": "e" * 32, "target_name": "jupyter.widget.control", "data": {}}
        control = message("comm_open", "shell", asking)
        control["metadata"] = {"version": "1.0.0"}
        await send(socket, LEGACY, control)
        await send(
            socket, LEGACY, message("comm_msg", "shell", {"comm_id": "e" * 32, "data": {"method": "request_states"}})
        )
        told = await heard(socket, 3)
        await hang_up(socket)
        return told

    told = run(attack())
    states = [one for one in told if "update_states" in one]
    assert states, "the control must have answered, else this shows nothing"
    assert not any("forged" in one for one in states)


def test_another_persons_kernel_is_out_of_reach(run, owner, somebody, stranger, server):
    kernel = owner.open("/r/juniper/workbench")
    other = somebody("lead_reviewer")
    other.leave(other.open("/r/juniper/workbench"))
    for client in (other, stranger):
        with pytest.raises(HTTPClientError) as refused:
            run(client.socket(kernel))
        assert refused.value.code in {403, 404}
        assert client.get(f"/api/kernels/{kernel}").status in {403, 404}
        assert client.get(f"/healthz?kernel={kernel}").status in {403, 404}
        assert client.leave(kernel).status in {403, 404}
    assert owner.get(f"/healthz?kernel={kernel}").json() == {"alive": True}


def test_another_log_in_of_the_same_person_is_another_person(owner, server, joined):
    kernel = owner.open("/r/juniper/workbench")
    same = joined(server.invite("You", "coordinator", person="owner"))
    assert same.get(f"/api/kernels/{kernel}").status == 404
    assert same.get(f"/healthz?kernel={kernel}").status == 404


def test_a_spare_kernel_is_nobodys(run, owner, server):
    spare = next((one["id"] for one in until(lambda: [k for k in server.kernels() if not k["person"]])), "")
    assert spare
    assert owner.get(f"/api/kernels/{spare}").status == 404
    assert owner.leave(spare).status == 404
    with pytest.raises(HTTPClientError):
        run(owner.socket(spare))


def until(look, seconds: float = 30):
    """Wait until something is there."""
    end = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def test_a_page_elsewhere_cannot_open_the_socket(run, owner):
    kernel = owner.open("/r/juniper/workbench")
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
        with pytest.raises(HTTPClientError) as refused:
            run(owner.socket(kernel, **headers))
        assert refused.value.code == 403


def test_no_kernel_can_be_asked_for_or_started_by_address(owner, server):
    before = len(server.kernels())
    assert owner.post("/api/kernels", {"name": "python3"}).status == 404
    kernel = owner.open("/r/juniper/workbench")
    assert owner.ask("DELETE", f"/api/kernels/{kernel}", **{"X-XSRFToken": owner.cookies["_xsrf"]}).status == 405
    assert owner.post(f"/api/kernels/{kernel}/restart").status == 404
    assert len(server.kernels()) <= before + 2


def test_a_kernels_environment_holds_no_more_than_it_needs(owner, server, monkeypatch):
    kernel = owner.open("/r/juniper/workbench?secret=in-the-address")
    pid = next(one["pid"] for one in server.kernels() if one["id"] == kernel)
    told = Path(f"/proc/{pid}/environ").read_text()
    names = {line.partition("=")[0] for line in told.split("\0") if line}
    assert {"LCSPR_GATE", "LCSPR_TICKET"} <= names
    allowed = {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    allowed |= {"IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "LCSPR_GATE", "LCSPR_TICKET"}
    allowed |= {"JPY_PARENT_PID", "JPY_SESSION_NAME", "LCSPR_TRACE", "PYDEVD_USE_FRAME_EVAL"}
    assert names <= allowed, names - allowed
    assert "in-the-address" not in told
    assert owner.cookies["_xsrf"] not in told


def test_a_kernel_speaks_over_sockets_that_only_its_owner_can_reach(owner, server, kernel_gate):
    kernel = owner.open("/r/juniper/workbench")
    gate = Path(kernel_gate(kernel).address)
    assert gate.stat().st_mode & 0o777 == 0o600
    assert gate.parent.stat().st_mode & 0o777 == 0o700
    connection = json.loads((gate.parent / f"kernel-{kernel}.json").read_text())
    assert connection["transport"] == "ipc"
    assert Path(connection["ip"]).parent == gate.parent


def test_a_dead_kernels_ticket_is_void(owner, server, kernel_gate):
    kernel = owner.open("/r/juniper/workbench")
    gate = kernel_gate(kernel)
    assert gate.me()["user"]["id"] == "owner"
    os.kill(next(one["pid"] for one in server.kernels() if one["id"] == kernel), signal.SIGKILL)
    assert until(lambda: refused(gate))
    assert owner.get(f"/healthz?kernel={kernel}").status == 404
    assert until(lambda: not any(one["id"] == kernel for one in server.kernels()))


def refused(gate) -> bool:
    try:
        gate.me()
    except NotAllowed as why:
        return "This page has ended" in str(why)
    return False


def test_a_page_that_is_left_takes_its_ticket_along(owner, kernel_gate, server):
    kernel = owner.open("/r/juniper/workbench")
    gate = kernel_gate(kernel)
    assert owner.leave(kernel).status == 204
    assert refused(gate)
    assert owner.get(f"/healthz?kernel={kernel}").status == 404


def test_a_made_up_ticket_opens_nothing(owner, kernel_gate):
    gate = kernel_gate(owner.open("/r/juniper/workbench"))
    for word in ("", "x" * 43, gate.ticket[:-1], gate.ticket.upper(), f"{gate.ticket}x"):
        with pytest.raises(NotAllowed):
            type(gate)(gate.address, word).me()


def test_a_log_in_that_ends_takes_kernels_and_tickets_along(somebody, kernel_gate, server):
    reader = somebody("reader")
    gate = kernel_gate(reader.open("/r/juniper/thread"))
    assert gate.me()["user"]["role"] == "reader"
    assert reader.post("/logout").json() == {"goodbye": True}
    assert refused(gate)
    assert until(lambda: not any(one["person"] == "reader" for one in server.kernels()))
    assert reader.get("/r/juniper/thread").status == 403


def test_a_role_that_changes_takes_the_old_ticket_along(somebody, kernel_gate, server):
    member = somebody("panel_member")
    gate = kernel_gate(member.open("/r/juniper/thread"))
    assert gate.me()["user"]["role"] == "panel_member"
    grant = {"role": "reader", "review": "juniper", "agency": ""}
    server.ask("regrant", identity={"id": "panel_member", "name": "panel member", "grants": [grant]})
    assert refused(gate)
    again = kernel_gate(member.open("/r/juniper/thread"))
    assert again.me()["user"]["role"] == "reader"


def test_the_limit_on_kernels_is_told_calmly(place_of_limits):
    client = place_of_limits
    first, second = client.open("/r/juniper/workbench"), client.open("/r/juniper/workbench")
    reply = client.get("/r/juniper/workbench")
    assert reply.status == 503
    assert "Your work is saved" in reply.text
    client.leave(first)
    client.leave(client.open("/r/juniper/workbench"))
    client.leave(second)


@contextlib.contextmanager
def begun(owner, page: str):
    """Ask for a page, and come back as soon as its head is there."""
    where = urlsplit(owner.base)
    line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=90)
    line.request("GET", page, headers={"Cookie": "; ".join(f"{name}={word}" for name, word in owner.cookies.items())})
    with contextlib.closing(line):
        yield line.getresponse()


def test_a_kernel_that_dies_while_its_page_begins_is_replaced(owner, server):
    """Nobody sees an empty page: the head is out by then, so the page goes on with another kernel."""
    assert until(lambda: any(not one["person"] for one in server.kernels()))
    spares = [one["pid"] for one in server.kernels() if not one["person"]]
    for pid in spares:
        os.kill(pid, signal.SIGSTOP)  # alive when it is looked at, and silent afterwards
    with begun(owner, "/r/juniper/workbench") as reply:
        for pid in spares:
            os.kill(pid, signal.SIGKILL)
        page = reply.read().decode()
    assert "<h1" in page
    assert page.rstrip().endswith("</html>")
    assert any(one["id"] in page for one in server.kernels() if one["person"] == "owner")


def test_a_page_for_which_no_kernel_lives_says_so(tmp_path, keys, pages, client_of):
    """The head is out by then, so the sentence has to come after it."""
    place = tmp_path / "store" / "reviews.lcspr"
    Store.create(place, keys).close()
    with running(place, keys, notebooks=pages, spare_kernels=KERNELS_TO_TRY) as server:
        assert until(lambda: len(server.kernels()) == KERNELS_TO_TRY)
        waiting = {one["pid"] for one in server.kernels()}
        for pid in waiting:
            os.kill(pid, signal.SIGSTOP)
        with begun(client_of(server), "/") as reply:
            while waiting:
                pid = until(lambda: next((one["pid"] for one in server.kernels() if one["person"]), None))
                os.kill(pid, signal.SIGKILL)
                until(lambda pid=pid: all(one["pid"] != pid for one in server.kernels()))
                waiting.remove(pid)
            page = reply.read().decode()
    assert '<main id="content"' in page
    assert "This page could not be opened" in page
    assert "Traceback" not in page
