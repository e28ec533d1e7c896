"""An appointment gives its rights from the day on which it begins, and takes them away at once when it ends."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.panels.appointments import Appointment, PanelRole, serves

BEGAN, ENDED = date(2026, 5, 4), date(2026, 9, 1)
MEMBER = Appointment(id="a1", person="A3", role=PanelRole.PANEL_MEMBER, from_=BEGAN)


def test_a_proposal_and_one_that_was_withdrawn_serve_on_no_day():
    assert not serves(evolve(MEMBER, from_=None), ENDED)
    assert not serves(evolve(MEMBER, from_=None, to=ENDED), BEGAN)


def test_its_last_day_is_over_as_soon_as_it_is_put_down():
    assert not serves(evolve(MEMBER, to=ENDED), ENDED)


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_it_serves_from_its_first_day_until_its_end(begins, ends, on):
    one = evolve(MEMBER, from_=begins, to=ends)
    assert serves(one, on) is (begins <= on < ends)
