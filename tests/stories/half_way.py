"""Juniper as its coordinator leaves it half-way: opened, decided and asked, and its terms approved by nobody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve

from lcspr_core.answering import answer, blank
from lcspr_core.answers import AnswerState
from lcspr_core.asking import Control, questions
from lcspr_core.demonstration import juniper
from lcspr_core.demonstration.juniper_procedure import BY
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.returns import AgencyReturn
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.plain import as_json
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.review import Review
from lcspr_core.store import Change, Keys, Store
from lcspr_core.summary import summary
from tests.stories.casework import Casework, said_on

THEN: Mapping[str, Any] = json.loads(Path(__file__).with_name("to_the_close.json").read_text("utf-8"))
FILLED = (
    *("referral", "arrival", "sub_group_meetings", "criteria", "information_request", "recommendation", "decision"),
    *("outline", "notices", "national_rules", "choosing", "safeguards", "panel_meetings", "panel_issues"),
    *("delays", "publication"),
)
BEGAN, GAVE_UP = date(2026, 5, 12), date(2026, 5, 21)
SITS = {"appointment.1", "appointment.3", "appointment.5", "appointment.8", "appointment.11", "appointment.14"}
LEFT = {"appointment.2", "appointment.4", "appointment.12", "appointment.13", "appointment.17"}
ASKED_HERE, CAME_HERE, NEVER_HERE = "SCH", "HOU", "HLT"  # what is left to be put down on the page Returns
SUPERVISOR = Appointment(
    id="appointment.18",
    person="N15",
    role=PanelRole.SUPERVISOR,
    agency="CSC",
    employer="Westmarch County Council",
    proposed_on=date(2026, 5, 6),
    declaration="No part in the case.",
)


def half_way(place: Path, witness: Callable[[], Any], today: date) -> Casework:
    """Return the work on a store that holds the case as it stands half-way."""
    keys, review = Keys.new(), case()
    with Store.create(place, keys) as store:
        at = f"{today.isoformat()}T09:00:00+00:00"
        told = as_json(summary(review, None, today=today))
        store.open_review(review.header.id, as_json(review.header), BY, at, told)
        store.save(review.header.id, list(_changes(review)), by=BY, at=at, summary=told)
    return Casework(store=place, keys=keys, witness=witness, review=review.header.id)


def case() -> Review:
    """Return the case: no day stands in its header that a form asks for, and no day of its own is kept."""
    pack = juniper.case()
    review = Review(header=evolve(pack.header, as_at=None, decided_on=None, dates={}))
    review = review.with_records("agency", pack.all("agency")).with_records("person", pack.all("person"))
    review = review.with_records("terms", [_unapproved(pack.all("terms")[0])])
    review = review.with_records("appointment", [*map(_placed, pack.all("appointment")), SUPERVISOR])
    review = review.with_records("return", _returns(pack))
    given = {one.id: one for one in pack.all("answer") if one.step in FILLED}
    for key in FILLED:
        step = PROCEDURE.step(key)
        assert step is not None
        first = blank(step, strand=STRAND, version=PROCEDURE.version)
        if not step.per:
            first = evolve(given.get(first.id, first), by=BY, data=_kept(step.asks, said_on(key)))
            given[first.id] = first if first.signatures else evolve(first, state=AnswerState.AGREED)
    for one in given.values():
        review = answer(review, PROCEDURE, one)
    return review


def _kept(asks: type, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what somebody wrote as a form keeps it: a day as it was typed, and each row under a name of its own."""
    found = dict(said)
    for question in questions(asks):
        value = found.get(question.name)
        if question.control is Control.DATE and isinstance(value, str):
            found[question.name] = {"typed": value}
        elif question.row is not None and value:
            row = question.row
            found[question.name] = [{"id": f"row{at}", **_kept(row, one)} for at, one in enumerate(value)]
    return found


def _unapproved(terms: TermsOfReference) -> TermsOfReference:
    return evolve(terms, agreed_on=None)


def _placed(one: Appointment) -> Appointment:
    return evolve(one, from_=BEGAN if one.id in SITS else None, to=GAVE_UP if one.id in LEFT else None)


def _returns(pack: Review) -> Iterator[AgencyReturn]:
    for one in pack.all("return"):
        if one.agency in {CAME_HERE, NEVER_HERE}:
            yield evolve(one, state=AnswerState.ASKED, came_on=None, chased_on=one.chased_on[:1], reason="")
        elif one.agency != ASKED_HERE:
            yield one


def _changes(review: Review) -> Iterator[Change]:
    for kind, some in juniper.bodies(review).items():
        for name, body in some.items():
            if kind != "header":
                yield Change(kind=kind, id=name, revision=0, before=None, after=body)
