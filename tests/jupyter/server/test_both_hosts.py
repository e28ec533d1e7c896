"""Each component runs as it is put together, on a page with a kernel and on a plain one, from the real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lcspr_jupyter.components.composing import ROOM, module_of
from lcspr_jupyter.server import static
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Browser, Page, expect, sync_playwright

import make

NAMES = sorted(one.stem for one in ROOM.glob("*.js") if one.stem != "plain_host")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LONG = 60_000
# A state with next to nothing in it, for those that draw nothing of none.
STATES = {name: {} for name in NAMES} | {
    "documents": {"appendices": [], "artefacts": [], "reading": None, "sorry": ""},
    "home": {"headline": "Hello", "lead": "", "go": None, "sorry": "", "counting": None}
    | {name: [] for name in ("commands", "due", "stages", "roles", "reviews")},
}
CODE = """import ipywidgets, importlib
from lcspr_jupyter.components.speaking import Component
modules = {{one: importlib.import_module(f"lcspr_jupyter.components.{{one}}") for one in {states!r}}}
kinds = {{kind.__module__.rpartition(".")[2]: kind for kind in Component.__subclasses__()}}
ipywidgets.VBox([kinds[one](state=told) for one, told in {states!r}.items()])"""
PLAIN = """async ([base, states]) => {
    const { plainModel, show } = await import(`${base}/plain_host.js`);
    const place = document.createElement("div");
    place.id = "plain";
    document.body.append(place);
    for (const [name, state] of Object.entries(states)) {
        const one = document.createElement("div");
        place.append(one);
        await show((await import(`${base}/${name}.js`)).default, plainModel({ state }), one);
        one.dataset.drawn = name;
    }
}"""

pytestmark = pytest.mark.story  # a real server under a real browser


@pytest.fixture(scope="module")
def page(place: Path, keys, tmp_path_factory, write_notebook) -> Iterator[tuple[Apart, Page]]:
    folder = tmp_path_factory.mktemp("pages")
    write_notebook(folder / "workbench.ipynb", "Workbench", CODE.format(states=STATES))
    write_notebook(folder / "home.ipynb", "Home")
    where = make.find_chromium()
    assert where, "Chromium is missing; `make test` installs it."
    with running(place, keys, notebooks=folder, spare_kernels=0) as server, sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=where, args=OPTIONS)
        context = browser.new_context()
        opened = context.new_page()
        opened.set_default_timeout(LONG)
        opened.amiss = []
        opened.on("pageerror", lambda fault: opened.amiss.append(str(fault)))
        opened.on("console", lambda told: opened.amiss.append(told.text) if told.type == "error" else None)
        context.request.get(server.join_url)
        opened.goto(f"{server.base_url}/r/juniper/workbench")
        opened.wait_for_selector("html[data-state=open]", state="attached")
        yield server, opened
        browser.close()


@pytest.mark.parametrize("name", NAMES)
def test_it_draws_on_a_page_with_a_kernel(page, name):
    _, opened = page
    expect(opened.locator(f".lcspr-{name}").first).to_be_attached()
    assert opened.amiss == []


def test_it_draws_on_a_plain_page_from_the_address_that_serves_it(page):
    server, opened = page
    base = f"/static/{static.edition(static.folders())}/components"
    for name in NAMES:
        reply = opened.context.request.get(f"{server.base_url}{base}/{name}.js")
        assert reply.text() == module_of(name)
        assert reply.headers["content-type"].startswith("text/javascript")
    opened.evaluate(PLAIN, [base, STATES])
    for name in NAMES:
        place = f"#plain [data-drawn={name}]"
        expect(opened.locator(f"{place} .lcspr-{name}, {place}.lcspr-{name}").first).to_be_attached()
    assert opened.amiss == []


@pytest.mark.parametrize("path", ["parts/saving.js", "parts/elements.js", "form.py", "nothing.js", "__pycache__/x.js"])
def test_what_is_no_module_of_its_own_is_not_served(page, path):
    server, opened = page
    base = f"/static/{static.edition(static.folders())}/components"
    assert opened.context.request.get(f"{server.base_url}{base}/{path}").status == 404
