"""Opens the doors: the gate for kernels, the port for browsers, and everything closed again at the end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen
from tornado.httpserver import HTTPServer

from lcspr_core.errors import Unreadable
from lcspr_core.plugins import load
from lcspr_core.store import Keys, Store
from lcspr_jupyter.server import calling, sockets, static
from lcspr_jupyter.server.accounts.coming_in import WaysIn
from lcspr_jupyter.server.accounts.register import Register
from lcspr_jupyter.server.application import LARGEST_BODY, Served, application
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.downloads import Downloads
from lcspr_jupyter.server.gate import gate
from lcspr_jupyter.server.office import Office, Settings
from lcspr_jupyter.server.people import Identity
from lcspr_jupyter.server.sessions import Sessions
from lcspr_jupyter.server.tickets import Tickets

NOTEBOOKS = Path(__file__).resolve().parents[2]
EVERYWHERE = "0.0.0.0"  # noqa: S104  (never our own choice)
PORT_TAKEN = "Port {port} is taken by another program. Choose another one, or leave it out to take any that is free."


@frozen(kw_only=True)
class Running:
    """A server with its doors open."""

    office: Office
    served: Served
    url: str

    def invite(self, identity: Identity) -> str:
        """Return a new one-time link for somebody."""
        return f"{self.url}/join?t={self.office.sessions.invite(identity)}"


@asynccontextmanager
async def opened(store: Store, settings: Settings) -> AsyncIterator[Running]:
    """Open every door, and close all of them at the end, or where one of them cannot be opened."""
    async with AsyncExitStack() as at_the_end:  # the last first
        folder = sockets.private_folder()
        at_the_end.callback(sockets.clear, folder)
        found, address = sockets.bound(folder)
        for one in found:
            at_the_end.callback(one.close)
        office = _office(store, settings, folder, address)
        at_the_end.callback(office.threads.shutdown, wait=True)
        at_the_end.callback(office.ways_in.threads.shutdown, wait=True)
        served = application(office)
        at_the_end.push_async_callback(
            sockets.hang_up, sockets.listen(gate(office, served.kernel_manager.lives), found)
        )
        at_the_end.push_async_callback(served.kernel_manager.close)
        listening, port = _listening(served, settings)
        at_the_end.push_async_callback(sockets.hang_up, listening)
        office.sessions.ended.append(served.kernel_manager.session_ended)
        served.kernel_manager.ready()
        at_the_end.callback(calling.fall_silent, calling.answer(office, address))
        at_the_end.callback(asyncio.create_task(office.counter.lines.keep(office.ask)).cancel)
        yield Running(office=office, served=served, url=f"http://{_host(settings)}:{port}")


def _office(store: Store, settings: Settings, folder: Path, address: str) -> Office:
    bells = Bells(loop=asyncio.get_running_loop())
    counter = Counter(store, load().keepers, bells, settings.as_at)
    register = Register(counter, vouched=settings.proxy is not None and settings.proxy.vouches)
    return Office(
        settings=settings,
        counter=counter,
        sessions=Sessions(standing=register.standing),
        ways_in=WaysIn(register=register),
        tickets=Tickets(),
        downloads=Downloads(),
        folder=folder,
        gate=address,
    )


def _listening(served: Served, settings: Settings) -> tuple[HTTPServer, int]:
    try:
        found = socket.create_server((settings.address, settings.port))  # which leaves nothing open where it fails
    except OSError as taken:
        raise Unreadable(PORT_TAKEN.format(port=settings.port)) from taken
    found.settimeout(0)  # the loop asks it, and never waits for it
    port = int(found.getsockname()[1])
    served.app.settings["port"] = port
    server = HTTPServer(served.app, max_body_size=LARGEST_BODY, idle_connection_timeout=600, body_timeout=120)
    server.add_socket(found)
    return server, port


def _host(settings: Settings) -> str:
    return settings.hosts[0] if settings.address == EVERYWHERE else settings.address


def serve(
    store: Store | Path,
    keys: Keys | None = None,
    *,
    port: int = 0,
    open_browser: bool = False,
    notebooks: Path | None = None,
    as_at: date | None = None,
    on_ready: Callable[[str], Any] | None = None,
    **more: Any,
) -> None:
    """Serve a store until somebody stops it; `on_ready` is told the one-time link of a laptop's own person."""
    folder = NOTEBOOKS if notebooks is None else Path(notebooks)
    settings = Settings(notebooks=folder.resolve(), port=port, as_at=as_at, **more)
    opened_store = store if isinstance(store, Store) else Store.open(Path(store).resolve(), keys or _no_keys())
    if opened_store.place.is_absolute():
        os.chdir(static.TEMPLATE)  # some library may look for its configuration in the working folder
    with opened_store:
        asyncio.run(_until_stopped(opened_store, settings, open_browser, on_ready))


def _no_keys() -> Keys:
    raise Unreadable("A store that is not open yet needs its keys.")


async def _until_stopped(
    store: Store, settings: Settings, open_browser: bool, on_ready: Callable[[str], Any] | None
) -> None:
    stop = asyncio.Event()
    _stop_on_signals(stop)
    async with opened(store, settings) as running:
        link = running.url if settings.accounts else running.invite(settings.owner)
        if on_ready is not None:
            on_ready(link)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, link)
        await stop.wait()


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        try:
            loop.add_signal_handler(getattr(signal, name), stop.set)
        except (NotImplementedError, ValueError):  # Windows, or not the main thread
            continue
