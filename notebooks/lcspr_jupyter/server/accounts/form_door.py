"""What every page with a plain form shares: it needs no script, and shows what is wrong above what was typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from tornado.web import HTTPError

from lcspr_core.errors import LcsprError
from lcspr_jupyter.server import faults, headers
from lcspr_jupyter.server.accounts.coming_in import WaysIn
from lcspr_jupyter.server.accounts.register import Register, manages
from lcspr_jupyter.server.accounts.slowing import TooSoon
from lcspr_jupyter.server.doors import Door

MOST_WAITING = 40
CROWD = "Very many people are logging in at this moment. Wait a minute, then try again."
TOO_MANY_REQUESTS = 429
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class FormDoor(Door):
    """A page of the partnership's server; where one computer is one person's, there is none."""

    kept = headers.FORMS

    async def prepare(self, **_: Any) -> None:
        """Be nowhere, unless people log in with accounts."""
        if not self.office.settings.accounts:
            raise HTTPError(404)
        await super().prepare()

    @property
    def ways_in(self) -> WaysIn:
        """The ways in."""
        return self.office.ways_in

    @property
    def register(self) -> Register:
        """The accounts."""
        return self.office.ways_in.register

    def typed(self, name: str, most: int = 250) -> str:
        """Return one field of a form, never longer than it needs to be."""
        return self.get_body_argument(name, "", strip=False)[:most]

    def show(self, page: str, *, fault: LcsprError | None = None, **told: Any) -> None:
        """Show a page; what went wrong stands above its form."""
        session = self.people.session_of(self)
        self.set_status(_status(fault))
        if isinstance(fault, TooSoon):
            self.set_header("Retry-After", str(fault.seconds))
        shared = {"xsrf": self.xsrf_token.decode(), "sorry": str(fault) if fault else ""}
        person = session.identity.name if session else ""
        own = self.register.called(session.identity.id) if session else ""
        leads = bool(session and manages(session.identity))
        self.finish(self.settings["papers"].page(page, **shared, person=person, own=bool(own), leads=leads, **told))

    def see_other(self, path: str) -> None:
        """Go on to another page of ours."""
        self.set_status(303)
        self.set_header("Location", path)
        self.finish()

    async def slowly(self, work: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs) -> Answer:
        """Do what is slow on purpose, two at a time and beside the pages' own threads."""
        if self.ways_in.waiting >= MOST_WAITING:
            raise faults.TooBusy(CROWD)
        self.ways_in.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.ways_in.threads, lambda: work(*args, **named))
        finally:
            self.ways_in.waiting -= 1


def _status(fault: LcsprError | None) -> int:
    if fault is None:
        return 200
    return TOO_MANY_REQUESTS if isinstance(fault, TooSoon) else faults.status_of(fault)
