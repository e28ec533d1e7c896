"""The register with 10, 100 and 1,000 cases: its lines, its page, the first key pressed, all dues, an answer saved.

Each is told as a ratio to the same with 10 cases in the same run, with the exponent by which it grows (0: not at all,
1: as the number of cases does); the page also beside a plain table of as many rows in the same browser.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import log
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.due_everywhere import DueEverywhere
from lcspr_jupyter.screens.home import HomeScreen
from lcspr_jupyter.server import writing
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import owner
from playwright.sync_api import Page, sync_playwright

from lcspr_core.plain import as_json
from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store
from lcspr_core.summary import summary
from tests.benchmarks.many_cases import SORTS, TODAY, case, kept
from tests.jupyter.components.conftest import Answers, Server
from tests.stories.conftest import CHROMIUM, QUIET

pytestmark = pytest.mark.bench

SIZES = (10, 100, 1000)
TIMES = 9
VARIETY = 6 * len(SORTS)  # so many cases are judged each for itself; the lines of the others are of the same sorts
LARGE = 4  # beyond the first hundred every fourth case has all its records: the file is large, and soon made
LOADED = load()


def line_of(number: int) -> Mapping[str, Any]:
    """Return the register's line of one of many cases."""
    review = case(number).header
    return {**_line(number % VARIETY), "id": review.id, "title": review.title}


@cache
def _line(number: int) -> Mapping[str, Any]:
    review = case(number)
    lead = LOADED.methodologies.get("silp") if review.plan else None
    told: Mapping[str, Any] = as_json(summary(review, lead, LOADED.methodologies, TODAY))
    return told


class Registers:
    """A store for each size, as a server has it open, with its lines worked out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open = {size: self._filled(size) for size in SIZES}

    def _filled(self, size: int) -> Counter:
        store = Store.create(self.folder / str(size) / "reviews.lcspr", Keys.new())
        for number in range(size):
            review = case(number)
            light = number >= 100 and number % LARGE
            kept(store, review.__class__(header=review.header) if light else review, line_of(number))
        return Counter(store, LOADED.keepers, Bells(), as_at=TODAY)

    def close(self) -> None:
        for one in self.open.values():
            one.store.close()


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    made = Registers(tmp_path_factory.mktemp("registers"))
    yield made
    made.close()


class Near:
    """The gate without the socket: what a page asks of the server, as JSON."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def me(self) -> dict[str, Any]:
        user = {"id": "owner", "name": "", "role": "coordinator", "agency": ""}
        return {"user": user, "review": None, "page": "home", "today": TODAY.isoformat()}

    def reviews(self, *, dues: bool = False) -> Any:
        return json.loads(json.dumps(self.counter.reviews(owner(), dues=dues)))

    def draft(self) -> dict[str, Any]:
        return {}


def desk(counter: Counter) -> Desk:
    return Desk(Near(counter), LOADED)  # type: ignore[arg-type]


def measured(deeds: Mapping[int, Callable[[], object]]) -> dict[int, list[float]]:
    """Time each deed turn by turn, so that all meet the same machine."""
    taken: dict[int, list[float]] = {size: [] for size in deeds}
    for _ in range(TIMES):
        for size, deed in deeds.items():
            begun = time.perf_counter()
            deed()
            taken[size].append((time.perf_counter() - begun) * 1000)
    return taken


def told(what: str, taken: Mapping[int, list[float]], budget: str) -> str:
    """Say what each size takes beside the first, and by which power it grows."""
    best = {size: min(times) for size, times in taken.items()}
    first, *_, last = best
    grows = log(best[last] / best[first]) / log(last / first)
    each = "; ".join(
        f"{size}: {best[size] / best[first]:.1f} x ({best[size]:.1f} ms, middle {median(taken[size]):.1f})"
        for size in best
    )
    return f"{what}: {each}; grows by the power {grows:.2f} (budget: {budget})"


def test_the_register_without_its_page(registers: Registers, capsys: pytest.CaptureFixture[str]) -> None:
    for one in registers.open.values():
        one.lines.catch_up()
    read = measured({size: lambda n=size: registers.open[n].reviews(owner()) for size in SIZES})
    home = measured({size: lambda n=size: HomeScreen(desk(registers.open[n])) for size in SIZES})
    every = measured({size: lambda n=size: DueEverywhere(desk(registers.open[n])) for size in SIZES})
    with capsys.disabled():
        print("\n" + told("the lines of all reviews read", read, "power 1 and under 0.2 s"))
        print(told("the register's program, from the gate to its state", home, "power 1 and under 0.5 s"))
        print(told("all dues of all reviews, from the gate to the state", every, "power 1 and under 1.5 s"))


