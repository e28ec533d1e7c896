"""Policy editions: which clocks hold under which, and that a case keeps the one that it was stamped with."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.errors import Unreadable
from lcspr_core.timescales.clocks import Basis, clocks_under, due_dates
from lcspr_core.timescales.editions import changed_since, edition, editions, holds, newest
from lcspr_core.timescales.working_days import VERIFIED_TO, is_verified

WRITTEN, LATER, LATEST = editions()


def keys(under):
    return {one.key for one in clocks_under(under)}


def test_the_procedure_as_written_has_its_own_clocks_alone():
    assert keys(WRITTEN) == {one.key for one in clocks_under(LATEST) if not one.since}
    assert {one.basis for one in clocks_under(WRITTEN)} == {Basis.LOCAL, Basis.HOUSE}


def test_a_later_edition_takes_in_those_before_it():
    added = keys(LATER) - keys(WRITTEN)
    assert {"incident_notice", "rapid_review", "copies_national"} <= added
    assert keys(LATER) <= keys(LATEST)


def test_what_is_statutory_local_or_ours_is_said_of_each_due_date():
    told = {one.key: one.basis for one in due_dates(case(), AS_AT)}
    assert (told["rapid_review"], told["decision"], told["delay_notices"]) == (
        Basis.STATUTORY,
        Basis.LOCAL,
        Basis.HOUSE,
    )


def test_a_case_is_read_under_the_edition_that_it_was_stamped_with():
    written = case()
    old = evolve(written, header=evolve(written.header, edition=WRITTEN.key))
    assert "rapid_review" not in {one.key for one in due_dates(old, AS_AT)}
    assert [one.key for one in changed_since(old.header.edition)] == [LATER.key, LATEST.key]
    assert changed_since(LATEST.key) == ()


def test_no_stamp_means_the_newest_and_an_unknown_one_is_said():
    assert edition("") == newest() == LATEST
    with pytest.raises(Unreadable, match="There is no edition called “wt1999”"):
        edition("wt1999")


@pytest.mark.parametrize(
    ("since", "under", "so"), [("", WRITTEN, True), ("wt2023", WRITTEN, False), ("wt2023", LATEST, True)]
)
def test_a_rule_holds_from_its_edition_on(since, under, so):
    assert holds(since, under) is so


def test_the_table_of_bank_holidays_says_how_far_it_was_checked():
    assert is_verified(VERIFIED_TO)
    assert not is_verified(date(2029, 1, 1))
