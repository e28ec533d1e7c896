"""An appointment that began though a rule stops it: put down with its reason, and open until it ends."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.concerns import Severity
from lcspr_core.errors import LcsprError, NotAllowed
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.breaches import (
    begun_against,
    breach_concerns,
    breach_words,
    refuse_stopped,
    standing_breaches,
)
from lcspr_core.panels.independence import conflicts_in
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.checks.panel_independence import FREEDOMS, is_free
from lcspr_core.procedure.gates.panel import begun_against_a_rule
from tests.core.procedure.making import TODAY, empty

DAY = date(2026, 5, 1)
MEMBER = Appointment(id="a1", person="P07", role=PanelRole.PANEL_MEMBER, declaration="None.")


@pytest.fixture
def review():
    made = empty().with_records("person", [Person(id="P07", involvement=Involvement.DIRECT)])
    return made.with_records("appointment", [MEMBER])


def put_down(review, **more):
    (found,) = conflicts_in(review)
    told = {"reason": "Nobody had asked.", "told": "The chair, by letter.", "by": "ana", "on": TODAY, "began_on": DAY}
    return begun_against(review, found.key, "a1", **{**told, **more})


def test_it_begins_and_the_rule_still_stands(review):
    after = put_down(review)
    assert after.one("appointment", "a1").from_ == DAY
    ((breach, conflict),) = standing_breaches(after, conflicts_in(after), TODAY)
    assert (breach.by, breach.on, breach.conflict) == ("ana", TODAY, conflict.key)
    (concern,) = breach_concerns(after)
    assert concern.severity is Severity.BLOCK
    assert "1 May 2026 against the rule: Nobody had asked. Told: The chair, by letter." in concern.sentence
    assert "A reason does not put it right" in concern.way_out
    assert "procedure.panel_set_up" in next(iter(begun_against_a_rule(after))).about


def test_the_duty_stays_open_and_says_that_it_has_begun(review):
    found = is_free(FREEDOMS["members_independent"], case_of(put_down(review), TODAY))
    assert not found.so
    assert "Begun on 1 May 2026 against the rule" in found.words


@pytest.mark.parametrize(
    "after",
    [
        lambda review: review.with_records("appointment", [evolve(review.one("appointment", "a1"), to=DAY)]),
        lambda review: review.without("appointment", "a1"),
        lambda review: review.with_records("person", [Person(id="P07")]),
    ],
)
def test_it_is_over_once_the_appointment_or_what_stands_against_it_ends(review, after):
    ended = after(put_down(review))
    assert standing_breaches(ended, conflicts_in(ended), TODAY) == ()
    assert breach_concerns(ended) == ()
    assert ended.all("breach")


def test_the_last_day_of_it_still_counts(review):
    last = put_down(review)
    last = last.with_records("appointment", [evolve(last.one("appointment", "a1"), to=TODAY)])
    assert standing_breaches(last, conflicts_in(last), TODAY)


def test_what_was_put_down_may_be_corrected_and_nothing_else_begins(review):
    begun = evolve(MEMBER, from_=DAY)
    with pytest.raises(NotAllowed, match=r"cannot begin.*If it has already begun, say so"):
        refuse_stopped(review, begun, "from_")
    refuse_stopped(review, begun, "employer")
    refuse_stopped(put_down(review), begun, "from_")
    with pytest.raises(NotAllowed):
        refuse_stopped(put_down(review), evolve(begun, id="a2"), "from_")


def test_an_appointment_that_began_before_the_rule_came_keeps_its_day(review):
    begun = review.with_records("appointment", [evolve(MEMBER, from_=DAY)])
    assert put_down(begun, began_on=None).one("appointment", "a1").from_ == DAY


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": " "}, "Write why it began all the same, and who was told"),
        ({"told": ""}, "Write why it began all the same, and who was told"),
        ({"began_on": None}, "Give the day on which it began; it cannot lie ahead"),
        ({"began_on": date(2099, 1, 1)}, "Give the day on which it began; it cannot lie ahead"),
    ],
)
def test_it_needs_its_day_its_reason_and_who_was_told(review, more, said):
    with pytest.raises(LcsprError, match=said):
        put_down(review, **more)


def test_only_what_a_rule_stops_can_be_put_down(review):
    with pytest.raises(LcsprError, match="No rule stops this appointment any more"):
        begun_against(review, "gone", "a1", began_on=DAY, reason="x", told="x", by="ana", on=TODAY)


def test_the_words_name_nobody(review):
    (one,) = put_down(review).all("breach")
    assert "P07" not in breach_words(one)
