"""Other processes: each is known and spoken with, none delays what is learned, and the police are asked first."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.concerns import Severity
from lcspr_core.frozen_json import thawed
from lcspr_core.procedure.forms.parallel_asks import MINDED, SORTS
from lcspr_core.procedure.gates.parallel import GATES
from lcspr_core.procedure.parallels import Cleared, cleared
from lcspr_core.procedure.publishing import wanting
from lcspr_core.procedure.standing import Stand
from lcspr_core.procedure.steps import PROCEDURE
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import decided, stands

CRIMINAL = {"id": "criminal", "sort": "criminal", "runs": "yes", "known_on": day("4 May 2026")}
SHARED = [{"id": "s", "what": "The list of records", "to": "Police", "on": day("1 June 2026")}]


def beside(review=None, *more, **criminal):
    """A case beside which a criminal process runs."""
    return answered(review or empty(), "parallel", processes=[{**CRIMINAL, **criminal}, *more])


def advised(review, about, given="21 May 2026", answer="go", adviser="police"):
    row = {"id": f"{adviser}{about}{given.replace(' ', '')}", "adviser": adviser, "about": [about], "answer": answer}
    dates = {"given_on": day(given)} if given else {"sought_on": day("14 May 2026")}
    kept = next((thawed(one.data) for one in review.all("answer") if one.step == "parallel"), {})
    return answered(review, "parallel", advice=[*kept.get("advice", ()), {**row, **dates}])


def found(review):
    return [(one.key, one.severity) for gate in GATES for one in gate.find(review)]


def test_each_gate_holds_the_form_that_it_is_about():
    assert {gate.key for gate in GATES} <= {key for step in PROCEDURE.steps for key in step.gate}


def test_each_sort_of_process_has_an_answer():
    assert "Not answered yet: Criminal" in stands("8.2.55-a", decided()).why
    rows = [{"id": one.key, "sort": one.key, "runs": "unknown"} for one in SORTS]
    unknown = answered(decided(), "parallel", processes=rows)
    assert stands("8.2.55-a", unknown).stand is Stand.DONE
    assert stands("8.2.55-a", answered(unknown, "parallel", processes=rows[:-1])).is_open
    runs = answered(unknown, "parallel", processes=[CRIMINAL, *rows[1:]])
    assert "Say whose it is" in stands("8.2.55-a", runs).why
    whole = {**CRIMINAL, "owner": "Police", "contact": "Inspector", "status": "under_way"}
    assert stands("8.2.55-a", answered(unknown, "parallel", processes=[whole, *rows[1:]])).stand is Stand.DONE


def test_what_belongs_elsewhere_is_handed_over():
    row = {"id": "h", "matter": "A manager's conduct", "to": "employer"}
    kept = answered(empty(), "parallel", handed=[row])
    assert "A manager's conduct" in stands("8.2.10-b", kept).why
    over = answered(kept, "parallel", handed=[{**row, "by": "Panel chair", "on": day("1 June 2026")}])
    assert stands("8.2.10-b", over).stand is Stand.DONE


def test_what_each_process_means_is_written():
    noted = {"on_talks": "Wait.", "on_sharing": "None.", "on_publication": "After."}
    assert stands("8.2.45-o", beside(on_talks="Wait.")).is_open
    assert stands("8.2.45-o", beside(**noted)).stand is Stand.DONE
    inquest = {"id": "coroner", "sort": "coroner", "runs": "yes"}
    assert "Coroner" in stands("8.2.45-o", beside(None, inquest, **noted)).why


def test_those_who_lead_each_process_are_spoken_with():
    assert stands("8.2.57-a", beside(met_on=day("14 May 2026"))).is_open
    met = beside(met_on=day("14 May 2026"), agreed="Records go on.")
    assert stands("8.2.57-a", met).stand is Stand.DONE
    assert stands("8.2.57-a", met).done_on == date(2026, 5, 14)


def test_a_delay_for_another_process_says_who_advised_it():
    assert "how the review goes on" in stands("8.2.56-a", beside()).why
    going = answered(beside(), "parallel", meanwhile="Records are read.")
    assert stands("8.2.56-a", going).stand is Stand.DONE
    row = {"id": "d", "about": "review", "sort": "parallel", "why": "Trial", "meanwhile": "Forms are changed."}
    assert stands("8.2.56-a", answered(going, "delays", delays=[row])).is_open
    advised_ = answered(going, "delays", delays=[{**row, "advised_by": "Police"}])
    assert stands("8.2.56-a", advised_).stand is Stand.DONE


def test_a_hold_on_publication_freezes_no_learning():
    hold = {"id": "h", "sort": "criminal", "advised_by": "Police", "look_on": day("1 August 2026")}
    held = answered(beside(), "publication", holds=[hold])
    assert "what was learned" in stands("8.2.57-c", held).why
    learned = answered(held, "parallel", lessons=[{"id": "l", "lesson": "A cot", "done": "The form says so."}])
    assert stands("8.2.57-c", learned).stand is Stand.DONE
    assert "look again" in stands("8.2.57-c", learned, date(2026, 8, 2)).why
    undated = answered(learned, "publication", holds=[{**hold, "look_on": {}}])
    assert stands("8.2.57-c", undated).is_open
    assert not any("action" in gate.key for gate in GATES)


def test_three_are_asked_before_the_family_is_spoken_with():
    assert stands("8.2.54-b", empty()).stand is Stand.NOT_YET
    one = advised(beside(), "family")
    assert "Crown Prosecution Service; legal adviser" in stands("8.2.54-b", one).why
    two = advised(one, "family", adviser="cps", given="")
    assert stands("8.2.54-b", advised(two, "staff", adviser="legal")).is_open
    three = stands("8.2.54-b", advised(two, "family", adviser="legal"))
    assert three.stand is Stand.DONE
    assert "Awaited: Crown Prosecution Service." in three.why


def test_guidance_on_prosecutions_is_gone_through():
    every = [one.key for one in MINDED]
    assert stands("8.2.58-c", answered(beside(), "parallel", minded=every[:-1])).is_open
    ticked = answered(beside(), "parallel", minded=every)
    assert "which guidance" in stands("8.2.58-c", ticked).why
    assert stands("8.2.58-c", answered(ticked, "parallel", minded_from="Guidance, 2014")).stand is Stand.DONE


@pytest.mark.parametrize(("duty", "about"), [("8.2.54-a", "family"), ("8.2.58-a", "staff"), ("8.2.58-b", "sharing")])
def test_an_answer_that_is_awaited_counts_as_none(duty, about):
    assert stands(duty, empty()).stand is Stand.NOT_YET
    assert "have not been asked" in stands(duty, beside()).why
    assert stands(duty, advised(beside(), about, given="")).why.startswith("Asked, and awaited.")
    assert stands(duty, advised(beside(), about, adviser="cps")).is_open
    assert stands(duty, advised(beside(), "publication")).is_open
    assert stands(duty, advised(beside(), about)).stand is Stand.DONE


def test_the_police_are_asked_about_talks_with_the_family():
    assert stands("8.2.54-a", beside()).is_open
    assert stands("8.2.54-a", advised(beside(), "family")).stand is Stand.DONE


def test_the_police_are_asked_about_talks_with_staff():
    planned = answered(beside(), "contributors", event_planned="yes", ground_rules_on=day("8 June 2026"))
    assert found(planned) == [("learning_event_cleared", Severity.BLOCK)]
    assert found(advised(planned, "family")) == [("learning_event_cleared", Severity.BLOCK)]
    assert found(advised(planned, "staff", adviser="cps")) == [("learning_event_cleared", Severity.BLOCK)]
    assert found(advised(planned, "staff", given="")) == [("learning_event_cleared", Severity.BLOCK)]
    assert found(advised(planned, "staff")) == []
    assert found(advised(planned, "staff", answer="wait")) == [("learning_event_cleared", Severity.BLOCK)]
    assert stands("8.2.58-a", advised(planned, "staff")).stand is Stand.DONE


def test_the_police_are_asked_before_anything_is_shared():
    shared = answered(beside(), "parallel", shared=SHARED)
    assert found(shared) == [("sharing_cleared", Severity.BLOCK)]
    assert found(advised(shared, "sharing")) == []
    assert found(advised(shared, "sharing", given="2 June 2026")) == [("sharing_cleared", Severity.WARNING)]
    assert any("police" in one.sentence for one in wanting(shared))
    assert not any("police" in one.sentence for one in wanting(advised(shared, "sharing")))
    assert any("police" in one.sentence for one in wanting(advised(shared, "sharing", answer="wait")))
    assert not any("police" in one.sentence for one in wanting(empty()))


def test_the_last_advice_counts():
    twice = advised(advised(beside(), "staff"), "staff", given="1 June 2026", answer="wait")
    assert cleared(twice, "staff", date(2026, 5, 30)) is Cleared.YES
    assert cleared(twice, "staff", date(2026, 6, 2)) is Cleared.WAIT


def test_what_was_before_or_after_a_criminal_process_needs_no_advice():
    assert cleared(beside(), "staff", date(2026, 5, 3)) is Cleared.YES
    assert cleared(beside(), "staff", date(2026, 5, 4)) is Cleared.UNASKED
    over = beside(ended_on=day("1 August 2026"))
    assert cleared(over, "staff", date(2026, 8, 1)) is Cleared.YES
    assert cleared(over, "staff", date(2026, 7, 31)) is Cleared.UNASKED
    assert stands("8.2.58-a", over).stand is Stand.NOT_YET


def test_whether_there_is_a_criminal_process_may_not_be_known():
    shared = answered(empty(), "parallel", shared=SHARED)
    assert found(shared) == [("sharing_cleared", Severity.WARNING)]
    assert found(answered(shared, "parallel", processes=[{**CRIMINAL, "runs": "unknown"}])) == found(shared)
    assert found(answered(shared, "parallel", processes=[{**CRIMINAL, "runs": "no"}])) == []
