"""Where each duty is answered: every one that a form, a page or a check closes leads there."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.methodology import PlatformRole
from lcspr_core.procedure.answered_at import checks_places, first_form, place_of, pressing
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import DutyStanding, Stand, standings
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.timescales.conditions import How
from lcspr_core.timescales.duties import own_duties
from lcspr_core.timescales.rules import Due
from tests.core.procedure.making import TODAY, empty

NOWHERE = {How.NOTE, How.STEP, How.METHOD, How.ALWAYS}
PAGES = {"panel", "progress", "returns", "terms", "thread", "due"}
STAMPED = "8.2.2-a"  # closed by the edition that a case is opened under


@pytest.mark.parametrize("duty", own_duties(), ids=lambda one: one.id)
def test_every_duty_that_something_closes_leads_there(duty):
    place = place_of(duty)
    if all(term.how in NOWHERE for term in duty.closes.terms()) or duty.id == STAMPED:
        assert place is None
        return
    assert place is not None
    step = PROCEDURE.step(place.form)
    assert (step is not None) is not bool(place.page)
    assert not place.page or place.page in PAGES
    assert not place.question or place.question in {field.name for field in step.asks.__attrs_attrs__}


def test_every_check_with_a_place_closes_a_duty():
    asked = {term.name for duty in own_duties() for term in duty.closes.terms() if term.how is How.CHECK}
    assert set(checks_places()) <= asked


def made(number, stand, act_by=None):
    duty = own_duties()[number]
    due = Due(rule=duty.rule, start=act_by, due=act_by, act_by=act_by) if act_by else None
    return DutyStanding(duty=duty, stand=stand, due=due)


def test_what_is_late_with_a_day_presses_before_what_is_late_without():
    early, late = date(2026, 5, 1), date(2026, 6, 1)
    ordered = [
        made(0, Stand.LATE, early),
        made(1, Stand.LATE, late),
        made(2, Stand.OPEN, early),
        made(3, Stand.LATE),
        made(4, Stand.OPEN),
    ]
    assert sorted((ordered[3], ordered[1], ordered[4], ordered[0], ordered[2]), key=pressing) == ordered


def test_a_role_begins_at_a_form_of_its_own():
    found = standings(case_of(empty(), TODAY))
    form = first_form(found, PlatformRole.COORDINATOR)
    assert PROCEDURE.step(form) is not None
    assert first_form([evolve(one, stand=Stand.DONE) for one in found], PlatformRole.COORDINATOR) == ""


def test_what_was_done_after_its_day_was_late():
    done = evolve(made(0, Stand.DONE, date(2026, 5, 1)), done_on=date(2026, 5, 4))
    assert done.was_late
    assert not evolve(done, done_on=date(2026, 5, 1)).was_late
    assert not evolve(done, stand=Stand.OPEN).was_late
