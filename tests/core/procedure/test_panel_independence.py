"""Who may not be what on a panel: each duty holds while something stands against somebody, and names it."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.demonstration import juniper
from lcspr_core.panels.independence import conflicts_in
from lcspr_core.panels.pair_rules import pair_rules
from lcspr_core.panels.settling import settled
from lcspr_core.panels.ties import Tie, TieKind
from lcspr_core.procedure.checks.panel_independence import FREEDOMS
from lcspr_core.procedure.standing import Stand
from tests.core.procedure.making import answered
from tests.core.procedure.panels import AUTHOR, CHAIR, MEMBER, WRITES, appointed, decided, stands


def test_every_rule_that_a_duty_asks_about_is_in_the_table():
    assert {rule for one in FREEDOMS.values() for rule in one.rules} <= {rule.key for rule in pair_rules()}


@pytest.mark.parametrize("role", [CHAIR, MEMBER, AUTHOR, WRITES])
def test_a_direct_part_in_the_case_keeps_somebody_out(role):
    assert stands("8.2.11-g", decided()).stand is Stand.NOT_YET
    free = appointed(decided(), "N01", role)
    assert stands("8.2.11-g", free).stand is Stand.DONE
    tied = free.with_records("tie", [Tie(id="t", person="N01", kind=TieKind.DIRECT)])
    assert "direct involvement" in stands("8.2.11-g", tied).why
    silent = appointed(decided(), "N01", role, declaration=" ")
    assert stands("8.2.11-g", silent).why.startswith("No declaration yet")


def test_it_is_late_once_those_proposed_have_begun_and_not_before():
    proposed = appointed(decided(), "N01", declaration="", from_=None)
    assert stands("8.2.44-c", proposed).stand is Stand.OPEN
    assert stands("8.2.44-c", appointed(decided(), "N01", declaration="")).stand is Stand.LATE
    both = appointed(proposed, "N02", AUTHOR)
    assert stands("8.2.44-c", both).stand is Stand.OPEN


def test_a_member_who_managed_the_case_is_replaced():
    managed = Person(id="W06", involvement=Involvement.LINE_MANAGEMENT, agency="HV")
    review = appointed(decided().with_records("person", [managed]), "W06")
    assert "managed the work" in stands("8.2.44-c", review).why
    left = appointed(review, "W06", to=date(2026, 6, 1))
    assert stands("8.2.44-c", left).stand is Stand.NOT_YET
    assert stands("8.2.44-c", appointed(left, "N02")).stand is Stand.DONE


def test_a_warning_is_let_stand_with_a_reason_and_the_reason_lapses():
    knows = appointed(decided(), "N04", declaration="I know the team.")
    assert "knowing the team" in stands("8.2.44-c", knows).why
    (warning,) = conflicts_in(knows)
    reason = settled(warning, reason="From a course, years ago.", by="owner", on=date(2026, 5, 20))
    kept = knows.with_records("settled", [reason])
    assert stands("8.2.44-c", kept).stand is Stand.DONE
    other = evolve(kept.all("appointment")[0], declaration="I know the family.")
    assert stands("8.2.44-c", kept.with_records("appointment", [other])).is_open


def test_the_chair_comes_from_outside_and_that_is_looked_at_again_when_an_agency_is_found_involved():
    board = Agency(id="ICB", title="Westmarch Integrated Care Board", known=Known.NOT_KNOWN)
    review = appointed(decided().with_records("agency", [board]), "N03", CHAIR, employer="Westmarch ICB")
    assert stands("8.2.41-b", review).stand is Stand.DONE
    found = review.with_records("agency", [evolve(board, known=Known.KNOWN)])
    assert "is involved in the case" in stands("8.2.41-b", found).why
    silent = review.with_records("agency", [evolve(board, known=Known.NO_REPLY)])
    assert "has not said yet" in stands("8.2.41-b", silent).why
    assert stands("8.2.44-c", found).stand is Stand.NOT_YET


def test_the_author_is_not_on_the_panel():
    author = appointed(decided(), "N05", AUTHOR)
    assert stands("8.2.40-k", author).stand is Stand.DONE
    for role in (MEMBER, CHAIR):
        assert "overview author" in stands("8.2.40-k", appointed(author, "N05", role)).why
    assert stands("8.2.40-k", appointed(author, "N06", MEMBER)).stand is Stand.DONE


def test_a_member_writes_no_agency_report():
    member = appointed(decided(), "N09")
    assert stands("8.2.44-h", member).stand is Stand.DONE
    both = appointed(member, "N09", WRITES, agency="SCH")
    assert "also writes an agency report" in stands("8.2.44-h", both).why


def test_no_single_body_weighs_too_much():
    assert "Nobody is proposed" in stands("8.2.11-h", decided()).why
    review = decided()
    for person, employer in (("N1", "X Council Education"), ("N2", "X County Council"), ("N3", "Westmarch Police")):
        review = appointed(review, person, employer=employer)
    assert stands("8.2.11-h", review).stand is Stand.DONE
    heavy = appointed(review, "N2", employer="X Council, Housing")
    assert "more than half" in stands("8.2.11-h", heavy).why
    reasoned = answered(heavy, "panel_set_up", balance="The third is from elsewhere and chairs.")
    assert stands("8.2.11-h", reasoned).stand is Stand.DONE


def test_the_chair_and_the_author_have_not_the_same_employer():
    same = appointed(appointed(decided(), "N3", CHAIR, employer="Far Trust"), "N5", AUTHOR, employer="Far Trust")
    assert "same employer" in stands("8.2.11-h", same).why
    freelance = appointed(
        appointed(same, "N3", CHAIR, employer="Self-employed"), "N5", AUTHOR, employer="Self-employed"
    )
    assert stands("8.2.11-h", freelance).stand is Stand.DONE


@pytest.mark.parametrize(
    ("duty", "codes"),
    [
        ("8.2.11-g", {"W06", "W07", "W14"}),
        ("8.2.41-b", {"N03"}),
        ("8.2.44-c", {"W06"}),
        ("8.2.44-h", {"N09"}),
        ("8.2.40-k", set()),
    ],
)
def test_what_stands_against_those_proposed_for_juniper_is_found(duty, codes):
    why = stands(duty, juniper.case(), juniper.AS_AT).why
    assert {code for code in ("N01", "N03", "N09", "N12", "W06", "W07", "W14") if f"{code}: " in why} == codes
