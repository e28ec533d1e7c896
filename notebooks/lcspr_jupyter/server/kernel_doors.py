"""The doors to a kernel: its socket, its model, its end, and whether it lives; all for its owner alone."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from lcspr_jupyter.server.doors import Door, JsonDoor
from lcspr_jupyter.server.framing import is_sound
from lcspr_jupyter.server.quiet import LOG


class OwnedKernel:
    """Lets in only the log-in that a kernel was started for; one that is not there looks the same as another's."""

    def check_owner(self: Any, kernel_id: str) -> None:
        """Refuse everybody else."""
        if not self.kernels.belongs(kernel_id, self.people.session_of(self)):
            raise HTTPError(404)


class KernelSocketDoor(OwnedKernel, VoilaKernelWebsocketHandler):
    """The socket between a page and its kernel, which lets a few kinds of message through."""

    set_default_headers = Door.set_default_headers
    check_host = Door.check_host
    office = Door.office
    people = Door.people
    kernels = Door.kernels
    kept = Door.kept
    write_error = JsonDoor.write_error
    finish_json = JsonDoor.finish_json
    log_exception = Door.log_exception

    async def pre_get(self) -> None:
        """Check whose kernel it is, before anything is opened to it."""
        self.check_owner(self.kernel_id)
        session = self.people.session_of(self)
        self.key = session.key if session is not None else ""
        await super().pre_get()

    def open(self, kernel_id: str) -> Any:
        """Open it, and let the kernels know, who close it when its log-in or a role ends."""
        self.kernels.lines.add(self)
        return super().open(kernel_id)

    def on_close(self) -> None:
        """Forget it."""
        self.kernels.lines.discard(self)
        super().on_close()

    def on_message(self, ws_message: str | bytes) -> None:
        """Pass a message on; one that cannot be read ends the socket, not the server."""
        owned = self.kernels.belongs(self.kernel_id, self.office.sessions.by_key(self.key))
        if not owned or not is_sound(ws_message, newer=self.selected_subprotocol is not None):
            self.close()
            return
        self.office.sessions.touch(self.key)
        try:
            KernelWebsocketHandler.on_message(self, ws_message)
        except Exception as fault:  # noqa: BLE001  (whatever a forged message makes the library stumble over)
            LOG.warning("a message to a kernel was refused: %s", type(fault).__name__)
            self.close()


WIDGETS = frozenset({"comm_open", "comm_msg", "comm_close"})


class Channels(ZMQChannelsWebsocketConnection):
    """The library's connection, which drops nothing of what a widget says, however much is said at once."""

    def _limit_rate(self, channel: str, msg: dict[str, Any], msg_list: list[Any]) -> bool:
        """Limit what is merely printed: a state that is dropped is never sent again."""
        if channel == "iopub":
            msg["header"] = self.get_part("header", msg["header"], msg_list)
            if msg["header"]["msg_type"] in WIDGETS:
                return False
        return bool(super()._limit_rate(channel, msg, msg_list))


class KernelModelDoor(OwnedKernel, JsonDoor):
    """What the page's library asks of a kernel when it connects."""

    def get(self, kernel_id: str) -> None:
        """Return the kernel's model."""
        self.check_owner(kernel_id)
        model = self.kernels.kernel_model(kernel_id)
        self.finish_json({"id": kernel_id, "name": model["name"], "execution_state": model["execution_state"]})


class KernelEndDoor(OwnedKernel, JsonDoor):
    """Ends a kernel when its page is left."""

    async def post(self, kernel_id: str) -> None:
        """End it."""
        self.check_owner(kernel_id)
        await self.kernels.shutdown_kernel(kernel_id, now=True)
        self.set_status(204)
        self.finish()


class HealthDoor(JsonDoor):
    """Says whether a page's kernel still lives; without a kernel named, that the server does."""

    is_deed = False

    async def get(self) -> None:
        """Answer the page's heartbeat."""
        kernel_id = self.get_query_argument("kernel", "")
        if kernel_id and not self.kernels.belongs(kernel_id, self.people.session_of(self)):
            raise HTTPError(404)
        lives = not kernel_id or await self.kernels.lives(kernel_id)
        self.finish_json({"alive": lives}, 200 if lives else 404)
