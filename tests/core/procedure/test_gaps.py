"""What never came is late no more, on no page, and stays a gap on each: returns, duties and dates tell the same."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.answers import Answer, AnswerState, answer_id
from lcspr_core.cases.agencies import Agency, Known, agencies_now
from lcspr_core.demonstration.juniper import case
from lcspr_core.panels.due import what_is_due
from lcspr_core.panels.returns import asked, came, chased, gaps, never_came, overdue, returns_now, returns_table
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.forms.chronologies import FORM
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.procedure.steps import STRAND
from lcspr_core.timescales.clocks import Standing
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
WHY = "The service closed in May."
SAYS, WHOLE, CHRONOLOGY, HIGHER, SECURED = "8.2.19-c", "8.2.21-c", "8.2.48-a", "8.2.11-t", "8.2.19-e"
AS_AT = date(2026, 9, 1)
REQUESTED = chased(
    asked("POL", "information_request", on=date(2026, 4, 14), due=date(2026, 5, 8)), on=date(2026, 5, 11)
)


def stands(name, review):
    return standing(DUTIES[name], case_of(review, AS_AT))


def dated(review):
    return next(one for one in what_is_due(review, AS_AT) if one.key == REQUESTED.id)


def outline(review, name, state=AnswerState.DRAFT, reason="", **data):
    made = answer_id("outline", (name,), STRAND)
    given = Answer(
        id=made, step="outline", strand=STRAND, of=(name,), agency=name, state=state, reason=reason, data=data
    )
    return review.with_records("answer", [given])


def requested(one=REQUESTED):
    """Return a case in which one agency replied that it did not know the family, and another owes its reply."""
    days = {"sent_on": day("14 April 2026"), "reply_by": day("8 May 2026")}
    unsaid = empty().with_records("agency", [Agency(id=name, title=name) for name in ("HV", "POL")])
    review = answered(unsaid, "information_request", **days).with_records("return", [one])
    return outline(review, "HV", known="not_known", replied_on=day("20 April 2026"))


CLOSED = {
    "on Returns": requested(never_came(REQUESTED, reason=WHY)),
    "on the agency's own form": outline(requested(), "POL", AnswerState.NOT_RETURNED, WHY),
}


def test_before_it_is_closed_it_is_late_everywhere():
    assert overdue(requested(), AS_AT) == (REQUESTED,)
    assert (stands(SAYS, requested()).stand, dated(requested()).standing) == (Stand.LATE, Standing.OVERDUE)
    assert gaps(requested()) == {}


@pytest.mark.parametrize("where", CLOSED)
def test_once_it_is_closed_with_a_reason_it_is_late_nowhere(where):
    review = CLOSED[where]
    assert overdue(review, AS_AT) == ()
    assert (dated(review).words, dated(review).days_late) == ("never came", 0)
    for name in (SAYS, WHOLE):
        assert stands(name, review).stand is Stand.WITHOUT
        assert not stands(name, review).is_open
        assert not stands(name, review).was_late


@pytest.mark.parametrize("where", CLOSED)
def test_it_stays_a_gap_with_its_reason_and_is_never_read_as_not_known(where):
    review = CLOSED[where]
    assert gaps(review) == {"POL": WHY}
    assert stands(SAYS, review).why == f"Never came: POL (“{WHY}”). This is not the same as “not known”."
    assert {one.id: one.known for one in agencies_now(review)}["POL"] is Known.NO_REPLY
    assert returns_table(review).rows[0][2] == f"never came: {WHY}"


@pytest.mark.parametrize("where", CLOSED)
def test_it_is_taken_higher_until_it_is_in_the_panels_log(where):
    review = CLOSED[where]
    assert stands(HIGHER, review).is_open
    assert f"Never came: POL (“{WHY}”)." in stands(HIGHER, review).why
    row = {"id": "d", "sort": "non_compliance", "about": "No reply of the police."}
    assert stands(HIGHER, answered(review, "panel_issues", disputes=[row])).stand is Stand.DONE


@pytest.mark.parametrize("where", CLOSED)
def test_records_that_nobody_secured_stay_open_all_the_same(where):
    found = stands(SECURED, CLOSED[where])
    assert found.stand is Stand.LATE
    assert "Records not confirmed as secured: POL" in found.why


@pytest.mark.parametrize("where", CLOSED)
def test_who_is_still_waited_for_is_late_beside_a_gap(where):
    found = stands(SAYS, outline(CLOSED[where], "HV"))
    assert found.stand is Stand.LATE
    assert found.why.startswith("No reply yet: HV. Never came: POL")


@pytest.mark.parametrize("where", CLOSED)
def test_a_chronology_of_an_agency_that_never_replied_is_not_waited_for(where):
    terms = TermsOfReference(id="t1", version="1", agencies=("HV", "POL"))
    review = CLOSED[where].with_records("terms", [terms])
    due = {"asked": "yes", "due_on": day("8 May 2026")}
    assert "Not here yet, or not whole: HV. Never came: POL." in stands(CHRONOLOGY, answered(review, FORM, **due)).why
    rows = [{"id": "HV", "agency": "HV", "none_why": "Not known to us."}]
    found = stands(CHRONOLOGY, answered(review, FORM, **due, chronologies=rows))
    assert (found.stand, found.why) == (Stand.WITHOUT, "Never came: POL.")


@pytest.mark.parametrize("where", CLOSED)
def test_a_reply_that_comes_after_all_is_a_reply(where):
    review = outline(CLOSED[where], "POL", known="known", replied_on=day("3 June 2026"))
    assert gaps(review) == {}
    assert stands(SAYS, review).stand is Stand.DONE
    closed_there = where == "on Returns"
    assert (returns_now(review)[0].came_on == date(2026, 6, 3)) is closed_there
    assert dated(review).standing is (Standing.LATE if closed_there else Standing.OVERDUE)


def test_a_reply_after_all_without_its_day_is_not_late():
    review = outline(CLOSED["on Returns"], "POL", known="known")
    assert dated(review).standing is Standing.CAME


def test_what_came_is_no_gap():
    assert gaps(requested(came(REQUESTED, on=date(2026, 5, 7)))) == {}


def test_harbour_light_is_late_on_no_page_of_juniper_and_a_gap_on_each():
    review, silent = case(), "HLT"
    assert [*gaps(review)] == [silent]
    assert silent not in {one.agency for one in overdue(review, AS_AT)}
    told = [stands(name, review) for name in (SAYS, WHOLE, HIGHER)]
    assert all("Never came: Harbour Light" in one.why for one in told)
    assert [one.stand for one in told] == [Stand.WITHOUT, Stand.LATE, Stand.OPEN]
    late = [one.key for one in what_is_due(review, AS_AT) if one.standing is Standing.OVERDUE]
    assert f"information_request.{silent}" not in late
