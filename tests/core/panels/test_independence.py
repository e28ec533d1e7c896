"""Every pair rule of the procedure, in either order and at any time; and Juniper’s conflicts, all and no more."""

from __future__ import annotations

import csv
from datetime import date
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.concerns import Severity
from lcspr_core.demonstration.juniper import case
from lcspr_core.errors import Unreadable
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.independence import (
    Outcome,
    Tie,
    TieKind,
    conflicts,
    conflicts_in,
    first_day_under_review,
    independence_concerns,
    independence_table,
    involved_agencies,
    outcomes,
    rulings,
)
from lcspr_core.panels.pair_rules import OWN_RULES, pair_rules

TRUTH = Path(__file__).parents[2] / "juniper"
OK, WARN, BLOCK = Outcome.ALLOW, Outcome.WARN, Outcome.BLOCK
COUNCIL = Agency(id="CSC", title="Westmarch County Council Children’s Services", known=Known.KNOWN)
TRUST = Agency(id="HV", title="Westmarch Community Health NHS Trust (0-19 service)", known=Known.KNOWN)
SILENT = Agency(id="HLT", title="Harbour Light", known=Known.NO_REPLY)
STRANGER = Agency(id="AMH", title="Westmarch Adult Mental Health NHS Trust", known=Known.NOT_KNOWN)
AGENCIES = (COUNCIL, TRUST, SILENT, STRANGER)
MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))


def held(role, agency="", *, person="N01", **more):
    """Appoint somebody to a role, from May on unless another day is given."""
    more = {"from_": MAY, "employer": "Self-employed", **more}
    return Appointment(
        id=f"{role}.{more['from_']}.{agency}", person=person, role=PanelRole(role), agency=agency, **more
    )


def found(*appointments, involvement="none", ties=(), **how):
    people = (Person(id="N01", involvement=Involvement(involvement)),)
    return conflicts(appointments, people, AGENCIES, ties, **how)


def strongest_of(every):
    return min((one.outcome for one in every), key=list(Outcome).index, default=OK)


# --- the table of duties, pair by pair --------------------------------------------------------------------------------

ROLE_PAIRS = (
    ("overview_author", "panel_member", BLOCK, "8.2.40"),
    ("overview_author", "panel_chair", BLOCK, "8.2.40"),
    ("overview_author", "independent_chair", BLOCK, "8.2.40"),
    ("overview_author", "business_manager", BLOCK, "8.2.40"),
    ("overview_author", "sub_group_member", BLOCK, "8.2.40"),
    ("overview_author", "sub_group_chair", BLOCK, "8.2.40"),
    ("panel_member", "agency_author", BLOCK, "8.2.44"),
    ("panel_chair", "agency_author", BLOCK, "8.2.44"),
    ("agency_author", "senior_manager", BLOCK, "8.2.47"),
    ("independent_chair", "panel_chair", WARN, "the text is silent"),
    ("sub_group_chair", "panel_chair", WARN, "the text is silent"),
    ("panel_member", "senior_manager", WARN, "the text is silent"),
    ("overview_author", "facilitator", OK, ""),
    ("legal_adviser", "panel_member", OK, ""),
    ("agency_author", "supervisor", WARN, "the text is silent"),
    ("panel_member", "facilitator", OK, ""),
    ("panel_chair", "panel_member", OK, ""),
)


@pytest.mark.parametrize(("first", "second", "outcome", "paragraph"), ROLE_PAIRS)
def test_two_roles_in_one_person_in_either_order(first, second, outcome, paragraph):
    forth = found(held(first, "HV"), held(second, "HV"))
    back = found(held(second, "HV"), held(first, "HV"))
    assert strongest_of(forth) is outcome
    assert all(paragraph in one.paragraph for one in forth)
    assert {(one.key, one.outcome, one.rests_on, one.sentence) for one in forth} == {
        (one.key, one.outcome, one.rests_on, one.sentence) for one in back
    }


