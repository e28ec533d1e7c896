"""The open review on a page: read once, saved at each change, and kept in step with everybody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from lcspr_core.adapting import keeper
from lcspr_core.answering import answer as put_answer
from lcspr_core.answers import Answer
from lcspr_core.concerns import Concern
from lcspr_core.errors import Clash, LcsprError, PastErased, PluginFault, Unreadable
from lcspr_core.methodology import Methodology
from lcspr_core.plain import as_json, from_json
from lcspr_core.plugins import Loaded, load
from lcspr_core.review import LEDGERS, Header, Review, value_class
from lcspr_jupyter.gate import Gate

Place = tuple[str, str]
PERSON = ("id", "name", "role", "agency", "called")


@frozen(kw_only=True)
class Person:
    """Who is at the desk: an identity and a role, as the server has them."""

    id: str
    name: str
    role: str
    agency: str = ""
    called: str = ""


@frozen(kw_only=True)
class Change:
    """One thing changed, as the gate takes it: what the writer saw, and what it becomes."""

    kind: str
    id: str
    revision: int = 0
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = field(default=None)

    def body(self) -> dict[str, Any]:
        """Return the change as the gate's JSON."""
        names = ("kind", "id", "revision", "before", "after")
        return {name: getattr(self, name) for name in names}


