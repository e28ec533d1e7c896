"""A review is one unchanging value: a change makes another one, and the first stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError

from lcspr_core.cases.agencies import Agency
from lcspr_core.plan import Plan, Strand
from lcspr_core.review import CORE_VALUES, LEDGERS, Header, Review, value_class
from lcspr_core.thread import Record, withdrawn

EMPTY = Review(header=Header(id="r", title="R", opened_on=date(2026, 1, 5)))
POLICE, SCHOOL = Agency(id="police", title="Police"), Agency(id="school", title="School")
THEME = Record(id="t", kind="theme", title="Theme")
FULL = EMPTY.with_records("agency", [POLICE, SCHOOL]).with_records("theme", [THEME])


def test_putting_something_in_makes_another_review():
    assert EMPTY.all("agency") == ()
    assert FULL.all("agency") == (POLICE, SCHOOL)


def test_putting_it_in_again_changes_it_where_it_stands():
    renamed = Agency(id="police", title="Constabulary")
    assert FULL.with_records("agency", [renamed]).all("agency") == (renamed, SCHOOL)


def test_taking_something_out_leaves_the_rest_and_the_first_review():
    assert FULL.without("agency", "police").all("agency") == (SCHOOL,)
    assert FULL.without("agency", "nobody") == FULL
    assert FULL.one("agency", "police") == POLICE


def test_what_was_withdrawn_is_left_out_of_the_list_and_still_found():
    gone = FULL.with_records("theme", [withdrawn(THEME)])
    assert gone.all("theme") == ()
    assert gone.one("theme", "t").withdrawn
    assert gone.find("t").withdrawn
    assert [one.id for one in gone.thread()] == ["t"]


def test_something_is_found_by_id_whatever_its_kind():
    assert FULL.find("school") == SCHOOL
    assert FULL.find("nobody") is None


def test_only_records_are_on_the_thread():
    assert FULL.thread() == (THEME,)


@pytest.mark.parametrize("change", ["records", "header", "ledgers"])
def test_nobody_can_change_a_review(change):
    with pytest.raises(FrozenInstanceError):
        setattr(FULL, change, {})


def test_nobody_can_change_what_is_in_it():
    with pytest.raises(TypeError):
        FULL.records["agency"]["police"] = SCHOOL
    with pytest.raises(TypeError):
        FULL.records["agency"] = {}
    given = {"agency": {"police": POLICE}}
    review = Review(header=EMPTY.header, records=given)
    given["agency"]["school"] = SCHOOL
    assert review.all("agency") == (POLICE,)


def test_a_review_has_a_plan_once_a_methodology_was_chosen():
    plan = Plan(lead=Strand(key="lead", methodology="returns"))
    assert EMPTY.plan is None
    assert EMPTY.with_records("plan", [plan]).plan == plan


def test_a_kind_is_the_cores_own_or_a_record_of_the_thread():
    assert value_class("agency") is Agency
    assert value_class("key_episode") is Record
    assert not set(CORE_VALUES) & set(LEDGERS)
