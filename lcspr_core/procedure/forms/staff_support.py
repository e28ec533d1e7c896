"""Staff who take part: who supports each of them, and when they were told what is asked of them (8.2.45)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import line, ref, row_id, rows, uncertain_date
from lcspr_core.methodology import Phase, SeenBy, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "staff_support"


@frozen(kw_only=True)
class Staff:
    """One member of staff who takes part in the review."""

    id: str = row_id()
    who: str = ref("Who, by code", "person", needed=True)
    support: str = line("Who supports them", hint="The post; somebody who does not judge the case")
    briefed_on: UncertainDate = uncertain_date("Told what is asked of them on")


@frozen(kw_only=True)
class StaffSupport:
    """The staff of one agency who take part."""

    staff: tuple[Staff, ...] = rows("Staff who take part", Staff, row_title="Member of staff")


STEPS = (
    Step(
        key=FORM,
        title="Support for staff",
        phase=Phase.ENGAGE,
        lead="Does each of our staff know what is asked of them, and to whom they can turn?",
        guidance="Taking part in a review is hard. The panel member of each agency sees that its own staff are told "
        "what will happen, and that each has somebody to turn to (8.2.45). List staff by code, never by name.",
        asks=StaffSupport,
        examples=(
            StaffSupport(
                staff=(Staff(id="s1", who="W13", support="Professional lead", briefed_on=understood("8 June 2026")),)
            ),
        ),
        per=("agency",),
        required=False,
        after=("panel_briefing",),
        answered_by=("panel_member", "business_manager"),
        seen_by=SeenBy(
            roles=("panel", "panel_chair", "panel_member", "business_manager", "overview_author"), own_only=True
        ),
    ),
)
EVENTS: tuple[Event, ...] = ()
