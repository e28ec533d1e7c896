"""Accounts from the command line of the server's own computer: the first coordinator comes from there."""

from __future__ import annotations

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_jupyter.server import asked
from lcspr_jupyter.server.accounts import inviting
from lcspr_jupyter.server.accounts.account import Account
from lcspr_jupyter.server.accounts.register import NO_ACCOUNT, Register
from lcspr_jupyter.server.calling import COMMAND
from lcspr_jupyter.server.counter import Json
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.people import EVERY, ROLE_WORDS
from lcspr_jupyter.server.tickets import Seat

NOT_HERE = "Only a command on the server's own computer may do this. Use the page “People who work here”."


def listed(office: Office, seat: Seat) -> list[Json]:
    """Return who works here, with the roles that stand."""
    _refuse_others(seat)
    register = office.ways_in.register
    return [_told(register, one) for one in register.every()]


def _told(register: Register, account: Account) -> Json:
    roles = [
        {
            "role": ROLE_WORDS[one.role],
            "review": "every review" if one.review == EVERY else one.review,
            "until": one.until.isoformat() if one.until else "",
        }
        for one in register.roles_now(account)
    ]
    state = "invited" if account.link else "in" if account.taken_up or register.vouched else "no way in"
    return {"id": account.id, "called": account.called, "login": account.login, "state": state, "roles": roles}


def invited(office: Office, seat: Seat, told: Json) -> Json:
    """Invite somebody new, make a new link for somebody known, or end all that somebody holds."""
    _refuse_others(seat)
    register, by = office.ways_in.register, seat.caller.id
    login, do = asked.field(told, "login", str), asked.field(told, "do", str)
    if do == "invite":
        made = inviting.invite(register, lambda name: str(told.get(name) or ""), by=by)
        return {"path": made.path, "public": office.settings.public, "called": made.account.called}
    account = register.by_login(login)
    if account is None:
        raise NotFound(NO_ACCOUNT)
    if do == "again":
        made = inviting.renew(register, account.id, by=by)
        return {"path": made.path, "public": office.settings.public, "called": account.called}
    for role in register.roles_now(account):
        register.end(account.id, role.id, by=by)
    office.sessions.sweep()  # what was opened with them is closed now
    return {"called": account.called}


def _refuse_others(seat: Seat) -> None:
    if seat.caller.page != COMMAND or seat.caller.review is not None:
        raise NotAllowed(NOT_HERE)
