"""What is typed in a strand beside the lead is saved there when the page's program has stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import owner
from lcspr_jupyter.server.rescuing import rescued

from lcspr_core.errors import NotFound
from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store
from tests.fixtures.wrapped import METHODOLOGIES

BESIDE = [{"key": "beside", "methodology": "circle", "profile": "full"}]
TARGET = {"kind": "answer", "id": "beside.invite", "step": "invite", "of": [], "strand": "beside"}
TOLD = {"do": "add_row", "edit": "e1", "path": "points", "row": {"id": "p"}, "target": TARGET}


@pytest.fixture
def counter(tmp_path: Path, keys: Keys, filled: Any) -> Iterator[Counter]:
    with Store.create(tmp_path / "a" / "reviews.lcspr", keys) as store:
        filled(store)
        row = store.record("juniper", "plan", "plan")
        assert row is not None
        after = {**row.body, "strands": BESIDE}
        change = Change(kind="plan", id="plan", revision=row.revision, before=row.body, after=after)
        store.save("juniper", [change], by="owner", at="2026-09-01T10:00:00+00:00")
        yield Counter(store, {**load().methodologies, **METHODOLOGIES}, Bells())


def test_it_is_saved_in_its_own_strand(counter):
    rescued(counter, owner().at("juniper", "workbench"), TOLD)
    kept = counter.store.record("juniper", "answer", "beside.invite")
    assert kept is not None
    assert (kept.body["strand"], kept.body["data"]) == ("beside", {"points": [{"id": "p"}]})


@pytest.mark.parametrize("wrong", [{"strand": "lead"}, {"strand": "gone"}, {"id": "lead.invite"}, {"step": "sing"}])
def test_a_place_that_is_in_no_strand_is_refused(counter, wrong):
    with pytest.raises(NotFound):
        rescued(counter, owner().at("juniper", "workbench"), {**TOLD, "target": {**TARGET, **wrong}})
