"""People who work here: a coordinator sees who holds which role until when, invites, and ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from attrs import frozen

from lcspr_core.errors import LcsprError, NotAllowed
from lcspr_core.timescales.dates import said
from lcspr_jupyter.server.accounts import inviting, offered
from lcspr_jupyter.server.accounts.account import Account, Held
from lcspr_jupyter.server.accounts.form_door import FormDoor
from lcspr_jupyter.server.accounts.inviting import Invited
from lcspr_jupyter.server.accounts.register import manages
from lcspr_jupyter.server.people import EVERY, ROLE_WORDS

NOT_YOURS = "Only a coordinator of the whole partnership sees who works here, invites and ends roles."
NO_SUCH_DEED = "This page and the server differ. Load the page again; nothing was changed."
FIELDS = ("called", "login", "role", "review", "agency", "appointment", "until")


@frozen(kw_only=True)
class Done:
    """What was done, in a sentence, with the link that is shown this once, if one was made."""

    sentence: str
    path: str = ""


@frozen(kw_only=True)
class Called:
    """What reviews are called, and in each of them its agencies and whoever is or was on its panel."""

    places: Mapping[str, str]
    agencies: Mapping[str, offered.Names]
    appointments: Mapping[str, offered.Names]


class PeopleDoor(FormDoor):
    """The coordinator's page about everybody else's rights."""

    asks_to_log_in = True

    async def get(self) -> None:
        """Show everybody."""
        self.coordinator()
        await self._page()

    async def post(self) -> None:
        """Do one thing, and show everybody again."""
        by, deed = self.coordinator(), DEEDS.get(self.typed("do"))
        try:
            if deed is None:
                raise NotAllowed(NO_SUCH_DEED)
            done = await self.office.ask(deed, self, by)
        except LcsprError as fault:
            await self._page(fault=fault, typed={name: self.typed(name) for name in FIELDS})
            return
        self.office.sessions.sweep()  # whoever lost a right loses what was opened with it now, not at the next beat
        await self._page(done=done)

    def coordinator(self) -> str:
        """Return who asks, if they may."""
        identity = self.session.identity
        if not manages(identity):
            raise NotAllowed(NOT_YOURS)
        return identity.id

    async def _page(self, **told: Any) -> None:
        shown = await self.office.ask(self._shown)
        if (done := told.get("done")) and done.path:
            told["link"] = f"{self.office.settings.public or self._own_address()}{done.path}"
        self.show(
            "people",
            **shown,
            roles={role.value: words for role, words in ROLE_WORDS.items()},
            here="people",
            vouched=self.register.vouched,
            today=self.register.today().isoformat(),
            typed=told.pop("typed", {}),
            **told,
        )

    def _own_address(self) -> str:
        return f"{self.request.protocol}://{self.request.host}"

    def _places(self) -> dict[str, str]:
        titles = {one.review: str(one.body.get("title") or one.review) for one in self.office.counter.store.reviews()}
        return {EVERY: "Every review", **titles}

    def _shown(self) -> dict[str, Any]:
        """Return everybody, and what can be chosen for a role; each thing by its name."""
        places, store = self._places(), self.office.counter.store
        reviews = {key: title for key, title in places.items() if key != EVERY}
        called = Called(
            places=places,
            agencies={key: offered.agencies(store, key) for key in reviews},
            appointments={key: offered.appointments(store, key, ended=True) for key in reviews},
        )
        standing = {key: offered.appointments(store, key) for key in reviews}
        return {
            "people": [self._told(account, called) for account in self.register.every()],
            "places": places,
            "agencies": offered.to_choose({reviews[key]: names for key, names in called.agencies.items()}),
            "appointments": offered.to_choose({reviews[key]: names for key, names in standing.items()}),
        }

    def _told(self, account: Account, called: Called) -> dict[str, Any]:
        standing = {one.id for one in self.register.roles_now(account)}
        return {
            "id": account.id,
            "called": account.called,
            "login": account.login,
            "state": self._state(account, bool(standing)),
            "waits": account.link is not None,
            "taken_up": account.taken_up,
            "roles": [_role(one, called, one.id in standing, self.register.today()) for one in account.held],
        }

    def _state(self, account: Account, stands: bool) -> str:
        if account.link is not None:
            until = datetime.fromisoformat(account.link.until)
            over = until <= self.register.now()
            return "invitation too old" if over else f"invited, link good until {said(until.astimezone().date())}"
        if not account.taken_up and not self.register.vouched:
            return "no way in"
        return "works here" if stands else "no role at present"


def _role(held: Held, called: Called, stands: bool, today: date) -> dict[str, Any]:
    review = called.places.get(held.review, held.review)
    agency = called.agencies.get(held.review, {}).get(held.agency, held.agency)
    appointment = called.appointments.get(held.review, {}).get(held.appointment, held.appointment)
    return {
        "id": held.id,
        "words": ROLE_WORDS[held.role],
        "where": f"{review}, for {agency}" if agency else review,
        "since": said(held.since),
        "until": _until(held, appointment, stands, today),
        "stands": stands,
    }


def _until(held: Held, appointment: str, stands: bool, today: date) -> str:
    if held.ended_at:
        return f"ended on {said(datetime.fromisoformat(held.ended_at).astimezone().date())}"
    if held.until is not None and held.until < today:
        return f"ended after {said(held.until)}"
    if not stands:
        return f"not now: the appointment {appointment} has not begun, or has ended"
    until = f"until the end of {said(held.until)}" if held.until else "no last day"
    return f"{until}, or with the appointment {appointment}" if appointment else until


# --- what a coordinator can do ----------------------------------------------------------------------------------------


def _invite(door: PeopleDoor, by: str) -> Done:
    made = inviting.invite(door.register, door.typed, by=by)
    if door.register.vouched:
        door.register.renew(made.account.id, None, by=by)
        return Done(sentence=f"{made.account.called} can come in with the partnership’s own log-in now.")
    return _with_link(made, "is invited")


def _renew(door: PeopleDoor, by: str) -> Done:
    return _with_link(inviting.renew(door.register, door.typed("person"), by=by), "has a new invitation")


def _with_link(made: Invited, what: str) -> Done:
    return Done(sentence=f"{made.account.called} {what}. Give them this link yourself:", path=made.path)


def _withdraw(door: PeopleDoor, by: str) -> Done:
    account = door.register.renew(door.typed("person"), None, by=by)
    return Done(sentence=f"The invitation of {account.called} opens nothing any more.")


def _give(door: PeopleDoor, by: str) -> Done:
    account = door.register.give(door.typed("person"), inviting.role_told(door.register, door.typed), by=by)
    return Done(sentence=f"{account.called} holds the further role now.")


def _end(door: PeopleDoor, by: str) -> Done:
    account = door.register.end(door.typed("person"), door.typed("held"), by=by)
    return Done(sentence=f"The role of {account.called} has ended. What they had open with it is closed.")


def _log_out(door: PeopleDoor, by: str) -> Done:
    account = door.register.one(door.typed("person"))
    door.register.note("logged-out-by-coordinator", by, (account.id,))
    door.office.sessions.end_all(account.id)
    return Done(sentence=f"{account.called} is logged out everywhere, and can log in again.")


DEEDS: Mapping[str, Callable[[PeopleDoor, str], Done]] = {
    "invite": _invite,
    "renew": _renew,
    "withdraw": _withdraw,
    "give": _give,
    "end": _end,
    "log_out": _log_out,
}
