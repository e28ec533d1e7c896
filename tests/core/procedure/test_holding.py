"""An appointment gives its rights from the day on which it begins, and takes them away at once when it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.methodology import PlatformRole
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.procedure.holding import Right, counts_as, rights, serves

BEGAN, ENDED = date(2026, 5, 4), date(2026, 9, 1)
MEMBER = Appointment(id="a1", person="A3", role=PanelRole.PANEL_MEMBER, from_=BEGAN)
AUTHOR = Appointment(id="a2", person="A3", role=PanelRole.AGENCY_AUTHOR, agency="HV", from_=BEGAN)
DAY = timedelta(days=1)


def roles(*appointments, on, person="A3"):
    return {one.role for one in rights(appointments, person, on)}


def test_rights_begin_with_the_appointment_and_a_proposal_gives_none():
    assert roles(MEMBER, on=BEGAN) == {PlatformRole.PANEL_MEMBER}
    assert roles(MEMBER, on=BEGAN - DAY) == set()
    assert roles(evolve(MEMBER, from_=None), on=ENDED) == set()


def test_an_end_ends_the_rights_at_once():
    ended = evolve(MEMBER, to=ENDED)
    assert roles(ended, on=ENDED - DAY) == {PlatformRole.PANEL_MEMBER}
    assert roles(ended, on=ENDED) == set()
    assert roles(evolve(MEMBER, from_=None, to=ENDED), on=ENDED - DAY) == set()


def test_another_appointment_of_the_same_person_goes_on():
    assert roles(evolve(MEMBER, to=ENDED), AUTHOR, on=ENDED) == {PlatformRole.AGENCY_AUTHOR}
    assert roles(MEMBER, AUTHOR, on=ENDED, person="A4") == set()


def test_an_author_has_rights_for_one_agency_and_none_without_one():
    assert rights([AUTHOR], "A3", ENDED) == {Right(role=PlatformRole.AGENCY_AUTHOR, agency="HV")}
    assert rights([evolve(AUTHOR, agency="")], "A3", ENDED) == set()
    assert rights([evolve(MEMBER, agency="HV")], "A3", ENDED) == {Right(role=PlatformRole.PANEL_MEMBER)}


@pytest.mark.parametrize("role", list(PanelRole))
def test_every_role_has_its_rights_but_a_supervisors(role):
    assert (counts_as(role) is None) is (role is PanelRole.SUPERVISOR)


def test_nobody_who_sits_on_a_panel_or_writes_runs_the_partnership():
    writing = {one for one in PanelRole if counts_as(one) is not PlatformRole.COORDINATOR}
    assert writing >= {PanelRole.PANEL_CHAIR, PanelRole.PANEL_MEMBER, PanelRole.AGENCY_AUTHOR, PanelRole.LEGAL_ADVISER}
    assert counts_as(PanelRole.OVERVIEW_AUTHOR) is PlatformRole.LEAD_REVIEWER


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, days, days)
def test_no_day_outside_an_appointment_gives_a_right(begins, ends, on):
    one = evolve(MEMBER, from_=begins, to=ends)
    assert serves(one, on) is (begins <= on < ends)
