"""A case opened under one edition and read under a newer one: nothing moves until somebody decides that it does."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.errors import Unreadable
from lcspr_core.plain import as_json, from_json
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import standings
from lcspr_core.procedure.under_rules import NOT_ASKED, altered, altered_table, in_words, moved, moves_table
from lcspr_core.review import Header
from lcspr_core.timescales import editions as module
from lcspr_core.timescales.clocks import clocks_under, due_dates
from lcspr_core.timescales.editions import Edition, changed_since, editions
from lcspr_core.timescales.notation import rule
from lcspr_core.timescales.overlays import duties_under, held

WRITTEN, LATER, LATEST = editions()
ON = date(2026, 9, 1)
NEWER = Edition(key="wt2031", title="The rules of 2031", guidance="Working Together 2031", source="-", words="-")


def under(edition):
    review = case()
    return evolve(review, header=evolve(review.header, edition=edition.key))


def why(header, to=LATER, words="Agreed by the panel."):
    return moved(header, to.key, on=ON, by="ann", why=words)


# --- read by newer software -----------------------------------------------------------------------------------------


def counted(review):
    """Everything that is counted or asked in a case, with its day and its state."""
    duties = [(one.duty.id, one.stand, one.due) for one in standings(case_of(review, AS_AT))]
    return duties, due_dates(review, AS_AT)


@pytest.mark.parametrize("edition", [WRITTEN, LATER, LATEST], ids=lambda one: one.key)
def test_newer_rules_that_this_program_learns_move_nothing_in_an_old_case(edition, monkeypatch):
    before = counted(under(edition))
    every = (*editions(), NEWER)
    monkeypatch.setattr(module, "editions", lambda: every)
    assert counted(under(edition)) == before
    assert changed_since(edition.key)[-1] == NEWER


def test_a_case_from_before_there_were_moves_is_read_as_it_was():
    body = {"id": "a", "title": "A", "opened_on": "2021-01-04", "edition": WRITTEN.key}
    header = from_json(Header, body)
    assert (header.edition, header.moves) == (WRITTEN.key, ())


# --- what the newer ones would change -------------------------------------------------------------------------------


def test_the_table_says_old_and_new_for_what_is_stricter_and_for_what_is_new():
    found = {one.key: one for one in altered(WRITTEN, LATER)}
    assert found["8.2.66-b"].old == "at least 7 days before: The report was published (local)"
    assert found["8.2.66-b"].new.startswith("at least 7 working days before: The report was published (statutory)")
    assert (found["N04"].old, found["N04"].new) == (
        NOT_ASKED,
        "within 15 working days from: The agency first knew (statutory)",
    )
    assert found["rapid_review"].old == NOT_ASKED
    assert all(one.old != one.new and one.source for one in found.values())


def test_it_tells_of_every_duty_and_clock_that_differs_and_of_no_other():
    for old, new in pairwise(editions()):
        told = {one.key for one in altered(old, new)}
        before, after = ({one.id: held(one, each) for one in duties_under(each)} for each in (old, new))
        differ = {name for name, one in after.items() if name not in before or _told(before[name]) != _told(one)}
        clocks = {one.key for one in clocks_under(new)} - {one.key for one in clocks_under(old)}
        assert told == differ | clocks


def _told(one):
    return one.rule, one.basis, one.overlays


def test_where_nothing_differs_the_table_says_so_and_not_that_the_rules_are_the_same():
    table = altered_table(under(LATER).header)
    assert table.rows == ()
    assert "Read the newer rules" in table.empty


@given(st.sampled_from([one.key for one in editions()]), st.sampled_from([one.key for one in editions()]))
def test_the_same_rules_differ_in_nothing(one, other):
    by_key = {each.key: each for each in editions()}
    assert altered(by_key[one], by_key[one]) == ()
    added = {each.key for each in altered(by_key[one], by_key[other]) if each.old == NOT_ASKED}
    assert not added or editions().index(by_key[other]) > editions().index(by_key[one])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P5WD from decision_made", "within 5 working days from: The decision was made"),
        ("P1M from notification_received", "within 1 month from: The partnership was notified"),
        (">= P12M on website", "at least 12 months on the website"),
        ("none", "no time of its own"),
        ("by next_subgroup_meeting", "by the next meeting of the Sub Group"),
    ],
)
def test_a_timescale_is_said_in_words(written, said):
    assert in_words(rule(written)) == said


# --- the decision to move -------------------------------------------------------------------------------------------


def test_a_move_keeps_from_where_when_by_whom_and_why_and_comes_back_from_the_store():
    header = why(why(under(WRITTEN).header), LATEST, "The scan of 2026.")
    assert header.edition == LATEST.key
    assert from_json(Header, as_json(header)) == header
    rows = moves_table(header).rows
    assert rows == (
        ("1 September 2026", WRITTEN.title, LATER.title, "Agreed by the panel.", "ann"),
        ("1 September 2026", LATER.title, LATEST.title, "The scan of 2026.", "ann"),
    )


def test_once_moved_the_newer_rules_count():
    review = under(WRITTEN)
    assert "rapid_review" not in {one.key for one in due_dates(review, AS_AT)}
    assert "rapid_review" in {one.key for one in due_dates(evolve(review, header=why(review.header)), AS_AT)}


@pytest.mark.parametrize("words", ["", "  \n"])
def test_nothing_moves_without_a_reason(words):
    with pytest.raises(
        Unreadable, match="Write why this case moves to other rules: it is kept with your name and the day"
    ):
        why(under(WRITTEN).header, words=words)


@pytest.mark.parametrize("to", [WRITTEN, LATER])
def test_a_case_never_moves_to_the_same_or_to_older_rules(to):
    with pytest.raises(Unreadable, match="is not newer than those it is worked under. Nothing was changed."):
        why(under(LATER).header, to)
