"""Somebody writes row after row while their page's program stalls again and again: not a word is lost."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle

import pytest
from playwright.sync_api import expect

from lcspr_core.demonstration import juniper
from tests.stories.casework import Casework, begun
from tests.stories.doing import LONG, opened, saved
from tests.stories.filling import Form, open_form
from tests.stories.to_the_panel import it_is_referred

pytestmark = pytest.mark.soak

ROWS = 14
# Seconds of work and of stalling by turns; some stalls are shorter, some longer than the page waits before its rescue.
STALLS = ((0.05, 4.0), (0.6, 0.1), (0.3, 3.2), (0.1, 0.5), (0.45, 6.0), (0.2, 2.6))


@pytest.mark.parametrize("first", [0, 2, 4])
def test_rows_written_while_the_program_stalls_are_all_there_after_a_reload(tmp_path, witness, first):
    work = begun(tmp_path / "partnership.lcspr")
    work.witness = witness
    with work.on(juniper.AS_AT, first=True) as one:
        it_is_referred(work, one)
        one.at(work.review, "procedure")
        asks = open_form(one.hand, "contributors")
        with stalling(work, (*STALLS[first:], *STALLS[:first])):
            for number in range(ROWS):
                Form(one.hand).fill(asks, {"people": [written(number)]})
        if one.page.locator(":focus").count():
            one.hand.leave()
        saved(one.page)
        one.page.reload()
        opened(one.page)
        open_form(one.hand, "contributors")
        one.hand.press(one.page.get_by_role("button", name="Open all").first)
        every = one.page.locator('[data-path="people"] li[data-row]')
        expect(every).to_have_count(ROWS, timeout=LONG)
        for number in range(ROWS):
            for name in ("who", "view", "where"):
                field = every.nth(number).locator(f'[data-path$=".{name}"]').locator("input, textarea").first
                expect(field).to_have_value(written(number)[name], timeout=LONG)


def written(number: int) -> dict[str, str]:
    """Return what is written in one row."""
    told = {"who": f"Person {number}", "view": f"View {number}", "where": f"Part {number}"}
    return {**told, "sort": "practitioner", "invited_on": "1 June 2026", "outcome": "contributed"}


@contextmanager
def stalling(work: Casework, turns: Iterable[tuple[float, float]]) -> Iterator[None]:
    """Stop every program of the server for a while, again and again; all go on at the end."""
    assert work.server is not None
    programs = [one["pid"] for one in work.server.kernels() if one["pid"]]
    enough = threading.Event()

    def stall() -> None:
        for at_work, stalled in cycle(turns):
            if enough.wait(at_work):
                return
            for how, rest in ((signal.SIGSTOP, stalled), (signal.SIGCONT, 0)):
                for program in programs:
                    os.kill(program, how)
                enough.wait(rest)

    thread = threading.Thread(target=stall)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()
