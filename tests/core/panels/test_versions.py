"""A version of the terms of reference is begun for a reason, agreed, approved, and then stays as it is."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.demonstration.juniper import case as juniper
from lcspr_core.errors import NotAllowed, OutOfOrder
from lcspr_core.panels.terms import Question, current
from lcspr_core.panels.versions import approved_now, begun, in_force, in_the_making

AGREED, APPROVED = date(2026, 5, 18), date(2026, 5, 20)
ASKED = (Question(id="q1", words="How did agencies share what they knew?"),)


def first():
    return evolve(begun((), why=""), questions=ASKED)


def one_approved():
    return approved_now(evolve(first(), agreed_on=AGREED), on=APPROVED, by="Independent Chair")


def test_the_first_version_needs_no_reason_and_is_in_force_once_it_is_approved():
    assert (first().version, in_force([first()]), in_the_making([first()])) == ("1.0", None, first())
    assert in_force([one_approved()]) == one_approved()
    assert in_the_making([one_approved()]) is None


def test_another_version_begins_with_the_words_in_force_and_takes_over_when_it_is_approved():
    second = begun([one_approved()], why="Housing turned out to have a part.")
    assert (second.version, second.questions, second.change) == ("2.0", ASKED, "Housing turned out to have a part.")
    assert (second.agreed_on, second.approved_on, second.approved_by, second.approved) == (None, None, "", None)
    both = [second, one_approved()]
    assert (in_force(both), in_the_making(both)) == (one_approved(), second)
    now = approved_now(evolve(second, agreed_on=date(2026, 6, 1)), on=date(2026, 6, 3), by="Independent Chair")
    assert current([now, one_approved()]) == now


def test_a_version_that_was_passed_over_is_not_the_one_being_written():
    assert in_the_making(juniper().all("terms")) is None
    assert begun(juniper().all("terms"), why="“And afterwards” was added by e-mail.").version == "2.0"


@pytest.mark.parametrize(
    ("versions", "why", "fault", "sentence"),
    [
        (
            (first(),),
            "More",
            OutOfOrder,
            "Version 1.0 is still being written. Go on with it, or have it approved first.",
        ),
        (
            (one_approved(),),
            "  ",
            NotAllowed,
            "Say what changes and why: the reason is kept with the new version (8.2.46).",
        ),
    ],
)
def test_another_version_is_not_begun_without_need(versions, why, fault, sentence):
    with pytest.raises(fault) as refused:
        begun(versions, why=why)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("changed", "on", "by", "sentence"),
    [
        ({"questions": ()}, APPROVED, "Chair", "Version 1.0 asks nothing yet. Write its questions first (8.2.46)."),
        (
            {"agreed_on": None},
            APPROVED,
            "Chair",
            "The panel has not agreed version 1.0 yet. Give that day first (8.2.46).",
        ),
        ({}, None, "Chair", "Say who approved it and on which day."),
        ({}, APPROVED, " ", "Say who approved it and on which day."),
        (
            {},
            date(2026, 5, 17),
            "Chair",
            "The panel agreed it on 18 May 2026; it cannot be approved before that (8.2.46).",
        ),
    ],
)
def test_nothing_is_approved_out_of_order(changed, on, by, sentence):
    with pytest.raises((NotAllowed, OutOfOrder)) as refused:
        approved_now(evolve(first(), **{"agreed_on": AGREED, **changed}), on=on, by=by)
    assert str(refused.value) == sentence
