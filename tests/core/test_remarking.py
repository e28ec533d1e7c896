"""Remarks on the wording of a review: where they are made, where they are not, and how a person sets one aside."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as some

from lcspr_core.answering import answer as put_answer
from lcspr_core.answers import Answer
from lcspr_core.cases.agencies import Agency
from lcspr_core.clashes import KeptClash
from lcspr_core.concerns import Severity
from lcspr_core.errors import OutOfOrder
from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.passages import passages
from lcspr_core.plain import as_json, from_json
from lcspr_core.plan import Plan, Strand
from lcspr_core.plugins import load
from lcspr_core.remarking import (
    LAPSED,
    STANDS,
    dismissals_table,
    dismissed,
    recommended,
    remarked,
    smart_table,
    wording_concerns,
)
from lcspr_core.review import Header, Review
from lcspr_core.seeing import Viewer, as_seen
from lcspr_core.thread import CORE_KINDS, Link, Record
from lcspr_core.wording.catalogue import Sort
from lcspr_core.wording.dismissals import Dismissal

METHODOLOGIES = load().methodologies
SILP = METHODOLOGIES["silp"]
TODAY = date(2026, 9, 1)
EMPTY = Review(header=Header(id="r", title="R", opened_on=TODAY))
LAZY = "The front door was lazy."


def thread(kind, title, **more):
    return EMPTY.with_records(kind, [Record(id="x1", kind=kind, title=title, **more)])


def planned(*answers):
    review = EMPTY.with_records("plan", [Plan(lead=Strand(key="lead", methodology="silp", profile="full"))])
    for given_answer in answers:
        review = put_answer(review, SILP, given_answer)
    return review


def answered(step, *of, **data):
    return Answer(id=".".join(("lead", step, *of)), step=step, of=of, version=SILP.version, data=data)


def keys(review, methodologies=METHODOLOGIES):
    return [one.key for one in wording_concerns(review, methodologies)]


# --- where they are made --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["theme", "finding", "recommendation", "action", "impact"])
def test_the_thread_is_read_from_its_themes_on(kind):
    assert keys(thread(kind, LAZY)) == ["wording.blame"]


@pytest.mark.parametrize("kind", ["evidence", "contribution", "a_kind_that_nobody_knows"])
def test_what_was_recorded_and_said_is_exempt(kind):
    assert keys(thread(kind, LAZY)) == []


def test_what_is_withdrawn_is_not_read():
    assert keys(thread("finding", LAZY, withdrawn=True)) == []


def test_a_methodologys_own_kind_is_read_by_its_rung():
    review = planned().with_records("learning_point", [Record(id="l1", kind="learning_point", title=LAZY)])
    assert keys(review) == ["wording.blame"]
    assert keys(review, {}) == []  # without the plugin nobody can tell what it is


def test_every_rung_of_the_thread_is_read_or_exempt_on_purpose():
    read = {kind.key for kind in CORE_KINDS if passages(thread(kind.key, LAZY))}
    assert read == {kind.key for kind in CORE_KINDS} - {"evidence", "contribution"}


def test_a_recommendation_and_a_finding_have_rules_of_their_own():
    assert keys(thread("recommendation", "Remind people.")) == ["wording.system_free"]
    assert keys(thread("finding", "Remind people.")) == []


@pytest.mark.parametrize("step", ["first_draft", "final_report"])
def test_the_texts_of_a_report_are_read_and_said_where_they_stand(step):
    [concern] = wording_concerns(planned(answered(step, conclusion=LAZY)), METHODOLOGIES)
    assert concern.about == (f"lead.{step}",)
    assert concern.sentence.startswith("Conclusion: “lazy” in “The front door was lazy.” A word like this")
    assert concern.way_out.startswith("Describe what was done")
    assert concern.source
    assert concern.severity is Severity.NOTICE


def test_an_agencys_report_is_read_with_its_own_recommendations():
    rows = [{"id": "a", "words": "Remind all staff.", "measure": "", "by_when": {"typed": ""}, "relevant": LAZY}]
    review = planned(answered("agency_report", "SCH", voice=LAZY, recommendations=rows))
    assert sorted(keys(review)) == ["wording.blame", "wording.blame", "wording.system_free"]


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("family_view", {"words": [{"id": "w", "who": "Mother", "words": LAZY, "agreed": "no"}]}),
        ("recall_event", {"comments": [{"id": "c", "comment": LAZY}]}),
        ("learning_event", {"family_words": LAZY}),
    ],
)
def test_where_people_are_asked_and_heard_their_words_are_exempt(step, data):
    assert keys(planned(answered(step, **data))) == []


def test_a_question_of_the_terms_of_reference_is_not_the_authors():
    rows = [{"id": "1", "question": LAZY, "reply": ""}]
    review = planned(answered("agency_report", "SCH", terms=rows))
    assert keys(review) == ["wording.blame"]
    put = TermsOfReference(id="t", version="1", questions=(Question(id="1", words=LAZY),))
    assert keys(review.with_records("terms", [put])) == []


def test_what_became_a_record_is_remarked_on_once():
    rows = [{"id": "a", "words": LAZY}]
    review = planned(answered("themes_and_learning", learning=rows))
    [concern] = wording_concerns(review, METHODOLOGIES)
    assert concern.about == ("lead.themes_and_learning.a",)


def test_a_measure_beside_it_settles_what_could_not_be_measured():
    title = "The trust should improve handover."
    assert "wording.unmeasurable" in keys(thread("recommendation", title))
    assert "wording.unmeasurable" not in keys(thread("recommendation", title, fields={"measure": "Nine of ten."}))


def test_several_words_in_one_sentence_are_one_remark():
    [concern] = wording_concerns(thread("finding", "It was lazy, sloppy, lax, shoddy and lazy."))
    assert concern.sentence.startswith("Finding: “lazy”, “sloppy”, “lax” in “It was lazy,")


def test_what_harms_most_comes_first():
    assert keys(thread("finding", "Nobody asked. He was culpable.")) == ["wording.verdict", "wording.omission"]


def test_an_agencys_own_letters_are_offered_its_name():
    review = thread("finding", "The XQ wrote twice.").with_records("agency", [Agency(id="XQ", title="Royal Trust")])
    [concern] = wording_concerns(review)
    assert concern.way_out == "Write “Royal Trust”."


def test_the_worked_example_has_no_blame_no_verdict_and_nothing_that_identifies():
    found = {one.rule.key for one in remarked(SILP.example(), METHODOLOGIES)}
    assert not found & {"blame", "verdict", "identity", "victim_blaming", "person_as_cause", "one_cause"}


# --- set aside, with a reason ---------------------------------------------------------------------------------------

FOUND = thread("finding", f"{LAZY} It was sloppy of us.", maker="lead.first_draft")


def set_aside(review, number=0, reason="The room chose this word."):
    name = wording_concerns(review)[number].dismissal
    return dismissed(review, {}, name, reason=reason, by="u1", on=TODAY)


def test_a_remark_is_set_aside_with_a_reason_that_is_kept():
    kept = set_aside(FOUND)
    left = wording_concerns(FOUND.with_records("dismissal", [kept]))
    assert [one.sentence.split("“")[1] for one in left] == ["sloppy” in "]
    assert (kept.wording, kept.reason, kept.by, kept.on) == (LAZY, "The room chose this word.", "u1", TODAY)
    assert kept.of == "lead.first_draft"
    assert from_json(Dismissal, as_json(kept)) == kept


def test_two_people_make_one_dismissal():
    assert set_aside(FOUND).id == set_aside(FOUND, reason="Another reason.").id
    assert set_aside(FOUND).id != set_aside(FOUND, 1).id


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_it_is_refused(reason):
    with pytest.raises(OutOfOrder, match="Say why the wording stays"):
        set_aside(FOUND, reason=reason)


def test_what_is_no_longer_so_cannot_be_set_aside():
    name = wording_concerns(FOUND)[0].dismissal
    with pytest.raises(OutOfOrder, match="has changed"):
        dismissed(thread("finding", "It was late."), {}, name, reason="So it is.", by="u1", on=TODAY)


@pytest.mark.parametrize("unsaid", [{"reason": " "}, {"by": ""}, {"on": None}])
def test_a_dismissal_that_says_too_little_sets_nothing_aside(unsaid):
    kept = evolve(set_aside(FOUND), **unsaid)
    assert len(wording_concerns(FOUND.with_records("dismissal", [kept]))) == 2


def test_it_lapses_when_the_wording_changes_and_holds_again_when_it_is_put_back():
    kept = FOUND.with_records("dismissal", [set_aside(FOUND)])
    changed = kept.with_records("finding", [Record(id="x1", kind="finding", title="The front door was lazy then.")])
    assert len(wording_concerns(changed)) == 1
    assert [row[-1] for row in dismissals_table(changed).rows] == [LAPSED]
    assert [row[-1] for row in dismissals_table(kept).rows] == [STANDS]
    assert len(wording_concerns(changed.with_records("finding", FOUND.all("finding")))) == 1


def test_it_holds_while_only_the_text_around_the_sentence_changes():
    kept = FOUND.with_records("dismissal", [set_aside(FOUND)])
    longer = Record(id="x1", kind="finding", title=f"A new beginning. {LAZY} It was late.")
    assert wording_concerns(kept.with_records("finding", [longer])) == ()


def test_it_sets_aside_nothing_elsewhere():
    other = Record(id="x2", kind="finding", title=LAZY)
    both = FOUND.with_records("finding", [other]).with_records("dismissal", [set_aside(FOUND)])
    assert [one.about for one in wording_concerns(both)] == [("x1",), ("x2",)]


WORD = some.sampled_from(["the", "plan", "was", "read", "late", "and", "again"])
SENTENCE = some.lists(WORD, min_size=1, max_size=6).map(" ".join)


@given(SENTENCE, SENTENCE)
def test_any_change_of_the_sentence_lets_it_lapse(before, after):
    assume(before != after)
    first = thread("finding", f"It was lazy: {before}.")
    kept = first.with_records("dismissal", [set_aside(first)])
    assert wording_concerns(kept) == ()
    now = kept.with_records("finding", [Record(id="x1", kind="finding", title=f"It was lazy: {after}.")])
    assert keys(now) == ["wording.blame"]


def test_what_was_set_aside_in_a_hidden_answer_is_hidden_with_it():
    blind = evolve(SILP.step("first_draft").seen_by, own_until="recall_event", roles=("panel_member",))
    steps = tuple(evolve(one, seen_by=blind) if one.key == "first_draft" else one for one in SILP.steps)
    review = planned(answered("first_draft", conclusion=LAZY))
    name = wording_concerns(review, METHODOLOGIES)[0].dismissal
    kept = dismissed(review, METHODOLOGIES, name, reason="Agreed.", by="u1", on=TODAY)
    clash = KeptClash(id="c", kind="answer", of="lead.first_draft", path="conclusion", mine=LAZY)
    review = review.with_records("dismissal", [kept]).with_records("clash", [clash])
    member = Viewer(id="m", role="panel_member")
    seen = as_seen(review, {"silp": evolve(SILP, steps=steps)}, member)
    assert (seen.all("dismissal"), seen.all("clash")) == ((), ())
    assert LAZY not in str(seen)
    assert as_seen(review, METHODOLOGIES, member).all("dismissal") == (kept,)


# --- SMART beside strength ------------------------------------------------------------------------------------------


def test_every_recommendation_and_action_is_listed_with_smart_beside_strength():
    table = smart_table(SILP.example(), METHODOLOGIES, today=TODAY)
    assert table.columns[1:6] == ("Specific", "Measurable", "Attainable", "Relevant", "Time-bound")
    example = SILP.example()
    made = [one.title for kind in ("recommendation", "action") for one in example.all(kind)]
    assert [row[0] for row in table.rows][: len(made)] == made
    assert {row[6] for row in table.rows} <= {"strong", "intermediate", "weak", "not chosen yet"}


def test_an_agencys_own_recommendation_is_read_for_any_methodology():
    rows = [{"id": "a", "words": "Remind all staff.", "by_when": {"typed": "May 2027"}, "strength": "weak"}]
    review = planned(answered("agency_report", "SCH", recommendations=rows))
    [found] = recommended(review, METHODOLOGIES)
    assert (found.text, found.sort, found.about) == ("Remind all staff.", Sort.RECOMMENDATION, "lead.agency_report.SCH")
    [row] = smart_table(review, METHODOLOGIES, paragraph="8.2.47").rows
    assert row[1:8] == ("no", "no", "no", "no", "yes", "weak", "The words read like: A reminder (weak).")


def test_a_recommendation_made_by_hand_is_read_without_any_methodology():
    review = thread("recommendation", "Remind all staff by May 2027.", rests_on=(Link(to="f"),))
    [row] = smart_table(review).rows
    assert row[1:6] == ("no", "no", "no", "partly", "yes")
