"""Your log-in: what somebody may change about their own, and where their own rights stand."""

from __future__ import annotations

from typing import Any

from lcspr_core.errors import LcsprError, NotFound
from lcspr_core.timescales.dates import said
from lcspr_jupyter.server.accounts.account import SIGN, Account
from lcspr_jupyter.server.accounts.form_door import FormDoor
from lcspr_jupyter.server.people import EVERY, ROLE_WORDS

NO_OWN = "You came in by this computer's own link, which has no passphrase to change. Go to Reviews."


class OwnDoor(FormDoor):
    """Shows somebody their own roles, and changes their passphrase."""

    asks_to_log_in = True

    async def get(self) -> None:
        """Show the form."""
        await self._page(self._account())

    async def post(self) -> None:
        """Change the passphrase: every other session of this person ends."""
        account, key = self._account(), self.session.key
        told = (self.typed(name) for name in ("passphrase", "code", "first", "again"))
        try:
            await self.slowly(self.ways_in.change_passphrase, account.id, *told)
        except LcsprError as fault:
            await self._page(account, fault=fault)
            return
        self.office.sessions.end_all(account.id, but=key)
        await self._page(
            account, done="Your passphrase is changed. Wherever else you were logged in, you no longer are."
        )

    def _account(self) -> Account:
        person = self.session.identity.id
        if not person.startswith(SIGN):
            raise NotFound(NO_OWN)
        return self.register.one(person)

    async def _page(self, account: Account, **told: Any) -> None:
        roles = await self.office.ask(self._roles, account)
        left = len(self.register.one(account.id).recovery)
        self.show(
            "account",
            here="account",
            login=account.login,
            roles=roles,
            left=left,
            vouched=self.register.vouched,
            **told,
        )

    def _roles(self, account: Account) -> list[dict[str, str]]:
        titles = {one.review: str(one.body.get("title") or one.review) for one in self.office.counter.store.reviews()}
        return [
            {
                "words": ROLE_WORDS[one.role],
                "where": "every review" if one.review == EVERY else titles.get(one.review, one.review),
                "until": f"until the end of {said(one.until)}" if one.until else "no last day",
            }
            for one in self.register.roles_now(account)
        ]
