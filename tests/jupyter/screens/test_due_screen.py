"""What is due on a page: by how it presses, for one role or everybody, with why, and what somebody puts down."""

from __future__ import annotations

from datetime import date

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.due import PASSED, DueScreen
from lcspr_jupyter.screens.due_everywhere import DueEverywhere, owed

from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.timescales.duties import own_duties


@pytest.fixture
def screen(gate):
    return DueScreen(Desk(gate))


def items(screen, group):
    return next(one["items"] for one in screen.component.state["groups"] if one["key"] == group)


def test_each_duty_says_who_by_when_and_where_it_is_written(screen):
    told = [one for group in screen.component.state["groups"] for one in group["items"]]
    assert told
    assert all(one["what"] and one["who"] and one["paragraph"].startswith(("8.2.", "N")) for one in told)


def test_what_presses_most_is_chosen_and_says_why_and_the_way_out(screen):
    chosen = screen.component.state["chosen"]
    assert chosen["key"] == items(screen, "late")[0]["key"]
    assert chosen["why"]
    assert chosen["late"]
    assert chosen["way_out"]


def test_one_role_sees_its_own_and_no_other(screen):
    screen.narrow({"key": "referrer"})
    told = [one for group in screen.component.state["groups"] for one in group["items"]]
    assert told
    assert all("Referrer" in one["who"] for one in told)
    assert "for Referrer" in screen.component.state["lead"]


def test_what_is_put_down_is_kept_and_closes_it(screen, store):
    may = {duty.id for duty in own_duties() if duty.waivable}
    waivable = next(one["key"] for group in ("late", "open") for one in items(screen, group) if one["key"] in may)
    screen.put({"duty": waivable, "put": "not_needed", "on": "31 August 2026", "how": "The lead was off sick."})
    kept = store.record("juniper", "duty_note", waivable)
    assert (kept.body["how"], kept.body["by"], kept.body["on"]) == ("The lead was off sick.", "ana", "2026-08-31")
    assert waivable in {one["key"] for one in items(screen, "settled")}
    screen.choose({"key": waivable})
    assert "off sick" in screen.component.state["chosen"]["why"]


def chosen(screen, name):
    screen.choose({"key": name})
    return screen.component.state["chosen"]


def test_each_duty_leads_to_where_it_is_answered(screen):
    told = {one["key"]: one for group in screen.component.state["groups"] for one in group["items"]}
    open_ones = [name for group in ("late", "dated", "open") for name in (one["key"] for one in items(screen, group))]
    ways = {name: chosen(screen, name)["go"] for name in open_ones if name in told}
    places = {way["href"].partition("#")[0] for way in ways.values() if way}
    assert {"procedure", "panel", "terms"} <= places
    assert ways["8.2.41-b"] == {"label": "Open the page “Panel”", "href": "panel"}
    assert any("~" in way["href"] for way in ways.values() if way)


def test_what_has_to_be_approved_also_leads_to_all_approvals(screen):
    kinds = {one.id: one.kind for one in own_duties()}
    open_ones = [one["key"] for group in ("late", "dated", "open") for one in items(screen, group)]
    for name in open_ones:
        assert bool(chosen(screen, name)["also"]) is (kinds.get(name) == "approval")


def test_what_was_done_late_says_so_though_it_is_folded_away(screen):
    tags = {one["key"]: (one["tag"], one["tag_sort"]) for one in items(screen, "settled")}
    assert ("done late", "late") in tags.values()
    assert ("done", "done") in tags.values()


def test_nothing_is_put_down_about_what_is_no_duty(screen):
    with pytest.raises(NotFound, match="This is no duty of the register"):
        screen.put({"duty": "8.2.99-z", "put": "done", "on": "31 August 2026", "how": "By letter."})


@pytest.mark.parametrize(
    ("on", "how", "said"),
    [
        ("31 August 2026", "  ", "Write how it was done"),
        ("2 September 2026", "Tomorrow's work", "a day that has come"),
        ("some day", "Words", "write one day"),
        ("", "Words", "a day that has come"),
    ],
)
def test_what_says_too_little_is_refused_in_a_sentence(screen, store, on, how, said):
    duty = items(screen, "late")[0]["key"]
    with pytest.raises(Unreadable) as refused:
        screen.put({"duty": duty, "put": "done", "on": on, "how": how})
    assert said in str(refused.value)
    assert store.record("juniper", "duty_note", duty) is None


def test_across_reviews_each_line_names_its_review_and_leads_there(gate):
    gate.open_review_id = None
    state = DueEverywhere(Desk(gate)).component.state
    told = [one for group in state["groups"] for one in group["items"]]
    assert told
    assert all(one["review"] == "Juniper" for one in told)
    assert state["chosen"]["go"]["href"] == "/r/juniper/due"


def test_of_many_reviews_so_many_dues_are_drawn_at_a_time_and_the_gate_is_asked_once(gate, monkeypatch):
    gate.open_review_id = None
    asked = []
    lines = [
        {
            "id": f"r{number}",
            "title": f"R {number}",
            "dues": [{"duty": "8.2.18-a", "act_by": "2026-09-04", "late": False}],
        }
        for number in range(250)
    ]
    monkeypatch.setattr(type(gate), "reviews", lambda _, *, dues=False: asked.append(dues) or lines)
    screen = DueEverywhere(Desk(gate))
    dated = screen.component.state["groups"][1]
    assert (len(dated["items"]), dated["words"]) == (100, "(the first 100 of 250)")
    assert screen.component.state["more"] == "Show 100 more of each"
    screen.show_more({})
    screen.show_more({})
    screen.choose({"key": "r249/8.2.18-a"})
    assert len(screen.component.state["groups"][1]["items"]) == 250
    assert screen.component.state["more"] == ""
    assert asked == [True]


def test_a_line_of_an_older_program_tells_of_no_duty_that_is_not_there(gate):
    gate.open_review_id = None
    lines = [
        {"id": "a", "title": "A", "dues": [{"duty": "8.2.99-z", "act_by": None, "late": True}]},
        {"id": "b", "title": "B"},
    ]
    assert tuple(owed(lines, date(2026, 9, 1))) == ()


def test_what_may_be_done_is_never_late(screen):
    strengths = {duty.id: duty.strength for duty in own_duties()}
    assert all(strengths[one["key"]] != "may" for one in items(screen, "late"))


def test_what_is_late_without_a_day_says_that_its_turn_has_passed_after_what_has_one(screen):
    (late,) = (group["items"] for group in screen.component.state["groups"] if group["key"] == "late")
    undated = [one["day"] == PASSED for one in late]
    assert any(undated)
    assert undated == sorted(undated)
