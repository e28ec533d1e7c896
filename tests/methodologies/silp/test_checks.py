"""Each check is silent on the worked case, and speaks when its fault is planted there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.review import Header, Review
from lcspr_core.views import VoiceKind
from methodologies.silp import SILP

CHECKS = {check.key: check for check in SILP.checks}
Plant = Callable[[Review, Callable[..., Review]], Review]


def at(step: str, places: dict[str, object], of: tuple[str, ...] = (), **fields: object) -> Plant:
    return lambda review, rewrite: rewrite(review, step, places, of, **fields)


def without_cards_of(agency: str) -> Plant:
    def planted(review, _):
        for card in review.all("contribution"):
            if card.fields["agency"] == agency:
                review = review.without("contribution", card.id)
        return review

    return planted


def nothing_good(review, _):
    cards = review.all("contribution")
    dull = [evolve(card, fields={**card.fields, "voice": VoiceKind.FACT.value}) for card in cards]
    return review.with_records("contribution", dull)


def other_terms(review, _):
    terms = review.one("terms", "terms-1")
    questions = (Question(id="Q1", words="What was known of the nights?"), *terms.questions[1:])
    return review.with_records("terms", [evolve(terms, questions=questions)])


def late_learning(review, rewrite):
    rows = review.one("answer", "lead.themes_and_learning").data["learning"]
    late = {**rows[0], "id": "late", "words": "Something that came in after the recall event."}
    return rewrite(review, "themes_and_learning", {"learning": (*rows, late)})


PLANTED: dict[str, tuple[Plant, str]] = {
    "reports_terms": (at("agency_report", {"terms.Q2.reply": ""}, ("GP",)), "Milk Street Surgery does not answer Q2"),
    "reports_wording": (other_terms, "answered another wording of Q1"),
    "reports_independence": (at("agency_report", {"independence": " "}, ("SCH",)), "Tarn Road School does not record"),
    "reports_signed": (at("agency_report", {}, ("CSC",), signatures=()), "not signed by its author or its senior"),
    "reports_smart": (at("agency_report", {"recommendations.hr1.measure": ""}, ("HOS",)), "1 of 1 recommendations"),
    "event_reports_first": (at("reading_pack", {"shared_on": {"typed": "30 November 2025"}}), "2 days before"),
    "event_heard": (at("learning_event", {"attendance.p3.otherwise": ""}), "moved away (Harrowmere General Hospital)"),
    "event_outnumbered": (
        at("learning_event", {f"attendance.p{n}.involvement": "line_management" for n in (1, 2, 4, 5)}),
        "3 practitioners and 5 managers came",
    ),
    "event_cards": (without_cards_of("GP"), "no card from Milk Street Surgery"),
    "event_good_practice": (nothing_good, "No card tells of good practice"),
    "family_recorded": (at("family_view", {"contacts.f3.reason": ""}), "Father did not take part"),
    "learning_episode": (
        at("themes_and_learning", {f"learning.lp1.{name}": () for name in ("themes", "episodes", "contributions")}),
        "cites no key episode",
    ),
    "learning_voices": (
        at("themes_and_learning", {"learning.lp1.themes": (), "learning.lp1.contributions": ()}),
        "rests on no practitioner's own words",
    ),
    "learning_single_agency": (
        at("themes_and_learning", {"learning.lp1.themes": (), "learning.lp1.contributions": ("c01", "c03")}),
        "rests on the words of Harrowmere General Hospital alone",
    ),
    "recommendations_learning": (at("recommendations", {"recommendations.r1.answers": ()}), "answers nothing"),
    "recommendations_smart": (
        at("recommendations", {"recommendations.r1.measure": "", "recommendations.r1.by_when": {"typed": ""}}),
        "does not say how anybody can tell or by when",
    ),
    "recommendations_strength": (
        at("recommendations", {f"recommendations.r{n}.strength": "weak" for n in (1, 2, 3)}),
        "relies on people remembering",
    ),
    "actions_owned": (at("actions", {"actions.a1.owner": ""}), "which post owns it"),
    "recall_reasons": (at("recall_event", {"comments.k4.reason": ""}), "comment on 3.4 was not fully accepted"),
    "recall_altered": (
        at("recall_event", {f"comments.k{n}.decision": "rejected" for n in (1, 2, 3)}),
        "altered nothing",
    ),
    "recall_new": (late_learning, "“Something that came in after the recall event.” was not put"),
    "report_terms": (at("final_report", {"terms.Q3.where": ""}), "does not say where it answers Q3"),
}


@pytest.mark.parametrize("check", SILP.checks, ids=lambda check: check.key)
def test_it_is_silent_on_the_worked_case(check, bracken):
    assert list(check.find(bracken)) == []


@pytest.mark.parametrize("check", SILP.checks, ids=lambda check: check.key)
def test_it_is_silent_before_anything_is_written(check):
    empty = Review(header=Header(id="new", title="New", opened_on=date(2026, 1, 5)))
    assert list(check.find(empty)) == []


@pytest.mark.parametrize("key", CHECKS)
def test_it_finds_what_it_is_for(key, bracken, rewrite):
    plant, words = PLANTED[key]
    found = list(CHECKS[key].find(plant(bracken, rewrite)))
    assert found
    assert any(words in one.sentence for one in found), [one.sentence for one in found]
    assert all(one.key == key and one.source and one.way_out and one.severity is CHECKS[key].severity for one in found)


@pytest.mark.parametrize("key", CHECKS)
def test_it_reads_only_what_it_says_it_reads(key, bracken, rewrite):
    planted = PLANTED[key][0](bracken, rewrite)
    blind = evolve(planted, records={kind: planted.records.get(kind, {}) for kind in CHECKS[key].reads})
    assert [one.sentence for one in CHECKS[key].find(blind)] == [one.sentence for one in CHECKS[key].find(planted)]


def test_a_point_for_one_agencys_own_plan_is_let_be(bracken, rewrite):
    alone = {"learning.lp1.themes": (), "learning.lp1.contributions": ("c01", "c03"), "learning.lp1.own_plan": "HOS"}
    assert list(CHECKS["learning_single_agency"].find(rewrite(bracken, "themes_and_learning", alone))) == []


def test_the_family_is_no_practitioner(bracken, rewrite):
    alone = {"learning.lp1.themes": (), "learning.lp1.contributions": ("lead.family_view.w1",)}
    found = list(CHECKS["learning_voices"].find(rewrite(bracken, "themes_and_learning", alone)))
    assert [one.about for one in found] == [("lead.themes_and_learning.lp1",)]


def test_a_question_that_does_not_apply_needs_a_reason(bracken, rewrite):
    silent = {"terms.Q2.reply": "", "terms.Q2.applies": "no"}
    check = CHECKS["reports_terms"]
    assert list(check.find(rewrite(bracken, "agency_report", silent, ("SCH",))))
    reason = {**silent, "terms.Q2.why_not": "The school sees no appointments."}
    assert not list(check.find(rewrite(bracken, "agency_report", reason, ("SCH",))))


def test_what_was_sent_back_after_recall_is_let_be(bracken, rewrite):
    late = late_learning(bracken, rewrite)
    row = {"id": "b", "about": ("lead.themes_and_learning.late",), "how": "Read on the telephone to all eight."}
    assert list(CHECKS["recall_new"].find(rewrite(late, "final_report", {"sent_back": (row,)}))) == []


def test_a_report_that_nobody_has_sent_in_is_not_found_fault_with(bracken, rewrite):
    draft = rewrite(bracken, "agency_report", {"terms": ()}, ("GP",), state="draft", signatures=())
    assert not list(CHECKS["reports_terms"].find(draft))
    assert not list(CHECKS["reports_signed"].find(draft))


def test_terms_without_questions_ask_nothing(bracken):
    bare = bracken.with_records("terms", [TermsOfReference(id="terms-1", version="2", approved_on=date(2026, 1, 1))])
    assert not list(CHECKS["reports_terms"].find(bare))


def test_every_gate_names_a_check():
    assert {key for step in SILP.steps for key in step.gate} <= set(CHECKS)
