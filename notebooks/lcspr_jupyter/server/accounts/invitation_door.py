"""Taking an invitation up: a passphrase, the second factor, and a sheet of recovery codes, on one page."""

from __future__ import annotations

from jupyter_server.auth.decorator import allow_unauthenticated

from lcspr_core.errors import LcsprError, NotAllowed
from lcspr_jupyter.server.accounts import time_codes
from lcspr_jupyter.server.accounts.account import Account
from lcspr_jupyter.server.accounts.coming_in import LINK_GONE
from lcspr_jupyter.server.accounts.form_door import FormDoor
from lcspr_jupyter.server.accounts.shown import Shown
from lcspr_jupyter.server.people import EVERY, ROLE_WORDS
from lcspr_jupyter.server.sessions import sealed, secret

COOKIE = "lcspr-invitation"


class InvitationDoor(FormDoor):
    """One invitation, open to whoever holds its link, until it is taken up."""

    @property
    def shown(self) -> Shown:
        """What was shown to whom."""
        return self.ways_in.shown

    @allow_unauthenticated
    def get(self) -> None:
        """Show the invitation; to look at it uses nothing up."""
        word = self.get_query_argument("t", "")
        account = self.invited(word)
        browser = self.get_cookie(COOKIE) or ""
        if not self.shown.again(sealed(word), sealed(browser)):
            browser = secret()
            self.set_cookie(COOKIE, browser, path="/", httponly=True, samesite="Strict", secure=self._secure)
        self._form(account, word, self.shown.to(sealed(word), sealed(browser)))

    @allow_unauthenticated
    async def post(self) -> None:
        """Take it up, and show the recovery codes, once."""
        word = self.typed("t")
        account = self.invited(word)
        known = self.shown.again(sealed(word), sealed(self.get_cookie(COOKIE) or ""))
        if not known:
            raise NotAllowed(LINK_GONE)
        try:
            account, codes = await self.slowly(
                self.ways_in.take_up, word, self.typed("passphrase"), self.typed("again"), known, self.typed("code")
            )
        except LcsprError as fault:
            if self.shown.again(sealed(word), sealed(self.get_cookie(COOKIE) or "")) != known:
                raise
            self._form(account, word, known, fault=fault)
            return
        self.shown.used(sealed(word))
        self._enter(account, codes)

    def invited(self, word: str) -> Account:
        """Return the account that a link is for; where the partnership's log-in lets people in, none is needed."""
        if self.register.vouched:
            raise NotAllowed(LINK_GONE)
        return self.ways_in.invited(word)

    def _enter(self, account: Account, codes: tuple[str, ...]) -> None:
        """Let the person in with a session of its own; every one that was open under the old passphrase ends."""
        self.office.sessions.end_all(account.id)
        if (before := self.people.session_of(self)) is not None:
            self.office.sessions.end(before.key)
        identity = self.register.identity(account.id)
        if identity is not None:
            word = self.office.sessions.open(identity, self.office.settings.account_idle_seconds)
            self.people.remember(self, word)
        self.clear_cookie(COOKIE, path="/", httponly=True, samesite="Strict", secure=self._secure)
        self.show("recovery_codes", codes=codes, entered=identity is not None)

    @property
    def _secure(self) -> bool:
        return self.office.settings.secure_cookie

    def _form(self, account: Account, word: str, shown: str, fault: LcsprError | None = None) -> None:
        roles = [f"{ROLE_WORDS[one.role]} – {self._place(one.review)}" for one in self.register.roles_now(account)]
        self.show(
            "invitation",
            fault=fault,
            word=word,
            called=account.called,
            login=account.login,
            renewed=account.taken_up,
            roles=roles,
            grouped=time_codes.grouped(shown),
            link=time_codes.link(shown, account.login),
            picture=time_codes.picture(shown, account.login),
        )

    def _place(self, review: str) -> str:
        """Return where a role is held; the link alone tells nobody a review's name."""
        return "every review" if review == EVERY else "one review"
