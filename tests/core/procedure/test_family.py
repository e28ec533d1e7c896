"""The family: always told, invited or left out for a reason, heard in person, and shown what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.concerns import Severity
from lcspr_core.plain import as_json
from lcspr_core.procedure.families import engagement
from lcspr_core.procedure.forms.family_asks import RELATIONS
from lcspr_core.procedure.gates.family import GATES
from lcspr_core.procedure.publishing import wanting
from lcspr_core.procedure.standing import Stand
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.timescales.notes import DutyNote, Put
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import decided, stands

GRAN = {"id": "p1", "who": "Grandmother F02", "relation": "grandparent"}
DAD = {"id": "p2", "who": "Father F03", "relation": "parent"}
THREE = ["process", "media", "names"]
CRIMINAL = [{"id": "criminal", "sort": "criminal", "runs": "yes"}]


def with_family(*people, review=None):
    return answered(review or decided(), "family", people=list(people))


def log(review, *contacts, **more):
    rows = [{"id": f"c{n}", "who": "p1", **one} for n, one in enumerate(contacts)]
    return answered(review, "family_contact", contacts=rows, **more)


def found(review):
    return [(one.key, one.severity) for gate in GATES for one in gate.find(review)]


def test_each_gate_holds_a_form():
    assert {gate.key for gate in GATES} <= {key for step in PROCEDURE.steps for key in step.gate}
    assert found(empty()) == []


def test_the_family_is_always_told():
    assert "List who the family is" in stands("8.2.52-a", decided()).why
    assert stands("8.2.52-a", with_family(GRAN, DAD)).why == "Not told yet: Grandmother F02, Father F03."
    excluded = {**DAD, "status": "excluded", "reason": "He is charged.", "decided_by": "Panel chair"}
    part = with_family({**GRAN, "told_on": day("20 May 2026")}, excluded)
    assert stands("8.2.52-a", part).why == "Not told yet: Father F03."
    note = DutyNote(id="8.2.52-a", duty="8.2.52-a", put=Put.NOT_NEEDED, on=date(2026, 6, 1), by="c", how="Advice.")
    assert stands("8.2.52-a", part.with_records("duty_note", [note])).is_open
    told = with_family({**GRAN, "told_on": day("20 May 2026")}, {**excluded, "told_on": day("22 May 2026")})
    assert stands("8.2.52-a", told).stand is Stand.DONE
    assert stands("8.2.52-a", told).done_on == date(2026, 5, 22)


def test_everybody_is_invited_or_left_out_for_a_reason():
    sibling = [{"id": "sibling", "relation": "sibling", "considered": "nobody"}]
    assert stands("8.2.11-m", decided()).stand is Stand.NOT_YET
    assert "Grandmother F02" in stands("8.2.11-m", with_family(GRAN)).why
    invited = with_family({**GRAN, "invited_on": day("20 May 2026")})
    assert "brothers and sisters" in stands("8.2.11-m", invited).why
    assert stands("8.2.11-m", answered(invited, "family", relations=sibling)).stand is Stand.DONE
    left_out = [{**sibling[0], "considered": "left_out"}]
    assert stands("8.2.11-m", answered(invited, "family", relations=left_out)).is_open
    brother = {"id": "p3", "who": "Brother F04", "relation": "sibling"}
    assert "Brother F04" in stands("8.2.11-m", with_family(brother)).why
    reasoned = with_family({**brother, "status": "excluded", "reason": "He is two."})
    assert stands("8.2.11-m", reasoned).stand is Stand.DONE


def test_silence_towards_the_family_opens_it_again():
    spoken = log(with_family(GRAN), {"on": day("20 May 2026"), "sort": "message"})
    assert stands("8.2.11-n", decided()).is_open
    assert stands("8.2.11-n", spoken, date(2026, 7, 19)).stand is Stand.DONE
    assert stands("8.2.11-n", spoken, date(2026, 7, 20)).is_open
    monthly = answered(spoken, "family_contact", every=30)
    assert stands("8.2.11-n", monthly, date(2026, 6, 20)).is_open
    out = answered(spoken, "publication", published_on=day("1 July 2026"))
    assert stands("8.2.11-n", out, date(2027, 7, 1)).stand is Stand.DONE


def test_limits_have_a_reason_and_somebody_who_decided():
    bare = with_family({**GRAN, "status": "limited", "reason": "Only after the trial."})
    assert found(bare) == [("limits_reasoned", Severity.BLOCK)]
    assert stands("8.2.50-b", bare).why == "No reason, or nobody who decided it: Grandmother F02."
    whole = with_family({**GRAN, "status": "limited", "reason": "After the trial.", "decided_by": "Panel chair"})
    assert found(whole) == []
    assert stands("8.2.50-b", whole).stand is Stand.DONE


def test_each_sort_of_relative_is_thought_of():
    rows = [{"id": one.key, "relation": one.key, "considered": "nobody"} for one in RELATIONS]
    listed = with_family(GRAN)
    assert "Grandparents" in stands("8.2.50-c", listed).why
    assert stands("8.2.50-c", answered(listed, "family", relations=rows)).stand is Stand.DONE
    left_out = [*rows[:-1], {**rows[-1], "considered": "left_out"}]
    assert stands("8.2.50-c", answered(listed, "family", relations=left_out)).is_open
    assert stands("8.2.50-c", answered(listed, "family", relations=rows[:-1])).is_open


def test_three_things_are_explained_to_everybody_who_is_told():
    told = with_family({**GRAN, "told_on": day("20 May 2026")}, {**DAD, "told_on": day("20 May 2026")})
    one = {"on": day("20 May 2026"), "sort": "message", "explained": THREE}
    assert stands("8.2.52-b", with_family(GRAN)).stand is Stand.NOT_YET
    part = stands("8.2.52-b", log(told, one, {**one, "who": "p2", "explained": ["process", "media"]}))
    assert part.why.startswith("Not explained yet: Father F03 (That their names stay confidential).")
    assert "Grandmother" not in part.why
    rest = {"who": "p2", "on": day("2 June 2026"), "sort": "feedback", "explained": ["names"]}
    every = log(told, one, {**one, "who": "p2", "explained": ["process", "media"]}, rest)
    assert stands("8.2.52-b", every).stand is Stand.DONE


def test_silence_has_its_reason_in_the_report():
    assert stands("8.2.52-c", with_family(GRAN)).stand is Stand.NOT_YET
    silent = with_family({**GRAN, "status": "no_answer"})
    assert found(silent) == [("limits_reasoned", Severity.BLOCK)]
    assert stands("8.2.52-c", silent).why.startswith("Why they do not contribute is not said: Grandmother F02.")
    reasoned = with_family({**GRAN, "status": "no_answer", "reason": "Three letters went out."})
    assert found(reasoned) == []
    assert "where the report has these reasons" in stands("8.2.52-c", reasoned).why
    assert stands("8.2.52-c", log(reasoned, in_report="Part 1")).stand is Stand.DONE


def test_first_a_message_then_a_talk_face_to_face():
    takes_part = with_family({**GRAN, "status": "contributes"})
    message = {"on": day("20 May 2026"), "sort": "message", "means": "letter"}
    talk = {"on": day("9 June 2026"), "sort": "talk", "means": "face"}
    assert stands("8.2.53-a", log(takes_part, message)).is_open
    assert stands("8.2.53-a", log(takes_part, message, talk)).stand is Stand.DONE
    assert stands("8.2.53-a", log(takes_part, talk, {**message, "on": day("10 June 2026")})).is_open
    assert stands("8.2.53-a", log(takes_part, message, {**talk, "means": "phone"})).is_open
    reasoned = {**talk, "means": "phone", "why_not_face": "She lives abroad."}
    assert stands("8.2.53-a", log(takes_part, message, reasoned)).stand is Stand.DONE
    assert stands("8.2.53-a", log(takes_part, message, talk), date(2026, 6, 8)).is_open


def drafted(*people, **more):
    return log(answered(with_family(*people), "overview_draft", written_on=day("15 June 2026")), **more)


def test_each_is_shown_how_their_views_stand():
    assert stands("8.2.53-b", drafted(GRAN)).stand is Stand.NOT_YET
    takes_part = {**GRAN, "status": "contributes"}
    assert "Grandmother F02" in stands("8.2.53-b", drafted(takes_part)).why
    shown = [{"id": "p1", "who": "p1", "outcome": "shown"}]
    assert stands("8.2.53-b", drafted(takes_part, views=shown)).is_open
    agreed = [{"id": "p1", "who": "p1", "outcome": "amended"}]
    assert stands("8.2.53-b", drafted(takes_part, views=agreed)).stand is Stand.DONE


def test_the_family_sees_the_report_before_publication():
    review = with_family({**GRAN, "status": "contributes"}, {**DAD, "status": "declined", "reason": "He says so."})
    final = answered(review, "overview_check", agreed_on=day("20 June 2026"))
    assert stands("8.2.53-c", review).stand is Stand.NOT_YET
    assert stands("8.2.53-c", final).why.startswith("Has not seen the report: Grandmother F02.")
    assert [one.sentence for one in wanting(final) if one.source == "8.2.53"] == [
        "Grandmother F02 contributed, and has not seen the report."
    ]
    row = {"id": "p1", "who": "p1"}
    for seen in ({"saw_on": day("25 June 2026")}, {"saw_not": "She was offered it, and would rather not."}):
        shown = log(final, views=[{**row, **seen}])
        assert stands("8.2.53-c", shown).stand is Stand.DONE
        assert not [one for one in wanting(shown) if one.source == "8.2.53"]


def test_views_lead_to_something_or_it_says_why_not():
    row = {"id": "p1", "who": "p1", "views": "Nobody rang back."}
    assert "Grandmother F02" in stands("8.2.53-d", drafted(GRAN, views=[row])).why
    assert stands("8.2.53-d", drafted(GRAN, views=[{**row, "shaped": "It is told."}])).stand is Stand.DONE
    assert stands("8.2.53-d", drafted(GRAN, views=[{**row, "findings": ["f1"]}])).stand is Stand.DONE


@pytest.mark.parametrize("sort", ["talk", "message"])
def test_a_talk_has_no_day_before_the_police_were_asked(sort):
    criminal = answered(decided(), "parallel", processes=CRIMINAL)
    planned = log(with_family(GRAN, review=criminal), {"on": day("9 June 2026"), "sort": sort})
    blocked = [("family_talks_cleared", Severity.BLOCK)] * (sort == "talk")
    assert found(planned) == blocked
    advice = {"id": "a", "adviser": "police", "about": ["family"], "given_on": day("1 June 2026"), "answer": "go"}
    assert found(answered(planned, "parallel", advice=[advice])) == []
    awaited = {**advice, "given_on": {}, "sought_on": day("1 June 2026")}
    assert found(answered(planned, "parallel", advice=[awaited])) == blocked


def test_the_part_of_the_report_names_relations_and_nobody():
    review = log(
        with_family({**GRAN, "who": "Vivienne Oakhurst"}),
        {"on": day("20 May 2026"), "sort": "attempt", "by": "Worker", "words": "Vivienne was out."},
    )
    tables = tuple(engagement(review))
    assert tables[0].rows[0][:3] == ("20 May 2026", "Grandparents", "Attempt that did not reach them")
    assert "Vivienne" not in str(tables)
    assert as_json(tables[1])
