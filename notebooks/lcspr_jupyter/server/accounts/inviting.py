"""What a coordinator asks for, read and checked: whom to invite, in which role, where, and until when."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_jupyter.server.accounts import offered
from lcspr_jupyter.server.accounts.account import Account, Held
from lcspr_jupyter.server.accounts.coming_in import new_link
from lcspr_jupyter.server.accounts.register import Register
from lcspr_jupyter.server.people import EVERY

LONGEST_NAME = 120
NO_NAME = "Type the name of the person you invite, as others here shall read it."
NO_LOGIN = "Type a log-in name without spaces, such as the person's e-mail address at work."
NO_SUCH_ROLE = "Choose one of the roles in the list."
NO_SUCH_REVIEW = "Choose one of the reviews in the list, or every review."
NO_DAY = "The last day is not one that the calendar has. Write it as in 2026-09-30, or leave it empty."
PAST = "The last day has passed already. Choose today or a later one, or leave it empty."
NO_AGENCY = "An agency author writes for one agency in one review. Choose the review, and one of its agencies: {names}."
NO_APPOINTMENT = "There is no such appointment in this review. Its panel page shows them: {names}."
Field = Callable[[str], str]


@frozen(kw_only=True)
class Invited:
    """An account with a link that was just made: its word is told this once."""

    account: Account
    word: str

    @property
    def path(self) -> str:
        """Where the link leads."""
        return f"/invitation?t={self.word}"


def invite(register: Register, told: Field, *, by: str) -> Invited:
    """Put somebody on the register with a role, and make the link that they open."""
    called, login = " ".join(told("called").split()), told("login").strip()
    if not called or len(called) > LONGEST_NAME or not called.isprintable():
        raise Unreadable(NO_NAME)
    if not login or len(login) > LONGEST_NAME or len(login.split()) != 1 or not login.isprintable():
        raise Unreadable(NO_LOGIN)
    held = role_told(register, told)
    word, link = new_link(register)
    return Invited(account=register.invite(called, login, held, link, by=by), word=word)


def renew(register: Register, person: str, *, by: str) -> Invited:
    """Make somebody a new link, for a passphrase or a telephone that was lost; an older link opens nothing any more."""
    word, link = new_link(register)
    return Invited(account=register.renew(person, link, by=by), word=word)


def role_told(register: Register, told: Field) -> Held:
    """Return the role that is asked for, or say what does not fit."""
    if told("role") not in set(PlatformRole):
        raise Unreadable(NO_SUCH_ROLE)
    role, review = PlatformRole(told("role")), told("review")  # all of them only if that is said
    if review != EVERY and review not in {one.review for one in register.counter.store.reviews()}:
        raise Unreadable(NO_SUCH_REVIEW)
    return Held(
        id=f"r-{secrets.token_hex(6)}",
        role=role,
        review=review,
        agency=_agency(register, role, review, told("agency").strip()),
        appointment=_appointment(register, review, told("appointment").strip()),
        since=register.today(),
        until=_last_day(told("until").strip(), register.today()),
    )


def _last_day(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        until = date.fromisoformat(text)
    except ValueError:
        raise Unreadable(NO_DAY) from None
    if until < today:
        raise Unreadable(PAST)
    return until


def _agency(register: Register, role: PlatformRole, review: str, typed: str) -> str:
    """Return the agency that an author writes for; nobody else has one."""
    if role is not PlatformRole.AGENCY_AUTHOR:
        return ""
    names = offered.agencies(register.counter.store, review) if review != EVERY else {}
    return _chosen(names, typed, NO_AGENCY)


def _appointment(register: Register, review: str, typed: str) -> str:
    """Return the appointment that a role is to end with, if one is named."""
    if not typed:
        return ""
    names = offered.appointments(register.counter.store, review) if review != EVERY else {}
    return _chosen(names, typed, NO_APPOINTMENT)


def _chosen(names: offered.Names, typed: str, sentence: str) -> str:
    code = offered.code_of(names, typed)
    if not code:
        raise Unreadable(sentence.format(names=", ".join(names.values()) or "none is entered yet"))
    return code
