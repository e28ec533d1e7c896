"""The work on the terms of reference: period, who is asked, agreement, approval and later changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

PARTS = (
    Term(key="in", title="Is asked"),
    Term(key="out", title="Is not asked"),
)
CHANGES = (
    Term(key="scope", title="What is asked, the period, or who is asked"),
    Term(key="wording", title="Wording only"),
)


def _agencies(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.id, "agency": one.id} for one in review.all("agency"))


@frozen(kw_only=True)
class Part:
    """One agency, asked for information or not."""

    id: str = row_id()
    agency: str = ref("Agency", "agency")
    part: str = choice("In this review it", PARTS)
    reason: str = line("If it is not asked: why")


@frozen(kw_only=True)
class Revision:
    """One change of the terms after they were approved."""

    id: str = row_id()
    sort: str = choice("What changes", CHANGES, needed=True)
    reason: str = text("Why", hint="A new agency, another period, new facts", needed=True)
    agreed_on: UncertainDate = uncertain_date("The panel agreed on")
    approved_on: UncertainDate = uncertain_date("Approved again on", hint="Needed unless only the wording changes")
    sent_on: UncertainDate = uncertain_date("Everybody with the old version has the new one since")


@frozen(kw_only=True)
class TermsWork:
    """How the terms of reference came about: why this period, who is asked and who is not, and what changed since."""

    period_reason: str = text("Why the period that was chosen")
    long: str = yes_no_unclear("Has the family been known for many years?")
    summary_from: str = line("From when a summary is enough")
    parts: tuple[Part, ...] = rows("Who is asked for information", Part, row_title="Agency", rows_from=_agencies)
    quality: str = text("Is each line a question, does it serve a purpose, and who can answer it?")
    templates_on: UncertainDate = uncertain_date("They went into every report template on")
    revisions: tuple[Revision, ...] = rows("Changes since", Revision, row_title="Change")


STEPS = (
    Step(
        key="terms_work",
        title="Terms of reference",
        phase=Phase.SCOPE,
        lead="What do we want to know, about which time, and from whom?",
        guidance="The quality of all that follows rests on this (8.2.46). The panel agrees the terms, and whoever "
        "decides here approves them; only then do they go into the templates, so that all answer the same questions. A "
        "change of what is asked, of the period or of who is asked is approved again.\n\n"
        "The questions, the period, the panel's agreement and the approval are written once, on the page “Agencies and "
        "terms”. Here stands how they came about.",
        asks=TermsWork,
        examples=(
            TermsWork(
                period_reason="From the booking of the pregnancy to the night of the injury.",
                quality="Six questions, each with who can answer it.",
                templates_on=understood("21 May 2026"),
            ),
        ),
        gate=("terms_in_order",),
        answered_by=("panel", "business_manager"),
    ),
)
# The panel's agreement and the approval are dated by the terms themselves.
EVENTS: tuple[Event, ...] = ()
