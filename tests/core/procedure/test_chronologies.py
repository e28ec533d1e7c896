"""Chronologies: each agency's is here and whole, its entries say enough, or it is written why there is none."""

from __future__ import annotations

import pytest
from attrs import evolve

from lcspr_core.procedure.standing import Stand
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import met, stands

CAME = {"came_on": day("24 June 2026"), "entries": 31, "significant": 30, "whole": "yes"}


def came(**agencies):
    rows = [{"id": name, "agency": name, **said} for name, said in agencies.items()]
    return answered(empty(), "chronologies", asked="yes", chronologies=rows)


def test_each_chronology_is_here_and_whole():
    assert stands("8.2.48-a", empty()).stand is Stand.NOT_YET
    assert stands("8.2.48-a", came(HV=CAME)).why == "Not here yet, or not whole: POL."
    half = came(HV=CAME, POL={**CAME, "whole": "no"})
    assert stands("8.2.48-a", half).why == "Not here yet, or not whole: POL."
    both = stands("8.2.48-a", came(HV=CAME, POL=CAME))
    assert (both.stand, "HV: 31 entries, 30 of them say why." in both.why) == (Stand.DONE, True)
    none = came(HV=CAME, POL={"none_why": "One letter, which the file has."})
    assert stands("8.2.48-a", none).stand is Stand.DONE


ENTRY = {"agency": "HV", "happened": {"typed": "3 May 2025"}, "source": "Record", "text": "Home visit."}


@pytest.mark.parametrize("lacks", ["source", "text", "happened"])
def test_an_entry_of_the_ledger_that_says_too_little_is_counted(lacks):
    thin = {**ENTRY, lacks: {"typed": " "} if lacks == "happened" else ""}
    review = evolve(came(HV=CAME, POL=CAME), ledgers={"entry": (ENTRY, thin)})
    assert stands("8.2.48-a", review).why == "HV: 1 entries lack a date, a source or words."
    whole = evolve(review, ledgers={"entry": (ENTRY,)})
    assert stands("8.2.48-a", whole).stand is Stand.DONE


def test_a_panel_that_does_without_chronologies_says_why():
    review = met(empty(), ("18 May 2026", {}))
    without = answered(review, "chronologies", asked="no")
    assert stands("8.2.48-b", without).is_open
    assert stands("8.2.48-b", answered(without, "chronologies", why_not="One contact only.")).stand is Stand.DONE
