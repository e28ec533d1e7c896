"""The prose of a report: as the final report has it, else as it was drafted, else as the facilitator wrote it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from lcspr_core import Review, questions
from methodologies.silp.asks import FacilitatorsReport, FinalReport, FirstDraft, Narrative
from methodologies.silp.hearing import the

PARTS = tuple(question.name for question in questions(Narrative))


def told_story(review: Review) -> Narrative:
    """Return each part of the report in the newest words that there are for it."""
    final = the(review, "final_report", FinalReport)
    draft = the(review, "first_draft", FirstDraft)
    facilitator = the(review, "facilitators_report", FacilitatorsReport)
    written: tuple[Narrative, ...] = (final, draft, facilitator)
    parts: dict[str, Any] = {name: _newest(written, name) for name in PARTS}
    return evolve(Narrative(), **parts)


def _newest(written: tuple[Narrative, ...], name: str) -> object:
    values = [getattr(one, name) for one in written]
    if name == "analysis":
        rows = {row.theme: row for value in reversed(values) for row in value if row.words.strip()}
        return tuple(rows.values())
    return next((value for value in values if value.strip()), "")
