"""Opening a case: decided or only referred, with a methodology or before one is chosen, under a stamped edition."""

from __future__ import annotations

from datetime import date

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.choosing import ChoosingScreen
from lcspr_jupyter.screens.opening import Opening, opened
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.timescales.editions import editions, newest

TODAY = date(2026, 9, 1)


def test_a_decided_case_begins_its_six_months_and_its_methodology():
    review = opened(Opening(title="Rowan", decided_on="29 April 2026", method="silp/full"), TODAY)
    assert (review.header.opened_on, review.header.decided_on) == (date(2026, 4, 29), date(2026, 4, 29))
    assert review.plan.lead.methodology == "silp"


def test_a_referral_is_opened_without_a_decision_or_a_methodology():
    review = opened(Opening(title="Rowan"), TODAY)
    assert (review.header.opened_on, review.header.decided_on, review.plan) == (TODAY, None, None)


def test_the_newest_rules_are_stamped_unless_others_are_chosen():
    assert opened(Opening(title="Rowan"), TODAY).header.edition == newest().key
    chosen = editions()[0].key
    assert opened(Opening(title="Rowan", edition=chosen), TODAY).header.edition == chosen


@pytest.mark.parametrize("typed", ["April 2026", "some day"])
def test_a_decision_needs_one_day(typed):
    with pytest.raises(Unreadable, match="write one day"):
        opened(Opening(title="Rowan", decided_on=typed), TODAY)


def test_a_case_without_a_methodology_is_given_one_on_the_plan_page(gate, store):
    plan = store.record("juniper", "plan", "plan")
    gate.change([{"kind": "plan", "id": "plan", "revision": plan.revision, "before": plan.body, "after": None}], "none")
    with pytest.raises(NotFound, match="Choose one on the Plan page"):
        Workbench(Desk(gate))
    screen = ChoosingScreen(Desk(gate))
    with pytest.raises(Unreadable, match="Choose one first"):
        screen.choose({})
    screen.write({"path": "method", "value": "silp/minimal"})
    screen.choose({})
    assert store.record("juniper", "plan", "plan").body["lead"]["methodology"] == "silp"
    assert Workbench(Desk(gate)).stages
