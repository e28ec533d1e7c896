"""The days that considering a case turns on: when it was notified, when the decision and replies to it are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lcspr_core.answering import Told
from lcspr_core.procedure.events import dated
from lcspr_core.procedure.forms import referral
from lcspr_core.procedure.forms.information_request_asks import InformationRequest
from lcspr_core.procedure.gates.answered import answered, given
from lcspr_core.review import Review
from lcspr_core.timescales.closed_days import ClosedDay
from lcspr_core.timescales.dates import Precision, UncertainDate, said
from lcspr_core.timescales.rules import due, rule

DECISION = rule("P1M from notification_received")
SPARE = rule(">= P3WD before decision_due")  # what whoever decides is left with; this project's default (A02)


def exactly(day: UncertainDate) -> date | None:
    """Return the day that was written, if it was written exactly enough to count from."""
    return day.start if day.precision is Precision.DAY else None


def notified_on(review: Review) -> date | None:
    """Return the day on which the partnership was notified: by the council's notice or by referral, as came first."""
    answer = given(review, "referral")
    told = (Told(answer=answer, said=answered(review, "referral", referral.Referral)),) if answer else ()
    days, _ = dated(referral.EVENTS, {"referral": told}, review.header.dates)
    return days.get("notification_received")


def decision_due(notified: date | None) -> date | None:
    """Return the day on which the decision is due; no deferral moves it (8.2.18, 8.2.21)."""
    return due(DECISION, notified).due


def recommend_by(notified: date | None, closed: Iterable[ClosedDay] = ()) -> date | None:
    """Return the last day for a recommendation that leaves time to decide; `closed` are the partnership's own days."""
    return due(SPARE, decision_due(notified), closed=closed).act_by


def reply_by_fault(request: InformationRequest, notified: date | None) -> str:
    """Say what is wrong with the day by which agencies are to reply; nothing if it is in time (8.2.19).

    Once the decision is late itself, no day can be before it, and any day after the request will do.
    """
    by, sent, decided_by = exactly(request.reply_by), exactly(request.sent_on), decision_due(notified)
    if by is None:
        return "No exact day is given by which agencies are to reply."
    if sent and by <= sent:
        return f"The day for replies, {said(by)}, is not after the day on which the request goes out."
    overtaken = sent is not None and decided_by is not None and sent >= decided_by
    if decided_by is None or by < decided_by or overtaken:
        return ""
    return f"The day for replies, {said(by)}, is not before {said(decided_by)}, when the decision is due."
