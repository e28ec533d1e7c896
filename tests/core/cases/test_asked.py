"""An agency that was named after the request went out has not been asked, and so has not kept silent."""

from __future__ import annotations

from lcspr_core.cases.agencies import Agency, Known, agencies_now
from tests.core.procedure.making import answered, day, empty

HV = {"id": "HV", "agency": "HV", "told_on": day("20 March 2026")}


def known(*members, sent="20 March 2026"):
    unasked = [Agency(id=name, title=name) for name in ("HV", "AMB")]
    review = empty().with_records("agency", unasked)
    told = answered(review, "information_request", sent_on=day(sent), members=[*members])
    return {one.id: one.known for one in agencies_now(told)}


def test_whoever_stands_among_those_told_has_not_replied_and_a_later_one_was_not_asked():
    found = known(HV)
    assert (found["HV"], found["AMB"]) == (Known.NO_REPLY, Known.NOT_ASKED)
    assert known(HV, {"id": "AMB", "agency": "AMB"})["AMB"] is Known.NO_REPLY


def test_where_nobody_is_listed_by_name_everybody_was_asked():
    assert known()["AMB"] is Known.NO_REPLY
    assert known(sent="")["AMB"] is Known.NOT_ASKED
