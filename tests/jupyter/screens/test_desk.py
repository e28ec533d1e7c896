"""The desk keeps in step with the store, also where the past that it would catch up with is erased."""

from __future__ import annotations

import asyncio

from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.gate import _refusal
from lcspr_jupyter.server.faults import status_of

from lcspr_core.errors import PastErased
from lcspr_core.store.refusals import HistoryErased
from lcspr_core.thread import Record

TITLE = "Renamed while this page slept"


def slept(gate, store):
    """Open a page that misses a change, and the erasing of it."""
    desk, other = Desk(gate), Desk(type(gate)(store=store, who="ben"))
    theme = other.open.one("theme", "g-people")
    other.save("theme", evolve(theme, title=TITLE), why="renamed")
    store.erase_history("juniper", "2027-01-01", "ben", "2027-01-02T00:00:00+00:00")
    return desk


def test_where_the_past_is_erased_the_review_is_read_anew(gate, store):
    desk = slept(gate, store)
    told = []
    desk.listeners.append(told.append)
    desk.catch_up()
    assert desk.open.one("theme", "g-people").title == TITLE
    assert "theme" in told[0]
    desk.save("theme", Record(id="new", kind="theme", title="Saved after it"), why="tried")
    assert desk.open.one("theme", "new").title == "Saved after it"


def test_a_page_that_only_listens_reads_anew_too(gate, store):
    desk = slept(gate, store)

    async def until_read() -> None:
        read = asyncio.Event()
        desk.listeners.append(lambda _: read.set())
        following = desk.follow()
        await read.wait()
        following.cancel()

    asyncio.run(asyncio.wait_for(until_read(), 10))
    assert desk.open.one("theme", "g-people").title == TITLE


def test_the_gate_says_it_in_a_way_that_the_desk_understands():
    status = status_of(HistoryErased())
    assert isinstance(_refusal(status, {"sentence": str(HistoryErased())}), PastErased)
