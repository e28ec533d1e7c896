"""A page whose program was killed, in a real browser: what is typed then is saved, and there once it is loaded anew."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator

import pytest
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

import make
from lcspr_core.store import Store

pytestmark = pytest.mark.story  # a real server under a real browser
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LONG = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    where = make.find_chromium()
    assert where, "Chromium is missing; `make test` installs it."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=where, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def juniper(tmp_path_factory, keys) -> Iterator[Apart]:
    place = tmp_path_factory.mktemp("juniper") / "reviews.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
    with running(place, keys, spare_kernels=0) as server:
        yield server


@pytest.fixture
def page(browser: Browser, juniper: Apart) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    opened.set_default_timeout(LONG)
    context.request.get(juniper.invite("Ann", "coordinator", person="ann"))
    yield opened
    context.close()
    juniper.clear()


def opened(page: Page, server: Apart, path: str) -> None:
    page.goto(server.base_url + path)
    page.wait_for_selector("html[data-state=open]", state="attached")


def killed(page: Page, server: Apart) -> None:
    """Kill the page's program, as a computer that runs out of memory does; the page has to notice by itself."""
    told = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    kernel = page.evaluate(told)
    os.kill(next(one["pid"] for one in server.kernels() if one["id"] == kernel), signal.SIGKILL)


def table(page: Page, title: str) -> Locator:
    return page.locator(".lcspr-table").filter(has=page.get_by_role("heading", name=title, exact=True))


def write(place: Locator, text: str) -> None:
    """Write in a cell by keyboard, and wait until it is said to be saved."""
    place.focus()
    place.press("Enter")
    place.get_by_role("textbox").fill(text)
    place.get_by_role("textbox").press("Enter")
    expect(place.locator(".mark")).to_contain_text("✓ Saved", timeout=LONG)


def test_a_cell_and_a_new_row_of_the_map_are_there_after_a_reload(page, juniper):
    opened(page, juniper, "/r/juniper/map")
    things = table(page, "What stands on the map")
    first = things.get_by_role("rowheader").first
    expect(first).to_be_visible(timeout=LONG)
    rows = things.locator("[data-row]")
    many = rows.count()
    killed(page, juniper)
    write(first, "Written while the program was dead")
    things.get_by_role("button", name="Add a thing").click()
    expect(rows).to_have_count(many + 1, timeout=LONG)
    new = things.get_by_role("rowheader").last
    expect(new.get_by_role("textbox")).to_be_focused(timeout=LONG)
    new.get_by_role("textbox").fill("A new thing, as dead")
    new.get_by_role("textbox").press("Enter")
    expect(new.locator(".mark")).to_contain_text("✓ Saved", timeout=LONG)
    page.reload()
    for words in ("Written while the program was dead", "A new thing, as dead"):
        expect(table(page, "What stands on the map").get_by_role("rowheader", name=words)).to_be_visible(timeout=LONG)
    expect(rows).to_have_count(many + 1)


def test_a_real_name_is_sealed_and_there_after_a_reload(page, juniper):
    opened(page, juniper, "/r/juniper/people")
    people = table(page, "People in this case")
    expect(people.locator("[data-row]").first).to_be_visible(timeout=LONG)
    code = people.locator("[data-row]").first.get_attribute("data-row")
    killed(page, juniper)
    write(people.locator(f'[data-cell="{code} name"]'), "Ottoline Farthingale")
    write(people.locator(f'[data-cell="{code} aliases"]'), "Otty; Tilly F")
    write(people.locator(f'[data-cell="{code} role"]'), "Grandmother, as told")
    many = people.locator("[data-row]").count()
    people.get_by_role("button", name="Add a person").click()
    expect(people.locator("[data-row]")).to_have_count(many + 1, timeout=LONG)
    code_given = people.locator("[data-row]").last  # written in at once, it goes by its own id until it has a code
    expect(code_given).to_have_attribute("data-row", re.compile(r"^[A-Z]+\d+$"), timeout=LONG)
    added = code_given.get_attribute("data-row")
    page.keyboard.press("Escape")
    write(people.locator(f'[data-cell="{added} name"]'), "Perpetua Inglenook")
    page.reload()
    for place, words in (
        (f"{code} name", "Ottoline Farthingale"),
        (f"{code} aliases", "Otty; Tilly F"),
        (f"{code} role", "Grandmother, as told"),
        (f"{added} name", "Perpetua Inglenook"),
    ):
        expect(people.locator(f'[data-cell="{place}"] .text')).to_have_text(words, timeout=LONG)
    opened(page, juniper, "/r/juniper/case")
    for page_of in ("case", "map", "thread"):
        opened(page, juniper, f"/r/juniper/{page_of}")
        expect(page.get_by_text("Farthingale")).to_have_count(0)