def test_one_answer_saved(registers: Registers, capsys: pytest.CaptureFixture[str]) -> None:
    number = iter(range(100_000))

    def save(counter: Counter) -> None:
        row = counter.store.record("case-0003", "answer", "procedure.referral")
        assert row is not None
        after = {**row.body, "data": {**row.body["data"], "summary": f"Seen {next(number)}."}}
        change = Change(kind="answer", id="procedure.referral", revision=row.revision, before=row.body, after=after)
        writing.change(counter, owner().at("case-0003", "procedure"), (change,), "answered")

    def followed(counter: Counter) -> None:
        save(counter)
        before = counter.lines.judged
        while counter.lines.judge_next():
            pass
        assert counter.lines.judged == before + 1

    saved = measured({size: lambda n=size: save(registers.open[n]) for size in SIZES})
    for one in registers.open.values():
        one.lines.catch_up()
    judged = measured({size: lambda n=size: followed(registers.open[n]) for size in SIZES})
    with capsys.disabled():
        print("\n" + told("one answer saved", saved, "power 0"))
        print(told("one answer saved, and its review's line worked out after it", judged, "power 0: one review judged"))


# --- in the browser ---------------------------------------------------------------------------------------------------

PLAIN = """(rows) => {
  const table = document.createElement("table");
  for (const row of rows) {
    const line = table.insertRow();
    for (const text of [row.title, row.method, row.stage, row.due_day, row.due_what, row.who, row.late_words])
      line.insertCell().textContent = text;
  }
  document.querySelector("main").replaceChildren(table);
}"""
PAINTED = """async ([name, given]) => {
  const deed = { ours: (state) => window.models.home.show(state), plain: %s, key: (text) => {
    const field = document.querySelector("#home-find");
    field.value = text;
    field.dispatchEvent(new Event("input"));
  } }[name];
  const begun = performance.now();
  deed(given);
  document.body.getBoundingClientRect();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - begun;
}""" % (PLAIN,)  # noqa: UP031  (braces are the script's own)


@pytest.fixture
def pages() -> Iterator[Callable[[Mapping[str, Any]], Page]]:
    server = Server(("127.0.0.1", 0), Answers)
    server.forget()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = next(one for one in CHROMIUM if Path(one).exists())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))

        def opened(state: Mapping[str, Any]) -> Page:
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.add_init_script(f"window.given = {json.dumps({'home': state})}; window.answering = 'at once';")
            page.goto(f"http://127.0.0.1:{server.server_port}/open/home")
            page.wait_for_selector("body[data-ready=yes]", state="attached")
            return page

        yield opened
        browser.close()
    server.shutdown()
    server.server_close()


def test_the_page(registers: Registers, pages: Any, capsys: pytest.CaptureFixture[str]) -> None:
    states = {size: HomeScreen(desk(registers.open[size])).component.state for size in SIZES}
    ready: dict[int, list[float]] = {size: [] for size in SIZES}
    pressed: dict[int, list[float]] = {size: [] for size in SIZES}
    plain: list[float] = []
    for _ in range(TIMES):
        for size in SIZES:
            page = pages({**states[size], "reviews": []})
            ready[size].append(page.evaluate(PAINTED, ["ours", states[size]]))
            page.wait_for_timeout(400)  # the rows beyond the first windows follow while nobody does anything
            pressed[size].append(page.evaluate(PAINTED, ["key", "a"]))
            if size == SIZES[-1]:
                plain.append(page.evaluate(PAINTED, ["plain", states[size]["reviews"]]))
            page.context.close()
    last = SIZES[-1]
    with capsys.disabled():
        print("\n" + told("the page ready", ready, "power 0.3: the state is read, 40 rows are made"))
        print(told("the first key pressed in the filter", pressed, "power 0.3: the rows of before are taken away"))
        print(
            f"the page with {last} reviews: {min(ready[last]) / min(plain):.2f} x a plain table of as many (budget: 1)"
        )
        print(f"the first key: {min(pressed[last]) / min(plain):.2f} x drawing that table (budget: 0.5)")
