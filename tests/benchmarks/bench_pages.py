"""The workbench against a one-button Voila notebook in the same run, on the same server and in the same browser."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.running import running
from playwright.sync_api import Page, sync_playwright

from lcspr_core.store import Keys, Store
from tests.stories.conftest import CHROMIUM, QUIET

pytestmark = pytest.mark.bench

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TURNS = 5
LONG = 60_000
BUTTON = """import ipywidgets
button = ipywidgets.Button(description="One button")
button.on_click(lambda one: setattr(one, "description", "Answered" if one.description != "Answered" else "Again"))
button"""


def one_button(folder: Path) -> None:
    """Put the baseline in the place of a page that the server lists, beside the real workbench."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None, "source": BUTTON}
    title = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# One button"}
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    body = {"cells": [title, cell], "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "case.ipynb").write_text(json.dumps(body), "utf-8")
    (folder / "workbench.ipynb").write_bytes((NOTEBOOKS / "workbench.ipynb").read_bytes())
    (folder / "home.ipynb").write_bytes((NOTEBOOKS / "home.ipynb").read_bytes())


def opened(page: Page, address: str, selector: str) -> float:
    """How long a page took from the click until its own content was there."""
    begun = time.perf_counter()
    page.goto(address)
    page.locator(selector).first.wait_for(timeout=LONG)
    return time.perf_counter() - begun


def answered(page: Page, act: Any, place: str, words: str) -> float:
    """How long a click took until its answer was on the page."""
    begun = time.perf_counter()
    act()
    page.locator(place).filter(has_text=words).first.wait_for(timeout=LONG)
    return time.perf_counter() - begun


def test_the_workbench_against_one_button(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    one_button(folder)
    keys, place = Keys.new(), tmp_path / "a.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
    chromium = next(one for one in CHROMIUM if Path(one).exists())
    with running(place, keys, notebooks=folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        page = browser.new_page()
        page.goto(server.join_url)
        page.wait_for_load_state()
        times: dict[str, list[float]] = {"button": [], "workbench": [], "button click": [], "workbench click": []}
        for turn in range(TURNS):
            times["button"].append(opened(page, f"{server.base_url}/r/juniper/case", ".jupyter-button"))
            press = page.locator(".jupyter-button").click
            times["button click"].append(answered(page, press, ".jupyter-button", "Answered"))
            times["workbench"].append(opened(page, f"{server.base_url}/r/juniper/workbench", ".lcspr-path li"))
            titles = ("Recommendations", "Themes and learning")
            step = page.locator(".lcspr-path").get_by_role("button", name=titles[turn % 2]).first
            times["workbench click"].append(answered(page, step.click, ".lcspr-form h2", titles[turn % 2]))
        browser.close()
    middle = {name: median(some) for name, some in times.items()}
    ready = middle["workbench"] / middle["button"]
    click = middle["workbench click"] / middle["button click"]
    with capsys.disabled():
        print(f"\na workbench page ready: {ready:.2f} times a one-button Voila notebook (budget 1.2)")
        print(f"a step opened: {click:.2f} times the round trip of one button (budget 1.2)")
        print({name: round(value, 3) for name, value in middle.items()})
