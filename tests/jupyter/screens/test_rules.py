"""A case of older rules on its page: which they are, what newer ones would change, and the decision to move."""

from __future__ import annotations

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.case import CaseScreen

from lcspr_core.plain import as_json
from lcspr_core.store import Change
from lcspr_core.timescales.editions import editions, rules_words, unknown

WRITTEN, LATER, LATEST = editions()
AT = "2026-09-01T10:00:00+00:00"


@pytest.fixture
def screen(gate, store):
    opened(gate, store, WRITTEN.key)
    return CaseScreen(Desk(gate))


def opened(gate, store, edition):
    row = store.record("juniper", "header", "juniper")
    after = {**row.body, "edition": edition}
    change = Change(kind="header", id="juniper", revision=row.revision, before=row.body, after=after)
    store.save("juniper", [change], by="ann", at=AT)


def text(screen):
    return screen.page.outputs[0]["data"]["text/html"]


def write(screen, words):
    screen.rules.form._hear(None, {"do": "edit", "path": "why", "before": None, "value": words, "edit": "e1"}, [])


def test_a_case_of_rules_that_this_program_does_not_know_opens_and_says_so(gate, store):
    opened(gate, store, "wt2031")
    screen = CaseScreen(Desk(gate))
    assert unknown("wt2031") in text(screen)
    rules = next(one for one in screen.spine.state["facts"] if one["label"] == "Rules")
    assert (rules["value"], rules["words"]) == (rules_words("wt2031"), unknown("wt2031"))
    assert screen.rules.form.state.get("other_commands", []) == []
    assert store.record("juniper", "header", "juniper").body["edition"] == "wt2031"


def test_the_page_says_under_which_rules_and_what_newer_ones_would_change(screen):
    shown = text(screen)
    assert f"This case is worked under “{WRITTEN.title}”" in shown
    assert "Finish the rapid review and send it to the national Panel within fifteen working days" in shown
    assert "at least 7 working days before: The report was published" in shown
    assert screen.rules.form.state["other_commands"][0]["label"] == f"Work this case under “{LATEST.title}”"


def test_a_case_moves_with_its_reason_and_says_so_ever_after(screen, store):
    write(screen, "Agreed by the panel on 1 September.")
    screen.rules.move({})
    header = store.record("juniper", "header", "juniper").body
    assert header["edition"] == LATEST.key
    (move,) = header["moves"]
    assert (move["was"], move["by"], move["why"]) == (WRITTEN.key, "ana", "Agreed by the panel on 1 September.")
    shown = text(screen)
    assert "Rules before these" in shown
    assert "Agreed by the panel on 1 September." in shown
    assert "Newer rules are known here" not in shown
    assert screen.rules.form.layout.display == "none"


def test_without_a_reason_nothing_moves_and_the_page_says_what_is_needed(screen, store):
    told = []
    screen.rules.form.send = told.append
    screen.rules.form._hear(None, {"do": "command", "name": "move", "edit": "e2"}, [])
    assert "Write why this case moves to other rules" in told[0]["sorry"]
    assert store.record("juniper", "header", "juniper").body["edition"] == WRITTEN.key


def test_a_case_under_the_newest_rules_is_asked_nothing(gate, store):
    opened(gate, store, LATEST.key)
    screen = CaseScreen(Desk(gate))
    assert screen.rules.form.layout.display == "none"
    assert "Its rules, and newer ones" not in text(screen)


def test_who_does_not_lead_sees_what_would_change_and_decides_nothing(gate, store):
    opened(gate, store, WRITTEN.key)
    gate.role = "panel_member"
    state = CaseScreen(Desk(gate)).rules.form.state
    assert (state["other_commands"], state["locked"]) == (
        [],
        "Whoever leads the review decides under which rules it is worked.",
    )


def test_what_others_changed_in_the_header_meanwhile_stays(gate, store, screen):
    write(screen, "Agreed.")
    row = store.record("juniper", "header", "juniper")
    after = {**row.body, "marking": "OFFICIAL"}
    store.save(
        "juniper",
        [Change(kind="header", id="juniper", revision=row.revision, before=row.body, after=after)],
        by="ben",
        at=AT,
    )
    screen.rules.move({})
    body = store.record("juniper", "header", "juniper").body
    assert (body["marking"], body["edition"]) == ("OFFICIAL", LATEST.key)
    assert as_json(evolve(screen.desk.open.header)) == body
