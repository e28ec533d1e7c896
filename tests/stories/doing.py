"""What people do on the pages, in words that stories can be told with."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

PACK = Path(__file__).parents[2] / "lcspr_core" / "demonstration" / "pack"
LONG = 60_000  # a page opens in seconds on a quiet computer; a busy one is no failure
AGENCIES = "\n".join(
    f"{row['code']}\t{row['name']}"
    for row in csv.DictReader((PACK / "agencies.csv").read_text("utf-8-sig").splitlines()[1:])
)
QUESTIONS = "\n".join(
    line.partition(". ")[2]
    for line in (PACK / "tor.md").read_text("utf-8").splitlines()
    if line[:2] in {f"{n}." for n in range(1, 7)}
)
PUBLIC = {
    row["person_code"]: row["public_code"]
    for row in csv.DictReader((PACK / "codes.csv").read_text("utf-8-sig").splitlines()[1:])
}


def open_juniper(page: Page) -> None:
    """Open the review from the empty register: its name, decision, methodology, agencies and questions."""
    page.get_by_role("button", name="Open a new review").click(timeout=LONG)
    page.get_by_label("Name for the child in this review").fill("Juniper")
    page.get_by_label("Date of the decision to review").fill("29 April 2026")
    page.get_by_label("Agency reports, learning event and recall event").check()
    paste(page, "Agencies that take part", AGENCIES)
    paste(page, "Questions of the terms of reference", QUESTIONS)
    assert axe(page) == []
    page.get_by_role("button", name="Open the review").click()
    page.wait_for_url("**/workbench", timeout=LONG)


def paste(page: Page, group: str, lines: str) -> None:
    """Put many rows in at once."""
    here = page.get_by_role("group", name=group).first
    here.get_by_role("button", name="Paste a list").click()
    here.get_by_label("Paste or write one on each line").fill(lines)
    here.get_by_role("button", name="Make", exact=False).click()


def go_to(page: Page, section: str) -> None:
    """Go to a section of the review by the bar."""
    page.get_by_role("navigation", name="Sections of this review").get_by_role("link", name=section, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=section)).to_be_attached(timeout=LONG)


def open_step(page: Page, title: str) -> None:
    """Open a step of the path."""
    named = re.compile(rf"^{re.escape(title)}\b")
    steps = page.get_by_role("navigation", name="Steps of this review")
    steps.get_by_role("button", name=named).first.click(timeout=LONG)
    expect(page.get_by_role("heading", level=2, name=title, exact=True)).to_be_visible(timeout=LONG)


def saved(page: Page) -> None:
    """Wait until the page says that what was typed is saved."""
    expect(page.get_by_text("Saved ", exact=False).first).to_be_visible(timeout=LONG)


def kill_kernels(server: int) -> int:
    """Kill every kernel of a server, as a crash would; return how many there were."""
    found = [pid for pid in _below(server) if "kernel" in _command(pid)]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return len(found)


def _below(server: int) -> list[int]:
    groups: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        groups.setdefault(int(after[1]), []).append(int(place.parent.name))
    found, edge = [], [server]
    while edge:
        edge = [child for parent in edge for child in groups.get(parent, [])]
        found += edge
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def axe(page: Page) -> list[Any]:
    """Return what axe finds serious or critical on a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def write(page: Page, label: str, words: str) -> None:
    """Write in a field, go on, and wait until it is saved."""
    field = page.get_by_label(label, exact=False).last
    field.fill(words, timeout=LONG)
    field.blur()
    saved(page)


def add_row(page: Page, name: str) -> None:
    """Add a row to a list."""
    page.get_by_role("button", name=name).first.click(timeout=LONG)


def open_row(page: Page, words: str) -> None:
    """Open a row that is folded to its title."""
    row = page.get_by_role("group").filter(has_text=words).last
    fold = row.get_by_role("button", expanded=False).first
    if fold.is_visible():
        fold.click()


def choose(page: Page, label: str, words: str) -> None:
    """Choose a record to rest on."""
    here = page.get_by_role("group", name=label).last
    here.get_by_role("button", name="Choose", exact=False).first.click()
    here.get_by_label(words, exact=False).first.check()
    saved(page)


def bring_in(page: Page, name: str) -> None:
    """Bring in a file of the pack."""
    raw = people_file() if name == "people.csv" else (PACK / "learning_event" / name).read_bytes()
    payload = {"name": name, "mimeType": "text/csv", "buffer": raw}
    page.locator("input[type=file]").first.set_input_files(payload, timeout=LONG)


def people_file() -> bytes:
    """Return the pack's register of people with the codes that the panel agreed beside it."""
    rows = list(csv.DictReader((PACK / "people.csv").read_text("utf-8-sig").splitlines()[1:]))
    for row in rows:
        row["public_code"] = PUBLIC.get(row["code"], "")
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def new_group(page: Page, title: str) -> None:
    """Begin a group on the wall and name it."""
    page.get_by_role("button", name="New group").click(timeout=LONG)
    field = page.get_by_label("This group, as a sentence").last
    field.fill(title)
    field.blur()
    expect(group(page, title)).to_be_visible(timeout=LONG)


def group(page: Page, title: str) -> Any:
    """Return a group on the wall."""
    return page.get_by_role("region", name=title, exact=True)


def move(page: Page, words: str, title: str) -> None:
    """Move a card by its menu."""
    card = page.get_by_role("article").filter(has_text=words).first
    card.scroll_into_view_if_needed(timeout=LONG)
    card.hover()
    card.get_by_role("button", name="Move to", exact=False).click()
    page.get_by_role("menuitem", name=title, exact=False).click()
    expect(group(page, title).get_by_text(words, exact=False)).to_be_visible(timeout=LONG)


def export(page: Page) -> dict[str, bytes]:
    """Make the appendix, and fetch its three files."""
    page.get_by_role("button", name="Make Word, PDF and HTML").first.click(timeout=LONG)
    links = page.get_by_role("link", name="learning", exact=False)
    expect(links).to_have_count(3, timeout=4 * LONG)
    found = {}
    for at in range(3):
        with page.expect_download(timeout=LONG) as waiting:
            links.nth(at).click()
        name = waiting.value.suggested_filename
        found[name.rpartition(".")[2]] = Path(waiting.value.path()).read_bytes()
    return found
