"""Takes what a person did in a component to the function that answers it; a fault becomes a sentence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, MutableMapping
from datetime import datetime
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from attrs import asdict

from lcspr_core.concerns import NotTaken
from lcspr_core.errors import Clash, LcsprError

Said = Mapping[str, Any]
SORRY = "Something went wrong here, and it is our fault. What you typed is still on the page; reload it to go on."


class Speaks(Protocol):
    """A component: it tells what a person did, and can be told something back."""

    def on_said(self, callback: Callable[[Said], None]) -> None:
        """Call back with each message from the page."""

    def send(self, content: dict[str, Any]) -> None:
        """Tell the page something."""


def listen(component: Speaks, commands: Mapping[str, Callable[[Said], object]]) -> None:
    """Answer each message of a component by its `do`; what is unknown is ignored, and every fault is said.

    What a command returns as a mapping is told with its “saved”: by which id a new row goes, for one.
    """

    def heard(said: Said) -> None:
        command = commands.get(str(said.get("do", "")))
        if command is not None:
            _guarded(component, command, said)

    component.on_said(heard)


def _guarded(component: Speaks, command: Callable[[Said], object], said: Said) -> None:
    try:
        told = command(said)
    except LcsprError as error:
        component.send({"sorry": str(error), "edit": said.get("edit", ""), **_beside(error)})
    except Exception as fault:  # noqa: BLE001  (a page never shows a traceback)
        # Only the fault's kind is logged: its text may carry what somebody typed.
        logging.getLogger(__name__).warning("a screen stopped with %s", type(fault).__name__)
        component.send({"sorry": SORRY, "edit": said.get("edit", "")})
    else:
        if said.get("edit"):
            component.send({"saved": said["edit"], "at": clock(), **(told if isinstance(told, Mapping) else {})})


def _beside(error: LcsprError) -> dict[str, Any]:
    """Return what a page can show of an error beside its sentence: both texts of a clash, or each reason of several."""
    match error:
        case Clash(places=places):
            return {"clashes": [asdict(one) for one in places]}
        case NotTaken(reasons=reasons):
            return {"reasons": [asdict(one) for one in reasons]}
        case _:
            return {}


REPLY = 0.005  # seconds: a reply leaves the kernel by another thread, which cannot run while this one draws


def later(draw: Callable[[], None]) -> None:
    """Draw once what a click needs is done and sent, so that “saved” is never kept waiting for a picture."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        draw()
        return
    waiting = _WAITING.setdefault(loop, set())
    if draw not in waiting:
        waiting.add(draw)
        loop.call_later(REPLY, _draw, waiting, draw)


_WAITING: MutableMapping[asyncio.AbstractEventLoop, set[Callable[[], None]]] = WeakKeyDictionary()


def _draw(waiting: set[Callable[[], None]], draw: Callable[[], None]) -> None:
    waiting.discard(draw)
    draw()


def clock() -> str:
    """Return the time as a page shows it when something was saved."""
    return f"{datetime.now().astimezone():%H:%M}"
