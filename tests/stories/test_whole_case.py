"""Juniper from referral to closed on one store, by coordinator, panel chair, agency author and senior manager."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.demonstration import juniper
from tests.stories import another_way, replies, to_the_close, to_the_panel
from tests.stories.casework import Casework, begun, said_on
from tests.stories.mishaps import done_through_a_crash

pytestmark = pytest.mark.story


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Casework:
    """Give the case that all of this file walks on, each test where the one before it ended."""
    return begun(tmp_path_factory.mktemp("case") / "partnership.lcspr")


@pytest.fixture
def work(case, witness) -> Casework:
    """Give the case with new browsers."""
    case.witness = witness
    return case


def test_juniper_is_referred_and_decided(work):
    with work.on(date(2026, 4, 30), first=True) as coordinator:
        to_the_panel.it_is_referred(work, coordinator)
        to_the_panel.it_is_decided(work, coordinator)


def test_agencies_reply_and_the_conflicts_of_its_panel_are_found(work):
    with work.on(date(2026, 5, 21)) as coordinator:
        author = work.comes("Yvonne", "agency_author", "N07", agency="CSC")
        to_the_panel.agencies_reply(work, coordinator, author)
        to_the_panel.a_methodology_leads(work, coordinator)
        to_the_panel.everybody_is_proposed(work, coordinator)
        to_the_panel.the_conflicts_are_found_and_settled(work, coordinator)


def test_the_panel_works_and_each_deadline_is_found(work):
    with work.on(juniper.AS_AT) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        to_the_panel.the_panel_meets(work, chair)
        done_through_a_crash(work, chair, "panel_issues", said_on("panel_issues"))
        to_the_panel.a_delay_is_expected(work, coordinator)
        to_the_panel.each_deadline_is_found(work, coordinator)
        to_the_close.the_terms_are_approved(work, coordinator)
        replies.the_replies_come_in(work, coordinator)
        replies.each_reply_is_found(work, coordinator)
        to_the_close.the_councils_own_day_makes_a_difference(work, coordinator)


def test_a_report_is_signed_by_two_people_and_accepted(work):
    with work.on(juniper.AS_AT) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        author = work.comes("Yvonne", "agency_author", "N07", agency="CSC")
        manager = work.comes("Ian", "agency_author", "N14", agency="CSC")
        to_the_close.the_panel_works(work, coordinator, chair)
        to_the_close.a_report_is_signed_and_looked_at(work, chair, author, manager)


def test_juniper_is_agreed_in_order_published_and_closed(work):
    with work.on(date(2028, 4, 3)) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        to_the_close.it_is_agreed_in_order(work, coordinator, chair)
        to_the_close.it_is_published(work, coordinator)
        to_the_close.the_learning_is_spread(work, coordinator)
        to_the_close.it_is_closed(work, coordinator)
        to_the_close.a_snapshot_is_kept(work, coordinator)


def test_a_second_case_on_the_store_is_learned_from_in_another_way(work):
    beside = evolve(work, review="")
    with beside.on(juniper.AS_AT, first=True) as coordinator:
        another_way.it_is_referred_and_decided(beside, coordinator)
        another_way.two_areas_agree(beside, coordinator)
        another_way.it_goes_up_in_order(beside, coordinator)
        another_way.both_stand_on_the_register(coordinator)
