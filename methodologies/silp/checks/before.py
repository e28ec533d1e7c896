"""Checks on what comes before the event: agency reports, their authors, and the pack that everybody reads."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import AnswerState, Check, Review, Told, current_terms, named, told
from methodologies.silp.asks import AgencyReport, LearningEvent, ReadingPack
from methodologies.silp.checks.concern import Found, check
from methodologies.silp.hearing import SLUG, begun, place, the

IN = frozenset({AnswerState.SENT, AnswerState.AGREED, AnswerState.SIGNED})
FEWEST_DAYS = 5


def _reports(review: Review) -> tuple[Told[AgencyReport], ...]:
    """Return the reports that have come in."""
    return tuple(one for one in told(review, SLUG, "agency_report", AgencyReport) if one.answer.state in IN)


def _whose(review: Review, report: Told[AgencyReport]) -> str:
    return named(review, next(iter(report.answer.of), report.answer.agency))


def _unanswered(review: Review) -> Iterable[Found]:
    terms = current_terms(review.all("terms"))
    for report in _reports(review):
        replied = {
            row.id for row in report.said.terms if row.reply.strip() or (row.applies == "no" and row.why_not.strip())
        }
        missing = [one.id for one in (terms.questions if terms else ()) if one.id not in replied]
        if missing:
            sentence = f"The report of {_whose(review, report)} does not answer {', '.join(missing)}."
            yield Found(sentence=sentence, about=(report.answer.id,))


def _another_wording(review: Review) -> Iterable[Found]:
    terms = current_terms(review.all("terms"))
    words = {one.id: one.words for one in terms.questions} if terms else {}
    for report in _reports(review):
        older = [
            row.id for row in report.said.terms if row.id in words and row.question.strip() != words[row.id].strip()
        ]
        if older:
            sentence = f"{_whose(review, report)} answered another wording of {', '.join(older)} than is in force now."
            yield Found(sentence=sentence, about=(report.answer.id,))


def _independence(review: Review) -> Iterable[Found]:
    for report in _reports(review):
        if not report.said.independence.strip():
            sentence = f"The report of {_whose(review, report)} does not record its author's independence."
            yield Found(sentence=sentence, about=(report.answer.id,))


def _unsigned(review: Review) -> Iterable[Found]:
    for report in _reports(review):
        signed = {one.role for one in report.answer.signatures}
        missing = [words for role, words in SIGNERS.items() if role not in signed]
        if missing and report.answer.state is not AnswerState.SENT:
            sentence = f"The report of {_whose(review, report)} is not signed by its {' or its '.join(missing)}."
            yield Found(sentence=sentence, about=(report.answer.id,))


SIGNERS = {"agency_author": "author", "senior_manager": "senior manager"}


def _not_smart(review: Review) -> Iterable[Found]:
    for report in _reports(review):
        rows = report.said.recommendations
        bare = [row for row in rows if not (row.specific.strip() and row.measure.strip() and row.by_when.typed.strip())]
        if bare:
            count = f"{len(bare)} of {len(rows)} recommendations"
            sentence = f"In the report of {_whose(review, report)}, {count} say too little to be carried out."
            yield Found(sentence=sentence, about=(report.answer.id,))


def _read_first(review: Review) -> Iterable[Found]:
    if not begun(review, "reading_pack", ReadingPack):
        return
    shared = the(review, "reading_pack", ReadingPack).shared_on.start
    held = the(review, "learning_event", LearningEvent).held_on.start
    about = (place(review, "reading_pack"), place(review, "learning_event"))
    if held and not shared:
        yield Found(
            sentence="The event has a date, and there is no date on which the reports were shared.", about=about
        )
    elif held and shared and (held - shared).days < FEWEST_DAYS:
        sentence = f"The reports are shared {(held - shared).days} days before the event; people need five to ten."
        yield Found(sentence=sentence, about=about)


BEFORE: tuple[Check, ...] = (
    check(
        "reports_terms",
        "Each report answers every question of the terms of reference",
        _unanswered,
        source="8.2.46",
        reads=("answer", "terms", "agency"),
        way_out="Ask the author for an answer, or for the reason why the question does not apply.",
    ),
    check(
        "reports_wording",
        "Each report answers the questions in force",
        _another_wording,
        source="8.2.46",
        reads=("answer", "terms", "agency"),
        way_out="Ask the author whether the answer still stands.",
    ),
    check(
        "reports_independence",
        "Each author's independence is recorded",
        _independence,
        source="8.2.47",
        reads=("answer", "agency"),
        way_out="Ask the author to say what part, if any, they had in the case or its management.",
    ),
    check(
        "reports_signed",
        "Each report is signed by its author and by a senior manager",
        _unsigned,
        source="8.2.47",
        reads=("answer", "agency"),
        way_out="Ask for the signature before the report is shared.",
    ),
    check(
        "reports_smart",
        "Agencies' own recommendations are SMART",
        _not_smart,
        source="8.2.47",
        reads=("answer", "agency"),
        way_out="Ask what exactly will be different, how anybody can tell, and by when.",
    ),
    check(
        "event_reports_first",
        "Reports are read before the event",
        _read_first,
        source="Learning-event method; 8.2.35",
        reads=("answer",),
        way_out="Share the pack now, or move the event.",
    ),
)
