"""The catalogue on Juniper's cards and agency reports, against what their writers marked: every difference is named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from docx import Document

from lcspr_core.demonstration.pack_files import PACK, rows
from lcspr_core.wording.catalogue import Sort
from lcspr_core.wording.matching import remarks

TRUTH = Path(__file__).parents[2] / "juniper" / "language.csv"
WORDS = {row["card_id"]: row["text"] for row in rows("learning_event/cards.csv")}

# What the writers marked, card by card; these two lists are the whole of it, in both directions.
HITS = {
    "hindsight": ("C002", "C006", "C020", "C041", "C051", "C060", "C080", "C082"),
    "blame": ("C015", "C033", "C034", "C046", "C067", "C075"),
}
MISSES: dict[str, tuple[str, ...]] = {"hindsight": (), "blame": ()}
# “I don't think anyone would have thanked me” is about the pressure of that day, which no word in it tells apart.
FALSE_ALARMS = {"hindsight": ("C074",), "blame": ()}
# The phrases that the writers marked and the catalogue passes by, though it remarks on their card for other words:
# “missed” by itself is mostly an appointment, so only a missed opportunity, chance or warning sign is remarked on.
# In C071 (“poor, cold house”) the writers say themselves that no judgement is meant.
PASSED_BY = {"C051": ("missed that completely",), "C071": ("poor",)}


def marked():
    with TRUTH.open(encoding="utf-8-sig", newline="") as lines:
        next(lines)
        return {row["card_id"]: row for row in csv.DictReader(lines)}


def found(card, key):
    return [one.found for one in remarks(WORDS[card], Sort.DRAFT) if one.key == key]


@pytest.mark.parametrize("key", ["hindsight", "blame"])
def test_every_hit_miss_and_false_alarm_is_listed(key):
    truth = {card for card, row in marked().items() if row[key] == "yes"}
    remarked = {card for card in WORDS if found(card, key)}
    assert len(marked()) == len(WORDS) == 89
    assert tuple(sorted(truth & remarked)) == HITS[key]
    assert tuple(sorted(truth - remarked)) == MISSES[key]
    assert tuple(sorted(remarked - truth)) == FALSE_ALARMS[key]


def test_every_phrase_that_was_marked_is_found_or_listed():
    passed = {}
    for card, row in marked().items():
        said = " ".join(one.found.lower() for one in remarks(WORDS[card], Sort.DRAFT))
        left = tuple(phrase for phrase in row["phrases_found"].split("; ") if phrase and phrase not in said)
        passed |= {card: left} if left else {}
    assert passed == PASSED_BY


def test_the_planted_wording_of_the_agency_reports_is_found():
    assert "With hindsight" in [one for one in _report("AR1*", "hindsight") if one.startswith("With")]
    assert "should have" in _report("AR1*", "hindsight")
    assert "lax" in _report("AR2*", "blame")
    assert _report("AR3*", "blame") == []


def _report(name, key):
    [path] = (PACK / "agency_reports").glob(name)
    text = "\n\n".join(one.text for one in Document(str(path)).paragraphs)
    return [one.found for one in remarks(text, Sort.DRAFT) if one.key == key]
