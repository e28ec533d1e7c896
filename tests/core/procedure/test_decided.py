"""The day of the decision wherever it is told: from its form, and from the header where no form has an exact one."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.appendix import learning_and_recommendations
from lcspr_core.demonstration.juniper import case
from lcspr_core.plugins import load
from lcspr_core.procedure.decided import decided_on
from lcspr_core.release.publishing import published
from lcspr_core.summary import summary
from tests.core.procedure.making import answered, day

DECIDED = date(2026, 4, 29)
SILP = load().methodologies["silp"]


@pytest.fixture(scope="module")
def referred():
    """Juniper as it is where it was opened at its referral: no day of a decision stands in its header."""
    made = case(methodology="silp", profile="full")
    return evolve(made, header=evolve(made.header, decided_on=None))


def test_the_form_says_it_before_the_header(referred):
    assert decided_on(referred) == DECIDED
    assert decided_on(evolve(referred, header=evolve(referred.header, decided_on=date(2026, 5, 1)))) == DECIDED


def test_the_header_says_it_where_the_form_has_no_exact_day(referred):
    opened = evolve(referred, header=evolve(referred.header, decided_on=date(2026, 5, 1)))
    vague = answered(opened, "decision", decided_on=day("April 2026"))
    assert decided_on(vague) == date(2026, 5, 1)


def test_appendix_public_edition_and_register_tell_it_of_a_case_opened_at_its_referral(referred):
    about = learning_and_recommendations(referred, SILP)[0].views[0].text
    assert "The decision to review was made on 29 April 2026." in about
    assert published(referred, SILP).header.decided_on == date(2026, 4, 1)
    assert summary(referred, SILP).due == date(2026, 10, 29)
