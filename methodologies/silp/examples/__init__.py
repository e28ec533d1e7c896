"""Bracken: one small, fictional case, worked through every step; all people, places and numbers are invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve

from lcspr_core import (
    Agency,
    Answer,
    AnswerState,
    Header,
    Involvement,
    Known,
    Methodology,
    Person,
    Plan,
    Question,
    Review,
    Signature,
    Strand,
    TermsOfReference,
    answer,
    answer_id,
    data_of,
)
from methodologies.silp.examples.cards import CARDS, GROUPS
from methodologies.silp.examples.reports import ASKED, REPORTS

HEADER = Header(
    id="bracken",
    title="Bracken",
    opened_on=date(2025, 9, 1),
    decided_on=date(2025, 9, 8),
    subjects=("Bracken",),
    as_at=date(2026, 9, 10),
)
SIGNED = {
    "scoping": datetime(2025, 9, 26, 12, tzinfo=UTC),
    "agency_report": datetime(2025, 11, 7, 12, tzinfo=UTC),
    "final_report": datetime(2026, 2, 10, 12, tzinfo=UTC),
}
AGENCIES = (
    Agency(id="HOS", title="Harrowmere General Hospital", sort="acute health", known=Known.KNOWN),
    Agency(id="GP", title="Milk Street Surgery", sort="primary care", known=Known.KNOWN),
    Agency(id="SCH", title="Tarn Road School", sort="education", known=Known.KNOWN),
    Agency(id="CSC", title="Harrowmere Children's Services", sort="social care", known=Known.KNOWN),
)
PEOPLE = (
    Person(id="P1", public_code="Bracken", role="Child", involvement=Involvement.FAMILY),
    Person(id="P2", public_code="Mother", role="Parent", involvement=Involvement.FAMILY),
    Person(id="P3", public_code="Father", role="Parent", involvement=Involvement.FAMILY),
)
TERMS = TermsOfReference(
    id="terms-1",
    version="1.0",
    questions=tuple(Question(id=key, words=words) for key, words in ASKED.items()),
    period_from=date(2024, 6, 1),
    period_to=date(2025, 6, 20),
    agencies=tuple(REPORTS),
    agreed_on=date(2025, 9, 22),
    approved_on=date(2025, 9, 26),
    approved_by="Independent Chair",
)


def bracken(methodology: Methodology) -> Review:
    """Return the case of Bracken with every step of the full profile answered by its worked example."""
    review = _opened(Plan(lead=Strand(key="lead", methodology=methodology.slug, profile="full")))
    for key in methodology.profile("full").steps:
        for given in _given(methodology, key):
            review = answer(review, methodology, given)
    return review


def _opened(plan: Plan) -> Review:
    records = {"plan": (plan,), "agency": AGENCIES, "person": PEOPLE, "terms": (TERMS,), "contribution": CARDS}
    review = Review(header=HEADER)
    for kind, values in (*records.items(), ("theme", GROUPS)):
        review = review.with_records(kind, values)
    return review


def _given(methodology: Methodology, key: str) -> Iterable[Answer]:
    step = methodology.step(key)
    said: list[tuple[tuple[str, ...], Any]] = [] if step is None else [((), step.examples[0])]
    if step is not None and step.per == ("agency",):
        said = [((agency,), report) for agency, report in REPORTS.items()]
    for of, form in said:
        given = Answer(id=answer_id(key, of), step=key, of=of, state=AnswerState.AGREED, version=methodology.version)
        yield _signed(evolve(given, agency=next(iter(of), ""), data=data_of(form)), step.signed_by if step else ())


def _signed(given: Answer, roles: tuple[str, ...]) -> Answer:
    signatures = tuple(Signature(role=role, by=given.agency or "panel", at=SIGNED[given.step]) for role in roles)
    return evolve(given, state=AnswerState.SIGNED, signatures=signatures) if roles else given
