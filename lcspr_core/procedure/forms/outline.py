"""What each agency replies: known or not, a short outline, and records that are safe and can be reached (8.2.19)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, text, uncertain_date, yes_no_unclear
from lcspr_core.cases.agencies import OUTLINE, Known
from lcspr_core.methodology import Phase, SeenBy, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.lists import YES_NO
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

# That there was no reply is no answer that an agency could give: it is so while nothing is chosen here.
KNOWN = (
    Term(key=Known.KNOWN.value, title="Known to us"),
    Term(key=Known.NOT_KNOWN.value, title="Not known to us"),
)


@frozen(kw_only=True)
class Outline:
    """One agency's reply to the request."""

    known: str = choice("Are the child and family known to your agency?", KNOWN, needed=True)
    replied_on: UncertainDate = uncertain_date("When you reply")
    outline: str = text("What your agency did, in short", hint="If known: from when to when, who for, what. Codes only")
    whole: str = choice("Is that all that your records hold?", YES_NO, hint="If not, send this now and add the rest")
    rest_by: UncertainDate = uncertain_date("If not, when the rest comes")
    secured_by: str = line("Who secured the records, on paper and electronic", hint="The post, not the name")
    secured_on: UncertainDate = uncertain_date("When they were secured")
    active: str = yes_no_unclear("Does your agency still work with the child or anybody in the family?")
    access: str = text("If so: how do those staff reach the records?")


READERS = ("business_manager", "sub_group", "sub_group_chair", "lead_reviewer", "panel", "panel_chair", "panel_member")

STEPS = (
    Step(
        key=OUTLINE,
        title="Agency's outline",
        phase=Phase.DECIDE,
        lead="Did your agency know the family, and are its records safe?",
        guidance="Reply even if the family is not known to you: no reply is never read as “not known” (8.2.19). If "
        "they are known, a short outline is enough. Secure every record, on paper and electronic, against loss and "
        "change. If your staff still work with the family, say how they reach the records. A part of the answer "
        "now is better than all of it late; the reply stays open until the rest is in (8.2.21).",
        asks=Outline,
        examples=(
            Outline(
                known=Known.KNOWN.value,
                replied_on=understood("26 March 2026"),
                outline="Universal service from October 2025; five contacts, the last on 20 February 2026.",
                whole="yes",
                secured_by="Head of information governance",
                secured_on=understood("20 March 2026"),
                active="yes",
                access="Read-only copy through the named nurse.",
            ),
        ),
        per=("agency",),
        after=("information_request",),
        answered_by=("agency", "board_member", "business_manager"),
        seen_by=SeenBy(roles=READERS, own_only=True),
    ),
)

EVENTS: tuple[Event, ...] = ()
