"""Agencies of other areas: one partnership leads or both do, and what is asked of ours by others (8.2.30 to 8.2.33)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

MODELS = (
    Term(key="single", title="One partnership leads, the other contributes"),
    Term(key="joint", title="A joint review with a larger panel"),
)
PARTS = (
    Term(key="central", title="Central"),
    Term(key="some", title="Some"),
    Term(key="little", title="Little"),
)


@frozen(kw_only=True)
class Outside:
    """One agency of another area that had a part in the case."""

    id: str = row_id()
    area: str = line("Which partnership's area", needed=True)
    agency: str = ref("Agency", "agency")
    involvement: str = choice("How large its part was", PARTS)
    chair_told_on: UncertainDate = uncertain_date("That partnership's chair told on")


@frozen(kw_only=True)
class Local:
    """One of our agencies that another partnership's review concerns."""

    id: str = row_id()
    agency: str = ref("Agency", "agency", needed=True)
    told_on: UncertainDate = uncertain_date("Told on")
    asked_on: UncertainDate = uncertain_date("Asked to contribute on")
    due_on: UncertainDate = uncertain_date("By when, as that partnership says")
    report_on: UncertainDate = uncertain_date("Its report went off on")
    seen_on: UncertainDate = uncertain_date("The Sub Group saw it on")
    actions: str = text("What our agencies will do about it")


@frozen(kw_only=True)
class CrossBorder:
    """How two areas work together on one review."""

    outside: tuple[Outside, ...] = rows("Agencies of other areas", Outside, row_title="Agency")
    model: str = choice("How the review is held", MODELS)
    model_reason: str = text("Why so", hint="How complex it is, and how large each agency's part was (8.2.31)")
    host_agreed_on: UncertainDate = uncertain_date("Our chair agreed on")
    other_agreed_on: UncertainDate = uncertain_date("The other chair agreed on")
    arrangement: str = text("How the two work together", hint="Who holds papers, who meets the family, who signs")
    inbound: str = yes_no_unclear("Does another partnership lead this review and ask ours?")
    inbound_from: str = line("Which partnership")
    local: tuple[Local, ...] = rows("Our agencies in that review", Local, row_title="Agency")


STEPS = (
    Step(
        key="cross_border",
        title="Other areas",
        phase=Phase.SCOPE,
        lead="Did another area's agencies have a part, and who leads?",
        guidance="The chair of each other partnership whose agencies had a part is told (8.2.30). Both chairs agree "
        "whether one leads or both do, before the terms of reference are approved. Where another partnership leads, "
        "our agencies are told and asked here (8.2.32), and the Sub Group sees what they find (8.2.33).",
        asks=CrossBorder,
        examples=(
            CrossBorder(
                outside=(Outside(area="Eastmarch", involvement="some", chair_told_on=understood("5 May 2026")),),
                model="single",
                model_reason="Eastmarch knew the family for two months only.",
                host_agreed_on=understood("12 May 2026"),
                other_agreed_on=understood("13 May 2026"),
                arrangement="Eastmarch health visiting writes a report; its chair sees the draft.",
            ),
        ),
        required=False,
        gate=("areas_agreed",),
        answered_by=("decision_maker", "business_manager"),
    ),
)
EVENTS = ()
