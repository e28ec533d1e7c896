"""The members of a panel: named, senior, knowing, covering the agencies, briefed, there, and the same people."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.procedure.appointed import appointed_days
from lcspr_core.procedure.standing import Stand
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import AUTHOR, CHAIR, appointed, decided, met, stands

N1, N2 = "a.N1.panel_member", "a.N2.panel_member"


@pytest.fixture
def panel():
    """A panel of two, from the two agencies that had a part."""
    return appointed(appointed(decided(), "N1", agency="HV"), "N2", agency="POL")


def with_members(review, *members, **said):
    rows = [{"id": str(n), **one} for n, one in enumerate(members)]
    return answered(review, "panel_set_up", members=rows, **said)


def test_first_members_have_a_proposer_and_a_day(panel):
    assert stands("8.2.44-a", decided()).why == "Nobody is proposed for the panel yet."
    assert stands("8.2.44-a", panel).stand is Stand.DONE
    assert "N2" in stands("8.2.44-a", appointed(panel, "N2", proposed_by="")).why
    assert "N2" in stands("8.2.44-a", appointed(panel, "N2", proposed_on=None)).why


def test_a_proposal_that_was_withdrawn_is_nobody(panel):
    withdrawn = appointed(decided(), "N1", from_=None, to=date(2026, 5, 8))
    assert stands("8.2.44-a", withdrawn).why == "Nobody is proposed for the panel yet."


def test_each_involved_agency_is_spoken_for_or_it_is_said_why_not(panel):
    assert stands("8.2.44-b", panel).stand is Stand.DONE
    more = panel.with_records("agency", [Agency(id="GP", title="Practice", known=Known.KNOWN)])
    assert stands("8.2.44-b", more).why == "Nobody speaks for: Practice."
    spoken = with_members(more, {"who": N1, "speaks_for": ["GP"]})
    assert stands("8.2.44-b", spoken).stand is Stand.DONE
    bare = answered(more, "panel_set_up", covers=[{"id": "GP", "agency": "GP", "how": "not"}])
    assert stands("8.2.44-b", bare).is_open
    why = answered(more, "panel_set_up", covers=[{"id": "GP", "agency": "GP", "how": "not", "why": "It has closed."}])
    assert stands("8.2.44-b", why).stand is Stand.DONE


def test_an_agency_that_did_not_know_the_child_needs_nobody(panel):
    stranger = panel.with_records("agency", [Agency(id="GP", title="Practice", known=Known.NOT_KNOWN)])
    assert stands("8.2.44-b", stranger).stand is Stand.DONE


def test_a_low_level_needs_a_word_why(panel):
    senior = {"who": N1, "level": "service"}
    assert "N2" in stands("8.2.44-d", with_members(panel, senior)).why
    low = {"who": N2, "level": "team"}
    assert "N2" in stands("8.2.44-d", with_members(panel, senior, low)).why
    noted = {**low, "level_note": "Leads the service while its head is away."}
    assert stands("8.2.44-d", with_members(panel, senior, noted)).stand is Stand.DONE
    assert "N1" in stands("8.2.44-d", with_members(panel, senior, noted, lowest="head")).why


def test_who_is_coopted_has_a_matter_an_end_and_a_declaration(panel):
    coopted = {"who": N2, "sort": "coopted", "scope": "Tenancies"}
    assert stands("8.2.44-g", panel).stand is Stand.NOT_YET
    assert stands("8.2.44-g", with_members(panel, coopted)).is_open
    whole = with_members(panel, {**coopted, "until": day("31 August 2026")})
    assert stands("8.2.44-g", whole).stand is Stand.DONE
    assert stands("8.2.44-g", appointed(whole, "N2", declaration="")).is_open


def test_what_nobody_knows_is_listed(panel):
    review = met(panel, ("18 May 2026", {}))
    assert "Say on the form" in stands("8.2.45-h", review).why
    needs = ["neglect", "housing"]
    part = with_members(review, {"who": N1, "knows": ["neglect"]}, needs=needs)
    assert stands("8.2.45-h", part).why == "Nobody on the panel knows well: Housing and homelessness."
    both = with_members(review, {"who": N1, "knows": ["neglect"]}, {"who": N2, "knows": ["housing"]}, needs=needs)
    assert stands("8.2.45-h", both).stand is Stand.DONE
    gone = appointed(both, "N2", to=date(2026, 6, 1))
    assert stands("8.2.45-h", gone).is_open


def test_everybody_with_a_role_is_briefed(panel):
    def briefed(review, *rows):
        return answered(review, "panel_briefing", joined=[{"id": str(n), **one} for n, one in enumerate(rows)])

    told = {"briefed_on": day("18 May 2026"), "understood": "yes"}
    assert "N1" in stands("8.2.42-b", panel).why
    every = briefed(panel, {"who": N1, **told}, {"who": N2, **told})
    assert stands("8.2.42-b", every).stand is Stand.DONE
    assert "N2" in stands("8.2.42-b", briefed(panel, {"who": N1, **told}, {"who": N2, **told, "understood": "no"})).why
    assert "N5" in stands("8.2.42-b", appointed(every, "N5", AUTHOR)).why


# --- who stays, and who comes -----------------------------------------------------------------------------------------


def test_who_leaves_says_why_and_hands_over(panel):
    review = met(panel, ("18 May 2026", {}))
    assert stands("8.2.44-i", review).stand is Stand.NOT_YET
    left = appointed(review, "N2", agency="POL", to=date(2026, 6, 1))
    assert "no reason and no handover" in stands("8.2.44-i", left).why
    assert "1 of the 2 who began" in stands("8.2.44-i", left).why
    account = {"ended_because": "Has another post.", "handed_over": "Papers and notes."}
    accounted = stands("8.2.44-i", appointed(review, "N2", agency="POL", to=date(2026, 6, 1), **account))
    assert (accounted.stand, "1 of the 2 who began" in accounted.why) == (Stand.DONE, True)


def test_two_meetings_missed_in_a_row_are_flagged(panel):
    both, one = {"present": [N1, N2]}, {"present": [N1]}
    assert "not put down" in stands("8.2.44-j", met(panel, ("18 May 2026", {}))).why
    assert stands("8.2.44-j", met(panel, ("18 May 2026", both), ("1 June 2026", one))).stand is Stand.DONE
    missed = met(panel, ("18 May 2026", both), ("1 June 2026", one), ("15 June 2026", one))
    assert stands("8.2.44-j", missed).why == "Missed the last two meetings: Panel member N2."
    between = met(panel, ("15 June 2026", both), ("18 May 2026", one), ("1 June 2026", one))
    assert stands("8.2.44-j", between).stand is Stand.DONE
    seen_to = {**one, "absent": "The chair spoke with the police."}
    done = met(panel, ("18 May 2026", both), ("1 June 2026", one), ("15 June 2026", seen_to))
    assert stands("8.2.44-j", done).stand is Stand.DONE


def test_who_joined_later_missed_nothing_before(panel):
    late = appointed(panel, "N3", from_=date(2026, 6, 10))
    review = met(late, ("18 May 2026", {"present": [N1, N2]}), ("1 June 2026", {"present": [N1, N2]}))
    assert stands("8.2.44-j", review).stand is Stand.DONE


def test_membership_is_looked_at_again_after_each_agreement_of_the_terms(panel):
    first = TermsOfReference(id="t1", version="1", agencies=("HV", "HOU"), agreed_on=date(2026, 5, 20))
    review = panel.with_records("terms", [first])
    assert "HOU" in stands("8.2.44-k", review).why
    looked = answered(review, "panel_set_up", reviewed_on=day("3 June 2026"))
    assert stands("8.2.44-k", looked).stand is Stand.DONE
    again = TermsOfReference(id="t2", version="2", agencies=("HV", "GP"), agreed_on=date(2026, 6, 15))
    assert "GP" in stands("8.2.44-k", looked.with_records("terms", [again])).why


def test_an_appointment_has_come_once_nobody_waits_for_theirs():
    review = appointed(appointed(empty(), "N1"), "N3", CHAIR, from_=date(2026, 5, 12))
    assert appointed_days(review) == {
        "appointment": date(2026, 5, 12),
        "appointment_panel_chair": date(2026, 5, 12),
        "appointment_panel_member": date(2026, 5, 11),
    }
    waiting = appointed_days(appointed(review, "N2", from_=None))
    assert set(waiting) == {"appointment_panel_chair"}
