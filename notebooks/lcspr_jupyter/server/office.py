"""What all doors of the server share: the settings, the counter, who is logged in, and which tickets are out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from attrs import Factory, field, frozen

from lcspr_core.errors import NotAllowed
from lcspr_jupyter.server.accounts.coming_in import WaysIn
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.downloads import Downloads
from lcspr_jupyter.server.people import Identity, owner
from lcspr_jupyter.server.proxy import Proxy
from lcspr_jupyter.server.sessions import Sessions
from lcspr_jupyter.server.tickets import VOID, Seat, Tickets

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
KEEPER = "Whoever keeps this computer"  # the bar says “You” to them, which before others would be somebody else


def _proxy(given: Any) -> Proxy | None:
    """Take a proxy as it is, or as its settings."""
    return Proxy(**given) if isinstance(given, Mapping) else given


@frozen(kw_only=True)
class Settings:
    """How a server is set up; all of it is given in Python, none of it is read from a folder."""

    notebooks: Path
    address: str = "127.0.0.1"
    port: int = 0
    hosts: tuple[str, ...] = ("localhost",)
    as_at: date | None = None
    owner: Identity = field(factory=owner)
    most_kernels: int = 16
    most_kernels_each: int = 8
    spare_kernels: int = 1
    idle_seconds: int = 3600
    alone_seconds: int = 600
    ping_milliseconds: int = 30_000
    importers: Mapping[str, str] = field(factory=dict)
    accounts: bool = False  # whether people log in with accounts of their own: a partnership's server
    account_idle_seconds: int = 3600
    public: str = ""  # the address that people type, when a proxy stands before
    proxy: Proxy | None = field(default=None, converter=_proxy)
    secure_cookie: bool = field(default=Factory(lambda self: self.proxy is not None, takes_self=True))


@frozen(kw_only=True)
class Office:
    """One server's shared things."""

    settings: Settings
    counter: Counter
    sessions: Sessions
    ways_in: WaysIn
    tickets: Tickets
    downloads: Downloads
    folder: Path
    gate: str = ""
    # One worker of each sort at a time leaves room for the pages.
    exports: asyncio.Semaphore = field(factory=lambda: asyncio.Semaphore(1))
    imports: asyncio.Semaphore = field(factory=lambda: asyncio.Semaphore(1))
    threads: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(4, thread_name_prefix="counter"))

    def called(self, person: str) -> str:
        """Return what somebody is called before others; of one who was here before the server was, nothing is known."""
        if person == self.settings.owner.id:
            return KEEPER
        return self.ways_in.register.called(person) or self.sessions.names.get(person, "")

    def seat_of(self, word: str) -> Seat:
        """Return where a ticket sits, as long as its log-in and the roles of it go on."""
        session = self.tickets.seat(word).session
        if session and self.sessions.by_key(session) is None:
            raise NotAllowed(VOID)
        return self.tickets.seat(word)  # to ask for the log-in may have shown that a role of it is over

    async def ask(self, question: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs) -> Answer:
        """Ask the counter in a thread of its own, so that a slow disk never stops the pages."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, partial(question, *args, **named))


def office_of(application: Any) -> Office:
    """Return the office of a Tornado application."""
    found: Office = application.settings["office"]
    return found
