"""The gate that kernels speak to: HTTP and JSON over a private socket, one ticket each."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tornado.web import Application, RequestHandler

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_jupyter.gate import PUBLICATION
from lcspr_jupyter.server import asked, begun_rows, calling, closed_days, drafting, faults, publishing, writing
from lcspr_jupyter.server.accounts import at_the_gate
from lcspr_jupyter.server.bells import rung
from lcspr_jupyter.server.counter import Json
from lcspr_jupyter.server.elsewhere import again
from lcspr_jupyter.server.office import Office, office_of
from lcspr_jupyter.server.people import Identity
from lcspr_jupyter.server.quiet import LOG, log_request
from lcspr_jupyter.server.tickets import VOID, Seat

LONGEST_WAIT = 30
SCHEME = "LCSPR "
NO_ROUTE = "The gate has no such question. This page and the server differ: load the page again."


class GateDoor(RequestHandler):
    """Answers one question of a kernel, if its ticket is good and its kernel lives."""

    def set_default_headers(self) -> None:
        """Say nothing of what answers."""
        self.clear_header("Server")
        self.set_header("Content-Type", "application/json")

    async def prepare(self) -> None:
        """Let in only what shows a ticket, at the gate's own address."""
        self.office: Office = office_of(self.application)
        self.gone = False
        self.seat = await self.seated()

    def on_connection_close(self) -> None:
        """Notice that nobody waits for the answer any more."""
        self.gone = True

    async def seated(self) -> Seat:
        """Return where the ticket sits, as long as its log-in and its kernel go on."""
        told = self.request.headers.get("Authorization", "")
        if not told.startswith(SCHEME):
            raise NotAllowed(VOID)
        seat = self.office.seat_of(told.removeprefix(SCHEME))
        if seat.kernel and not await self.application.settings["kernel_lives"](seat.kernel):
            self.office.tickets.void(kernel=seat.kernel)
            raise NotAllowed(VOID)
        return seat

    async def get(self, path: str) -> None:
        """Answer a reading."""
        await self._answer(READINGS, path)

    async def post(self, path: str) -> None:
        """Answer a writing."""
        self.told = asked.json_object(self.request.body)
        await self._answer(WRITINGS, path)

    async def _answer(self, table: dict[str, Callable[[GateDoor], Awaitable[Any]]], path: str) -> None:
        question = table.get(path)
        if question is None:
            raise NotFound(NO_ROUTE)
        if self.seat.caller.page == PUBLICATION and path not in publishing.ALLOWED:
            raise NotAllowed(publishing.NOT_FOR_THE_PUBLIC)
        told = await question(self)
        self.finish(await self.office.ask(json.dumps, told))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with a sentence."""
        fault = kwargs.get("exc_info", (None, None))[1]
        status = faults.status_of(fault) if fault is not None else status_code
        self.set_status(status)
        self.finish(json.dumps(faults.told(fault, status)))

    def log_exception(self, _kind: Any, value: Any, _trace: Any) -> None:
        """Log the kind of a fault that is ours, and nothing of its text."""
        if faults.status_of(value) >= 500:  # noqa: PLR2004
            LOG.warning("the gate stopped with %s", type(value).__name__)


# --- the questions --------------------------------------------------------------------------------------------------


async def me(door: GateDoor) -> Json:
    """Who is asking, and where."""
    told = await door.office.ask(door.office.counter.me, door.seat)
    return {**told, "user": {**told["user"], "called": door.office.called(told["user"]["id"])}}


def identity_of(door: GateDoor) -> Identity:
    """Return the person behind a ticket; a command on this computer has no log-in, and is its owner's."""
    if not door.seat.session:
        return door.office.settings.owner
    session = door.office.sessions.by_key(door.seat.session)
    if session is None:
        raise NotAllowed(VOID)
    return session.identity


async def reviews(door: GateDoor) -> list[Json]:
    """The register of reviews."""
    dues = door.get_query_argument("dues", "") == "all"
    return await door.office.ask(door.office.counter.reviews, identity_of(door), dues=dues)


async def review(door: GateDoor) -> Json:
    """The review of this page; for a public edition, what may be published of it."""
    if door.seat.caller.page == PUBLICATION:
        return await door.office.ask(publishing.public_review, door.office.counter, door.seat)
    return await door.office.ask(door.office.counter.review, door.seat)


async def ledger(door: GateDoor) -> Json:
    """A stretch of a ledger."""
    kind = door.path_kwargs["path"].rpartition("/")[2]
    limit = asked.whole(door.get_query_argument("limit", "200"), least=1)
    after = door.get_query_argument("after", None)
    return await door.office.ask(door.office.counter.ledger, door.seat, kind, after, limit)


