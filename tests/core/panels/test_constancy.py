"""How constant a panel was: who came, who left and who only changed seats."""

from __future__ import annotations

from datetime import date

from lcspr_core.demonstration.juniper import case
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.constancy import constancy, constancy_concerns, constancy_table, holders

FIRST, TODAY = date(2026, 5, 12), date(2026, 9, 1)
MEMBER, CHAIR = PanelRole.PANEL_MEMBER, PanelRole.PANEL_CHAIR


def seat(person, role=MEMBER, from_=FIRST, to=None, **more):
    return Appointment(id=f"{person}.{role}", person=person, role=role, from_=from_, to=to, **more)


def test_a_panel_that_stays_is_wholly_constant():
    found = constancy([seat("A", CHAIR), seat("B"), seat("C")], since=FIRST, today=TODAY)
    assert (found.rate, found.changes, constancy_concerns(found)) == (1, (), ())
    assert "3 of 3" in constancy_table(found).title


def test_who_leaves_and_who_comes_is_told_and_a_leaving_without_account_warns():
    leaves = seat("B", to=date(2026, 6, 30))
    comes = seat("D", from_=date(2026, 7, 1))
    found = constancy([seat("A", CHAIR), leaves, seat("C"), comes], since=FIRST, today=TODAY)
    assert [(one.person, one.joined) for one in found.changes] == [("B", False), ("D", True)]
    assert (found.rate, found.still) == (2 / 3, ("A", "C"))
    (concern,) = constancy_concerns(found)
    assert concern.source == "8.2.44"
    assert "no reason and no handover" in concern.sentence


def test_a_leaving_with_reason_and_handover_warns_of_nothing():
    leaves = seat("B", to=date(2026, 6, 30), ended_because="Another post.", handed_over="Notes of two meetings.")
    found = constancy([leaves], since=FIRST, today=TODAY)
    assert (found.rate, constancy_concerns(found)) == (0, ())
    assert constancy_table(found).rows[0][3:] == ("Another post.", "Notes of two meetings.")


def test_a_member_who_takes_the_chair_neither_left_nor_came():
    found = constancy(
        [seat("A", to=date(2026, 6, 30)), seat("A", CHAIR, from_=date(2026, 7, 1))], since=FIRST, today=TODAY
    )
    assert (found.rate, found.changes) == (1, ())


def test_what_lies_ahead_has_not_happened():
    found = constancy([seat("A", to=TODAY), seat("B", from_=date(2026, 9, 2))], since=FIRST, today=TODAY)
    assert (found.rate, found.changes) == (1, ())


def test_somebody_who_left_before_the_first_meeting_is_no_change():
    early = seat("A", from_=date(2026, 5, 1), to=date(2026, 5, 11))
    found = constancy([early], since=FIRST, today=TODAY)
    assert (found.first, found.rate, found.changes) == ((), None, ())


def test_who_held_a_role_when_and_a_proposal_holds_nothing():
    seats = [seat("A", to=date(2026, 6, 30)), seat("B", from_=None), seat("C", from_=date(2026, 6, 30))]
    assert [holders(seats, [MEMBER], date(2026, 6, day)) for day in (29, 30)] == [("A",), ("A", "C")]
    assert holders(seats, [MEMBER], date(2026, 7, 1)) == ("C",)
    assert holders(seats, [CHAIR], date(2026, 6, 29)) == ()


def test_junipers_panel_was_only_proposed_so_far():
    assert constancy(case().all("appointment"), since=FIRST, today=TODAY).rate is None
