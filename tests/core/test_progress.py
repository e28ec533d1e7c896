"""A snapshot of progress: all that stood on its day, and what is otherwise on another."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.errors import LcsprError
from lcspr_core.plain import as_json, from_json
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import Stand, standings
from lcspr_core.progress import changes, in_order, now, record_of_progress, taken
from lcspr_core.spine import PHASE_TITLES
from lcspr_core.timescales.snapshots import ActionThen, Snapshot
from lcspr_core.views import Section, Table
from tests.core.procedure.making import TODAY, answered, day, empty

LATER = date(2026, 12, 1)
LINE = {"id": "a1", "words": "Change the handover form", "agency": "HV", "owner": "Head", "status": "under_way"}


def with_action(review, **more):
    return answered(review, "action_plan", lines=[{**LINE, "due_on": day("1 March 2027"), **more}])


def look(review, today=TODAY, **more):
    return taken(review, {}, today=today, **{"by": "ana", "time": "The end still holds.", **more})


def test_it_holds_the_stage_the_days_the_duties_and_the_actions_of_its_day():
    review = with_action(case())
    found = look(review, AS_AT)
    there = case_of(review, AS_AT)
    assert (found.on, found.by, found.time) == (AS_AT, "ana", "The end still holds.")
    assert found.stage in PHASE_TITLES.values()
    assert {one.event: one.day for one in found.days} == there.days
    open_ones = {one.duty.id: one.stand.value for one in standings(there) if one.stand is not Stand.NOT_YET}
    assert {one.id: one.stand for one in found.duties} == open_ones
    assert [(one.words, one.light) for one in found.actions] == [("Change the handover form", "green")]
    assert found.standing("late") == sum(stand == "late" for stand in open_ones.values())


def test_it_comes_back_from_what_is_stored_as_it_was():
    found = look(with_action(case()), AS_AT)
    assert from_json(Snapshot, as_json(found)) == found


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"time": " "}, "Write what was found about the time taken or the quality of the work"),
        ({}, "A snapshot of this day is there already"),
    ],
)
def test_a_look_says_something_and_is_kept_once_a_day(more, said):
    kept = empty().with_records("snapshot", [look(empty())])
    with pytest.raises(LcsprError, match=said):
        look(kept, **more)
    assert look(kept, LATER).on == LATER


def test_what_is_otherwise_is_said_of_days_duties_and_actions():
    before = with_action(empty())
    after = answered(
        with_action(before, due_on=day("1 October 2026")), "overview_check", agreed_on=day("2 October 2026")
    )
    found = changes(look(before), look(after, LATER))
    assert "The panel agreed the report: 2 October 2026, which had no day before." in found
    assert "Action “Change the handover form”: green before, then red." in found
    assert any("not yet open before, then" in one or "before, then late" in one for one in found)


def test_nothing_is_said_where_nothing_is_otherwise():
    one = look(case(), AS_AT)
    assert changes(one, evolve(one, id="other", by="bo", time="Said otherwise.")) == ()


def test_what_left_the_plan_and_a_day_that_moved_or_went_are_said():
    first = Snapshot(id="1", on=TODAY, by="ana", actions=(ActionThen(id="a", words="Train", light="red", why=""),))
    assert changes(first, evolve(first, actions=())) == ("Action “Train”: red before, then not in the plan.",)
    full = look(case(), AS_AT)
    moved = evolve(full, days=(evolve(full.days[0], day=LATER), *full.days[1:]))
    (sentence,) = changes(full, moved)
    assert sentence.startswith(full.days[0].title)
    assert sentence.endswith("before, then 1 December 2026.")
    (gone,) = changes(full, evolve(full, days=full.days[1:]))
    assert gone.endswith("before, then no day.")


def test_a_stage_its_steps_and_the_rules_are_compared_too():
    one = look(case(), AS_AT)
    assert "It was worked under" in changes(one, evolve(one, rules="Working together 2030"))[0]
    assert changes(one, evolve(one, stage="Embedded")) == (f"It stood at “{one.stage}”, then at “Embedded”.",)
    first = evolve(one.phases[0], done=0)
    (sentence,) = changes(evolve(one, phases=(first, *one.phases[1:])), one)
    assert sentence.startswith(f"{first.title}: 0 of ")


def test_the_record_sets_out_each_look_with_what_changed_since():
    review = case()
    looks = [look(review, AS_AT), look(with_action(review), LATER)]
    kept = review.with_records("snapshot", looks[::-1])
    assert in_order(kept.all("snapshot")) == tuple(looks)
    lead, table, *sections = record_of_progress(kept)
    assert "2 days" in lead.text
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["1 September 2026", "1 December 2026"]
    assert [type(one) for one in sections] == [Section, Section]
    assert "Since 1 September 2026" in sections[1].views[-1].text
    assert "The end still holds." in sections[0].views[0].text


def test_today_is_worked_out_without_keeping_anything():
    assert now(case(), {}, today=AS_AT).by == ""
