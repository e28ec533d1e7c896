"""Files that leave: made from the review of the page, read again for names, fetched once, and noted each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lcspr_jupyter.gate import Leak

from lcspr_core.errors import NotAllowed

pytestmark = pytest.mark.usefixtures("empty_seats")
APPENDIX = "from lcspr_jupyter.appendices import learning_and_recommendations\nlearning_and_recommendations()"


@pytest.fixture(scope="module")
def pages(tmp_path_factory, write_notebook) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("home", "workbench"):
        write_notebook(folder / f"{name}.ipynb", name.title())
    write_notebook(folder / "appendix.ipynb", "Learning and recommendations", APPENDIX)
    return folder


def test_a_file_is_made_for_the_person_who_asked(owner, kernel_gate, server):
    gate = kernel_gate(owner.open("/r/juniper/workbench"))
    before = server.ask("audit")
    told = gate.export("appendix", ["html"])
    assert server.ask("audit") >= before + 2  # the worker read the review, and the export was noted
    assert [one["name"].rpartition(".")[2] for one in told["files"]] == ["html"]
    reply = owner.get(told["files"][0]["url"])
    assert reply.status == 200
    assert "attachment" in reply.headers["Content-Disposition"]
    assert "Juniper" in reply.text
    assert owner.get(told["files"][0]["url"]).status == 404


def test_a_name_in_the_file_holds_it_back_and_says_where(owner, kernel_gate, server, body, tmp_path):
    gate = kernel_gate(owner.open("/r/juniper/workbench"))
    named = body(
        "recommendation", "r1", title="Thea Merrowby should have been seen.", rests_on=[{"to": "t1", "how": "supports"}]
    )
    gate.change([{"kind": "recommendation", "id": "r1", "revision": 0, "before": None, "after": named}], "")
    before = server.ask("audit")
    with pytest.raises(Leak) as held:
        gate.export("appendix", ["html"])
    assert held.value.leaks
    assert "Merrowby" not in json.dumps(list(held.value.leaks))
    assert server.ask("audit") > before
    assert not list(Path(gate.address).parent.glob("files-*"))
    gate.undo()
    assert gate.export("appendix", ["html"])["files"]


def test_only_those_who_lead_export(somebody, kernel_gate):
    gate = kernel_gate(somebody("panel_member").open("/r/juniper/workbench"))
    with pytest.raises(NotAllowed, match="does not allow"):
        gate.export("appendix", ["html"])
