"""What cannot go on: a tied panel, codes missing or standing twice, a signature too early; and who sees advice."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answers import Answer, AnswerState, answer_id
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.concerns import Severity
from lcspr_core.panels.ties import Tie, TieKind
from lcspr_core.procedure.forms.panel_lists import QUALITY
from lcspr_core.procedure.gates.panel import GATES
from lcspr_core.procedure.standing import Stand
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.seeing import Viewer, hidden
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import MEMBER, WRITES, appointed, met, stands

CHECKS = {one.key: one for one in GATES}


def found(key, review):
    return tuple(CHECKS[key].find(review))


def test_an_empty_case_is_held_back_by_nothing_but_the_list_that_nobody_answered():
    assert {one.key for gate in GATES for one in gate.find(empty())} == {"panel.quality"}


def test_each_gate_holds_the_form_that_it_is_about():
    held = {(key, step.key) for step in PROCEDURE.steps for key in step.gate if key in CHECKS}
    assert held == {
        ("panel_independent", "panel_set_up"),
        ("codes_complete", "codes"),
        ("codes_complete", "overview_check"),
        ("panel_disputes_in_order", "panel_issues"),
        ("panel_quality_covered", "panel_quality"),
        ("challenge_logged", "panel_quality"),
    }


# --- a tied panel -----------------------------------------------------------------------------------------------------


def test_a_tie_that_is_forbidden_stops_the_panel_until_the_member_is_gone():
    tie = Tie(id="t", person="W07", kind=TieKind.DIRECT)
    tied = appointed(empty().with_records("tie", [tie]), "W07")
    (concern,) = found("panel_independent", tied)
    assert (concern.severity, concern.sentence.startswith("W07: ")) == (Severity.BLOCK, True)
    assert concern.way_out
    assert answer_id("panel_set_up", (), STRAND) in concern.about
    assert not found("panel_independent", appointed(tied, "W07", to=date(2026, 6, 1)))


def test_a_pair_that_a_methodology_may_allow_only_warns():
    both = appointed(appointed(empty(), "N9", MEMBER), "N9", WRITES)
    (concern,) = found("panel_independent", both)
    assert concern.severity is Severity.WARNING


def test_a_warning_does_not_stop_the_panel():
    assert not found("panel_independent", appointed(empty(), "N4", declaration="I know the team."))


# --- codes ------------------------------------------------------------------------------------------------------------

CHILD = Person(id="P1", public_code="Child", involvement=Involvement.FAMILY)
NURSE = Person(id="W1", public_code="Health Visitor 1", involvement=Involvement.DIRECT)


def coded(*people, **said):
    return answered(empty().with_records("person", people), "codes", **said)


@pytest.mark.parametrize(
    ("people", "said", "words"),
    [
        ((CHILD, NURSE), {}, ""),
        ((CHILD, evolve(NURSE, public_code=" ")), {}, "agreed for W1"),
        ((CHILD, evolve(NURSE, public_code="")), {"unnamed": ["W1"]}, ""),
        ((CHILD, evolve(NURSE, public_code="", involvement=Involvement.NONE)), {}, ""),
        ((CHILD, evolve(NURSE, public_code="child")), {}, "the same code: child"),
        ((CHILD,), {"places": [{"id": "a", "what": "Town", "code": "Town A"}]}, ""),
        ((CHILD,), {"places": [{"id": "a", "what": "Town", "code": "CHILD"}]}, "the same code: child"),
        ((CHILD,), {"places": [{"id": "a", "what": "Town"}]}, "1 of the places listed has no code"),
    ],
)
def test_each_person_and_place_has_exactly_one_code(people, said, words):
    review = coded(*people, **said)
    concerns = found("codes_complete", review)
    assert bool(concerns) is bool(words)
    assert all(words in one.sentence for one in concerns)
    agreed = answered(met(review, ("18 May 2026", {})), "codes", arrangement="Seasons.", agreed_on=day("18 May 2026"))
    assert stands("8.2.45-n", agreed).stand is (Stand.OPEN if words else Stand.DONE)


# --- disputes, challenge, quality -------------------------------------------------------------------------------------


def test_a_dispute_does_not_go_up_untried():
    up = {"id": "d", "about": "No author.", "referred_on": day("17 June 2026")}
    assert found("panel_disputes_in_order", answered(empty(), "panel_issues", disputes=[up]))
    tried = {**up, "tried": "The chair rang."}
    assert not found("panel_disputes_in_order", answered(empty(), "panel_issues", disputes=[tried]))


def so(*keys):
    return [{"id": key, "item": key, "holds": "yes"} for key in keys]


def test_the_panel_signs_once_every_item_is_so():
    keys = [one.key for one in QUALITY]
    (concern,) = found("panel_quality_covered", answered(empty(), "panel_quality", items=so(*keys[1:])))
    assert QUALITY[0].title in concern.sentence
    not_yet = [{"id": keys[0], "item": keys[0], "holds": "not_yet"}, *so(*keys[1:])]
    assert found("panel_quality_covered", answered(empty(), "panel_quality", items=not_yet))
    assert not found("panel_quality_covered", answered(empty(), "panel_quality", items=so(*keys)))


def test_a_panel_that_challenged_nothing_is_asked_before_it_signs():
    signing = answered(empty(), "panel_quality", items=so("terms"))
    (concern,) = found("challenge_logged", signing)
    assert concern.severity is Severity.WARNING
    doubted = answered(signing, "panel_issues", challenges=[{"id": "c", "challenge": "Who received it?"}])
    assert not found("challenge_logged", doubted)


def test_what_the_panel_answers_for_is_done_when_its_chair_signed():
    review = met(answered(empty(), "panel_quality", items=so("terms")), ("18 May 2026", {}))
    assert stands("8.2.45-a", review).is_open
    (given,) = [one for one in review.all("answer") if one.step == "panel_quality"]
    signed = review.with_records("answer", [evolve(given, state=AnswerState.SIGNED)])
    assert stands("8.2.45-a", signed).stand is Stand.DONE


# --- who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "form", "sees"),
    [
        ("coordinator", "advice", True),
        ("panel_member", "advice", True),
        ("lead_reviewer", "advice", False),
        ("agency_author", "advice", False),
        ("analyst", "advice", False),
        ("reader", "advice", False),
        ("lead_reviewer", "codes", True),
        ("agency_author", "codes", False),
        ("reader", "codes", False),
    ],
)
def test_advice_is_for_the_panel_and_codes_for_those_who_write(role, form, sees):
    name = answer_id(form, (), STRAND)
    review = empty().with_records("answer", [Answer(id=name, step=form, strand=STRAND)])
    unseen = hidden(review, {"procedure": PROCEDURE}, Viewer(id="x", role=role, agency="HV"))
    assert (name not in unseen) is sees


@pytest.mark.parametrize(("agency", "sees"), [("HV", True), ("POL", False)])
def test_an_agency_sees_the_support_of_its_own_staff(agency, sees):
    name = answer_id("staff_support", ("HV",), STRAND)
    made = Answer(id=name, step="staff_support", strand=STRAND, of=("HV",), agency="HV")
    viewer = Viewer(id="x", role="agency_author", agency=agency)
    review = empty().with_records("answer", [made])
    assert (name not in hidden(review, {"procedure": PROCEDURE}, viewer)) is sees