PARTS = (
    ("direct", "overview_author", BLOCK, "8.2.11"),
    ("direct", "panel_member", BLOCK, "8.2.11"),
    ("direct", "panel_chair", BLOCK, "8.2.11"),
    ("direct", "facilitator", BLOCK, "8.2.11"),
    ("direct", "agency_author", BLOCK, "8.2.47"),
    ("direct", "supervisor", BLOCK, "8.2.47"),
    ("line_management", "panel_member", BLOCK, "8.2.44"),
    ("line_management", "agency_author", BLOCK, "8.2.47"),
    ("line_management", "overview_author", BLOCK, "8.2.11"),
    ("line_management", "panel_chair", BLOCK, "8.2.11"),
    ("line_management", "facilitator", BLOCK, "8.2.11"),
    ("line_management", "supervisor", WARN, "the text is silent"),
    ("family", "panel_member", BLOCK, "8.2.11"),
    ("third_party", "facilitator", WARN, "the text is silent"),
    ("direct", "senior_manager", WARN, "the text is silent"),
    ("direct", "sub_group_chair", WARN, "the text is silent"),
    ("none", "panel_chair", OK, ""),
    ("direct", "legal_adviser", OK, ""),
)


@pytest.mark.parametrize(("part", "role", "outcome", "paragraph"), PARTS)
def test_a_part_in_the_case_beside_a_role(part, role, outcome, paragraph):
    every = found(held(role), involvement=part)
    assert strongest_of(every) is outcome
    assert all(paragraph in one.paragraph for one in every)
    assert len(every) <= 1


LEADING = ("overview_author", "panel_chair", "panel_member", "facilitator", "agency_author")
CASE, NEAR, MONEY = ("direct", "line_management", "family"), ("third_party", "knows"), ("paid_by", "employed_by")
NOW_AND_THEN = (
    (CASE, LEADING, BLOCK, WARN),
    (NEAR, LEADING, WARN, WARN),
    (("direct", "family"), ("supervisor",), BLOCK, WARN),
    (("line_management",), ("supervisor",), WARN, WARN),
    (CASE, ("senior_manager", "independent_chair", "sub_group_chair"), WARN, WARN),
    (MONEY, ("overview_author",), BLOCK, WARN),
    (MONEY, ("panel_chair",), WARN, OK),
    (("acts_for",), ("legal_adviser",), WARN, OK),
    (MONEY, ("panel_member", "facilitator", "agency_author"), OK, OK),
    (("acts_for",), LEADING, OK, OK),
)


@pytest.mark.parametrize(
    ("kind", "role", "now", "then"),
    [(kind, role, now, then) for kinds, roles, now, then in NOW_AND_THEN for kind in kinds for role in roles],
)
def test_a_tie_that_goes_on_and_one_that_ended_before_the_time_under_review(kind, role, now, then):
    tie = Tie(person="N01", kind=TieKind(kind), agency="CSC", from_=date(2019, 1, 1))
    since = date(2024, 4, 1)
    ended = evolve(tie, to=date(2024, 3, 31))
    assert strongest_of(found(held(role), ties=(tie,), since=since)) is now
    assert strongest_of(found(held(role), ties=(ended,), since=since)) is then
    assert all("ended before" in one.sentence for one in found(held(role), ties=(ended,), since=since))


EMPLOYERS = (
    ("Westmarch County Council", "panel_chair", BLOCK, "8.2.41"),
    ("Westmarch County Council Education", "panel_chair", BLOCK, "8.2.41"),
    ("HV", "panel_chair", BLOCK, "8.2.41"),
    ("Westmarch County Council", "overview_author", BLOCK, "8.2.40"),
    ("Westmarch County Council", "panel_member", OK, "8.2.44"),
    ("Westmarch County Council", "agency_author", OK, ""),
    ("Westmarch County Council", "legal_adviser", WARN, "8.2.43"),
    ("Westmarch Adult Mental Health NHS Trust", "panel_chair", OK, ""),
    ("Westmarch Integrated Care Board", "panel_chair", OK, ""),
    ("Eastmarch County Council", "panel_chair", OK, ""),
    ("Self-employed", "overview_author", OK, ""),
    ("Harbour Light", "panel_chair", WARN, "8.2.41"),
    ("Harbour Light", "overview_author", WARN, "8.2.40"),
    ("Westmarch Safeguarding Children Partnership", "overview_author", BLOCK, "8.2.40"),
)


@pytest.mark.parametrize(("employer", "role", "outcome", "paragraph"), EMPLOYERS)
def test_an_employer_beside_a_role(employer, role, outcome, paragraph):
    every = found(held(role, employer=employer))
    assert strongest_of(every) is outcome
    assert all(paragraph in one.paragraph for one in every)


def test_where_no_employer_is_given_the_agency_counts_as_one():
    assert [one.rule for one in found(held("panel_chair", "HV", employer=""))] == ["employer_and_chair"]


