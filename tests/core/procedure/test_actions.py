"""Actions after the review: whole, heard of, shown, and taken higher in order where they are not."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.procedure.action_lines import Rag, rag
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.checks.actions import lights
from lcspr_core.procedure.forms.actions import ActionLine, row_of
from lcspr_core.procedure.gates.actions import GATES
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.reading import read
from lcspr_core.thread import Link, Record
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
TODAY = date(2026, 9, 1)
WHOLE = {
    "id": "a1",
    "action": "act",
    "agency": "HV",
    "owner": "Head of health visiting",
    "due_on": day("30 November 2026"),
    "change": "Nobody closes a line before they have seen it in use.",
    "status": "under_way",
    "updated_on": day("20 August 2026"),
    "next_on": day("20 November 2026"),
}
DONE = "done; whether it made a difference is still to be seen"
SHOWN = {"output": "The list of 3 August.", "embedding": "Ten lines looked at.", "approved_by": "Quality lead"}
EMBEDDED = {**WHOLE, "status": "embedded", **SHOWN, "approved_on": day("1 August 2026")}


def stands(name, review, today=TODAY):
    return standing(DUTIES[name], case_of(review, today))


def planned(*lines, **more):
    recommendation = Record(id="rec", kind="recommendation", title="Keep lines open")
    action = Record(id="act", kind="action", title="Change the list", rests_on=(Link(to="rec"),))
    review = empty().with_records("recommendation", [recommendation]).with_records("action", [action])
    return answered(review, "action_plan", lines=list(lines), **more)


def line(**told):
    return read(ActionLine, {**WHOLE, **told}).said


def test_each_recommendation_has_a_whole_action_or_a_reason():
    assert stands("8.2.9-b", empty()).stand is Stand.NOT_YET
    assert stands("8.2.9-b", planned()).why == "Without a whole action: Keep lines open."
    assert stands("8.2.9-b", planned({**WHOLE, "owner": ""})).is_open
    assert stands("8.2.9-b", planned(WHOLE)).stand is Stand.DONE
    reasoned = planned(without=[{"id": "w", "recommendation": "rec", "reason": "Another review has it already."}])
    assert stands("8.2.9-b", reasoned).stand is Stand.DONE


def test_the_panel_agrees_a_plan_once_something_is_recommended():
    assert stands("8.2.45-s", empty()).stand is Stand.NOT_YET
    assert stands("8.2.45-s", planned(WHOLE)).is_open
    assert stands("8.2.45-s", planned(WHOLE, agreed_on=day("1 September 2026"))).stand is Stand.DONE


def test_an_action_is_embedded_when_something_shows_it_and_another_agrees():
    assert stands("8.2.2-c", planned(WHOLE)).why == "Not embedded yet: Change the list."
    assert stands("8.2.2-c", planned(EMBEDDED)).stand is Stand.DONE
    for lacking in ("output", "embedding", "approved_by"):
        assert stands("8.2.2-c", planned({**EMBEDDED, lacking: ""})).is_open
    assert stands("8.2.2-c", planned({**EMBEDDED, "approved_by": "head of health visiting "})).is_open


def test_each_agency_with_an_action_names_its_officer():
    check = stands("8.2.49-g", answered(planned(WHOLE), "sign_off", signed_on=day("1 August 2026")))
    assert check.why == "No senior officer named: HV."
    named = planned(WHOLE, officers=[{"id": "HV", "agency": "HV", "post": "Director of nursing"}])
    assert stands("8.2.49-g", answered(named, "sign_off", signed_on=day("1 August 2026"))).stand is Stand.DONE


def test_silence_past_the_agreed_day_is_seen():
    assert stands("8.2.49-h", planned(WHOLE)).stand is Stand.DONE
    assert stands("8.2.49-h", planned(WHOLE), date(2026, 11, 21)).why == "Nothing heard of: Change the list."
    assert stands("8.2.49-h", planned({**WHOLE, "updated_on": {}})).is_open


def test_weak_progress_is_raised_with_the_member_first():
    assert stands("8.2.49-j", planned(WHOLE)).stand is Stand.NOT_YET
    weak = {**WHOLE, "status": "done"}
    assert stands("8.2.49-j", planned(weak)).why == "Not raised yet: Change the list."
    assert stands("8.2.49-j", planned({**weak, "member_on": day("20 August 2026")})).stand is Stand.DONE


@pytest.mark.parametrize(
    ("told", "light", "why"),
    [
        ({}, Rag.GREEN, "on course"),
        ({"status": "not_begun"}, Rag.AMBER, "not begun"),
        ({"due_on": day("20 September 2026")}, Rag.AMBER, "due within four weeks"),
        ({"due_on": day("31 August 2026")}, Rag.RED, "past its day and not done"),
        ({"next_on": day("31 August 2026")}, Rag.RED, "nothing heard by the agreed day"),
        ({"status": "done"}, Rag.RED, "said to be done, and nothing shows it"),
        (
            {"status": "done", "output": "The list."},
            Rag.GREEN,
            "done; whether it made a difference is still to be seen",
        ),
        ({"status": "dropped"}, Rag.RED, "dropped without a reason"),
        ({"status": "dropped", "dropped": "The team is gone."}, Rag.CLOSED, "dropped, with a reason"),
        ({k: v for k, v in EMBEDDED.items() if k != "id"}, Rag.CLOSED, "embedded"),
    ],
)
def test_red_amber_and_green_follow_a_rule_and_say_which(told, light, why):
    assert rag(line(**told), TODAY) == (light, why)


AGAIN = {**EMBEDDED, "look_again_on": day("1 September 2026")}


def test_a_day_to_look_again_brings_a_closed_action_back():
    told = {k: v for k, v in AGAIN.items() if k != "id"}
    assert rag(line(**told), date(2026, 8, 31)) == (Rag.CLOSED, "embedded")
    assert rag(line(**told), TODAY) == (Rag.AMBER, "to be looked at again since 1 September 2026")
    assert stands("8.2.2-c", planned(AGAIN)).why == "To be looked at again: Change the list."
    looked = {**AGAIN, "looked_on": day("1 September 2026"), "looked": "Ten of ten still open until seen."}
    assert stands("8.2.2-c", planned(looked)).stand is Stand.DONE


@pytest.mark.parametrize(
    "looked",
    [
        {"looked_on": day("1 September 2026")},
        {"looked": "Yes."},
        {"looked_on": day("31 August 2026"), "looked": "Yes."},
    ],
)
def test_a_look_counts_when_it_came_in_time_and_says_what_was_found(looked):
    assert stands("8.2.2-c", planned({**AGAIN, **looked})).is_open


def test_an_action_that_is_not_done_has_nothing_to_be_looked_at_again():
    assert rag(line(look_again_on=day("1 August 2026")), TODAY) == (Rag.GREEN, "on course")


def test_the_lights_are_counted():
    found = lights(case_of(planned(WHOLE, {**EMBEDDED, "id": "a2"}), TODAY))
    assert (found[Rag.GREEN], found[Rag.CLOSED], found[Rag.RED]) == (1, 1, 0)


def gated(review):
    return [one.sentence for gate in GATES for one in gate.find(review)]


def test_an_action_that_says_more_than_is_shown_is_stopped():
    assert gated(planned(EMBEDDED)) == []
    assert gated(planned({**EMBEDDED, "embedding": ""})) == [
        "Action 1: said to be embedded, and nothing shows a difference."
    ]


def test_the_chair_is_asked_after_the_member():
    assert "before the agency's own member" in gated(planned({**WHOLE, "chair_on": day("1 August 2026")}))[0]
    ordered = {**WHOLE, "member_on": day("1 July 2026"), "chair_on": day("1 August 2026")}
    assert gated(planned(ordered)) == []


def test_each_action_of_the_thread_is_offered_a_row_of_its_own():
    assert row_of("lead.actions.r1") == "lead_actions_r1"
