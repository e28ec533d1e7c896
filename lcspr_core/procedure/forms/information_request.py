"""The request for information: each member told alone, and a day for replies that leaves time to decide (8.2.19)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.answers import PROCEDURE, answer_id
from lcspr_core.cases.agencies import REQUEST
from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check, Phase, Step
from lcspr_core.procedure.considering import notified_on, reply_by_fault
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.information_request_asks import InformationRequest, Member
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.understanding import understood

FORM = REQUEST


def too_late(review: Review) -> Iterable[Concern]:
    """Return whether replies are asked for by no day, or by one that leaves no time to decide (8.2.19)."""
    request = answered(review, FORM, InformationRequest)
    fault = reply_by_fault(request, notified_on(review))
    if fault:
        yield Concern(
            key="information_request.reply_by",
            sentence=fault,
            severity=Severity.WARNING if request.late_why.strip() else Severity.BLOCK,
            source="8.2.19, 8.2.18",
            way_out="Write a day for replies before the decision is due, then send the request; or say why it cannot.",
            about=(answer_id(FORM, (), PROCEDURE),),
        )


STEPS = (
    Step(
        key=FORM,
        title="Request for information",
        phase=Phase.DECIDE,
        lead="Has every member been told, and by when do they reply?",
        guidance="As soon as the Sub Group judges that the case meets or may meet the criteria, tell every member the "
        "same day, each by a notice of their own (8.2.19). Ask them whether the child and family are known, for a "
        "short outline, and to secure all records at once.\n\n"
        "Give one day for replies, before the decision is due: without it, or a reason, this step cannot be closed. "
        "Each agency answers on a form of its own.",
        asks=InformationRequest,
        examples=(
            InformationRequest(
                members=(
                    Member(id="HV", agency="HV", post="Director of nursing", told_on=understood("19 March 2026")),
                    Member(
                        id="POL", agency="POL", post="Head of public protection", told_on=understood("20 March 2026")
                    ),
                ),
                reply_by=understood("27 March 2026"),
                sent_on=understood("20 March 2026"),
            ),
        ),
        after=("sub_group_meetings",),
        answered_by=("business_manager",),
        gate=("reply_by_in_time",),
    ),
)

EVENTS = (
    Event(key="info_request_sent", title="The request for information went out", form=FORM, field="sent_on"),
    Event(key="info_request_due", title="Replies to the request are due", form=FORM, field="reply_by"),
)

GATES = (
    Check(
        key="reply_by_in_time",
        title="Replies are asked for before the decision is due",
        source="8.2.19, 8.2.18",
        find=too_late,
        severity=Severity.BLOCK,
        reads=("answer", "header"),
    ),
)
