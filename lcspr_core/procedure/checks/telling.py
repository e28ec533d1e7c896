"""Whether everybody was told who has to be: members, the national Panel, and three bodies on delay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lcspr_core.panels.appointments import PanelRole
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forecast import COMPLETED, DECIDED, forecast
from lcspr_core.procedure.forms.notices import Delay, Delays, NationalPanel, Notices
from lcspr_core.procedure.judging import NOT_SO, SO, Check, Found
from lcspr_core.timescales.rules import months_after

MONTH, HALF_YEAR = 1, 6
FINISH = {"deciding": DECIDED, "review": COMPLETED}  # a forecast counts, and not only a miss


def every_member_told(case: Case) -> Found:
    """Say whether each agency's member has been told the decision, and which have not."""
    told = {one.agency for one in _notices(case).members if is_filled(one.told_on)}
    return _all_told("Not told yet", (one.title for one in case.review.all("agency") if one.id not in told))


def _all_told(sentence: str, missing: Iterable[str]) -> Found:
    names = ", ".join(missing)
    return Found(so=False, words=f"{sentence}: {names}.") if names else SO


def reviewer_appointed(case: Case) -> Found:
    """Say whether anybody is appointed to write the overview report."""
    return Found(so=bool(_reviewers(case)))


def reviewers_told(case: Case) -> Found:
    """Say whether the national Panel knows every reviewer; a new one opens it again."""
    told = {one.post.strip() for one in _notices(case).reviewers if is_filled(one.sent_on)}
    return _all_told("The Panel does not know of", (one for one in _reviewers(case) if one not in told))


def methodology_chosen(case: Case) -> Found:
    """Say whether the review has a methodology."""
    return Found(so=bool(_methodology(case)))


def methodology_told(case: Case) -> Found:
    """Say whether the national Panel was told the methodology that the review has now."""
    told = _notices(case)
    if not is_filled(told.methodology_on):
        return NOT_SO
    same = told.methodology == _methodology(case)
    return SO if same else Found(so=False, words="The methodology has changed since the Panel was told.")


def panel_disagrees(case: Case) -> Found:
    """Say whether the national Panel does not agree and nothing has been decided since."""
    letters = case.one("national_panel", NationalPanel).letters
    return Found(so=any(one.view == "disagree" and not is_filled(one.reconsidered_on) for one in letters))


def decision_late(case: Case) -> Found:
    """Say whether the decision is late, or a delay of it is expected."""
    return _late(case, "deciding", case.days.get("notification_received"), MONTH, "decision_made")


def review_late(case: Case) -> Found:
    """Say whether the review is late, or a delay of it is expected."""
    return _late(case, "review", case.days.get("decision_to_initiate"), HALF_YEAR, "review_completed")


def _late(case: Case, about: str, start: date | None, months: int, stop: str) -> Found:
    due = months_after(start, months) if start else None
    came = case.days.get(stop)
    if due is not None and (came or case.today) > due:
        return Found(so=True, since=due, words="Its day has passed.")
    if _delays(case, about):
        return Found(so=True, words="A delay is expected.")
    found = forecast(case, FINISH[about])
    return Found(so=True, words=found.derivation) if found and found.days_over and not found.done_on else NOT_SO


def delay_in_deciding_told(case: Case) -> Found:
    """Say whether the three bodies know of each delay of the decision."""
    return _delay_told(_delays(case, "deciding"))


def delay_of_review_told(case: Case) -> Found:
    """Say whether the three bodies know of each delay of the review."""
    return _delay_told(_delays(case, "review"))


def _delay_told(delays: tuple[Delay, ...]) -> Found:
    bodies = {"Ofsted": "ofsted_on", "the Department for Education": "dfe_on", "the national Panel": "panel_on"}
    untold = [body for body, field in bodies.items() if not all(is_filled(getattr(one, field)) for one in delays)]
    if not delays:
        return Found(so=False, words="Write the delay down with its reason, then tell the three bodies.")
    return _all_told("Not told yet", untold)


def _delays(case: Case, about: str) -> tuple[Delay, ...]:
    return tuple(one for one in case.one("delays", Delays).delays if one.about == about)


def _notices(case: Case) -> Notices:
    return case.one("notices", Notices)


def _reviewers(case: Case) -> tuple[str, ...]:
    held = (one for one in case.review.all("appointment") if one.role is PanelRole.OVERVIEW_AUTHOR)
    return tuple(one.person for one in held if one.to is None or one.to >= case.today)


def _methodology(case: Case) -> str:
    return case.review.plan.lead.methodology if case.review.plan else ""


CHECKS: Mapping[str, Check] = {
    "every_member_told": every_member_told,
    "reviewer_appointed": reviewer_appointed,
    "reviewers_told": reviewers_told,
    "methodology_chosen": methodology_chosen,
    "methodology_told": methodology_told,
    "panel_disagrees": panel_disagrees,
    "decision_late": decision_late,
    "review_late": review_late,
    "delay_in_deciding_told": delay_in_deciding_told,
    "delay_of_review_told": delay_of_review_told,
}
