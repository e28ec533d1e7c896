"""Logging in: by name, passphrase and code, or because the partnership's own log-in says who somebody is."""

from __future__ import annotations

from jupyter_server.auth.decorator import allow_unauthenticated

from lcspr_core.errors import LcsprError, NotAllowed
from lcspr_jupyter.server.accounts.account import Account
from lcspr_jupyter.server.accounts.coming_in import NO_ROLE
from lcspr_jupyter.server.accounts.form_door import FormDoor
from lcspr_jupyter.server.accounts.where_next import HOME, safe

UNKNOWN_HERE = (
    "Your partnership’s log-in worked, but nobody has put you on the list of those who work here. Ask the coordinator "
    "of your reviews, and give them the name that you log in with."
)


class LogInDoor(FormDoor):
    """Turns what somebody knows and holds into a session; nothing says whether there is such an account."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Show the form; somebody who is in already goes on."""
        wanted = safe(self.get_query_argument("next", HOME))
        if self.people.session_of(self) is not None:
            self.finish(self.settings["papers"].step_in(wanted))
        elif self._vouches:
            self.enter(await self._vouched(), wanted)
        else:
            self.show("log_in", wanted=wanted, login="")

    @allow_unauthenticated
    async def post(self) -> None:
        """Log in, or say that something does not fit, and never what."""
        wanted, login = safe(self.typed("next")), self.typed("login")
        if self._vouches:
            raise NotAllowed(UNKNOWN_HERE)
        try:
            account = await self.slowly(
                self.ways_in.log_in, login, self.typed("passphrase"), self.typed("code"), self.people.address_of(self)
            )
        except LcsprError as fault:
            self.show("log_in", fault=fault, wanted=wanted, login=login)
            return
        self.enter(account, wanted)

    def enter(self, account: Account, wanted: str) -> None:
        """Open a new session for somebody; one that the browser already had ends, whoever's it was."""
        identity = self.register.identity(account.id)
        if identity is None:
            raise NotAllowed(NO_ROLE)
        if (before := self.people.session_of(self)) is not None:
            self.office.sessions.end(before.key)
        word = self.office.sessions.open(identity, self.office.settings.account_idle_seconds)
        self.people.remember(self, word)
        self.see_other(wanted) if self.request.method == "POST" else self._step_in(wanted)

    def _step_in(self, wanted: str) -> None:
        self.finish(self.settings["papers"].step_in(wanted))

    @property
    def _vouches(self) -> bool:
        proxy = self.office.settings.proxy
        return proxy is not None and proxy.vouches

    async def _vouched(self) -> Account:
        account = self.people.vouched(self)
        if account is None:
            raise NotAllowed(UNKNOWN_HERE)
        await self.office.ask(self.register.note, "logged-in", account.id)
        return account