def test_what_is_allowed_is_said_too_with_its_paragraph():
    said = rulings(
        (
            held("panel_member", employer="Westmarch County Council"),
            held("legal_adviser", employer="A firm"),
            held("overview_author", person="N02"),
            held("facilitator", person="N02"),
        ),
        (),
        AGENCIES,
    )
    assert {(one.rule, one.outcome, one.paragraph) for one in said} >= {
        ("employer_and_member", OK, "8.2.44"),
        ("lawyer_on_panel", OK, "8.2.44"),
        ("author_facilitates", OK, "8.2.40"),
    }


@pytest.mark.parametrize("rule", pair_rules(), ids=lambda one: one.key)
def test_every_rule_of_the_table_is_reached_by_somebody(rule):
    """No line of the table is dead: a person is made for each, and the line speaks."""
    assert rule.key in {one.rule for one in _somebody_for(rule)}


def _somebody_for(rule):
    for first in rule.first:
        for second in rule.second:
            appointments, ties, agencies = [], [], AGENCIES
            for what in (first, second):
                if what == "employer_involved":
                    appointments.append(held("facilitator", employer="Westmarch County Council"))
                elif what == "employer_unknown":
                    appointments.append(held("facilitator", employer="Harbour Light"))
                elif what in set(PanelRole):
                    appointments.append(held(what))
                else:
                    ties.append(Tie(person="N01", kind=TieKind(what), agency="CSC"))
            yield from rulings(appointments, (), agencies, ties)


@pytest.mark.parametrize(("first", "second"), [*combinations_with_replacement(PanelRole, 2)])
def test_no_pair_of_roles_depends_on_the_order_it_comes_in(first, second):
    one, other = held(first, "HV"), held(second, "HV", from_=JUNE)
    assert set(found(one, other)) == set(found(other, one))


# --- when -------------------------------------------------------------------------------------------------------------


def in_turn(first, second):
    return found(held(first, "HV", to=date(2026, 6, 30)), held(second, "HV", from_=JULY))


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("panel_member", "overview_author", BLOCK),
        ("overview_author", "panel_chair", BLOCK),
        ("agency_author", "senior_manager", BLOCK),
        ("panel_member", "agency_author", WARN),
        ("business_manager", "overview_author", WARN),
        ("sub_group_chair", "panel_chair", WARN),
        ("overview_author", "facilitator", OK),
        ("panel_member", "legal_adviser", OK),
        ("panel_member", "senior_manager", WARN),
        ("supervisor", "agency_author", WARN),
    ],
)
def test_one_after_the_other_is_judged_as_the_text_says(first, second, outcome):
    every = in_turn(first, second)
    assert strongest_of(every) is outcome
    assert all("one after the other" in one.sentence for one in every)


@pytest.mark.parametrize(
    ("ends", "outcome"), [(date(2026, 6, 30), WARN), (JULY, BLOCK), (None, BLOCK), (date(2026, 7, 2), BLOCK)]
)
def test_the_days_of_two_roles_meet_or_do_not(ends, outcome):
    assert strongest_of(found(held("panel_member", to=ends), held("agency_author", from_=JULY))) is outcome


def test_a_proposal_counts_from_its_day_and_one_that_was_withdrawn_does_not_count():
    proposed = held("agency_author", from_=None, proposed_on=JUNE)
    assert strongest_of(found(held("panel_member"), proposed)) is BLOCK
    assert found(held("panel_member"), evolve(proposed, to=JULY)) == ()


def test_roles_of_two_people_never_meet():
    assert found(held("panel_member"), held("overview_author", person="N02")) == ()


@pytest.mark.parametrize(("ends", "outcome"), [(date(2024, 3, 31), WARN), (date(2024, 4, 1), BLOCK), (None, BLOCK)])
@pytest.mark.parametrize(("kind", "role"), [("paid_by", "overview_author"), ("direct", "facilitator")])
def test_what_ended_before_the_time_under_review_asks_for_a_reason(kind, role, ends, outcome):
    tie = Tie(person="N01", kind=TieKind(kind), agency="CSC", to=ends)
    assert strongest_of(found(held(role), ties=(tie,), since=date(2024, 4, 1))) is outcome


def test_where_the_time_under_review_is_not_set_no_tie_lies_in_the_past():
    tie = Tie(person="N01", kind=TieKind.PAID_BY, agency="CSC", to=date(2001, 1, 1))
    assert strongest_of(found(held("overview_author"), ties=(tie,))) is BLOCK


def test_a_tie_to_an_organisation_that_is_not_involved_is_none():
    tie = Tie(person="N01", kind=TieKind.PAID_BY, agency="AMH")
    assert found(held("overview_author"), ties=(tie,)) == ()


