"""Checks on the recall event and the report: every comment answered, nothing new unseen, every question met."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Check, Record, Review, Severity, current_terms
from methodologies.silp.asks import FinalReport, RecallEvent
from methodologies.silp.checks.concern import Found, check
from methodologies.silp.hearing import begun, place, the

PUT = ("learning_point", "recommendation")


def _without_reason(review: Review) -> Iterable[Found]:
    for one in the(review, "recall_event", RecallEvent).comments:
        if one.decision != "accepted" and not one.reason.strip():
            where = f" on {one.paragraph}" if one.paragraph.strip() else ""
            word = "is not decided" if not one.decision else "was not fully accepted, and no reason is given"
            yield Found(sentence=f"The comment{where} {word}.", about=(place(review, "recall_event"),))


def _altered_nothing(review: Review) -> Iterable[Found]:
    said = the(review, "recall_event", RecallEvent)
    decided = [one for one in said.comments if one.decision]
    if said.put and said.held_on.typed and not any(one.decision in {"accepted", "partly"} for one in decided):
        yield Found(sentence="The recall event altered nothing in the draft.", about=(place(review, "recall_event"),))


def _new_since(review: Review) -> Iterable[Found]:
    if not begun(review, "recall_event", RecallEvent):
        return
    put = set(the(review, "recall_event", RecallEvent).put)
    back = {name for one in the(review, "final_report", FinalReport).sent_back if one.how.strip() for name in one.about}
    standing: list[Record] = [one for kind in PUT for one in review.all(kind)]
    for record in standing if put else ():
        if record.id not in put | back:
            yield Found(
                sentence=f"“{record.title}” was not put to the recall event.",
                about=(record.id, place(review, "final_report")),
            )


def _terms_unmet(review: Review) -> Iterable[Found]:
    if not begun(review, "final_report", FinalReport):
        return
    terms = current_terms(review.all("terms"))
    met = {one.id for one in the(review, "final_report", FinalReport).terms if one.where.strip()}
    missing = [one.id for one in (terms.questions if terms else ()) if one.id not in met]
    if missing:
        yield Found(
            sentence=f"The report does not say where it answers {', '.join(missing)}.",
            about=(place(review, "final_report"),),
        )


RECALL: tuple[Check, ...] = (
    check(
        "recall_reasons",
        "Each comment at the recall event has its answer",
        _without_reason,
        source="Learning-event method",
        reads=("answer",),
        way_out="Write what was decided and why, for those who made the comment.",
    ),
    check(
        "recall_altered",
        "The recall event altered the draft",
        _altered_nothing,
        source="Learning-event method",
        reads=("answer",),
        way_out="Ask whether people had read the draft and felt free to differ.",
        severity=Severity.NOTICE,
    ),
    check(
        "recall_new",
        "Nothing new after the recall event without being sent back",
        _new_since,
        source="Learning-event method",
        reads=("answer", "learning_point", "recommendation"),
        way_out="Send it back to the people of the event, and record under “New since the recall event” what they "
        "said.",
    ),
    check(
        "report_terms",
        "The report meets the terms of reference",
        _terms_unmet,
        source="8.2.40, 8.2.45",
        reads=("answer", "terms"),
        way_out="Say where each question is answered, or why it cannot be.",
    ),
)
