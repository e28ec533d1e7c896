"""What is said to the public and in the annual report comes out of the action plan, and claims no more."""

from __future__ import annotations

from lcspr_core.procedure.responding import annual_extract, response
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.views import Table
from tests.core.procedure.making import day
from tests.core.procedure.test_actions import EMBEDDED, WHOLE, planned

DONE = {
    **WHOLE,
    "id": "a2",
    "action": "",
    "words": "Change the form",
    "status": "done",
    "output": "The form of 3 August.",
}
AGAIN = {**DONE, "id": "a3", "words": "Ring both", "look_again_on": day("1 March 2027")}
DROPPED = {**WHOLE, "id": "a4", "action": "", "words": "A poster", "status": "dropped", "dropped": "Nobody reads it."}
STILL = {**WHOLE, "id": "a5", "action": "", "words": "Buy cots"}


def tables(views):
    return {one.title: one for one in views if isinstance(one, Table)}


def test_what_is_done_what_came_of_it_and_what_is_left_stand_apart():
    found = tables(response(planned(EMBEDDED, DONE, AGAIN, DROPPED, STILL)))
    assert [row[0] for row in found["What has been done"].rows] == ["Change the list", "Change the form", "Ring both"]
    assert found["What has been done"].rows[0][2:] == ("1 August 2026", "The list of 3 August.")
    assert found["What difference it made"].rows == (
        ("Change the list", "Ten lines looked at."),
        ("Change the form", "Nothing shows that yet."),
        ("Ring both", "Too early to say; looked at again on 1 March 2027."),
    )
    (left,) = found["What else will be done"].rows
    assert left == ("Buy cots", "HV", "Head of health visiting", "30 November 2026")


def test_an_empty_plan_says_that_nothing_is_done():
    found = tables(response(planned()))
    assert found["What has been done"].rows == ()
    assert found["What has been done"].empty == "Nothing is put down as done yet."


def test_the_annual_report_has_every_action_with_what_became_of_it():
    repeated = {**STILL, "before": "Rowan, 2024: half of the cots were bought."}
    counted, table = annual_extract(planned(EMBEDDED, DONE, DROPPED, repeated))
    assert counted.text == "4 actions: under way 1; done 1; embedded 1; dropped, with a reason 1."
    rows = {row[0]: row for row in table.rows}
    assert rows["A poster"][4] == "Nobody reads it."
    assert rows["Buy cots"][4:] == ("", "Rowan, 2024: half of the cots were bought.")
    assert rows["Change the list"][2:5] == (
        "Embedded: it is how people work now",
        "20 August 2026",
        "Ten lines looked at.",
    )


def test_both_are_documents_of_the_procedure():
    here = {one.key: one for one in PROCEDURE.artefacts}
    assert tuple(here["response"].compose(planned(DONE)))
    assert next(iter(here["annual_extract"].compose(planned()))).text == "No action is planned yet."