def test_no_real_name_stands_in_an_ordinary_record(tmp_path, keys, browser):
    place = tmp_path / "store" / "reviews.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
    with running(place, keys, spare_kernels=0) as server:
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(LONG)
        context.request.get(server.join_url)
        opened(page, server, "/r/juniper/people")
        people = table(page, "People in this case")
        expect(people.locator("[data-row]").first).to_be_visible(timeout=LONG)
        code = people.locator("[data-row]").first.get_attribute("data-row")
        killed(page, server)
        write(people.locator(f'[data-cell="{code} name"]'), "Ottoline Farthingale")
        context.close()
    with Store.open(place, keys) as store:
        kept = {kind: [body for _, body in rows.values()] for kind, rows in store.review("juniper").records.items()}
        assert "Farthingale" not in json.dumps(kept)
        assert store.names("juniper")[code]["name"] == "Ottoline Farthingale"


def test_a_new_groups_title_and_what_is_placed_in_it_are_there_after_a_reload(page, juniper):
    opened(page, juniper, "/r/juniper/event")
    card = page.locator(".lcspr-wall .unplaced [data-card]").first
    expect(card).to_be_visible(timeout=LONG)
    name = card.get_attribute("data-card")
    killed(page, juniper)
    page.get_by_role("button", name="New group").click()
    expect(
        page.locator(".lcspr-wall section.group input:focus, .lcspr-wall section.group textarea:focus")
    ).to_be_visible()
    page.keyboard.type("Nobody told the night shift")
    page.keyboard.press("Enter")
    group = page.locator(".lcspr-wall section.group").filter(
        has=page.get_by_role("heading", name="Nobody told the night")
    )
    expect(group.locator(".mark").first).to_contain_text("✓ Saved", timeout=LONG)
    page.locator(f'[data-card="{name}"]').focus()
    page.keyboard.press("m")
    with page.expect_response("**/rescue") as reply:
        page.get_by_role("menuitem", name="Nobody told the night shift").click()
    assert reply.value.ok
    expect(group.locator(f'[data-card="{name}"]')).to_be_visible()
    expect(page.locator(".lcspr-wall .unsaved")).to_be_empty()
    page.reload()
    expect(group.locator(f'[data-card="{name}"]')).to_be_visible(timeout=LONG)
    killed(page, juniper)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".lcspr-wall .sorry")).to_contain_text("This was not done", timeout=LONG)
    expect(page.get_by_text("what you typed is saved")).to_have_count(0)


def test_what_is_typed_to_open_a_review_outlives_the_program_and_the_page(page, juniper):
    opened(page, juniper, "/")
    page.get_by_role("button", name="Open a new review").click()
    child = page.get_by_label("Name for the child in this review")
    child.fill("Rowan")
    child.blur()
    expect(page.locator('[data-path="title"] .mark')).to_contain_text("✓ Saved", timeout=LONG)
    killed(page, juniper)
    page.get_by_label("Date of the decision to review").fill("29 April 2026")
    page.get_by_role("button", name="Add an agency").click()
    page.get_by_label("Short code").fill("HV")
    page.get_by_label("Name of the agency").fill("Health visiting")
    page.get_by_label("Name of the agency").blur()
    for path in ("decided_on", "code", "title"):
        mark = page.locator(f'[data-path="{path}"] .mark, [data-path^="agencies."][data-path$=".{path}"] .mark')
        expect(mark.last).to_contain_text("✓ Saved", timeout=LONG)
    expect(page.locator(".lcspr-form .unsaved")).to_be_empty()
    held = page.evaluate("[localStorage.length, sessionStorage.length]")
    page.reload()
    page.get_by_role("button", name="Go on with the review you began to open").click()
    expect(child).to_have_value("Rowan", timeout=LONG)
    expect(page.get_by_label("Date of the decision to review")).to_have_value("29 April 2026")
    expect(page.get_by_label("Short code")).to_have_value("HV")
    expect(page.get_by_label("Name of the agency")).to_have_value("Health visiting")
    assert held == [0, 0]
    page.get_by_label("Agency reports, learning event and recall event").check()
    page.get_by_role("button", name="Open the review").click()
    page.wait_for_url("**/workbench")
    opened(page, juniper, "/")
    expect(page.get_by_role("link", name="Rowan", exact=True)).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Open a new review")).to_be_visible()


