"""Whether the panel's work is in hand: its plan, its clocks, what it was asked and what it settled (8.2.42 to 45)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.notices import Delay, Delays
from lcspr_core.procedure.forms.panel_issues import FORM as ISSUES
from lcspr_core.procedure.forms.panel_issues import Dispute, PanelIssues
from lcspr_core.procedure.forms.panel_meetings import FORM as MEETINGS
from lcspr_core.procedure.forms.panel_meetings import PanelMeetings
from lcspr_core.procedure.forms.panel_set_up import BRIEFING
from lcspr_core.procedure.forms.panel_set_up_asks import PanelBriefing
from lcspr_core.procedure.forms.review_plan import FORM as PLAN
from lcspr_core.procedure.forms.review_plan import ReviewPlan
from lcspr_core.procedure.forms.staff_support import FORM as STAFF
from lcspr_core.procedure.forms.staff_support import StaffSupport
from lcspr_core.procedure.gates.panel import code_faults
from lcspr_core.procedure.judging import SO, Check, Found
from lcspr_core.timescales.clocks import DueDate, Standing, due_dates
from lcspr_core.timescales.dates import said

UPDATE_EVERY = 30  # days; the text gives no number, so this is the project's default
OF_DELAYS = {"decision": "deciding", "decision_from_referral": "deciding", "review": "review"}


def _plan(case: Case) -> ReviewPlan:
    return case.one(PLAN, ReviewPlan)


def plan_in_time(case: Case) -> Found:
    """Say whether the plan ends within six months of the decision, or says why it does not."""
    plan, six_months = _plan(case), case.days.get("six_month_due")
    ends = plan.finish_on.end or plan.finish_on.start
    if ends is None:
        return Found(so=False, words="No day is set on which the review ends.")
    late = six_months is not None and ends > six_months
    words = f"The plan ends after {said(six_months)}, and does not say why."
    return Found(so=False, words=words) if late and not plan.exception.strip() else SO


def plan_on_track(case: Case) -> Found:
    """Find what the plan has done by a day that has passed, and is not done."""
    milestones = _plan(case).milestones
    if not milestones:
        return Found(so=False, words="There is no plan yet.")
    late = [one.what for one in milestones if not is_filled(one.done_on) and _passed(one.by.end or one.by.start, case)]
    done = sum(is_filled(one.done_on) for one in milestones)
    words = f"Late by the plan: {'; '.join(late)}." if late else f"{done} of {len(milestones)} milestones are done."
    return Found(so=not late, words=words)


def _passed(day: date | None, case: Case) -> bool:
    return day is None or day < case.today


def clocks_in_hand(case: Case) -> Found:
    """Say what is due next, or what is overdue for which no new day was put down."""
    clocks = due_dates(case.review, case.today, case.days)
    late = [one for one in clocks if one.standing is Standing.OVERDUE and not _has_new_day(one, case)]
    if late:
        return Found(so=False, words=f"Overdue: {'; '.join(f'{one.title}, {said(one.due.due)}' for one in late)}.")
    ahead = [one for one in clocks if one.standing is Standing.OPEN and one.due.due]
    return Found(so=True, words=f"Next: {ahead[0].title}, {said(ahead[0].due.due)}." if ahead else "")


def _has_new_day(one: DueDate, case: Case) -> bool:
    about = OF_DELAYS.get(one.key, "")
    return any(row.about == about and not _passed(row.new_day.start, case) for row in _delays(case))


def _delays(case: Case) -> tuple[Delay, ...]:
    return case.one("delays", Delays).delays


def six_months_at_risk(case: Case) -> Found:
    """Say whether six months will probably be missed: by the plan, by a delay put down, or by the day itself."""
    six_months, finish = case.days.get("six_month_due"), _plan(case).finish_on.start
    if six_months is None:
        return Found(so=False)
    first_due = f"First due {said(six_months)}."
    passed = "review_completed" not in case.days and six_months < case.today
    late = passed or (finish is not None and finish > six_months) or bool(_of_the_review(case))
    return Found(so=late, words=first_due if late else "")


def _of_the_review(case: Case) -> tuple[Delay, ...]:
    return tuple(one for one in _delays(case) if one.about == "review")


def new_day_agreed(case: Case) -> Found:
    """Say whether the new day has its reason and three agreements; the first day stays in view."""
    rows = _of_the_review(case)
    first_due = f"First due {said(case.days.get('six_month_due'))}."
    if not rows:
        return Found(so=False, words=f"Put the delay and the new day down. {first_due}")
    wants = {
        "a reason": rows[-1].why,
        "the new day": rows[-1].new_day,
        "the panel chair": rows[-1].chair_agreed_on,
        "the business manager": rows[-1].manager_agreed_on,
        "the Independent Chair": rows[-1].decider_agreed_on,
    }
    missing = [words for words, value in wants.items() if not is_filled(value)]
    told = f"Still missing: {', '.join(missing)}." if missing else f"Now due {said(rows[-1].new_day.start)}."
    return Found(so=not missing, words=f"{told} {first_due}")


# --- what was asked, doubted, disputed and told -----------------------------------------------------------------------


def chair_up_to_date(case: Case) -> Found:
    """Say whether the Independent Chair was told in the last weeks how the review stands."""
    form = case.one(MEETINGS, PanelMeetings)
    told = [one.on.start for one in form.updates if one.on.start and one.on.start <= case.today]
    if not told:
        return Found(so=False, words="The Independent Chair has not been told anything yet.")
    days = (case.today - max(told)).days
    words = f"The last word was on {said(max(told))}, {days} day{'s' * (days != 1)} ago."
    return Found(so=days <= (form.update_every or UPDATE_EVERY), since=max(told), words=words)


def challenge_kept(case: Case) -> Found:
    """Say whether something was challenged, and each challenge answered."""
    challenges = case.one(ISSUES, PanelIssues).challenges
    if not challenges:
        agreed = case.days.get("overview_agreed")
        words = "Nothing has been challenged yet" + (f", and the report was agreed on {said(agreed)}" if agreed else "")
        return Found(so=False, words=f"{words}.")
    unanswered = sum(not one.response.strip() for one in challenges)
    words = f"{unanswered} of {len(challenges)} challenges have no answer." if unanswered else ""
    return Found(so=not unanswered, words=words)


def disputes_in_hand(case: Case) -> Found:
    """Find each dispute that is neither settled nor, after an attempt to settle it, put to the Independent Chair."""
    disputes = case.one(ISSUES, PanelIssues).disputes
    waiting = [f"{number}: {words}" for number, one in enumerate(disputes, 1) if (words := _next_step(one))]
    return Found(so=bool(disputes) and not waiting, words=f"Dispute {'; '.join(waiting)}." if waiting else "")


def _next_step(one: Dispute) -> str:
    if is_filled(one.settled_on):
        return ""
    if not (one.tried.strip() and is_filled(one.tried_on)):
        return "find out and try to settle it"
    if not is_filled(one.referred_on):
        return "it lasts, so put it to the Independent Chair, or write when it was settled"
    return "" if one.ruling.strip() else "the Independent Chair has not ruled yet"


def author_served(case: Case) -> Found:
    """Say whether the author has a contact and the papers, and each question an owner and an answer."""
    briefing, queries = case.one(BRIEFING, PanelBriefing), case.one(ISSUES, PanelIssues).queries
    missing = [
        words
        for words, value in (("a contact", briefing.author_contact), ("the papers", briefing.author_pack_on))
        if not is_filled(value)
    ]
    told = [f"The author has not got {' and '.join(missing)}."] * bool(missing)
    told += _ages(case, [one for one in queries if not is_filled(one.answered_on)])
    return Found(so=not told, words=" ".join(told))


def _ages(case: Case, queries: list[Any]) -> list[str]:
    bare = sum(not one.owner.strip() for one in queries)
    oldest = max(((case.today - one.asked_on.start).days for one in queries if one.asked_on.start), default=None)
    waits = f", the oldest for {oldest} days" if oldest is not None else ""
    return [f"Questions without an answer: {len(queries)}{waits}; without an owner: {bare}."] * bool(queries)


def staff_supported(case: Case) -> Found:
    """Find each agency in which somebody who takes part has no support or was not told."""
    rows = {told.answer.agency or "-".join(told.answer.of): told.said for told in case.answers.get(STAFF, ())}
    staff = [one for said_ in rows.values() for one in said_.staff]
    missing = [case.review.called(name) for name, said_ in rows.items() if not _supported(said_)]
    words = f"Support or briefing is missing in: {', '.join(missing)}." if missing else ""
    return Found(so=bool(staff) and not missing, words=words)


def _supported(form: StaffSupport) -> bool:
    return all(one.support.strip() and is_filled(one.briefed_on) for one in form.staff)


def codes_in_order(case: Case) -> Found:
    """Say whether each person and place has exactly one code in reports."""
    faults: Iterable[str] = tuple(code_faults(case.review))
    return Found(so=not faults, words=" ".join(faults))


CHECKS: Mapping[str, Check] = {
    "plan_in_time": plan_in_time,
    "plan_on_track": plan_on_track,
    "clocks_in_hand": clocks_in_hand,
    "six_months_at_risk": six_months_at_risk,
    "new_day_agreed": new_day_agreed,
    "chair_up_to_date": chair_up_to_date,
    "challenge_kept": challenge_kept,
    "disputes_in_hand": disputes_in_hand,
    "author_served": author_served,
    "staff_supported": staff_supported,
    "codes_in_order": codes_in_order,
}
