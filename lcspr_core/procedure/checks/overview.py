"""Whether a draft answers, weighs and shows what it has to, and goes up in order (8.2.1 to 8.2.49)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.overview_asks import OverviewDraft, SignOff
from lcspr_core.procedure.judging import SO, Check, Found
from lcspr_core.procedure.reporting import open_in, short_of_smart, unfounded, verdicts

MOST = 3


def _none(sentence: str, some: Iterable[str]) -> Found:
    found = tuple(some)
    more = f" And {len(found) - MOST} more." if len(found) > MOST else ""
    return Found(so=False, words=f"{sentence}: {'; '.join(found[:MOST])}.{more}") if found else SO


def _draft(case: Case) -> OverviewDraft:
    return case.one("overview_draft", OverviewDraft)


def drafted(case: Case) -> Found:
    """Say whether the author has begun to account for the draft."""
    return Found(so=bool(case.answers.get("overview_draft")))


def terms_there(case: Case) -> Found:
    """Say whether there are terms of reference with questions to answer."""
    terms = current_terms(case.review.all("terms"))
    return Found(so=terms is not None and bool(terms.questions))


def findings_there(case: Case) -> Found:
    """Say whether anything has been found yet."""
    return Found(so=bool(case.review.all("finding") or case.review.all("theme")))


def findings_founded(case: Case) -> Found:
    """Say whether each finding rests on something said or recorded, and the draft keeps what and why apart."""
    found = _none("Rests on nothing yet", unfounded(case.review))
    if not found.so:
        return found
    return SO if _draft(case).what_and_why.strip() else Found(so=False, words="Say where what and why are kept apart.")


def a_lesson_or_a_reason(case: Case) -> Found:
    """Say whether there is a lesson, or a reason for none."""
    return Found(so=bool(case.review.all("recommendation")) or bool(_draft(case).no_lessons.strip()))


def no_verdict(case: Case) -> Found:
    """Say whether nothing written says who is guilty or what was the cause of death, and somebody has looked."""
    found = _none("Reads like a verdict", verdicts(case.review))
    return Found(so=_draft(case).boundary == "yes") if found.so else found


def recommendations_smart(case: Case) -> Found:
    """Say whether each recommendation names who, a measure and a time, or falls short on purpose."""
    reasoned = bool(_draft(case).smart.strip())
    return SO if reasoned else _none("Names no one, no measure or no time", short_of_smart(case.review))


def changes_made(case: Case) -> Found:
    """Say whether each change that the partnership agreed was made."""
    said = case.one("sign_off", SignOff)
    return _none("Not made yet", (one.words for one in said.amendments if not is_filled(one.made_on)))


def _closed(sentence: str, *sorts: str) -> Check:
    def check(case: Case) -> Found:
        return _none(sentence, (one.sentence for one in open_in(case.review) if one.sort in sorts))

    return check


_CLOSED: Mapping[str, Callable[[Case], Found]] = {
    "contributors_settled": _closed("Still open", "people"),
    "family_views_shown": _closed("Still open", "people", "family_views"),
    "staff_views_shown": _closed("Still open", "people", "staff_views"),
    "terms_answered": _closed("Still open", "terms"),
    "papers_weighed": _closed("Still open", "papers"),
    "challenges_answered": _closed("Still open", "issues"),
    "child_shown": _closed("Still open", "child"),
}
CHECKS: Mapping[str, Check] = {
    **_CLOSED,
    "drafted": drafted,
    "terms_there": terms_there,
    "findings_there": findings_there,
    "findings_founded": findings_founded,
    "a_lesson_or_a_reason": a_lesson_or_a_reason,
    "no_verdict": no_verdict,
    "recommendations_smart": recommendations_smart,
    "changes_made": changes_made,
}
