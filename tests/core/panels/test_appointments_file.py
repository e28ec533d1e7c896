"""A file of appointments: good rows are read, the others are said with row and column and what to do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.demonstration.juniper import agencies, appointments, register
from lcspr_core.demonstration.pack_files import PACK
from lcspr_core.errors import LcsprError, Unreadable
from lcspr_core.panels.appointments import PanelRole
from lcspr_core.panels.appointments_file import AppointmentReader, agencies_from, agencies_that_report
from lcspr_core.release.codebook import code_of

HEAD = "role,name,person,employer,agency,from,to,declaration_as_given\n"
AGENCIES = (
    Agency(id="CSC", title="Westmarch County Council Children's Services", known=Known.KNOWN),
    Agency(id="HV", title="Westmarch Community Health NHS Trust (0-19 service)", known=Known.KNOWN),
)


def read(*lines, head=HEAD, code_of=lambda _: ""):
    return AppointmentReader(agencies=AGENCIES, code_of=code_of).read((head + "\n".join(lines)).encode())


def test_the_packs_file_is_read_as_the_demonstration_has_it():
    raw = (PACK / "appointments.csv").read_bytes()
    found = AppointmentReader(agencies=agencies(), code_of=lambda name: code_of(name, register())).read(raw)
    assert found.problems == ()
    assert [(one.person, one.role, one.employer, one.proposed_on) for one in found.appointments] == [
        (one.person, one.role, one.employer, one.proposed_on) for one in appointments()
    ]
    assert {one.agency for one in found.appointments if one.role is PanelRole.AGENCY_AUTHOR} == {"CSC", "HV", "SCH"}
    assert found.coded == {one.person for one in appointments()}


def test_somebody_without_a_code_is_known_by_the_first_row_with_that_name():
    found = read("Panel member,Dr Ann Bell,,Police,,,,", "Facilitator,ANN BELL,,,,,,", "Facilitator,Jo Carr,,,,,,")
    assert [one.person for one in found.appointments] == ["row 2", "row 2", "row 4"]
    assert found.coded == frozenset()
    assert "Bell" not in str(found.appointments)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Panel membre,Ann Bell,,,,,,", "Row 2, column role: write one of these"),
        ("Panel member,,,,,,,", "Row 2, column name: it is not said who"),
        ("Panel member,Ann Bell,<b>,,,,,", "Row 2, column person: write a code"),
        ("Panel member,Ann Bell,,,,next May,,", "Row 2, column from: write one day"),
        ("Panel member,Ann Bell,,,,May 2026,,", "Row 2, column from: write one day"),
        ("Panel member,Ann Bell,,,,2026-05-06,2026-05-05,", "Row 2, column to: this day lies before"),
        ("Panel member,Ann Bell,,,,,,,x", "Row 2 has more cells"),
    ],
)
def test_a_row_that_cannot_be_read_is_said_and_the_others_are_kept(row, said):
    found = read(row, "Panel chair,Jo Carr,,,,6 May 2026,,")
    assert [one.role for one in found.appointments] == [PanelRole.PANEL_CHAIR]
    assert found.appointments[0].from_ == date(2026, 5, 6)
    assert len(found.problems) == 1
    assert found.problems[0].startswith(said)
    assert "Bell" not in found.problems[0]


def test_the_same_row_twice_is_kept_once():
    found = read("Panel chair,Jo Carr,,,,,,", "Panel chair,Jo Carr,,,,,,")
    assert len(found.appointments) == 1
    assert "Row 3" in found.problems[0]


@pytest.mark.parametrize(
    ("label", "agency"),
    [("Children's Services", "CSC"), ("community health", "HV"), ("HV", "HV"), ("Housing", "housing"), ("", "")],
)
def test_what_stands_behind_the_colon_is_the_agency(label, agency):
    (one,) = read(f"Agency report author: {label},Ann Bell,,,,,,").appointments
    assert one.agency == agency


def test_without_a_list_those_who_are_to_report_are_involved_each_organisation_once():
    found = read(
        "Agency report author: Care,Ann Bell,,Westmarch County Council,,,,",
        "Agency report author: School,Jo Carr,,Westmarch County Council Education,,,,",
        "Panel member,Di Dale,,Westmarch Police,,,,",
    )
    (one,) = agencies_that_report(found)
    assert (one.id, one.known) == ("the employer in row 2", Known.KNOWN)


def test_the_packs_agencies_are_read_as_the_demonstration_has_them():
    found, problems = agencies_from((PACK / "agencies.csv").read_bytes())
    assert problems == ()
    assert [(one.id, one.title, one.known) for one in found] == [(one.id, one.title, one.known) for one in agencies()]


def test_an_agency_that_cannot_be_read_is_said():
    found, problems = agencies_from(b"code,name,known_to_agency\nA,One,perhaps\n<,Two,yes\nB,Three,yes\nB,Four,no\n")
    assert [one.id for one in found] == ["B"]
    assert [said.split(":")[0] for said in problems] == [
        "Row 2, column known_to_agency",
        "Row 3, column code",
        "Row 5, column code",
    ]


def test_a_file_without_the_heading_is_refused():
    with pytest.raises(Unreadable, match="“role”"):
        read("x,y", head="a,b\n")


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode("utf-8", "replace")))
def test_whatever_the_bytes_are_it_is_read_or_refused_in_a_sentence(raw):
    for reading in (AppointmentReader().read, agencies_from):
        assert _refusal(reading, raw).endswith(".")


def _refusal(reading, raw):
    try:
        reading(raw)
    except LcsprError as refused:
        return str(refused)
    return "Nothing was refused."