# --- agencies, kinds of review, and what a methodology allows ---------------------------------------------------------


def test_signatures_meet_over_one_report_only_and_an_agency_that_is_not_given_may_be_the_same():
    for first, second, outcome in (
        ("agency_author", "senior_manager", BLOCK),
        ("panel_member", "senior_manager", WARN),
        ("agency_author", "supervisor", WARN),
    ):
        assert found(held(first, "CSC"), held(second, "HV")) == ()
        assert strongest_of(found(held(first, "CSC"), held(second, ""))) is outcome


@pytest.mark.parametrize(
    ("first", "second", "falls"),
    [
        ("overview_author", "business_manager", {"overview_author"}),
        ("sub_group_chair", "panel_chair", {"panel_chair"}),
        ("panel_member", "senior_manager", {"senior_manager"}),
        ("agency_author", "supervisor", {"supervisor"}),
        ("panel_member", "agency_author", {"panel_member", "agency_author"}),
        ("overview_author", "panel_member", {"overview_author", "panel_member"}),
    ],
)
def test_a_conflict_falls_on_the_role_that_can_be_given_up(first, second, falls):
    (one,) = found(held(first, "HV"), held(second, "HV"))
    assert {name.split(".")[0] for name in one.falls_on} == falls
    assert {name.split(".")[0] for name in one.about} == {first, second}


def test_agencies_of_both_areas_count():
    """A31: in a review of two areas, the chair may come from neither side's involved agencies."""
    far = Agency(id="TAR", title="Tarnholt Borough Council Early Help", known=Known.KNOWN)
    chair = held("panel_chair", employer="Tarnholt Borough Council")
    assert found(chair) == ()
    assert [one.rule for one in conflicts((chair,), (), (*AGENCIES, far))] == ["employer_and_chair"]


def test_an_agency_whose_people_had_a_part_is_involved_whatever_it_answered():
    worker = Person(id="W01", agency="AMH", involvement=Involvement.DIRECT)
    chair = held("panel_chair", employer="Westmarch Adult Mental Health NHS Trust")
    assert strongest_of(conflicts((chair,), (worker,), AGENCIES)) is BLOCK
    assert conflicts((chair,), (evolve(worker, involvement=Involvement.THIRD_PARTY),), AGENCIES) == ()


def test_what_is_forbidden_for_a_local_review_only_is_a_warning_in_another():
    author = held("overview_author", employer="Westmarch County Council")
    paid = Tie(person="N01", kind=TieKind.PAID_BY, agency="HV")
    for here, ties in (
        ((author,), ()),
        ((held("overview_author"), held("business_manager")), ()),
        ((author,), (paid,)),
    ):
        assert strongest_of(found(*here, ties=ties)) is BLOCK
        assert {one.outcome for one in found(*here, ties=ties, lcspr=False)} == {WARN}
    assert strongest_of(found(author, held("panel_member"), lcspr=False)) is BLOCK


def test_a_methodology_can_bend_what_should_not_be_and_nothing_that_must_not():
    pair = frozenset({"panel_member", "agency_author"})
    (bent,) = found(held("panel_member"), held("agency_author"), allowed={pair: "Members write the timeline."})
    assert (bent.outcome, "Members write the timeline." in bent.sentence) == (WARN, True)
    author = frozenset({"panel_member", "overview_author"})
    assert strongest_of(found(held("panel_member"), held("overview_author"), allowed={author: "We do so."})) is BLOCK


