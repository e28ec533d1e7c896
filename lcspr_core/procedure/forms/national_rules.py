"""What later national rules ask beside the procedure: the council's notice, the rapid review, and watching the work."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import line, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "national_rules"


@frozen(kw_only=True)
class Look:
    """One look at how long the review takes and how good its work is (regulation 14)."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("On", needed=True)
    by: str = line("Who looked", hint="The post", needed=True)
    time: str = text("What was found about the time taken")
    quality: str = text("What was found about the quality of the work")


@frozen(kw_only=True)
class ReviewerRequest:
    """One thing that the partners asked of the reviewer in writing (regulation 14)."""

    id: str = row_id()
    what: str = text("What was asked for", hint="Information about the work, or a draft", needed=True)
    asked_on: UncertainDate = uncertain_date("Asked in writing on", needed=True)
    answered_on: UncertainDate = uncertain_date("It came on")


@frozen(kw_only=True)
class NationalRules:
    """The days and reasons that the national rules ask for, each apart from what the procedure asks."""

    incident_area: str = line("The council in whose area it happened", needed=True)
    home_area: str = line("The council in whose area the child lives", hint="The same, or the one to work with")
    partners_told_on: UncertainDate = uncertain_date("When the council told the safeguarding partners")
    looked_after: str = yes_no_unclear(
        "If the child died: was the child looked after, or a care leaver under 25?",
        hint="If so the death is told whatever its cause",
    )
    state_told_on: UncertainDate = uncertain_date("When the Secretary of State was told of that death")
    ofsted_told_on: UncertainDate = uncertain_date("When Ofsted was told of that death")
    rapid_review_sent_on: UncertainDate = uncertain_date("When the rapid review went to the national Panel")
    qualifies: str = yes_no_unclear("Does the case qualify as a serious case after all?")
    qualifies_why: str = text("If not: why not, and who settled that")
    looks: tuple[Look, ...] = rows("Looks at time taken and quality", Look, row_title="Look")
    requests: tuple[ReviewerRequest, ...] = rows(
        "Asked of the reviewer in writing", ReviewerRequest, row_title="Request"
    )
    improvements: str = text(
        "If the report is not published: the improvements that are published instead", hint="Say where they stand"
    )
    improvements_on: UncertainDate = uncertain_date("When those improvements were published")
    improvements_down_on: UncertainDate = uncertain_date("When they were taken down")


EXAMPLE = NationalRules(
    incident_area="The council here",
    home_area="The same",
    partners_told_on=understood("3 March 2026"),
    looked_after="no",
    rapid_review_sent_on=understood("20 March 2026"),
    qualifies="yes",
    looks=(
        Look(
            id="l1",
            on=understood("30 June 2026"),
            by="Business manager",
            time="Two agency reports are a fortnight late; the end still holds.",
            quality="The first draft explains what happened better than why.",
        ),
    ),
)

STEPS = (
    Step(
        key=FORM,
        title="National rules",
        phase=Phase.DECIDE,
        lead="What do the national rules ask of this case, beside the procedure?",
        guidance="The procedure as written has none of this: it comes from the Act, its regulations and the national "
        "guidance, and holds where the case is worked under their edition. The council gives notice within five "
        "working days of knowing of a serious case, and the rapid review follows within fifteen; the stricter "
        "reading counts both from the day on which the council knew. The day of the council's notice stands on the "
        "referral.\n\n"
        "While the review is under way, look at its time and its quality at regular intervals, and keep each look "
        "here: that is a duty of its own (SI 2018/789 reg 14). If the report is not published, publish the "
        "improvements that came of it.",
        asks=NationalRules,
        examples=(EXAMPLE,),
        required=False,
        after=("referral",),
        answered_by=("business_manager", "partnership", "local_authority"),
    ),
)
EVENTS = (
    Event(
        key="rapid_review_sent",
        title="The rapid review went to the national Panel",
        form=FORM,
        field="rapid_review_sent_on",
    ),
    Event(key="partners_told", title="The safeguarding partners were told", form=FORM, field="partners_told_on"),
    Event(
        key="improvements_published",
        title="The improvements were published in place of the report",
        form=FORM,
        field="improvements_on",
    ),
)
