"""The workbench against a one-button Voila notebook in the same run, on the same server and in the same browser."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

import pytest
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import BrowserContext, Page, sync_playwright

from lcspr_core.store import Keys, Store
from tests.stories.conftest import CHROMIUM, QUIET

pytestmark = pytest.mark.bench

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
WATCHING = Path(__file__).with_name("watching.js").read_text("utf-8")
PAGES, CLICKS = 8, 60
REST = 4.0  # seconds, the same before each page: the server has its next kernel ready, as between two real pages
LONG = 60_000
BUTTON = """import ipywidgets
button = ipywidgets.Button(description="One button")
button.on_click(lambda one: setattr(one, "description", "Answered" if one.description != "Answered" else "Again"))
button"""
ONE_BUTTON = {"at": "case", "shows": ".jupyter-button", "press": ".jupyter-button", "place": ".jupyter-button"}
WORKBENCH = {
    "at": "workbench",
    "shows": ".lcspr-path li",
    "press": ".lcspr-path button",
    "place": ".lcspr-form h2",
}
STEPS = {"a short form": "Recommendations", "the longest form": "Themes and learning"}


def one_button(folder: Path) -> None:
    """Put the baseline in the place of a page that the server lists, beside the real workbench."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None, "source": BUTTON}
    title = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# One button"}
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    body = {"cells": [title, cell], "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "case.ipynb").write_text(json.dumps(body), "utf-8")
    (folder / "workbench.ipynb").write_bytes((NOTEBOOKS / "workbench.ipynb").read_bytes())
    (folder / "home.ipynb").write_bytes((NOTEBOOKS / "home.ipynb").read_bytes())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Apart]:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    one_button(folder)
    keys, place = Keys.new(), tmp_path / "a.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
    with running(place, keys, notebooks=folder) as one:
        yield one


@pytest.fixture
def browser(server: Apart) -> Iterator[BrowserContext]:
    chromium = next(one for one in CHROMIUM if Path(one).exists())
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        context = launched.new_context()
        context.new_page().goto(server.join_url)
        yield context
        launched.close()


def opened(browser: BrowserContext, server: Apart, what: Mapping[str, str]) -> Page:
    """Open a page that knows when its own content came."""
    time.sleep(REST)
    page = browser.new_page()
    page.add_init_script(f"{WATCHING}benchReady({json.dumps(what['shows'])})")
    page.goto(f"{server.base_url}/r/juniper/{what['at']}", wait_until="commit")
    page.locator(what["shows"]).first.wait_for(timeout=LONG)
    return page


def ready(browser: BrowserContext, server: Apart, what: Mapping[str, str]) -> float:
    """Return how many milliseconds a page took from the click that led to it until its own content was there."""
    page = opened(browser, server, what)
    taken = float(page.evaluate("window.benchReadyAt"))
    page.close()
    return taken


def clicked(page: Page, what: Mapping[str, str], words: str) -> dict[str, float]:
    """Click once, and return how long each part of the answer took."""
    page.bring_to_front()  # a page behind another is painted when the browser likes
    press = {"press": what["press"], "place": what["place"], "words": words}
    told: dict[str, float] = page.evaluate("(asked) => window.benchClick(asked)", press)
    time.sleep(0.15)  # what comes after the answer is done before the next click
    return told


def ratios(ours: list[float], theirs: list[float]) -> str:
    """Say how many times longer ours took: of the quickest, which a busy machine disturbs least, and of the middle."""
    return f"{min(ours) / min(theirs):.2f} (middle {median(ours) / median(theirs):.2f})"


def test_the_workbench_against_one_button(
    server: Apart, browser: BrowserContext, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [(ready(browser, server, WORKBENCH), ready(browser, server, ONE_BUTTON)) for _ in range(PAGES)]
    ours, theirs = (list(side) for side in zip(*pairs, strict=True))
    with capsys.disabled():
        print(f"\na workbench page ready: {ratios(ours, theirs)} times a one-button Voila notebook (budget 1.2)")
        print(f"  quickest {min(ours):.0f} ms beside {min(theirs):.0f} ms")


def test_a_step_opened_against_a_button_s_round_trip(
    server: Apart, browser: BrowserContext, capsys: pytest.CaptureFixture[str]
) -> None:
    button, bench = opened(browser, server, ONE_BUTTON), opened(browser, server, WORKBENCH)
    time.sleep(REST)
    bench.locator(WORKBENCH["press"]).filter(has_text=STEPS["the longest form"]).first.click()
    bench.locator(WORKBENCH["place"]).filter(has_text=STEPS["the longest form"]).wait_for()
    time.sleep(REST)
    times: dict[str, list[dict[str, float]]] = {name: [] for name in ("button", *STEPS)}
    for turn in range(CLICKS):
        times["button"].append(clicked(button, ONE_BUTTON, ("Answered", "Again")[turn % 2]))
        name = tuple(STEPS)[turn % 2]
        times[name].append(clicked(bench, WORKBENCH, STEPS[name]))
    with capsys.disabled():
        for name in STEPS:
            print(f"\n{told(name, times[name], times['button'])}")
        print(f"  the button: {shares(times['button'])}")


def told(name: str, ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> str:
    """Say how a step's opening compares, and where its time goes."""
    answered, painted = (
        ratios([one[at] for one in ours], [one[at] for one in theirs]) for at in ("answered", "painted")
    )
    return (
        f"a step opened, {name}: {answered} times the round trip of one button (budget 1.2); "
        f"painted: {painted}\n  its answer: {shares(ours)}"
    )


def shares(some: list[dict[str, float]]) -> str:
    """Say where the time of the middle click went."""
    parts = ("answered", "kernel", "between", "browser", "painted")
    return ", ".join(f"{part} {median(one[part] for one in some):.1f}" for part in parts) + " ms"
