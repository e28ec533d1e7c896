"""One account and the roles that its person holds: values only, and how each is written down for the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from lcspr_core.methodology import PlatformRole
from lcspr_core.plain import as_json, from_json
from lcspr_core.store.accounts import Kept
from lcspr_jupyter.server.people import EVERY, Grant, Identity

SIGN = "w-"  # how each account's id begins: nobody else's does
SEALED = ("login", "called", "secret")


@frozen(kw_only=True)
class Held:
    """One role that somebody holds in a review or in all, until its last day is over, or it is ended."""

    id: str
    role: PlatformRole
    review: str = EVERY
    agency: str = ""
    appointment: str = ""  # of the review's panel, whose end is this role's end too
    since: date
    until: date | None = None
    ended_at: str = ""

    @property
    def grant(self) -> Grant:
        """What it lets its person do."""
        return Grant(role=self.role, review=self.review, agency=self.agency)

    def stands(self, today: date) -> bool:
        """Say whether it has begun and not ended, as far as its own days go."""
        return not self.ended_at and self.since <= today and (self.until is None or today <= self.until)


@frozen(kw_only=True)
class Link:
    """An invitation that waits: the hash of its word, and when it grows too old."""

    key: str
    until: str


@frozen(kw_only=True)
class Account:
    """Somebody who works here; without a passphrase until the invitation is taken up."""

    id: str
    login: str = field(repr=False)
    called: str = field(repr=False)
    secret: str = field(default="", repr=False)
    hash: str = field(default="", repr=False)
    step: int = 0
    recovery: tuple[str, ...] = field(default=(), repr=False)
    held: tuple[Held, ...] = ()
    link: Link | None = None

    @property
    def taken_up(self) -> bool:
        """Whether its person has chosen a passphrase."""
        return bool(self.hash)


Standing = Callable[[Held], bool]


def roles_now(account: Account, today: date, appointed: Standing = lambda _: True) -> tuple[Held, ...]:
    """Return the roles of this person now: begun, not over, and none whose appointment to the panel has ended."""
    return tuple(one for one in account.held if one.stands(today) and (not one.appointment or appointed(one)))


def identity_of(account: Account, roles: tuple[Held, ...]) -> Identity:
    """Return the person as the server judges each request."""
    return Identity(id=account.id, name=account.called, grants=tuple(one.grant for one in roles))


def same_login(one: str, other: str) -> bool:
    """Say whether two log-in names are the same, however they were typed."""
    return one.strip().casefold() == other.strip().casefold()


def with_role(account: Account, role: Held) -> Account:
    """Return an account with one role more, or with another in the place of the one of that id."""
    others = tuple(one for one in account.held if one.id != role.id)
    return evolve(account, held=(*others, role))


def kept(account: Account) -> Kept:
    """Return an account as the store keeps it."""
    told: dict[str, Any] = as_json(account)
    sealed = {name: told.pop(name) for name in SEALED}
    return Kept(id=told.pop("id"), body=told, sealed=sealed)


def read_back(row: Kept) -> Account:
    """Return the account that the store kept."""
    return from_json(Account, {"id": row.id, **row.body, **row.sealed})
