"""A warning is settled by a reason that lapses when what it was about changes; a block is not settled at all."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.cases.people import Involvement
from lcspr_core.demonstration.juniper import case
from lcspr_core.errors import NotAllowed
from lcspr_core.panels.independence import Outcome, conflicts_in
from lcspr_core.panels.settling import Settled, arisen, lapsed, settled, standing
from lcspr_core.plain import as_json, from_json

ON = date(2026, 5, 8)


def of(review, name):
    return next(one for one in conflicts_in(review) if name in one.falls_on)


def answered(review, *names):
    return tuple(settled(of(review, name), reason="Looked at, and right.", by="coordinator", on=ON) for name in names)


def test_a_warning_with_a_reason_no_longer_stands_and_the_reason_is_kept():
    review = case()
    why = answered(review, "appointment.1", "appointment.15")
    left = standing(conflicts_in(review), why)
    assert {one.outcome for one in left} == {Outcome.BLOCK}
    assert len(left) == 5
    assert lapsed(conflicts_in(review), why) == ()
    assert [from_json(Settled, as_json(one)) for one in why] == list(why)


def test_a_block_is_not_settled_by_a_reason_even_one_written_from_behind():
    block = of(case(), "appointment.2")
    with pytest.raises(NotAllowed, match=r"A reason does not settle this \(8\.2\.40\)"):
        settled(block, reason="We like this author.", by="coordinator", on=ON)
    smuggled = Settled(id="x", conflict=block.key, rests_on=block.rests_on, reason="We like this author.")
    assert block in standing(conflicts_in(case()), [smuggled])


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_no_reason_settles_nothing(reason):
    with pytest.raises(NotAllowed, match="reason in writing"):
        settled(of(case(), "appointment.1"), reason=reason, by="coordinator", on=ON)


def changed(review, name, **how):
    return review.with_records("appointment", [evolve(review.one("appointment", name), **how)])


@pytest.mark.parametrize(
    "how", [{"declaration": "I chair the Sub Group, and I led the rapid review."}, {"employer": "Another trust"}]
)
def test_the_reason_lapses_when_what_it_was_about_changes(how):
    review = case()
    why = answered(review, "appointment.1")
    after = changed(review, "appointment.1", **how)
    assert of(after, "appointment.1") in standing(conflicts_in(after), why)
    assert lapsed(conflicts_in(after), why) == why
    assert standing(conflicts_in(review), why) == standing(conflicts_in(review), why * 2)


def test_the_reason_holds_when_the_person_is_appointed_or_something_else_changes():
    review = case()
    why = answered(review, "appointment.1")
    begun = changed(review, "appointment.1", from_=date(2026, 5, 12))
    elsewhere = review.with_records("agency", [Agency(id="NEW", title="Somewhere else", known=Known.KNOWN)])
    for after in (begun, elsewhere):
        assert of(after, "appointment.1") not in standing(conflicts_in(after), why)


def test_a_warning_that_becomes_a_block_stands_in_spite_of_its_reason():
    review = case()
    why = answered(review, "appointment.15")
    member = evolve(review.one("person", "N12"), involvement=Involvement.LINE_MANAGEMENT)
    after = review.with_records("person", [member])
    brought = arisen(conflicts_in(review), conflicts_in(after))
    assert {(one.rule, one.outcome) for one in brought} == {
        ("managed_and_member", Outcome.BLOCK),
        ("involved_and_signing", Outcome.WARN),
    }
    assert set(brought) <= set(standing(conflicts_in(after), why))


def test_nothing_arises_where_nothing_changed():
    assert arisen(conflicts_in(case()), conflicts_in(case())) == ()


def test_a_conflict_that_went_leaves_its_reason_as_lapsed():
    review = case()
    why = answered(review, "appointment.15")
    after = review.without("appointment", "appointment.9")
    assert lapsed(conflicts_in(after), why) == why
