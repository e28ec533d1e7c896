"""Coming in by a one-time link, and going out again."""

from __future__ import annotations

from jupyter_server.auth.decorator import allow_unauthenticated

from lcspr_core.errors import NotAllowed
from lcspr_jupyter.server import headers
from lcspr_jupyter.server.doors import Door, JsonDoor


class JoinDoor(Door):
    """Turns a one-time link into a log-in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Use the link up; somebody who is in already, and opens it again, just goes on."""
        try:
            word = self.office.sessions.join(self.get_query_argument("t", ""))
        except NotAllowed:
            if self.people.session_of(self) is None:
                raise
        else:
            self.people.remember(self, word)
        self.finish(self.settings["papers"].step_in("/"))


class LogoutDoor(JsonDoor):
    """Ends a log-in, and with it its pages' kernels and tickets."""

    kept = headers.FORMS

    async def post(self) -> None:
        """Log out."""
        session = self.session
        self.office.sessions.end(session.key)
        self.people.let_go(self)
        if self.office.settings.accounts:
            await self.office.ask(self.office.ways_in.register.note, "logged-out", session.identity.id)
        if self.get_body_argument("_xsrf", ""):  # from a plain form, which shows what it is answered
            self.finish(self.settings["papers"].step_in("/goodbye"))
            return
        self.finish_json({"goodbye": True})


class GoodbyeDoor(Door):
    """What is seen after logging out."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say goodbye."""
        self.finish(self.settings["papers"].goodbye(accounts=self.office.settings.accounts))