async def history(door: GateDoor) -> list[Json]:
    """The past of one record."""
    kind, name = door.get_query_argument("kind", ""), door.get_query_argument("id", "")
    told = await door.office.ask(door.office.counter.history, door.seat, kind, name)
    return [{**one, "called": door.office.called(one["by"])} for one in told]


async def names(door: GateDoor) -> Json:
    """The real names, for the page that edits them."""
    return await door.office.ask(writing.names, door.office.counter, door.seat.caller)


async def feed(door: GateDoor) -> Json:
    """What changed since, as soon as anything did; at the latest when the caller has waited long enough."""
    counter, seat = door.office.counter, door.seat
    since = asked.whole(door.get_query_argument("since", "0"))
    wait = asked.whole(door.get_query_argument("wait", "0").partition(".")[0], most=LONGEST_WAIT)
    until = time.monotonic() + wait
    bell = counter.bells.listen(counter.review_of(seat.caller))
    told = await door.office.ask(counter.feed, seat, since)
    while not (told["changes"] or told.get("again")) and time.monotonic() < until and not door.gone:
        await rung(bell, until - time.monotonic())
        await door.seated()  # the log-in, the role or the kernel may have ended meanwhile
        bell = counter.bells.listen(counter.review_of(seat.caller))
        told = await door.office.ask(counter.feed, seat, told["seq"])
    bell.cancel()
    return told


async def changes(door: GateDoor) -> Json:
    """Save a batch."""
    told = door.told
    batch, why, token = asked.changes_in(told), asked.why_of(told), asked.field(told, "token", str, None)
    return await door.office.ask(writing.change, door.office.counter, door.seat.caller, batch, why, token=token)


async def undo(door: GateDoor) -> Json:
    """Take back the last thing."""
    return await door.office.ask(writing.undo, door.office.counter, door.seat.caller)


async def open_review(door: GateDoor) -> Json:
    """Open a new review."""
    identity = identity_of(door)
    header, records = (asked.field(door.told, name, dict) for name in ("header", "records"))
    return await door.office.ask(drafting.open_review, door.office.counter, identity, header, records)


async def draft(door: GateDoor) -> Json:
    """What this person has begun to open."""
    return await door.office.ask(drafting.draft, door.office.counter, identity_of(door))


async def write_draft(door: GateDoor) -> Json:
    """Save an edit of what this person has begun to open."""
    return await door.office.ask(drafting.written, door.office.counter, identity_of(door), door.told)


async def save_names(door: GateDoor) -> Json:
    """Seal real names."""
    texts, seen = asked.field(door.told, "names", dict), asked.field(door.told, "seen", dict, None)
    return await door.office.ask(writing.save_names, door.office.counter, door.seat.caller, texts, seen)


async def tickets(door: GateDoor) -> Json:
    """Hand a command on this computer a ticket for one review."""
    office, review = door.office, asked.field(door.told, "review", str)
    return await office.ask(calling.ticket_for, office, door.seat, review)


async def exports(door: GateDoor) -> Json:
    """Make an appendix as files."""
    from lcspr_jupyter.server.exporting import export

    notebook, wanted = asked.field(door.told, "notebook", str), asked.field(door.told, "to", list)
    edition = asked.field(door.told, "edition", str, "internal")
    return await export(door.office, door.seat, notebook, wanted, edition)


Question = Callable[[GateDoor], Awaitable[Any]]
READINGS: dict[str, Question] = {
    "me": me,
    "reviews": reviews,
    "elsewhere": lambda one: one.office.ask(again, one.office.counter, one.seat.caller, identity_of(one)),
    "draft": draft,
    "begun": lambda door: door.office.ask(begun_rows.told, door.office.counter, door.seat.caller),
    "review": review,
    "closed-days": lambda door: door.office.ask(closed_days.told, door.office.counter, identity_of(door)),
    "ledger/card": ledger,
    "ledger/entry": ledger,
    "ledger/rating": ledger,
    "history": history,
    "people": lambda door: door.office.ask(at_the_gate.listed, door.office, door.seat),
    "names": names,
    "feed": feed,
}
WRITINGS: dict[str, Question] = {
    "changes": changes,
    "undo": undo,
    "reviews": open_review,
    "draft": write_draft,
    "begun": lambda door: door.office.ask(begun_rows.begin, door.office.counter, door.seat.caller, door.told),
    "closed-days": lambda door: door.office.ask(closed_days.put, door.office.counter, identity_of(door), door.told),
    "names": save_names,
    "people": lambda door: door.office.ask(at_the_gate.invited, door.office, door.seat, door.told),
    "exports": exports,
    "tickets": tickets,
}


def gate(office: Office, kernel_lives: Callable[[str], Awaitable[bool]]) -> Application:
    """Return the gate, ready to be put behind a socket."""
    return Application(
        [(r"/(?P<path>.{0,40})", GateDoor)],
        office=office,
        kernel_lives=kernel_lives,
        log_function=log_request,
    )
