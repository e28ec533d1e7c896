"""Remarks on wording beside a form: shown last, and left with a reason that is kept until the words change."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.guiding import concerns
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.thread import Record

HASTY = "The social worker failed to see what should have been obvious with hindsight."


@pytest.fixture
def desk(gate):
    made = Desk(gate)
    made.save("theme", Record(id="t9", kind="theme", title=HASTY), why="tried")
    return made


def remarks(desk):
    return [one for one in concerns(desk) if "t9" in one.about and one.dismissal]


def test_what_is_drafted_is_remarked_on_with_why_and_what_to_write_instead(desk):
    found = remarks(desk)
    assert found
    assert all(one.source and one.way_out for one in found)


def test_it_is_left_with_a_reason_that_is_kept_and_asked_again_when_the_words_change(desk, store):
    bench = Workbench(desk)
    remark = remarks(desk)[0].dismissal
    bench.ask_why_dismissed({"id": remark})
    assert bench.reason.state["label"].startswith("Why does this wording")
    bench.give_reason({"reason": "The coroner's own words."})
    assert store.record("juniper", "dismissal", remark).body["reason"] == "The coroner's own words."
    assert remark not in {one.dismissal for one in remarks(desk)}
    desk.save("theme", Record(id="t9", kind="theme", title=HASTY.replace("obvious", "clear")), why="worded anew")
    assert remarks(desk)
