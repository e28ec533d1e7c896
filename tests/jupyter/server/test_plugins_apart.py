"""The server reads what plugins declare, and runs none of their functions: those run in kernels and workers."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.server.running import Apart, running
from lcspr_jupyter.server.serving import NOTEBOOKS

from lcspr_core.plain import as_json
from lcspr_core.review import Header
from lcspr_core.store import Change, Keys, Store
from tests.fixtures.pythons import packages_of, python_with

pytestmark = pytest.mark.story  # it takes the whole program, running

PLUGIN = Path(__file__).parents[2] / "fixtures" / "leaves_marks.py"
CALLED = {
    "rows_from",
    "options",
    "yields",
    "compose",
    "find",
    "begin",
    "rule",
    "look",
    "upgrade",
    "concerns",
}
WORK = """from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.documents import DocumentsScreen
from lcspr_jupyter.screens.map_screen import MapScreen
from lcspr_jupyter.screens.workbench import Workbench
desk = Desk()
bench, the_map, papers = Workbench(desk), MapScreen(desk), DocumentsScreen(desk)
bench.form._hear(None, {"do": "edit", "edit": "e1", "path": "words", "before": "older", "value": "newer"}, [])
papers.read({"key": next(iter(papers.artefacts))})
"""
APPENDIX = (NOTEBOOKS / "learning_and_recommendations.ipynb").name
AT = "2026-09-01T10:00:00+00:00"
ANSWER = {
    "id": "lead.first",
    "step": "first",
    "strand": "lead",
    "of": [],
    "state": "draft",
    "agency": "",
    "data": {"words": "older", "several": [{"id": "r1", "words": "offered"}]},
    "version": "1",
    "reason": "",
    "by": "",
    "wording": "",
    "signatures": [],
}


ABOUT = {
    "lcspr_leaves_marks-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: lcspr-leaves-marks\nVersion: 1.0\n",
    "lcspr_leaves_marks-1.0.dist-info/entry_points.txt": "[lcspr.methodologies]\nleaves_marks = leaves_marks\n",
}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a Python of its own into which one more plugin is installed, as pip would leave it."""
    return python_with(tmp_path_factory.mktemp("python"), [PLUGIN], ABOUT)


@pytest.fixture(scope="module")
def marks(python: Path) -> Path:
    return packages_of(python) / "leaves_marks.marks"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, write_notebook: Any) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_notebook(folder / "workbench.ipynb", "Workbench", WORK)
    write_notebook(folder / "home.ipynb", "Home", "from lcspr_jupyter.apps import home\nhome()")
    shutil.copy(NOTEBOOKS / APPENDIX, folder)
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    made = tmp_path_factory.mktemp("store") / "reviews.lcspr"
    header = as_json(Header(id="juniper", title="Juniper", opened_on=date(2026, 4, 2), as_at=date(2026, 9, 1)))
    with Store.create(made, keys) as store:
        store.open_review("juniper", header, "owner", AT, {"title": "Juniper"})
        plan = {"id": "plan", "lead": {"key": "lead", "methodology": "leaves_marks", "profile": "full"}}
        bodies = (("plan", plan), ("agency", {"id": "HV", "title": "Health visiting"}), ("answer", ANSWER))
        changes = [Change(kind=kind, id=body["id"], revision=0, before=None, after=body) for kind, body in bodies]
        store.save("juniper", changes, by="owner", at=AT)
    return made


@pytest.fixture(scope="module")
def server(place: Path, keys: Keys, pages: Path, python: Path) -> Iterator[Apart]:
    with pytest.MonkeyPatch.context() as other:
        other.setattr(sys, "executable", str(python))
        with running(place, keys, notebooks=pages) as started:
            yield started


def called(marks: Path) -> dict[str, set[int]]:
    """Return in which processes each function was called."""
    found: dict[str, set[int]] = {}
    for one in marks.read_text("utf-8").splitlines():
        pid, _, what = one.partition(" ")
        found.setdefault(what, set()).add(int(pid))
    return found


def rescued(client: Any, step: str, before: Any, value: str) -> None:
    """Write in an answer past the kernel, which the server does itself."""
    told = {"do": "edit", "edit": "0123456789ab", "path": "words", "before": before, "value": value}
    target = {"kind": "answer", "id": f"lead.{step}", "step": step, "of": []}
    reply = client.post("/r/juniper/rescue", {**told, "target": target})
    assert reply.status == 200, reply.text


def asked_of_everything(client: Any, gate: Gate) -> None:
    """Ask the server for all that it does of a review, so that nothing it could run is left out."""
    assert client.get("/").status == 200
    gate.review()
    gate.feed(0)
    gate.history("answer", "lead.first")
    for kind in ("card", "entry", "rating"):
        gate.ledger(kind)
    seen = gate.review()["records"]["answer"]["lead.first"]["body"]
    rescued(client, "first", seen["data"].get("words"), "written past the kernel")
    rescued(client, "second", None, "begun past the kernel")
    gate.undo()
    assert len(gate.export(APPENDIX.removesuffix(".ipynb"), ["html", "docx", "pdf"])["files"]) == 3


def until_called(marks: Path, wanted: set[str]) -> None:
    """Wait until the kernel has come to everything; what it draws after a click comes a moment later."""
    until = time.monotonic() + 60
    while not wanted <= set(called(marks)) and time.monotonic() < until:
        time.sleep(0.1)


def test_no_function_of_a_plugin_runs_in_the_server(server, marks, client_of, kernel_gate):
    client = client_of(server)
    gate = kernel_gate(client.open("/r/juniper/workbench"))
    until_called(marks, CALLED)
    asked_of_everything(client, gate)
    found = called(marks)
    itself = server.process.pid
    assert set(found) >= CALLED, "what is never called proves nothing"
    assert itself in found["loaded"], "the server has loaded the plugin, and a mark of its own would be seen"
    assert [what for what, processes in found.items() if itself in processes and what != "loaded"] == []
    assert len(found["loaded"]) >= 3, "the server, a kernel, and the kernel of an export"
