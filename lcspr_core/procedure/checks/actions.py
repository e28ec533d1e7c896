"""Whether recommendations have actions, agencies an officer, and weak progress its escalation (8.2.9, 8.2.49)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.procedure.action_lines import CLOSED, look_again_due, rag, wanting, weaknesses
from lcspr_core.procedure.action_lines import Rag as Light
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.actions import ActionLine, ActionPlan
from lcspr_core.procedure.judging import SO, Check, Found
from lcspr_core.thread import came_of


def _plan(case: Case) -> ActionPlan:
    return case.one("action_plan", ActionPlan)


def _lacking(sentence: str, names: Iterable[str]) -> Found:
    found = "; ".join(names)
    return Found(so=False, words=f"{sentence}: {found}.") if found else SO


def _title(case: Case, line: ActionLine) -> str:
    record = case.review.one("action", line.action) if line.action else None
    return line.words or (record.title if record else "an action without words")


def recommendations_there(case: Case) -> Found:
    """Say whether anything is recommended yet."""
    return Found(so=bool(case.review.all("recommendation")))


def recommendations_answered(case: Case) -> Found:
    """Say whether each recommendation has an action with an owner, a day and a change, or a reason for none."""
    plan = _plan(case)
    reasoned = {one.recommendation for one in plan.without if one.reason.strip()}
    whole = {one.action for one in plan.lines if one.owner.strip() and is_filled(one.due_on) and one.change.strip()}
    thread = case.review.thread()
    bare = (
        one.title
        for one in case.review.all("recommendation")
        if one.id not in reasoned and not any(found.id in whole for found in came_of(thread, one.id))
    )
    return _lacking("Without a whole action", bare)


def actions_embedded(case: Case) -> Found:
    """Say whether every action is embedded with what shows it, or dropped with a reason."""
    lines = _plan(case).lines
    left = [_title(case, one) for one in lines if one.status not in CLOSED or any(wanting(one))]
    again = [_title(case, one) for one in lines if look_again_due(one, case.today)]
    if lines and not left:
        return _lacking("To be looked at again", again)
    return _lacking("Not embedded yet", left) if lines else Found(so=False)


def officers_named(case: Case) -> Found:
    """Say whether each agency that owns an action has named its senior officer."""
    plan = _plan(case)
    named = {one.agency for one in plan.officers if one.post.strip()}
    left = dict.fromkeys(one.agency for one in plan.lines if one.agency not in named)
    names = (case.review.called(one) if one else "an action without an agency" for one in left)
    return _lacking("No senior officer named", sorted(names))


def progress_heard(case: Case) -> Found:
    """Say whether every open action has been heard of, and none is past the day for the next word."""
    open_ones = [one for one in _plan(case).lines if one.status not in CLOSED]
    silent = (
        _title(case, one)
        for one in open_ones
        if not is_filled(one.updated_on) or (one.next_on.start and one.next_on.start < case.today)
    )
    return _lacking("Nothing heard of", silent)


def _weak(case: Case) -> tuple[ActionLine, ...]:
    return tuple(one for one in _plan(case).lines if any(weaknesses(one, case.today)))


def progress_weak(case: Case) -> Found:
    """Say whether any action is late, silent, or done without anything that shows it."""
    return Found(so=bool(_weak(case)), words="; ".join(rag(one, case.today)[1] for one in _weak(case)))


def weak_progress_raised(case: Case) -> Found:
    """Say whether each weak action was taken to its agency's member of the partnership."""
    return _lacking("Not raised yet", (_title(case, one) for one in _weak(case) if not is_filled(one.member_on)))


def lights(case: Case) -> Mapping[Light, int]:
    """Return how many actions stand red, amber, green or closed."""
    found = [rag(one, case.today)[0] for one in _plan(case).lines]
    return {light: found.count(light) for light in Light}


CHECKS: Mapping[str, Check] = {
    "recommendations_there": recommendations_there,
    "recommendations_answered": recommendations_answered,
    "actions_embedded": actions_embedded,
    "officers_named": officers_named,
    "progress_heard": progress_heard,
    "progress_weak": progress_weak,
    "weak_progress_raised": weak_progress_raised,
}
