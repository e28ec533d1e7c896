"""Whoever reads of a case reads the names of agencies: their codes are for forms and files."""

from __future__ import annotations

import re

import pytest

from lcspr_core.cases.people import people_table
from lcspr_core.demonstration import juniper
from lcspr_core.evidence.entries import chronology_table
from lcspr_core.panels.roles import appointments_table
from lcspr_core.panels.terms import terms_table
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.gates.agency import one_signs_twice
from lcspr_core.procedure.standing import standings
from tests.core.procedure.written import with_form

# “GP” and “HV” are words that people write themselves.
CODES = re.compile(r"\b(CSC|POL|ACU|SCH|HOU|AMH|HLT)\b")


@pytest.fixture(scope="module")
def case():
    return juniper.case()


def test_what_is_due_names_agencies_by_their_names(case):
    silent = case.without("answer", "procedure.agency_scrutiny")
    some = [one for review in (case, silent) for one in standings(case_of(review, juniper.AS_AT))]
    assert [(one.duty.id, one.why) for one in some if CODES.search(one.why)] == []
    assert any("Westmarch Police" in one.why for one in some)


@pytest.mark.parametrize("table", [people_table, appointments_table, terms_table])
def test_the_tables_of_a_case_name_agencies_by_their_names(case, table):
    assert [row for row in table(case).rows if any(CODES.search(cell) for cell in row)] == []


def test_a_chronology_names_agencies_by_their_names_where_it_knows_them(case):
    some = juniper.entries()[:40]
    at = chronology_table(some).columns.index("Agency")
    named = {row[at] for row in chronology_table(some, case.called).rows}
    assert named == {case.called(one.agency) for one in some}
    assert named.isdisjoint(one.agency for one in some)


def test_a_block_on_an_agencys_report_names_it(case):
    signed = with_form(case, "agency_authoring", "POL", manager_signed_on="4 June 2026", manager_checked="")
    assert [one.sentence.partition(":")[0] for one in one_signs_twice(signed)] == ["Westmarch Police"]
