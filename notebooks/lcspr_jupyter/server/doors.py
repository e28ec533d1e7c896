"""What every door to the browser shares: the host it is asked for, who asks, the headers, and the page of a fault."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from lcspr_core.errors import NotAllowed
from lcspr_jupyter.server import faults, headers
from lcspr_jupyter.server.accounts.where_next import log_in_at
from lcspr_jupyter.server.identity import ByLink
from lcspr_jupyter.server.kernels import Kernels
from lcspr_jupyter.server.office import Office, office_of
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.proxy import STRICT_TRANSPORT
from lcspr_jupyter.server.quiet import LOG
from lcspr_jupyter.server.sessions import Session


class Door(JupyterHandler):
    """One route for browsers; whoever is not logged in gets no further."""

    kept: Mapping[str, str] = headers.NEVER_KEPT
    asks_to_log_in = False
    is_deed = True  # whether to knock here is something that a person does, and not their page by itself

    def set_default_headers(self) -> None:
        """Send our headers, and no word about what answers."""
        self.clear_header("Server")
        for name, value in self.kept.items():
            self.set_header(name, value)
        if office_of(self.application).settings.proxy is not None:
            self.set_header("Strict-Transport-Security", STRICT_TRANSPORT)

    async def prepare(self, **_: Any) -> None:  # type: ignore[override]
        """Check the host, the person and the origin; a stranger is never sent anywhere else."""
        await super().prepare(_redirect_to_login=False)
        if not self.check_origin():
            raise HTTPError(403)
        if self.is_deed and (session := self.people.session_of(self)) is not None:
            self.office.sessions.touch(session.key)

    def check_host(self) -> bool:
        """Answer only under our own names: a page elsewhere whose name leads here is refused."""
        try:
            asked = urlsplit(f"//{self.request.host}")
            host, port = asked.hostname or "", asked.port
        except ValueError:
            return False
        clean = self.request.host.lower() in {host, f"{host}:{port}", f"[{host}]", f"[{host}]:{port}"}
        proxy = self.office.settings.proxy
        if proxy is not None:  # then there is one way in, and it is the partnership's
            return clean and host in self.office.settings.hosts and proxy.sent(self.request)
        return clean and (host in self.office.settings.hosts or _is_loopback(host))

    @property
    def office(self) -> Office:
        """What all doors share."""
        return office_of(self.application)

    @property
    def people(self) -> ByLink:
        """Who knows the cookies."""
        found: ByLink = self.settings["identity_provider"]
        return found

    @property
    def kernels(self) -> Kernels:
        """The kernels behind the pages."""
        found: Kernels = self.settings["kernel_manager"]
        return found

    @property
    def session(self) -> Session:
        """The log-in of this request."""
        found = self.people.session_of(self)
        if found is None:
            raise NotAllowed(faults.SENTENCES[403])
        return found

    def at(self, review: str | None, page: str) -> Caller:
        """Return the person of this request at a page; a review that is not theirs is none that they know of."""
        caller = self.session.identity.at(review, page)
        self.office.counter.review_of(caller) if review is not None else None
        return caller

    def finish_json(self, told: Any, status: int = 200) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(told))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer a fault with a calm page of our own."""
        fault = kwargs.get("exc_info", (None, None))[1]
        status = faults.status_of(fault) if fault is not None else status_code
        self.set_status(status)
        if self._asks_to_log_in():  # by a page that goes on by itself: only then does the browser bring its cookie
            self.finish(self.settings["papers"].step_in(log_in_at(self.request.path)))
            return
        self.finish(self.settings["papers"].fault(status, faults.sentence_of(fault, status)))

    def _asks_to_log_in(self) -> bool:
        """Say whether a page was asked for by nobody who is known, on a server that people log in to."""
        here = self.asks_to_log_in and self.office.settings.accounts and self.request.method == "GET"
        return here and self.check_host() and self.check_origin() and self.people.session_of(self) is None

    def log_exception(self, _kind: Any, value: Any, _trace: Any) -> None:
        """Log the kind of a fault that is ours, and nothing of its text."""
        if faults.status_of(value) >= 500 and not isinstance(value, faults.TooBusy):  # noqa: PLR2004
            LOG.warning("%s stopped with %s", type(self).__name__, type(value).__name__)


class JsonDoor(Door):
    """A door that scripts knock at: its faults are JSON."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer a fault with its sentence."""
        fault = kwargs.get("exc_info", (None, None))[1]
        status = faults.status_of(fault) if fault is not None else status_code
        self.finish_json(faults.told(fault, status), status)


class NoDoor(Door):
    """Where there is nothing: said calmly, whoever asks."""

    @allow_unauthenticated
    def get(self, *_: str) -> None:
        """Say that there is nothing."""
        raise HTTPError(404)

    head = post = put = delete = patch = options = get  # type: ignore[assignment]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
