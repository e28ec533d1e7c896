"""What declarations tell in words, and which organisation a name belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.bodies import body_of
from lcspr_core.panels.ties import TieKind, declared

BODIES = {"westmarch county council": "CSC", "westmarch police": "POL"}


def told(words):
    one = Appointment(id="a.1", person="N01", role=PanelRole.OVERVIEW_AUTHOR, declaration=words)
    return declared([one], BODIES)


@pytest.mark.parametrize(
    ("words", "kind", "agency"),
    [
        ("I chair the LCSPR Sub Group.", TieKind.SUB_GROUP_CHAIR, ""),
        ("No contact with the family. I chair the sub-group.", TieKind.SUB_GROUP_CHAIR, ""),
        ("Member of the LCSPR Sub Group", TieKind.SUB_GROUP_MEMBER, ""),
        ("I am independent chair of the Westmarch partnership.", TieKind.INDEPENDENT_CHAIR, ""),
        ("Paid adviser to Westmarch County Council.", TieKind.PAID_BY, "CSC"),
        ("None, but I am a consultant to the Westmarch Police.", TieKind.PAID_BY, "POL"),
        ("I worked for Westmarch County Council until 2019.", TieKind.EMPLOYED_BY, "CSC"),
        ("I am acting for Westmarch Police in another matter.", TieKind.ACTS_FOR, "POL"),
        ("I am acting in the care proceedings.", TieKind.ACTS_FOR, ""),
        ("I know the team.", TieKind.KNOWS, ""),
        ("Previously worked in early help.", TieKind.KNOWS, ""),
        ("I will be writing their report.", TieKind.AGENCY_AUTHOR, ""),
    ],
)
def test_a_declaration_that_tells_of_a_tie(words, kind, agency):
    (tie,) = told(words)
    assert (tie.kind, tie.agency, tie.person) == (kind, agency, "N01")
    assert tie.source == "declaration of a.1"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "None.",
        "None. Supervised by the Director.",
        "Not acting in the care proceedings.",
        "No knowledge of the family.",
        "No direct involvement or direct management of the case.",
        "I have never been paid by Westmarch County Council.",
        "I chair the P&QA Sub Group.",
        "Paid adviser to Eastmarch County Council.",
        "See above.",
        "Also on the panel.",
    ],
)
def test_a_declaration_that_tells_of_none(words):
    assert told(words) == ()


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Paid adviser to Westmarch Police, May to October 2025.", date(2025, 5, 1), date(2025, 10, 31)),
        ("Worked for Westmarch Police 2015 to 2018.", date(2015, 1, 1), date(2018, 12, 31)),
        ("Worked for Westmarch Police until 2018.", None, date(2018, 12, 31)),
        ("Paid by Westmarch Police since 2018.", None, None),
        ("I may be paid by Westmarch Police.", None, None),
    ],
)
def test_only_a_time_that_has_an_end_ends_a_tie(words, start, end):
    (tie,) = told(words)
    assert (tie.from_, tie.to) == (start, end)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Westmarch County Council", "Westmarch County Council Children's Services"),
        ("the Westmarch Police", "Westmarch Police Service"),
        ("Westmarch Community Health NHS Trust (0-19 service)", "Westmarch Community Health NHS Trust"),
        ("Westmarch ICB", "Westmarch Integrated Care Board"),
        ("Children’s Centre", "Children's centre"),
    ],
)
def test_two_names_of_one_organisation(one, other):
    assert body_of(one) == body_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Westmarch County Council", "Westmarch Police"),
        ("Eastmarch County Council", "Westmarch County Council"),
        ("Neighbouring council", "Westmarch County Council"),
        ("Westmarch Community Health NHS Trust", "Westmarch Adult Mental Health NHS Trust"),
    ],
)
def test_two_organisations(one, other):
    assert body_of(one) != body_of(other)