class Desk:
    """A review open on one page; `review` is always the newest that this page has been told of."""

    def __init__(self, gate: Gate | None = None, loaded: Loaded | None = None) -> None:
        """Ask the gate who is here and what is open; nothing is read from the page's address."""
        self.gate = gate or Gate.from_environment()
        self.loaded = loaded or load()
        told = self.gate.me()
        self.person = Person(**{name: told["user"].get(name, "") for name in PERSON})
        self.page: str = told["page"]
        # The day that clocks are read on: the open review's own where it has one (a demonstration), else the real one.
        self.today = date.fromisoformat(told["today"])
        self.review_id: str | None = told["review"]
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self.bodies: dict[Place, dict[str, Any]] = {}
        self.revisions: dict[Place, int] = {}
        self.unread: set[Place] = set()
        self.remembered: dict[str, tuple[tuple[Any, ...], tuple[Concern, ...]]] = {}
        self.seq = 0
        self.following: asyncio.Task[None] | None = None
        self.review = self._read() if self.review_id else None

    @property
    def open(self) -> Review:
        """The open review; a page about one review is never shown without it."""
        if self.review is None:
            raise Unreadable("No review is open on this page. Go to Reviews and choose one.")
        return self.review

    @property
    def methodology(self) -> Methodology | None:
        """The methodology that leads this review, if it is chosen and its plugin is here."""
        return self.methodology_of(self.review) if self.review else None

    def methodology_of(self, review: Review) -> Methodology | None:
        """Return the methodology that a review's plan names, if its plugin is here."""
        plan = review.plan
        return self.loaded.methodologies.get(plan.lead.methodology) if plan else None

    def _read(self) -> Review:
        told = self.gate.review()
        self.seq = told["seq"]
        review = Review(header=from_json(Header, told["header"]))
        for kind, records in told["records"].items():
            values = [self._take(kind, name, one["revision"], one["body"]) for name, one in records.items()]
            review = review.with_records(kind, [value for value in values if value is not None])
        return review

    def _take(self, kind: str, name: str, revision: int, body: dict[str, Any]) -> Any:
        """Keep a body as it came, and return its value; what cannot be read is kept, and left out."""
        self.bodies[kind, name], self.revisions[kind, name] = body, revision
        try:
            return from_json(value_class(kind), body)
        except Unreadable:
            self.unread.add((kind, name))
            return None

    # -- saving ---------------------------------------------------------------------------------

    def put(self, review: Review, why: str, *, extra: Iterable[Change] = ()) -> None:
        """Save whatever differs between the open review and this one, in one go."""
        self.send((*self.differences(review), *extra), why)

    def save(self, kind: str, *values: Any, why: str) -> None:
        """Save values of one kind into the open review."""
        self.put(self.open.with_records(kind, values), why)

    def remove(self, kind: str, name: str, why: str) -> None:
        """Take something out of the review altogether; its history stays."""
        self.put(self.open.without(kind, name), why)

    def answer(self, given: Answer, why: str) -> None:
        """Save an answer, and the records that it yields, in one go."""
        methodology = keeper(self.open, given.strand, self.loaded.keepers)
        if methodology is None:
            self.save("answer", given, why=why)
            return
        try:
            review = put_answer(self.open, methodology, given)
        except PluginFault as fault:
            self.save("answer", given, why=why)  # what was typed is kept, whatever the methodology makes of it
            raise PluginFault(f"{fault} What you wrote is saved.") from None
        self.put(review, why)

    def differences(self, review: Review) -> tuple[Change, ...]:
        """Return the changes that turn the open review into this one; what is the very same is not compared."""
        old, new = self.open.records, review.records
        kinds = [kind for kind in {**old, **new} if old.get(kind) is not new.get(kind)]
        return tuple(change for kind in kinds for change in self._changed(kind, old.get(kind, {}), new.get(kind, {})))

    def _changed(self, kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[Change]:
        for name in {**old, **new}:
            was, now = old.get(name), new.get(name)
            if was is not now and was != now:
                yield self._change(kind, name, now)

    def _change(self, kind: str, name: str, value: Any) -> Change:
        place = (kind, name)
        return Change(
            kind=kind,
            id=name,
            revision=self.revisions.get(place, 0),
            before=self.bodies.get(place),
            after=None if value is None else as_json(value),
        )

    def send(self, changes: Iterable[Change], why: str) -> None:
        """Send changes to the gate, and take what came of them into the open review."""
        asked = tuple(changes)
        if asked:
            self.gate.change([one.body() for one in asked], why)
            self.catch_up()

    def undo(self) -> str:
        """Undo the last thing that this person did in this review; return what there is to say of it, if anything."""
        told = self.gate.undo()
        self.catch_up()
        return str(told.get("sentence", ""))

    # -- following ------------------------------------------------------------------------------

    def catch_up(self, wait: float = 0) -> None:
        """Take in everything that was saved since this page last looked, by whomever."""
        self.take_in(self._told(wait))

    def _told(self, wait: float) -> Mapping[str, Any]:
        """Return what came since; where that past was erased, all is to be read anew."""
        try:
            return self.gate.feed(self.seq, wait)
        except PastErased:
            return {"again": True}

    def take_in(self, told: Mapping[str, Any]) -> None:
        """Put a piece of the feed into the open review and tell the screens which kinds changed."""
        if told.get("again"):  # what may be seen has changed, or the past is erased: all is read anew
            self.bodies, self.revisions, self.review = {}, {}, self._read()
            kinds = {"header", *self.review.records}
        else:
            kinds = {self._apply(one) for one in told["changes"] if one["seq"] > self.seq}
            self.seq = max(self.seq, told["seq"])
        for listener in tuple(self.listeners) if kinds else ():
            listener(frozenset(kinds))

    def _apply(self, one: Mapping[str, Any]) -> str:
        kind, name, body = one["kind"], one["id"], one["body"]
        self.seq = max(self.seq, one["seq"])
        if kind in LEDGERS or self.review is None:
            return str(kind)
        if kind == "header" and body is not None:
            self.review = evolve(self.review, header=from_json(Header, body))
        elif body is None:
            self.review = self.review.without(kind, name)
            self.bodies.pop((kind, name), None)
            self.revisions[kind, name] = one["revision"]
        else:
            value = self._take(kind, name, one["revision"], body)
            self.review = self.review if value is None else self.review.with_records(kind, [value])
        return str(kind)

    def follow(self) -> asyncio.Task[None]:
        """Go on taking in what others save, for as long as the page lives."""
        return asyncio.get_running_loop().create_task(self._follow())

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        pause = 1.0
        while True:
            try:
                told = await loop.run_in_executor(None, self._told, 20.0)
                self.take_in(told)
                pause = 1.0
            except (LcsprError, OSError):
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10.0)

    # -- ledgers --------------------------------------------------------------------------------

    def ledger(self, kind: str) -> dict[str, tuple[int, dict[str, Any]]]:
        """Return all rows of a ledger by id, with their revisions; read in pieces, never held in the review."""
        rows: dict[str, tuple[int, dict[str, Any]]] = {}
        after: str | None = None
        while True:
            told = self.gate.ledger(kind, after=after, limit=500)
            rows |= {one["id"]: (one["revision"], one["body"]) for one in told["rows"]}
            if not told["more"]:
                return rows
            after = told["rows"][-1]["id"]


__all__ = ["Change", "Clash", "Desk", "Person"]
