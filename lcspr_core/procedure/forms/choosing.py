"""The choice of methodology and reviewer, with why both fit, kept through to the report (8.2.34 to 8.2.40)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import line, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood


@frozen(kw_only=True)
class Choosing:
    """Which methodology and why, and that whoever writes can do it and is under contract."""

    options: str = text("Which methodologies were looked at", hint="The Plan page lists those that are installed")
    reason: str = text("Why this one")
    proportionate: str = text(
        "Why it is in proportion", hint="So many agencies, so many months, so much to learn (8.2.11)"
    )
    principles: str = text("How it keeps to the principles of a review", hint="Fair, open, with those who were there")
    agreed_by: str = line("Who agreed it")
    agreed_on: UncertainDate = uncertain_date("When")
    steps_on: UncertainDate = uncertain_date("The panel went through its steps on")
    competence: str = text("What shows that the author can do this", hint="Reviews written, training in the method")
    contract_on: UncertainDate = uncertain_date("Contract signed on")
    started_on: UncertainDate = uncertain_date("First sight of the case papers on")


STEPS = (
    Step(
        key="choosing",
        title="Methodology and author",
        phase=Phase.SCOPE,
        lead="Which way of reviewing fits this case, and who can do it?",
        guidance="Nothing here decides for you. Any methodology may be used that keeps to the principles (8.2.34); the "
        "Sub Group agrees a fitting one for each case, and why (8.2.35). What is written here goes through to the "
        "report, and Documents prints it. The Plan page holds each one that is installed against the facts of the "
        "case. The author is under contract before the first paper is read (8.2.40).",
        asks=Choosing,
        examples=(
            Choosing(
                options="Learning-event process; systems model; root cause analysis.",
                reason="Those who were there can be reached and want to speak.",
                proportionate="Four agencies and eleven months; one event and a recall will do.",
                principles="Staff and family are heard; nobody is blamed; the child's week opens the report.",
                agreed_by="Sub Group",
                agreed_on=understood("6 May 2026"),
                competence="Five reviews with this method; trained in 2024.",
                contract_on=understood("8 May 2026"),
            ),
        ),
        gate=("contract_first",),
        answered_by=("sub_group", "business_manager"),
    ),
)
EVENTS = (
    Event(key="methodology_agreed", title="The methodology was agreed", form="choosing", field="agreed_on"),
    Event(key="review_start", title="The author first saw the papers", form="choosing", field="started_on"),
)
