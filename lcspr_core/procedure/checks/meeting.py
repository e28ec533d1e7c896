"""Whether a case is on the next agenda, an extra meeting settled, meetings minuted, and a deferral complete."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.considering import decision_due, exactly, recommend_by
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.arrival import Arrival
from lcspr_core.procedure.forms.meetings import FORM, Meeting, SubGroupMeetings
from lcspr_core.procedure.judging import NOT_SO, Check, Found
from lcspr_core.timescales.dates import said

Dated = tuple[date, Meeting]
NO_MEETING = "No meeting of the Sub Group is in the list. Write in when it meets next."


def meetings(case: Case) -> tuple[Dated, ...]:
    """Return the meetings in the list that have an exact day, soonest first."""
    listed = case.one(FORM, SubGroupMeetings).meetings
    return tuple(sorted(((day, one) for one in listed if (day := exactly(one.on))), key=lambda pair: pair[0]))


def since_it_came(case: Case) -> tuple[Dated, ...]:
    """Return the meetings from the day on which the case came."""
    notified = case.days.get("notification_received", date.min)
    return tuple((day, one) for day, one in meetings(case) if day >= notified)


def on_next_agenda(case: Case) -> Found:
    """Say whether the case is on the agenda of the first meeting after it came, or went to a later one."""
    every = since_it_came(case)
    if not every:
        return Found(so=False, words=NO_MEETING)
    first = every[0][0]
    taken = next((day for day, one in every if one.on_agenda == "yes"), None)
    if taken is None:
        return Found(so=False, words=f"The case is not on the agenda of the meeting on {said(first)}.")
    later = f"It was left off the meeting on {said(first)}, and is on that of {said(taken)}." if taken > first else ""
    return Found(so=True, since=taken if later else None, words=later)


def extra_meeting_settled(case: Case) -> Found:
    """Say whether the next meeting comes in time, or a yes or no to an extra one was given with its reason.

    An extra meeting in the list does not stand for that answer until it was held; it is said that it is there.
    """
    arrival = case.one("arrival", Arrival)
    last = recommend_by(case.days.get("notification_received"), case.review.all("closed_day"))
    first = next((day for day, one in since_it_came(case) if one.sort != "extra"), None)
    extra = next((day for day, one in since_it_came(case) if one.sort == "extra"), None)
    if is_filled(arrival.extra) and is_filled(arrival.extra_why):
        return Found(so=True, since=exactly(arrival.extra_agreed_on), words=_held_to(arrival.extra, extra, last))
    if last is None:
        return NOT_SO
    if extra and extra <= min(last, case.today):
        return Found(so=True, since=extra, words=f"An extra meeting was held in time, on {said(extra)}.")
    if first is None:
        words = f"{NO_MEETING} It has to come by {said(last)}, or an extra one is needed."
        return Found(so=False, words=_with_extra(words, extra))
    if first <= last:
        return Found(so=True, words=f"The meeting on {said(first)} comes in time: by {said(last)}.")
    return Found(
        so=False, words=_with_extra(f"{_too_late(first, last)} Say yes or no to an extra meeting, and why.", extra)
    )


def _with_extra(words: str, extra: date | None) -> str:
    return f"{words} One is in the list, on {said(extra)}: if that is agreed, say yes." if extra else words


def _held_to(answer: str, extra: date | None, last: date | None) -> str:
    """Say what came of a yes: the extra meeting, or that none is in the list in time."""
    if answer != "yes" or last is None:
        return ""
    if extra and extra <= last:
        return f"The extra meeting is on {said(extra)}, in time."
    late = f"the extra meeting on {said(extra)} comes after it" if extra else "no extra meeting is in the list"
    return f"It has to come by {said(last)}, and {late}."


def _too_late(first: date, last: date) -> str:
    return f"The next meeting, on {said(first)}, comes after {said(last)}, three working days before the decision."


def every_meeting_minuted(case: Case) -> Found:
    """Find each meeting on the case that was held and has no minutes linked to it."""
    held = [(day, one) for day, one in meetings(case) if one.on_agenda == "yes" and day <= case.today]
    bare = [said(day) for day, one in held if not is_filled(one.minutes)]
    words = f"No minutes of the meeting on {'; '.join(bare)}." if bare else ""
    return Found(so=bool(held) and not bare, words=words)


# --- a recommendation that is put off -------------------------------------------------------------------------------


def deferral_complete(case: Case) -> Found:
    """Say whether a recommendation that was put off has a new day, and each fact awaited its source and its day."""
    form = case.one(FORM, SubGroupMeetings)
    no_day = any(one.put_off == "yes" and not exactly(one.until) for one in form.meetings)
    vague = [one.what for one in form.awaited if not all(map(is_filled, (one.what, one.from_whom, one.by_when)))]
    lacks = {
        "Write until when the recommendation is put off.": no_day,
        "List what is awaited.": not form.awaited,
        "Write for each fact that is awaited what it is, from whom, and by when.": bool(vague),
    }
    words = " ".join(one for one, so in lacks.items() if so)
    return Found(so=not words, words=words)


def deferral_weighed(case: Case) -> Found:
    """Say how long is left for the decision, and whether a recommendation put off past that day says why."""
    form = case.one(FORM, SubGroupMeetings)
    due_on = decision_due(case.days.get("notification_received"))
    until = max((day for one in form.meetings if one.put_off == "yes" and (day := exactly(one.until))), default=None)
    if due_on is None or until is None:
        return Found(so=False, words="Write until when the recommendation is put off.")
    left = f"{_left(case.today, due_on)} The month is not stopped."
    if until <= due_on:
        return Found(so=True, words=left)
    over = f"It is put off to {said(until)}, {_days((until - due_on).days)} after the decision is due."
    if is_filled(form.delay_why):
        return Found(so=True, words=f"{over} {left}")
    return Found(so=False, words=f"{over} {left} Write why, and tell who has to be told of the delay (8.2.11).")


def _left(today: date, due_on: date) -> str:
    left = (due_on - today).days
    if left < 0:
        return f"The decision was due on {said(due_on)}, {_days(-left)} ago."
    return f"The decision is due on {said(due_on)}: {_days(left)} left."


def _days(number: int) -> str:
    return f"{number} day{'s' * (number != 1)}"


CHECKS: Mapping[str, Check] = {
    "on_next_agenda": on_next_agenda,
    "extra_meeting_settled": extra_meeting_settled,
    "every_meeting_minuted": every_meeting_minuted,
    "deferral_complete": deferral_complete,
    "deferral_weighed": deferral_weighed,
}
