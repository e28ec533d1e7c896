"""What leaves the review: the police are asked first while a criminal process is open, and the way is a safe one."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.concerns import Severity
from lcspr_core.procedure.gates.keeping import GATES, erasing_under_hold
from lcspr_core.procedure.steps import PROCEDURE
from tests.core.procedure.making import answered, day, empty

SHARED = {"id": "s1", "what": "The chronology", "to": "Author", "channel": "portal", "on": day("20 June 2026")}
CRIMINAL = [{"id": "criminal", "sort": "criminal", "runs": "yes", "known_on": day("4 May 2026")}]
ADVICE = {"id": "a", "adviser": "police", "about": ["sharing"], "answer": "go", "given_on": day("21 May 2026")}


def shared(*rows, **parallel):
    return answered(answered(empty(), "keeping", disclosures=[*rows]), "parallel", **parallel)


def found(review):
    return [(one.key, one.severity) for gate in GATES for one in gate.find(review)]


def test_both_gates_hold_the_form_they_are_about():
    held = {key for form in ("keeping", "notices") for key in PROCEDURE.step(form).gate}
    assert held >= {one.key for one in GATES}


def test_while_a_criminal_process_is_open_nothing_leaves_before_the_police_were_asked():
    unasked = shared(SHARED, {**SHARED, "id": "s2"}, processes=CRIMINAL)
    (concern,) = [one for gate in GATES for one in gate.find(unasked)]
    assert (concern.severity, concern.source) == (Severity.BLOCK, "8.2.58")
    assert concern.sentence.startswith("What was shared in row 1, 2: A criminal process is open")
    assert found(shared(SHARED, processes=CRIMINAL, advice=[ADVICE])) == []


@pytest.mark.parametrize(
    ("advice", "severity"),
    [
        ({"answer": "wait"}, Severity.BLOCK),
        ({"about": ["staff"]}, Severity.BLOCK),
        ({"given_on": day("1 July 2026")}, Severity.WARNING),
    ],
)
def test_advice_to_wait_of_another_matter_or_too_late_is_none(advice, severity):
    review = shared(SHARED, processes=CRIMINAL, advice=[{**ADVICE, **advice}])
    assert found(review) == [("disclosure_cleared", severity)]


def test_what_went_by_open_mail_is_said():
    none = [{"id": "criminal", "sort": "criminal", "runs": "no"}]
    review = shared({**SHARED, "channel": "open_mail"}, {**SHARED, "id": "s2"}, processes=none)
    assert found(review) == [("disclosed_safely", Severity.WARNING)]
    (concern,) = [one for gate in GATES for one in gate.find(review)]
    assert concern.sentence == "What was shared in row 1 went by e-mail without protection."
    assert "data protection" in concern.way_out


def test_what_has_no_day_has_not_left():
    assert found(shared({**SHARED, "on": {}, "channel": "open_mail"}, processes=CRIMINAL)) == []


HOLD = {"id": "h", "asked_by": "Coroner", "since": day("1 June 2026")}


def gone(hold, on="3 August 2026"):
    copies = [{"id": "c", "number": 4, "to": "Author", "on": day("20 May 2026"), "destroyed_on": day(on)}]
    review = answered(answered(empty(), "keeping", copies=copies), "notices", released_on=day(on))
    return found(answered(review, "safeguards", legal_holds=[hold]))


def test_under_a_legal_hold_nothing_is_destroyed_and_no_records_are_released():
    assert gone(HOLD) == [("nothing_destroyed", Severity.BLOCK), ("nothing_released", Severity.BLOCK)]
    assert len(gone({**HOLD, "since": {}})) == 2


@pytest.mark.parametrize(("on", "held"), [("2026-05-31", False), ("2026-06-01", True), ("2026-07-01", False)])
def test_history_is_not_erased_while_a_hold_is_in_force(on, held):
    review = answered(empty(), "safeguards", legal_holds=[{**HOLD, "ended_on": day("1 July 2026")}])
    every = tuple(erasing_under_hold(review, date.fromisoformat(on)))
    assert bool(every) is held
    assert all(one.severity is Severity.BLOCK and "asked for by Coroner" in one.sentence for one in every)


def test_before_a_hold_and_after_it_papers_may_go():
    assert gone(HOLD, on="31 May 2026") == []
    assert gone({**HOLD, "ended_on": day("3 August 2026")}) == []


def test_a_hold_says_who_asked_for_it():
    review = answered(answered(empty(), "notices", released_on=day("3 August 2026")), "safeguards", legal_holds=[HOLD])
    (concern,) = [one for gate in GATES for one in gate.find(review)]
    assert concern.sentence == "The release of records: a legal hold was in force on that day, asked for by Coroner."
    assert concern.way_out
