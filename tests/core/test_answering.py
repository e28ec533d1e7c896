"""An answer makes records whose ids are its rows', so that an edit changes a record and a removed row withdraws it."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcspr_core.answering import (
    agencies_asked,
    answer,
    answers,
    begun,
    blank,
    brought_up,
    is_done,
    orphaned,
    told,
)
from lcspr_core.answers import AnswerState
from lcspr_core.errors import PluginFault
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.reading import data_of
from lcspr_core.thread import HAND, Link, Record, loose_ends
from tests.fixtures.agency_returns import RETURNS, Learning, Return, review

REPORT, READ = RETURNS.steps
POLICE = "lead.report.police"


def returned(*learning, now=None, **changes):
    base = blank(REPORT, ("police",))
    said = Return(did="Much.", learning=learning)
    return answer(now or review(), RETURNS, evolve(base, data=data_of(said), **changes))


def row(name, words="Words."):
    return Learning(id=name, words=words)


def titles(now):
    return {one.id: one.title for one in now.all("finding")}


def test_a_records_id_is_its_answers_and_its_rows():
    assert titles(returned(row("a"), row("b"))) == {f"{POLICE}.a": "Words.", f"{POLICE}.b": "Words."}


def test_an_edit_changes_the_record_and_makes_no_other():
    first = returned(row("a"), row("b"))
    again = returned(row("a", "Better words."), row("b"), now=first)
    assert titles(again) == {f"{POLICE}.a": "Better words.", f"{POLICE}.b": "Words."}
    assert len(again.thread()) == 2


def test_the_order_of_rows_is_not_their_identity():
    first = returned(row("a", "A"), row("b", "B"))
    again = returned(row("b", "B"), row("new", "N"), row("a", "A"), now=first)
    assert titles(again) == {f"{POLICE}.a": "A", f"{POLICE}.b": "B", f"{POLICE}.new": "N"}


def test_a_removed_row_withdraws_its_record_and_keeps_it():
    now = returned(row("b"), now=returned(row("a"), row("b")))
    assert list(titles(now)) == [f"{POLICE}.b"]
    assert now.one("finding", f"{POLICE}.a").withdrawn


def test_a_row_put_back_brings_its_record_back():
    now = returned(row("a"), now=returned(now=returned(row("a"))))
    assert list(titles(now)) == [f"{POLICE}.a"]


def test_what_rested_on_a_removed_row_becomes_a_loose_end():
    now = returned(row("a"))
    advice = Record(id="r", kind="recommendation", title="Ask.", rests_on=(Link(to=f"{POLICE}.a"),))
    now = returned(now=now.with_records("recommendation", [advice]))
    assert [one.key for one in loose_ends(now.thread(), RETURNS.kinds)] == ["thread.withdrawn"]


def test_what_a_hand_made_stays_whoever_answers():
    mine = Record(id=f"{POLICE}.by-hand", kind="finding", title="Mine")
    now = returned(row("a"), now=review().with_records("finding", [mine]))
    now = returned(now=now)
    assert now.one("finding", mine.id) == mine
    assert mine.maker == HAND


def test_one_agencys_answer_leaves_anothers_records_alone():
    other = answer(
        returned(row("a")),
        RETURNS,
        evolve(blank(REPORT, ("school",)), data=data_of(Return(did="x", learning=(row("a"),)))),
    )
    assert len(titles(other)) == 2
    assert list(titles(returned(now=other))) == ["lead.report.school.a"]


def test_a_record_whose_kind_changes_goes_on_under_the_new_one():
    by_words = evolve(REPORT, yields=lambda told: [told.record(one.words, one.id, "x") for one in told.said.learning])
    methodology = evolve(RETURNS, steps=(by_words, READ))
    first = answer(
        review(), methodology, evolve(blank(by_words, ("police",)), data=data_of(Return(learning=(row("a", "theme"),))))
    )
    again = answer(
        first, methodology, evolve(blank(by_words, ("police",)), data=data_of(Return(learning=(row("a", "finding"),))))
    )
    assert [one.id for one in first.thread()] == [one.id for one in again.thread()] == [f"{POLICE}.a"]
    assert again.find(f"{POLICE}.a").kind == "finding"


def test_a_methodology_cannot_write_over_what_is_not_its_answers():
    stolen = evolve(REPORT, yields=lambda _: [Record(id="r", kind="finding", title="Mine now")])
    with pytest.raises(
        PluginFault, match="“Agency returns” stopped with a ValueError at the step “Each agency's return”"
    ):
        answer(review(), evolve(RETURNS, steps=(stolen, READ)), blank(stolen, ("police",)))


def test_the_fault_of_a_plugin_is_said_without_its_own_words():
    def fails(_):
        raise KeyError("the child's name")

    broken = evolve(REPORT, yields=fails)
    with pytest.raises(PluginFault) as fault:
        answer(review(), evolve(RETURNS, steps=(broken, READ)), blank(broken, ("police",)))
    assert "the child's name" not in str(fault.value)
    assert fault.value.__cause__ is None


def test_an_answer_to_a_step_nobody_knows_is_kept_as_it_is():
    stranger = evolve(blank(REPORT), id="lead.gone", step="gone", data={"words": "kept"})
    now = answer(review(), RETURNS, stranger)
    assert now.one("answer", "lead.gone") == stranger
    assert orphaned(now, RETURNS.steps) == (stranger,)
    assert now.thread() == ()


def test_nothing_is_begun_until_somebody_wrote():
    assert not begun(review(), answers(review(), READ)[0])
    now = answer(review(), RETURNS, blank(READ))
    assert begun(now, answers(now, READ)[0])
    assert not is_done(now, READ)
    assert is_done(answer(now, RETURNS, evolve(blank(READ), state=AnswerState.AGREED)), READ)


def test_a_blank_answer_that_was_never_begun_is_not_done_whatever_its_state_says():
    assert not is_done(review(), evolve(REPORT, per=("theme",)))


def test_a_methodology_hears_its_own_answers_in_its_own_strand():
    now = returned(row("a"))
    assert [one.said.learning[0].id for one in told(now, "returns", "report", Return)] == ["a"]
    assert told(now, "other", "report", Return) == ()


def older(step, version, data):
    return {"did": data.get("deed", ""), "learning": data.get("learning", ())} if version == "0.9" else data


def test_an_older_answer_is_brought_up_when_it_is_saved_and_says_so():
    renamed = evolve(RETURNS, upgrade=older)
    given_one = evolve(
        blank(REPORT, ("police",), version="0.9"), data={"deed": "Much.", "learning": [{"id": "a", "words": "W"}]}
    )
    now = answer(review(), renamed, given_one)
    kept = now.one("answer", POLICE)
    assert (kept.version, kept.data["did"]) == ("1", "Much.")
    assert titles(now) == {f"{POLICE}.a": "W"}
    assert brought_up(renamed, kept) == kept


def test_an_upgrade_that_stops_loses_nothing_and_is_said():
    def stops(step, version, data):
        raise KeyError("the child's name")

    with pytest.raises(PluginFault, match="stopped with a KeyError") as fault:
        answer(review(), evolve(RETURNS, upgrade=stops), blank(REPORT, ("police",), version="0.9"))
    assert "the child's name" not in str(fault.value)


def test_the_agencies_that_the_terms_of_reference_name_are_asked():
    terms = TermsOfReference(id="v1", version="1", agencies=("school", "nobody"), agreed_on=date(2026, 3, 9))
    assert agencies_asked(review().with_records("terms", [terms])) == ("school",)


EDITS = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.text("abc é“”\n", max_size=8)), max_size=6, unique_by=lambda one: one[0]
    ),
    max_size=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_after_any_edits_the_standing_records_are_those_of_the_last_rows(edits):
    now, ever = review(), set()
    for edit in edits:
        now = returned(*(row(name, words) for name, words in edit), now=now)
        ever |= {f"{POLICE}.{name}" for name, _ in edit}
        assert titles(now) == {f"{POLICE}.{name}": words for name, words in edit}
    assert {one.id for one in now.thread()} == ever
