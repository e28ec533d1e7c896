"""The plan of a review: the day it ends, what is done by when, and what may delay it (8.2.45)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import choice, line, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.panel_lists import RISKS
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "review_plan"


def _risks(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "sort": one.key} for one in RISKS)


@frozen(kw_only=True)
class Milestone:
    """One thing that the plan has done by a day."""

    id: str = row_id()
    what: str = line("What", needed=True)
    who: str = line("Who", hint="The post or the code")
    by: UncertainDate = uncertain_date("By when", needed=True)
    done_on: UncertainDate = uncertain_date("Done on")


@frozen(kw_only=True)
class Risk:
    """One thing that may delay the review."""

    id: str = row_id()
    sort: str = choice("What may come in the way", RISKS)
    expected: str = yes_no_unclear("Is it to be expected here?")
    when: str = line("When, as far as is known")
    mitigation: str = text("What keeps the delay small")


@frozen(kw_only=True)
class ReviewPlan:
    """When the review ends, what happens until then, and what may come in the way."""

    due_on: UncertainDate = uncertain_date("By when this plan is to stand", hint="Agreed at the first meeting")
    finish_on: UncertainDate = uncertain_date("The day on which the review ends", needed=True)
    exception: str = text("If that is more than six months after the decision: why")
    milestones: tuple[Milestone, ...] = rows("What is done by when", Milestone, row_title="Milestone", needed=True)
    risks: tuple[Risk, ...] = rows("What may delay it", Risk, row_title="Risk", rows_from=_risks)
    meanwhile: str = text("How does learning go on if it is delayed?", hint="Learning never waits (8.2.45, 8.2.57)")


EXAMPLE = ReviewPlan(
    due_on=understood("1 June 2026"),
    finish_on=understood("23 October 2026"),
    milestones=(
        Milestone(
            id="m1",
            what="Agency reports are in",
            who="Each agency's author",
            by=understood("26 June 2026"),
            done_on=understood("29 June 2026"),
        ),
        Milestone(id="m2", what="First draft before the panel", who="Author", by=understood("4 September 2026")),
    ),
    risks=(
        Risk(
            id="criminal",
            sort="criminal",
            expected="yes",
            when="Trial listed for November",
            mitigation="Police are asked by June who may be spoken to; two interviews come last.",
        ),
        Risk(id="inquest", sort="inquest", expected="no"),
    ),
    meanwhile="Findings that are sure go to the agencies after each meeting.",
)

STEPS = (
    Step(
        key=FORM,
        title="Plan of the review",
        phase=Phase.SCOPE,
        lead="When does the review end, and what has to happen until then?",
        guidance="Set the day at the first meeting: no later than six months after the decision, or say why (8.2.45). "
        "Write down what is done by when, and come back to put in what was done. Answer for each thing that often "
        "delays a review whether it is to be expected here, and what you will do about it.",
        asks=ReviewPlan,
        examples=(EXAMPLE,),
        after=("panel_meetings",),
        answered_by=("panel_chair", "business_manager"),
    ),
)
EVENTS = (Event(key="review_plan", title="The plan of the review is to stand", form=FORM, field="due_on"),)
