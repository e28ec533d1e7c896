"""Two profiles, one methodology: what is dropped is bridged, and what an answer yields follows its rows."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answering import answer, answers
from lcspr_core.answers import AnswerState, answer_id
from lcspr_core.asking import questions, with_offered
from lcspr_core.coherence import contradictions
from lcspr_core.path import Stand, path, steps
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand
from lcspr_core.reading import data_of, read
from lcspr_core.review import Header, Review
from lcspr_core.seeing import Viewer, as_seen
from methodologies.silp import SILP
from methodologies.silp.asks import AgencyReport, ThemesAndLearning

FULL = Strand(key="lead", methodology="silp", profile="full")
MINIMAL = Strand(key="lead", methodology="silp", profile="minimal")


def dropped(*keys: str) -> Plan:
    adapted = (
        Adapted(step=key, how=Adaptation.DROPPED, reason="too small a case", by="P1", on=date(2026, 1, 5))
        for key in keys
    )
    return Plan(lead=FULL, adaptations=tuple(adapted))


def test_it_does_not_contradict_itself():
    assert contradictions(SILP) == ()
    assert "not endorsed" in SILP.notice
    assert "SILP-style" in SILP.title


def test_the_minimal_profile_is_the_procedures():
    found = steps(Plan(lead=MINIMAL), MINIMAL, SILP)
    assert [(one.key, one.after) for one in found] == [
        ("scoping", ()),
        ("learning_event", ("scoping",)),
        ("themes_and_learning", ("learning_event",)),
        ("actions", ("scoping", "themes_and_learning")),
        ("facilitators_report", ("actions",)),
    ]


def test_the_full_profile_leads_from_scope_to_follow_up():
    found = [one.key for one in steps(Plan(lead=FULL), FULL, SILP)]
    assert found == [
        "scoping",
        "authors_briefing",
        "agency_report",
        "reading_pack",
        "preparation",
        "learning_event",
        "themes_and_learning",
        "family_view",
        "recommendations",
        "first_draft",
        "recall_event",
        "final_report",
        "actions",
        "impact",
        "follow_up",
    ]
    assert not SILP.step("follow_up").required


def test_a_dropped_step_is_bridged():
    found = {one.key: one.after for one in steps(dropped("reading_pack", "preparation"), FULL, SILP)}
    assert found["learning_event"] == ("agency_report",)
    assert "reading_pack" not in found


def test_every_step_stands_done_in_the_worked_case(bracken):
    assert {stage.step.key: stage.stand for stage in path(bracken, SILP)} == dict.fromkeys(
        SILP.profile("full").steps, Stand.DONE
    )


@pytest.mark.parametrize("step", SILP.steps, ids=lambda step: step.key)
def test_every_worked_example_is_whole(step):
    for example in step.examples:
        reading = read(step.asks, data_of(example))
        assert reading.problems == ()
        assert reading.wanting == ()


@pytest.mark.parametrize("step", SILP.steps, ids=lambda step: step.key)
def test_every_choice_in_an_example_is_one_that_is_offered(step):
    for example in step.examples:
        assert list(_strange(example)) == []


def _strange(said):
    for question in questions(type(said)):
        value = getattr(said, question.name)
        if question.row is not None:
            for row in value:
                yield from _strange(row)
        elif question.options and not callable(question.options):
            keys = {one.key for one in question.options}
            given = value if isinstance(value, tuple) else (value,)
            yield from (f"{question.name}: {one}" for one in given if one and one not in keys)


@pytest.mark.parametrize("step", SILP.steps, ids=lambda step: step.key)
def test_guidance_is_plain_and_prompts_stay_a_list(step):
    paragraphs = step.guidance.split("\n\n")
    assert all(line.startswith("- ") for one in paragraphs if "\n" in one for line in one.splitlines())
    assert step.lead.endswith("?")


def test_reports_are_asked_of_the_agencies_in_the_terms_with_the_questions_in_them(bracken):
    step = SILP.step("agency_report")
    assert [one.of for one in answers(bracken, step)] == [("HOS",), ("GP",), ("SCH",), ("CSC",)]
    terms = next(one for one in questions(AgencyReport) if one.name == "terms")
    offered = with_offered(terms, bracken, ())
    assert [(row["id"], row["question"][:8]) for row in offered] == [
        ("Q1", "How did "),
        ("Q2", "How were"),
        ("Q3", "How did "),
    ]


def test_those_who_were_asked_before_are_offered_at_both_events(bracken):
    for step in ("learning_event", "recall_event"):
        question = next(one for one in questions(SILP.step(step).asks) if one.name == "attendance")
        offered = with_offered(question, bracken, ())
        assert len(offered) == 9
        assert all(row["role"] and row["agency"] for row in offered)


def test_an_edit_changes_a_record_and_a_removed_row_withdraws_it(bracken, rewrite):
    changed = rewrite(bracken, "themes_and_learning", {"learning.lp1.words": "Letters do not add up."})
    assert changed.one("learning_point", "lead.themes_and_learning.lp1").title == "Letters do not add up."
    rows = [row for row in changed.one("answer", "lead.themes_and_learning").data["learning"] if row["id"] != "lp1"]
    shorter = rewrite(changed, "themes_and_learning", {"learning": rows})
    gone = shorter.one("learning_point", "lead.themes_and_learning.lp1")
    assert gone.withdrawn
    assert gone.title == "Letters do not add up."
    assert [one.id for one in shorter.all("learning_point")] == [
        f"lead.themes_and_learning.lp{number}" for number in (2, 3, 4)
    ]


def test_a_row_that_nobody_has_written_in_yields_nothing(bracken, rewrite):
    rows = [*bracken.one("answer", "lead.themes_and_learning").data["learning"], {"id": "new"}]
    grown = rewrite(bracken, "themes_and_learning", {"learning": rows})
    assert len(grown.all("learning_point")) == 4


def test_record_ids_come_from_rows_and_not_from_places(bracken, rewrite):
    rows = tuple(reversed(bracken.one("answer", "lead.recommendations").data["recommendations"]))
    turned = rewrite(bracken, "recommendations", {"recommendations": rows})
    before = {one.id: one.title for one in bracken.all("recommendation")}
    assert {one.id: one.title for one in turned.all("recommendation")} == before


def test_family_words_join_the_wall_only_where_they_agreed(bracken, rewrite):
    said = {one.title for one in bracken.all("contribution") if one.fields.get("family")}
    assert len(said) == 2
    assert "About her own mother's illness." not in said
    taken_back = rewrite(bracken, "family_view", {"words.w1.agreed": "no"})
    assert len([one for one in taken_back.all("contribution") if one.fields.get("family")]) == 1


def test_every_kind_of_record_is_yielded_with_what_it_rests_on(bracken):
    kinds = {"evidence", "key_episode", "learning_point", "recommendation", "action", "impact"}
    assert all(bracken.all(kind) for kind in kinds)
    for kind in kinds - {"evidence"}:
        for record in bracken.all(kind):
            assert record.rests_on, record.id
            for link in record.rests_on:
                assert bracken.find(link.to).kind in SILP.kinds[kind].rests_on


def test_a_report_that_never_came_yields_nothing(bracken, rewrite):
    silent = rewrite(bracken, "agency_report", {}, ("HOS",), state=AnswerState.NOT_RETURNED, reason="no author")
    assert not [one for one in silent.all("evidence") if one.fields["agency"] == "HOS"]


def test_another_strand_keeps_its_own_answers(bracken):
    other = Review(header=Header(id="x", title="X", opened_on=date(2026, 1, 5)))
    beside = Strand(key="silp-2", methodology="silp", profile="minimal")
    plan = Plan(lead=Strand(key="lead", methodology="another"), strands=(beside,))
    said = bracken.one("answer", "lead.themes_and_learning")
    other = other.with_records("plan", [plan])
    name = answer_id("themes_and_learning", (), "silp-2")
    other = answer(other, SILP, evolve(said, id=name, strand="silp-2"))
    from methodologies.silp.hearing import the

    assert len(the(other, "themes_and_learning", ThemesAndLearning).learning) == 4


def test_reviewers_read_reports_before_they_are_shared_and_other_authors_only_after(bracken, rewrite):
    waiting = rewrite(bracken, "reading_pack", {}, state=AnswerState.DRAFT)
    gp = answer_id("agency_report", ("GP",))

    def sees(review: Review, role: str, agency: str = "") -> bool:
        return bool(as_seen(review, {"silp": SILP}, Viewer(id="W1", role=role, agency=agency)).one("answer", gp).data)

    assert sees(waiting, "lead_reviewer")
    assert sees(waiting, "coordinator")
    assert sees(waiting, "agency_author", "GP")
    assert not sees(waiting, "agency_author", "SCH")
    assert sees(bracken, "agency_author", "SCH")
    assert not sees(bracken, "reader")
