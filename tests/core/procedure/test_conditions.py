"""The notation of conditions: read, written back, and judged over a case."""

from __future__ import annotations

import pytest

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.conditions import Not, condition

EXAMPLES = (
    "always",
    "note",
    "event decision_made",
    "check every_reply",
    "method silp",
    "step silp.learning_event",
    "referral.lead_name",
    "referral.died=yes/unclear",
    "family.contacts[]",
    "family.contacts[].explained",
    "family.contacts[who=parent/sibling].told_on",
    "parallel.processes[sort=criminal].open=yes",
    "each outline.known",
    "terms is agreed/signed",
    "each agency_report is signed",
)


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_form_is_read_and_written_back(text):
    (way,) = condition(text).ways
    assert [str(part) for part in way] == [text]


def test_several_things_and_alternatives():
    found = condition("event decision_made & not decision.outcome=none | always")
    assert [len(way) for way in found.ways] == [2, 1]
    assert isinstance(found.ways[0][1], Not)


@pytest.mark.parametrize("text", ["", "event", "referral", "a.b.c", "each event x", "event X", "a.b=", "x & ", "not"])
def test_what_is_no_condition_is_said(text):
    with pytest.raises(Unreadable):
        condition(text)
