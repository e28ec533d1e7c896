"""A disk that fills up while somebody writes: the page says so, keeps the words, and saves them once there is room."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import define
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Page, expect

from lcspr_core.demonstration import juniper
from lcspr_core.plain import as_json
from lcspr_core.store import Change, Keys, Store
from lcspr_core.summary import summary

pytestmark = pytest.mark.story

AT = "2026-09-01T09:00:00+00:00"
LONG = 60_000
SIZE = 24  # megabytes of a disk that is soon full
TRIGGER = "What led to this review"
BEFORE, WORDS, MORE = "Written while there was room.", "Written on a full disk.", "Written once there was room again."


def mounted(folder: Path) -> bool:
    """Make a small disk of its own at a folder, where this account may do so."""
    if sys.platform != "linux" or os.geteuid():
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m,mode=0700", "tmpfs", str(folder)]
    return not subprocess.run(command, capture_output=True, check=False).returncode


@define
class SmallDisk:
    """A disk of its own, with a store on it and a server on the store."""

    folder: Path
    store: Path
    keys: Keys
    server: Apart

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.folder / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(b"\0" * 4096):
                    pass
            except OSError as full:
                assert "No space left" in str(full)  # noqa: PT017

    def clear(self) -> None:
        """Make room again."""
        (self.folder / "filler").unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Give a server whose store lies on a small disk."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mounted(folder):
        pytest.skip("only root on Linux can make a disk of its own to fill")
    try:
        place, keys = folder / "partnership.lcspr", Keys.new()
        with Store.create(place, keys) as store:
            review = juniper.case(methodology="silp", profile="full")
            line = as_json(summary(review, None))
            store.open_review("juniper", as_json(review.header), "owner", AT, line)
            records = [
                (kind, name, as_json(one)) for kind, some in review.records.items() for name, one in some.items()
            ]
            changes = [Change(kind=kind, id=name, revision=0, before=None, after=body) for kind, name, body in records]
            store.save("juniper", changes, by="owner", at=AT)
        with running(place, keys) as server:
            yield SmallDisk(folder=folder, store=place, keys=keys, server=server)
    finally:
        subprocess.run(["umount", str(folder)], capture_output=True, check=True)


def scope(page: Page, base: str) -> None:
    """Open Juniper's first step."""
    page.goto(f"{base}/r/juniper/workbench")
    steps = page.get_by_role("navigation", name="Steps of this review")
    steps.get_by_role("button", name=re.compile(r"^Scope\b")).first.click(timeout=LONG)
    expect(page.get_by_role("heading", level=2, name="Scope", exact=True)).to_be_visible(timeout=LONG)


def write(page: Page, words: str) -> None:
    """Write in the first field, and leave it."""
    page.get_by_label(TRIGGER).fill(words)
    page.get_by_label(TRIGGER).blur()


def stored(disk: SmallDisk) -> str:
    """Close the server, prove the store sound, and return what is in the field."""
    with Store.open(disk.store, disk.keys) as store:
        store.verify()
        row = store.record("juniper", "answer", "lead.scoping")
    return "" if row is None else str(row.body["data"]["trigger"])


def opened(disk: SmallDisk, page: Page) -> None:
    """Come in, and write something while there is room."""
    page.goto(disk.server.join_url)
    expect(page.get_by_role("link", name="Juniper", exact=True)).to_be_visible(timeout=LONG)
    scope(page, disk.server.base_url)
    write(page, BEFORE)
    expect(page.get_by_text("✓ Saved ").first).to_be_visible(timeout=LONG)


def closed(disk: SmallDisk) -> None:
    """Stop the server, so that the store can be looked at."""
    assert disk.server.process.stdin is not None
    disk.server.process.stdin.close()
    disk.server.process.wait(60)


Refused = Callable[[], None]


def test_a_full_disk_is_said_on_the_page_and_what_was_typed_is_saved_once_there_is_room(disk, watched):
    page = watched.page
    opened(disk, page)
    disk.fill()
    write(page, WORDS)
    expect(page.get_by_text("The disk is full, so this was not saved", exact=False).first).to_be_visible(timeout=LONG)
    expect(page.get_by_label(TRIGGER)).to_have_value(WORDS)

    disk.clear()
    write(page, f"{WORDS} {MORE}")
    expect(page.get_by_text("The disk is full", exact=False)).to_have_count(0, timeout=LONG)
    expect(page.get_by_text("✓ Saved ").first).to_be_visible(timeout=LONG)
    assert watched.complaints == []
    closed(disk)
    assert stored(disk) == f"{WORDS} {MORE}"


def test_a_full_disk_loses_nothing_of_what_was_saved_before(disk, watched):
    page = watched.page
    opened(disk, page)
    disk.fill()
    write(page, WORDS)
    expect(page.get_by_text("The disk is full, so this was not saved", exact=False).first).to_be_visible(timeout=LONG)
    os.kill(disk.server.process.pid, signal.SIGKILL)
    disk.server.process.wait(60)
    disk.clear()
    assert stored(disk) == BEFORE


def test_without_its_program_too_the_page_says_that_the_disk_is_full(disk, watched):
    page = watched.page
    opened(disk, page)
    answers = []
    page.on("response", lambda got: answers.append(got.status) if got.url.endswith("/rescue") else None)
    for pid in filter(None, (kernel["pid"] for kernel in disk.server.kernels())):  # to kill nought is to kill oneself
        os.kill(pid, signal.SIGKILL)
    expect(page.get_by_role("alert").filter(has_text="its program stopped")).to_be_visible(timeout=LONG)
    disk.fill()
    write(page, WORDS)
    expect(page.get_by_text("The disk is full, so this was not saved", exact=False).first).to_be_visible(timeout=LONG)
    assert 507 in answers
    expect(page.get_by_label(TRIGGER)).to_have_value(WORDS)
    disk.clear()
    write(page, f"{WORDS} {MORE}")
    expect(page.get_by_text("✓ Saved ").first).to_be_visible(timeout=LONG)
    closed(disk)
    assert stored(disk) == f"{WORDS} {MORE}"