def test_what_is_put_down_on_the_panel_and_returns_pages_is_there_after_a_reload(page, juniper):
    opened(page, juniper, "/r/juniper/panel")
    appointments = table(page, "Who holds which role")
    expect(appointments.locator("[data-row]").first).to_be_visible(timeout=LONG)
    killed(page, juniper)
    warned = page.locator(".lcspr-lines .lines > li").filter(has_text="Warning").first
    warned.locator("summary").click()
    warned.get_by_label("Why it may stand, and what is done instead").fill("Her deputy judges the panel's work.")
    warned.get_by_role("button", name="Let it stand for this reason").click()
    expect(warned.locator(".status")).to_contain_text("✓ Saved", timeout=LONG)
    first = appointments.locator("[data-row]").first.get_attribute("data-row")
    write(appointments.locator(f'[data-cell="{first} post"]'), "Head of Quality, as dead")
    many = appointments.locator("[data-row]").count()
    appointments.get_by_role("button", name="Add an appointment").click()
    expect(appointments.locator("[data-row]")).to_have_count(many + 1, timeout=LONG)
    page.keyboard.press("Escape")
    added = appointments.locator("[data-row]").last.get_attribute("data-row")
    write(appointments.locator(f'[data-cell="{added} employer"]'), "Begun and not yet anybody's")
    page.reload()
    settled = page.locator(".lcspr-lines .lines > li").filter(has_text="Settled").first
    expect(settled).to_be_visible(timeout=LONG)
    expect(appointments.locator(f'[data-cell="{first} post"] .text')).to_have_text("Head of Quality, as dead")
    expect(appointments.locator(f'[data-cell="{added} employer"] .text')).to_have_text("Begun and not yet anybody's")
    opened(page, juniper, "/r/juniper/due")
    waiting = page.locator(".lcspr-due .list button.what")
    expect(waiting.first).to_be_visible(timeout=LONG)
    asked, chosen = page.locator(".lcspr-due .putting"), page.locator(".lcspr-due aside .above")
    for what in waiting.all_inner_texts():
        waiting.get_by_text(what, exact=True).first.click()
        expect(chosen).to_have_text(what, timeout=LONG)
        if asked.count():
            break
    killed(page, juniper)
    asked.get_by_label("How it was done, and what shows it").fill("The lead was off sick, as dead.")
    asked.get_by_role("button").last.click()
    expect(asked.locator(".status")).to_contain_text("✓ Saved", timeout=LONG)
    page.reload()
    page.locator(".lcspr-due details summary").click()
    page.get_by_role("button", name=what, exact=True).click()
    expect(page.locator(".lcspr-due aside")).to_contain_text("The lead was off sick, as dead.", timeout=LONG)


def test_a_new_agency_and_another_version_of_the_terms_are_there_after_a_reload(page, juniper):
    opened(page, juniper, "/r/juniper/terms")
    agencies = table(page, "Agencies of this case")
    expect(agencies.locator("[data-row]").first).to_be_visible(timeout=LONG)
    many = agencies.locator("[data-row]").count()
    killed(page, juniper)
    new = {}
    for at, code in enumerate(("AMB", ""), start=1):
        agencies.get_by_role("button", name="Add an agency").click()
        expect(agencies.locator("[data-row]")).to_have_count(many + at, timeout=LONG)
        page.keyboard.press("Escape")
        new[code] = agencies.locator("[data-row]").last.get_attribute("data-row")
        write(agencies.locator(f'[data-cell="{new[code]} title"]'), f"Ambulance service {at}, as dead")
    write(agencies.locator(f'[data-cell="{new["AMB"]} code"]'), "amb")
    write(agencies.locator(f'[data-cell="{new["AMB"]} note"]'), "Named by the GP, as dead")
    why = page.get_by_label("What changes, and why?")
    why.fill("The ambulance service turned up.")
    why.blur()
    expect(page.locator('[data-path="why"] .mark')).to_contain_text("✓ Saved", timeout=LONG)
    page.reload()
    expect(agencies.locator('[data-cell="AMB note"] .text')).to_have_text("Named by the GP, as dead", timeout=LONG)
    half = agencies.locator(f'[data-cell="{new[""]} title"] .text')
    expect(half).to_have_text("Ambulance service 2, as dead")  # its writer has still to give it a code
    expect(why).to_have_value("The ambulance service turned up.")
    page.get_by_role("button", name="Begin another version").click()
    approved = page.get_by_label("Approved on")
    expect(approved).to_be_visible(timeout=LONG)
    killed(page, juniper)
    page.get_by_label("Approved by").fill("Independent Chair, as dead")
    approved.fill("31 August 2026")
    approved.blur()
    for path in ("approved_by", "approved_on"):
        expect(page.locator(f'[data-path="{path}"] .mark')).to_contain_text("✓ Saved", timeout=LONG)
    expect(page.locator(".lcspr-form .unsaved")).to_be_empty()
    page.reload()
    expect(approved).to_have_value("31 August 2026", timeout=LONG)
    expect(page.get_by_label("Approved by")).to_have_value("Independent Chair, as dead")


def test_words_that_wait_for_a_button_are_there_after_the_program_is_killed_and_the_page_loaded_anew(page, juniper):
    opened(page, juniper, "/r/juniper/progress")
    today = page.locator(".lcspr-lines .lines > li").first
    expect(today).to_be_visible(timeout=LONG)
    killed(page, juniper)
    today.locator("summary").click()
    with page.expect_response("**/rescue") as reply:
        today.get_by_label("What was found about the time taken").fill("Two weeks were lost, as dead.")
    assert reply.value.ok
    page.reload()
    today.locator("summary").click(timeout=LONG)
    expect(today.get_by_label("What was found about the time taken")).to_have_value("Two weeks were lost, as dead.")
