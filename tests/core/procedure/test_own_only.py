"""What is asked of each agency is its own: no other agency sees it, whatever has been decided or agreed."""

from __future__ import annotations

import pytest

from lcspr_core.answers import Answer, AnswerState
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.seeing import Viewer, hidden
from tests.core.procedure.making import empty

FORMS = ("outline", "agency_authoring", "staff_support")
READ = [("coordinator", set()), ("lead_reviewer", set()), ("panel_member", set()), ("analyst", {"HV", "POL"})]


def given(form):
    return [
        Answer(
            id=f"{STRAND}.{form}.{name}", step=form, strand=STRAND, of=(name,), agency=name, state=AnswerState.AGREED
        )
        for name in ("HV", "POL")
    ]


def unseen(form, role, agency=""):
    """Whose answers somebody may not see in a case in which everything is decided and agreed."""
    done = [
        Answer(id=f"{STRAND}.{one.key}", step=one.key, strand=STRAND, state=AnswerState.SIGNED)
        for one in PROCEDURE.steps
    ]
    review = empty().with_records("answer", [*done, *given(form)])
    names = hidden(review, {"procedure": PROCEDURE}, Viewer(id="somebody", role=role, agency=agency))
    return {name.rpartition(".")[2] for name in names if f".{form}." in name}


@pytest.mark.parametrize("form", FORMS)
def test_no_agency_ever_sees_anothers(form):
    assert unseen(form, "agency_author", "HV") == {"POL"}
    assert unseen(form, "agency_author", "POL") == {"HV"}
    assert unseen(form, "agency_author") == {"HV", "POL"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("role", "names"), READ)
def test_whoever_considers_the_case_sees_all_and_nobody_else_any(form, role, names):
    assert unseen(form, role) == names
