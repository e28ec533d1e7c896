"""The register of accounts: the store's rows in memory, each written through, and who somebody is at this moment."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from datetime import date, datetime

from attrs import evolve

from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.panels.appointments import Appointment, serves
from lcspr_core.plain import from_json
from lcspr_jupyter.server.accounts.account import (
    SIGN,
    Account,
    Held,
    Link,
    identity_of,
    kept,
    read_back,
    roles_now,
    same_login,
    with_role,
)
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import EVERY, Identity

NO_ACCOUNT = "There is no such person among those who work here. Load the page again."
LAST_COORDINATOR = "This is the last coordinator of the whole partnership. Invite another one first."
TAKEN = "Somebody with this log-in name works here already. Find them in the list and give them a further role there."


class Register:
    """Every account; asked from the server's threads in turn."""

    def __init__(self, counter: Counter, *, vouched: bool = False) -> None:
        """Read what the store keeps; `vouched` says that the partnership's own log-in lets people in."""
        self.counter, self.lock, self.vouched = counter, threading.RLock(), vouched
        self._accounts = {name: read_back(row) for name, row in counter.store.accounts().items()}

    # -- who -------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """Return the moment that every end is judged by; a demonstration's own day gives nobody a right."""
        return self.counter.now()

    def today(self) -> date:
        """Return the day here."""
        return self.now().astimezone().date()

    def every(self) -> tuple[Account, ...]:
        """Return every account in the order of its name."""
        return tuple(sorted(self._accounts.values(), key=lambda one: (one.called.casefold(), one.id)))

    def one(self, account: str) -> Account:
        """Return one account."""
        if account not in self._accounts:
            raise NotFound(NO_ACCOUNT)
        return self._accounts[account]

    def by_login(self, login: str) -> Account | None:
        """Return the account of a log-in name; each is looked at, whichever it is."""
        found = [one for one in tuple(self._accounts.values()) if same_login(one.login, login)]
        return found[0] if found else None

    def called(self, person: str) -> str:
        """Return what somebody is called before others, or nothing of one who has no account."""
        return self._accounts[person].called if person in self._accounts else ""

    def roles_now(self, account: Account) -> tuple[Held, ...]:
        """Return the roles of this person now."""
        return roles_now(account, self.today(), self._appointed)

    def _appointed(self, held: Held) -> bool:
        """Say whether the panel appointment behind a role serves; one that was taken away or is unreadable does not."""
        row = self.counter.store.record(held.review, "appointment", held.appointment)
        try:
            return row is not None and row.body is not None and serves(from_json(Appointment, row.body), self.today())
        except Unreadable:
            return False

    def identity(self, person: str) -> Identity | None:
        """Return somebody with what they may do at this moment; nobody, if they hold no role any more."""
        account = self._accounts.get(person)
        roles = self.roles_now(account) if account is not None else ()
        return identity_of(account, roles) if account is not None and roles else None

    def standing(self, identity: Identity) -> Identity | None:
        """Return somebody who is logged in as they are now; who has no account came by a link of this computer."""
        return self.identity(identity.id) if identity.id.startswith(SIGN) else identity

    # -- what is done to them --------------------------------------------------------------------

    def invite(self, called: str, login: str, held: Held, link: Link, *, by: str) -> Account:
        """Put a new person on the register, with a role and a link that waits."""
        with self.lock:
            if self.by_login(login) is not None:
                raise Unreadable(TAKEN)
            account = Account(id=SIGN + secrets.token_hex(8), login=login, called=called, held=(held,), link=link)
            return self.keep(account, "person-invited", by=by, review=held.review, ids=(held.id, held.role.value))

    def give(self, person: str, held: Held, *, by: str) -> Account:
        """Give somebody a further role."""
        with self.lock:
            account = with_role(self.one(person), held)
            return self.keep(account, "role-given", by=by, review=held.review, ids=(held.id, held.role.value))

    def end(self, person: str, role: str, *, by: str) -> Account:
        """End one of somebody's roles, now."""
        with self.lock:
            account = self.one(person)
            held = next((one for one in account.held if one.id == role), None)
            if held is None:
                raise NotFound(NO_ACCOUNT)
            self._refuse_last(account, held)
            ended = with_role(account, evolve(held, ended_at=self.counter.moment()))
            return self.keep(ended, "role-ended", by=by, review=held.review, ids=(held.id, held.role.value))

    def _refuse_last(self, account: Account, held: Held) -> None:
        """Keep one coordinator at least, who has taken up the invitation: else nobody could invite anybody."""
        if not leads_all(held):
            return
        left = [
            role.id
            for one in self.every()
            if one.taken_up or self.vouched or one.id == account.id
            for role in self.roles_now(one)
            if leads_all(role) and role.id != held.id
        ]
        if not left:
            raise Unreadable(LAST_COORDINATOR)

    def renew(self, person: str, link: Link | None, *, by: str) -> Account:
        """Let a link of somebody's wait in the place of an older one, or none."""
        with self.lock:
            account = evolve(self.one(person), link=link)
            return self.keep(account, "link-made" if link else "link-withdrawn", by=by)

    def keep(self, account: Account, what: str, *, by: str, review: str = "", ids: Iterable[str] = ()) -> Account:
        """Write one account through to the store, with its line in the audit."""
        with self.lock:
            place = "" if review == EVERY else review
            self.counter.store.keep_account(
                kept(account), what=what, by=by, at=self.counter.moment(), review=place, ids=ids
            )
            self._accounts[account.id] = account
        return account

    def note(self, what: str, by: str, ids: Iterable[str] = ()) -> None:
        """Put into the audit what changed nothing: a log-in, a try that did not fit."""
        self.counter.store.note(by, self.counter.moment(), what, "", ids)


def leads_all(held: Held) -> bool:
    """Say whether a role is that of a coordinator of the whole partnership."""
    return held.role is PlatformRole.COORDINATOR and held.review == EVERY


def manages(identity: Identity) -> bool:
    """Say whether somebody invites and ends the others: a coordinator of the whole partnership."""
    return any(one.role is PlatformRole.COORDINATOR and one.review == EVERY for one in identity.grants)
