"""Policy editions: which clocks hold under which, and that a case keeps the one that it was stamped with."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.errors import Unreadable
from lcspr_core.plain import as_json, from_json
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import standings
from lcspr_core.procedure.under_rules import moved, moves_table
from lcspr_core.progress import taken
from lcspr_core.review import Header
from lcspr_core.timescales.clocks import Basis, clocks_under, due_dates
from lcspr_core.timescales.editions import (
    EditionMove,
    changed_since,
    edition,
    editions,
    holds,
    newest,
    unknown,
    worked_under,
)
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


def of_a_newer_program():
    made = case()
    return evolve(made, header=evolve(made.header, edition="wt2031"))


def test_a_stamp_that_is_not_known_is_kept_and_the_case_is_read_under_the_newest():
    """It may have come with a newer program: nothing is lost, and what it is read under is said."""
    strange = of_a_newer_program()
    assert from_json(Header, as_json(strange.header)).edition == "wt2031"
    newest_one = evolve(strange, header=evolve(strange.header, edition=LATEST.key))
    assert due_dates(strange, AS_AT) == due_dates(newest_one, AS_AT)
    assert worked_under("wt2031") == case_of(strange, AS_AT).edition == LATEST
    assert (changed_since("wt2031"), unknown(""), unknown(LATEST.key)) == ((), "", "")
    assert unknown("wt2031").startswith("This case is worked under the rules “wt2031”, which this program does not")
    assert LATEST.title in unknown("wt2031")


def test_a_stamp_that_is_not_known_is_said_wherever_the_rules_are_named():
    strange = of_a_newer_program()
    stamped = next(one for one in standings(case_of(strange, AS_AT)) if unknown("wt2031") in one.why)
    assert stamped.is_open
    kept = taken(strange, {}, today=AS_AT, by="Manager", time="Read by an older program.")
    assert kept.rules == f"“wt2031”, not known here; read by {LATEST.guidance}"
    moves = (EditionMove(was=WRITTEN.key, now="wt2031", on=AS_AT, by="Manager", why="Decided."),)
    (row,) = moves_table(evolve(strange.header, moves=moves)).rows
    assert row[1:3] == (WRITTEN.title, "“wt2031”, not known here")


def test_a_case_with_a_stamp_that_is_not_known_is_moved_to_no_other_rules():
    strange = of_a_newer_program()
    with pytest.raises(Unreadable, match="which this program does not know: a newer one may have set them"):
        moved(strange.header, LATEST.key, on=AS_AT, by="Manager", why="To be rid of it.")
    assert strange.header.edition == "wt2031"


@pytest.mark.parametrize(
    ("since", "under", "so"), [("", WRITTEN, True), ("wt2023", WRITTEN, False), ("wt2023", LATEST, True)]
)
def test_a_rule_holds_from_its_edition_on(since, under, so):
    assert holds(since, under) is so


def test_the_table_of_bank_holidays_says_how_far_it_was_checked():
    assert is_verified(VERIFIED_TO)
    assert not is_verified(date(2029, 1, 1))
