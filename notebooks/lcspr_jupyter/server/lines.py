"""Keeps the register's line of each review as new as the review: judged again when it was changed, and each day."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from attrs import evolve, frozen

from lcspr_core.errors import LcsprError, Unreadable
from lcspr_core.methodology import Methodology
from lcspr_core.plain import as_json, from_json
from lcspr_core.review import Header, Review, value_class
from lcspr_core.store import Contents, Store
from lcspr_core.summary import Summary, summary
from lcspr_jupyter.server.quiet import LOG

AT_ONCE = 5  # reviews that are judged while somebody waits for the register
QUIET = 1.0  # seconds after a change, so that a text being typed is judged once and not at each pause
REST = 0.05  # seconds at least between two reviews, else as long as one took: half the time is left to the pages
OFTEN = 60.0  # seconds between two looks at the calendar

Body = Mapping[str, Any]


@frozen(kw_only=True)
class Mark:
    """What a line was worked out from: its review's place in the feed, the day, the program and its calendar."""

    seq: int
    on: str
    program: str


class Lines:
    """Which lines are older than their reviews; a line is worked out from its own review and from no other."""

    def __init__(self, store: Store, methodologies: Mapping[str, Methodology], today: Callable[[], str]) -> None:
        """Begin with every line that is not of today's review, day and program."""
        self.store, self.methodologies, self.today = store, methodologies, today
        versions = sorted(f"{one.slug}={one.version}" for one in methodologies.values())
        self.program = " ".join((version("lcspr"), *versions))
        self._looked = ("", "")
        self.judged = 0  # how many reviews were judged since the server began
        self._turn = threading.Lock()
        self._changed: dict[str, None] = {}
        self._aged: dict[str, None] = {}
        self.rung: Callable[[], None] = lambda: None

    # -- what is to be judged ----------------------------------------------------------------------

    def touched(self, review: str) -> None:
        """Note that a review was changed."""
        with self._turn:
            self._changed[review] = None
        self.rung()

    def look(self) -> None:
        """Note every line that is not of today's day and calendar, when either is another than at the last look."""
        looked = (self.today(), self._made_by())
        if looked == self._looked:
            return
        old = [one.review for one in self.store.reviews() if _mark(one.body) != _wanted(one.seq, one.body, *looked)]
        with self._turn:
            self._aged |= dict.fromkeys(old)
            self._looked = looked

    def _made_by(self) -> str:
        """Name the program with its methodologies, and the days that the partnership itself has closed."""
        days = json.dumps(self.store.closed_days(), sort_keys=True)
        return f"{self.program} {sha256(days.encode()).hexdigest()[:12]}"

    @property
    def waiting(self) -> frozenset[str]:
        """The reviews whose lines are to be worked out anew."""
        with self._turn:
            return frozenset({**self._changed, **self._aged})

    def _next(self) -> str | None:
        """Take a review that waits: what somebody just changed comes before what merely grew a day older."""
        with self._turn:
            found = next((one.popitem()[0] for one in (self._changed, self._aged) if one), None)
            self._aged.pop(found or "", None)
            return found

    # -- judging -----------------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Judge the few reviews that were just changed, for somebody who looks at the register now."""
        for _ in range(min(len(self._changed), AT_ONCE)):
            self.judge_next()

    def judge_next(self) -> bool:
        """Judge one of the reviews that wait; say whether there was any."""
        review = self._next()
        if review is None:
            return False
        try:
            self.judge(review)
        except Exception as fault:  # noqa: BLE001  (a plugin's own code may stop in any way: the other reviews go on)
            LOG.warning("the line of a review stays as it was: %s", type(fault).__name__)
            self._looked = ("", "")  # the disk may have been full: it is tried again at the next look
        return True

    def judge(self, review: str) -> bool:
        """Work out a review's line and keep it, unless the review goes on meanwhile; then it waits again."""
        made_by, contents = self._made_by(), self.store.review(review)
        line = line_of(contents, self.methodologies, date.fromisoformat(self.today()))
        self.judged += 1
        mark = Mark(seq=contents.seq, on=str(line.on), program=made_by)
        kept = self.store.keep_line(review, {**as_json(line), "mark": as_json(mark)}, contents.seq)
        if not kept:
            self.touched(review)
        return kept

    async def keep(self, ask: Callable[..., Any]) -> None:
        """Judge what waits, one review at a time, for as long as the server runs."""
        loop, rung = asyncio.get_running_loop(), asyncio.Event()

        def ring() -> None:
            loop.call_soon_threadsafe(rung.set)

        self.rung = ring
        while True:
            rung.clear()  # before looking, so that nothing slips in between
            await self._judge_all(ask)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), OFTEN)
                await asyncio.sleep(QUIET)

    async def _judge_all(self, ask: Callable[..., Any]) -> None:
        try:
            await ask(self.look)
        except LcsprError as refusal:
            LOG.warning("the register's lines could not be looked through: %s", type(refusal).__name__)
        while self.waiting:
            begun = time.monotonic()
            await ask(self.judge_next)
            await asyncio.sleep(max(REST, time.monotonic() - begun))


def _wanted(seq: int, body: Body, today: str, program: str) -> Mark:
    return Mark(seq=seq, on=str(body.get("as_at") or today), program=program)


def _mark(body: Body) -> Mark | None:
    try:
        return from_json(Mark, body["mark"])
    except (KeyError, Unreadable):
        return None


def line_of(contents: Contents, methodologies: Mapping[str, Methodology], today: date) -> Summary:
    """Return the line of a review as it is stored; what cannot be read is left out, as on its pages."""
    review = _review(contents)
    lead = methodologies.get(review.plan.lead.methodology) if review.plan else None
    return summary(review, lead, methodologies, today)


def _review(contents: Contents) -> Review:
    ((_, header),) = contents.records["header"].values()
    review = Review(header=from_json(Header, header))
    bodies = {kind: rows for kind, rows in contents.records.items() if kind != "header"}
    return evolve(review, records={kind: dict(_values(kind, rows)) for kind, rows in bodies.items()})


def _values(kind: str, rows: Mapping[str, tuple[int, Body]]) -> Iterable[tuple[str, Any]]:
    for name, (_, body) in rows.items():
        with contextlib.suppress(Unreadable):
            yield name, from_json(value_class(kind), body)
