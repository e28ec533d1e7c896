"""Juniper's terms of reference in their two versions, and the change by email that nobody approved again."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from lcspr_core.panels.terms import Question, TermsOfReference, approved

SLEPT = (
    "What was known, and by whom, about the children's daily lives and their nights: in particular where, when and "
    "with whom Juniper slept?"
)
ADULTS = (
    "How was information about the adults in and around the home sought, checked and shared (Father's drinking, "
    "a new adult{})?"
)
FRONT_DOOR = (
    "How did the front door handle new information, both on children with no open plan and on children who already "
    "had one?"
)
PLAN = "How was the child in need plan made, tested and ended?"
MOTHER = "How did services respond to Mother's mental health and to domestic abuse, in pregnancy{}?"
MOVES = (
    "What effect did moves and changes (of home, team, worker and system) have on what each agency could know and do?"
)
FIRST_WORDING = (SLEPT, ADULTS.format(""), FRONT_DOOR, PLAN, MOTHER.format(""), MOVES)
ADDED_LIMB = ADULTS.format(", the part Maternal Grandmother played")
BY_EMAIL = MOTHER.format(" and afterwards")


def terms_of_reference(agencies: tuple[str, ...]) -> tuple[TermsOfReference, TermsOfReference]:
    """Return version 1.0, never approved, and 1.1, approved on 20 May 2026 and reworded on 28 May."""
    reported = tuple(code for code in agencies if code not in {"AMH", "HLT"})
    first = TermsOfReference(
        id="terms.1.0",
        version="1.0",
        questions=tuple(Question(id=str(n), words=words) for n, words in enumerate(FIRST_WORDING, start=1)),
        period_from=date(2025, 1, 1),
        period_to=date(2026, 3, 27),
        background_from=date(2024, 4, 1),
        agencies=reported,
        agreed_on=date(2026, 5, 12),
        change="First version.",
    )
    return first, _second(first)


def _second(first: TermsOfReference) -> TermsOfReference:
    changed = evolve(
        _reworded(first, "2", ADDED_LIMB),
        id="terms.1.1",
        version="1.1",
        period_from=date(2025, 3, 28),
        change="Period shortened to twelve months; last limb of question 2 added after the housing return arrived.",
    )
    return _reworded(approved(changed, on=date(2026, 5, 20), by="Independent Chair"), "5", BY_EMAIL)


def _reworded(terms: TermsOfReference, question: str, words: str) -> TermsOfReference:
    questions = (evolve(one, words=words) if one.id == question else one for one in terms.questions)
    return evolve(terms, questions=tuple(questions))