# --- what can be wrong with the table ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "broken", "said"),
    [
        (
            "panel_member,block,block",
            "panel_memmber,block,block",
            "Pair rules, line [0-9]+, names something that is no role, tie or employer",
        ),
        (
            "block,block,,,8.2.40",
            "stop,block,,,8.2.40",
            "Pair rules, line [0-9]+: a column is missing, or an outcome is none of ours",
        ),
        ("author_in_chair", "author_on_panel", "Two pair rules of the table have the same key"),
        (",lcspr,8.2.40", ",sometimes,8.2.40", "condition"),
        ("block,block,,,8.2.40", "block,block,,,", "no paragraph"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path, was, broken, said):
    text = OWN_RULES.read_text(encoding="utf-8")
    assert was in text
    copy = tmp_path / "rules.csv"
    copy.write_text(text.replace(was, broken, 1), encoding="utf-8")
    with pytest.raises(Unreadable, match=said):
        pair_rules(copy)


def test_each_block_and_warning_names_its_paragraph_and_the_way_out():
    for rule in pair_rules():
        assert rule.paragraph.startswith("8.2.")
        assert rule.way_out or rule.together is OK


# --- properties -------------------------------------------------------------------------------------------------------

day = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
some_appointments = st.lists(
    st.builds(
        Appointment,
        id=st.uuids().map(str),
        person=st.sampled_from(["N01", "N02"]),
        role=st.sampled_from(PanelRole),
        agency=st.sampled_from(["", "CSC", "HV"]),
        employer=st.sampled_from(["", "Westmarch County Council", "Harbour Light", "Self-employed"]),
        declaration=st.sampled_from(["", "I know the team.", "Paid adviser to Westmarch County Council."]),
        from_=day,
        to=day,
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)


@settings(deadline=None)
@given(some_appointments, st.randoms())
def test_the_order_of_appointments_changes_nothing(appointments, chance):
    people = (Person(id="N01", involvement=Involvement.DIRECT),)
    shuffled = list(appointments)
    chance.shuffle(shuffled)
    forth, back = (conflicts(each, people, AGENCIES) for each in (appointments, shuffled))
    assert {(one.key, one.outcome) for one in forth} == {(one.key, one.outcome) for one in back}


@settings(deadline=None)
@given(some_appointments, st.sampled_from([Involvement.DIRECT, Involvement.LINE_MANAGEMENT, Involvement.FAMILY]))
def test_coming_nearer_to_the_case_never_frees_anybody(appointments, part):
    far = outcomes(conflicts(appointments, (Person(id="N01"),), AGENCIES))
    near = outcomes(conflicts(appointments, (Person(id="N01", involvement=part),), AGENCIES))
    order = list(Outcome)
    assert all(order.index(near.get(name, OK)) <= order.index(outcome) for name, outcome in far.items())


# --- Juniper ----------------------------------------------------------------------------------------------------------


def truth(name):
    with (TRUTH / name).open(encoding="utf-8") as lines:
        next(lines)
        return tuple(csv.DictReader(lines))


def test_junipers_planted_conflicts_are_found_and_nothing_else():
    review = case()
    every = conflicts_in(review)
    falls = outcomes(every)
    here = {
        row["no"]: falls.get(f"appointment.{row['no']}", OK).value.replace("allow", "ok")
        for row in truth("independence.csv")
    }
    assert here == {row["no"]: row["outcome"] for row in truth("independence.csv")}
    assert len(every) == 7
    assert len({one.person for one in every if one.outcome is BLOCK}) == 5
    assert len({one.person for one in every if one.outcome is WARN}) == 2


def test_each_planted_conflict_names_the_paragraph_of_the_truth():
    every = conflicts_in(case())
    for row in truth("independence.csv"):
        named = [one.paragraph for one in every if f"appointment.{row['no']}" in one.falls_on]
        if named:
            assert row["paragraph"].split(";")[0].split(" ")[0] in " ".join(named), row["no"]


def test_the_agencies_that_are_involved_are_those_that_knew_something():
    review = case()
    knew = {row["agency"] for row in truth("known_to.csv") if row["row_id"]}
    assert set(involved_agencies(review.all("agency"), review.all("person"))) == knew


def test_the_first_day_under_review_has_the_background_in_it():
    assert first_day_under_review(case()) == date(2024, 4, 1)
    assert first_day_under_review(case().without("terms", "terms.1.1").without("terms", "terms.1.0")) is None


def test_when_an_agency_turns_out_to_be_involved_its_chair_cannot_stay():
    """Re-checked when agencies change: the chair's employer replies that it knew the child."""
    review = case()
    board = Agency(id="ICB", title="Westmarch Integrated Care Board", known=Known.KNOWN)
    added = conflicts_in(review.with_records("agency", [board]))
    new = {one.rule for one in added} - {one.rule for one in conflicts_in(review)}
    assert new == {"employer_and_chair"}


def test_what_a_page_is_given_names_nobody_and_shows_the_way_out():
    every = conflicts_in(case())
    concerns = independence_concerns(every)
    assert [one.severity for one in concerns].count(Severity.BLOCK) == 5
    assert all(one.way_out and one.source for one in concerns)
    table = independence_table(every)
    assert [row[1] for row in table.rows] == ["block"] * 5 + ["warn"] * 2
    assert not {"Dray", "Haverty", "Askerton", "Prahl", "Wainford"} & set(str((concerns, table)).split())
