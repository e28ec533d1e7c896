"""One review in one line, for the register of reviews: where it stands, and what comes next."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.methodology import Methodology, Phase
from lcspr_core.path import Stage, Stand, paths
from lcspr_core.procedure.action_lines import CLOSED, wanting
from lcspr_core.procedure.case import Case, case_of
from lcspr_core.procedure.decided import decided_on
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.actions import ActionPlan
from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.forms.lists import BODIES
from lcspr_core.procedure.forms.meetings import FORM as MEETINGS
from lcspr_core.procedure.forms.meetings import SubGroupMeetings
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.standing import Stand as DutyStand
from lcspr_core.procedure.standing import standings
from lcspr_core.review import Review
from lcspr_core.spine import spine_of
from lcspr_core.timescales.duties import Duty
from lcspr_core.timescales.rules import months_after

MOST_DUES = 60


class Course(StrEnum):
    """How a case goes, as the register sorts it; the last two are folded away."""

    UNDER_WAY = "under way"
    PUT_OFF = "put off"
    PUBLISHED = "published"
    NO_REVIEW = "no review"
    CLOSED = "closed"


@frozen(kw_only=True)
class DueLine:
    """One open duty of a review by its id: by when to act, if it has a day, and whether its turn has passed."""

    duty: str
    act_by: date | None = None
    late: bool = False


@frozen(kw_only=True)
class Summary:
    """What the register shows of a review without opening it; it holds no words of anybody's.

    `phase` is the place on the spine that all reviews share; `on` is the day for which dates were counted, `next` what
    has the next day from then on (or was the last to be late), `owing` whoever owes any of the dues.
    """

    id: str
    title: str
    methodology: str = ""
    profile: str = ""
    phase: int = 0
    phases: int = len(Phase)
    step: str = ""
    place: int = 0
    steps: int = 0
    words: str = "No methodology chosen yet"
    due: date | None = None
    as_at: date | None = None
    edition: str = ""
    course: Course = Course.UNDER_WAY
    on: date | None = None
    next: DueLine | None = None
    late: int = 0
    owing: tuple[str, ...] = ()
    dues: tuple[DueLine, ...] = ()


def dues(case: Case) -> tuple[DueLine, ...]:
    """Return what is open and has a day or is late, what presses most first, for the page across all reviews."""
    return tuple(line for line, _ in _dues(case))[:MOST_DUES]


def _dues(case: Case) -> list[tuple[DueLine, Duty]]:
    open_ones = ((one, one.due.act_by if one.due else None) for one in standings(case) if one.is_open)
    found = (
        (DueLine(duty=one.duty.id, act_by=act_by, late=one.stand is DutyStand.LATE), one.duty)
        for one, act_by in open_ones
        if act_by or one.stand is DutyStand.LATE
    )
    return sorted(found, key=lambda one: (one[0].act_by or date.min, one[0].duty))


def summary(
    review: Review, methodology: Methodology | None, others: Methodologies = NO_OTHERS, today: date | None = None
) -> Summary:
    """Return the line that the register shows of a review; with a day, also what is due on it and how it goes."""
    known = {**others, methodology.slug: methodology} if methodology else others
    line = evolve(_standing(review, methodology, known), phase=spine_of(review, known).now)
    return _counted(line, case_of(review, review.header.as_at or today)) if today else line


def _counted(line: Summary, case: Case) -> Summary:
    found = _dues(case)
    every = tuple(one for one, _ in found)
    owing = tuple(dict.fromkeys(who for _, duty in found for who in duty.who))
    late = sum(one.late for one in every)
    line = evolve(line, next=_next(every, case.today), late=late, owing=owing, dues=every[:MOST_DUES])
    return evolve(line, course=course(case), on=case.today)


def _next(every: tuple[DueLine, ...], today: date) -> DueLine | None:
    """Return what has the next day; where no day is left, what is late, with a day if any has one."""
    coming = (one for one in every if one.act_by and one.act_by >= today)
    return next(coming, max(every, key=lambda one: one.act_by or date.min, default=None))


def _standing(review: Review, methodology: Methodology | None, known: Methodologies) -> Summary:
    header = review.header
    decided = decided_on(review)
    due = months_after(decided, 6) if decided else None
    first = Summary(id=header.id, title=header.title, due=due, as_at=header.as_at, edition=header.edition)
    plan = review.plan
    stages = paths(review, known) if methodology else ()
    if methodology is None or plan is None or not stages:
        return first
    profile = methodology.profile(plan.lead.profile).title
    return evolve(_at(first, stages), methodology=methodology.title, profile=profile)


def _at(line: Summary, stages: tuple[Stage, ...]) -> Summary:
    """Say at which step a review is, with the steps of every strand counted together."""
    now = next((one for one in stages if one.stand is Stand.NOW), stages[-1])
    finished = all(one.stand is Stand.DONE for one in stages)
    words = "Every step is done" if finished else now.words
    return evolve(line, step=now.step.title, place=stages.index(now) + 1, steps=len(stages), words=words)


# --- how it goes ----------------------------------------------------------------------------------------------------


def course(case: Case) -> Course:
    """Return how a case goes on its day, from its decision, its publication and its actions."""
    if case.one("decision", Decision).outcome == "none" and _came(case, "decision_made"):
        return Course.NO_REVIEW
    if _came(case, "publication") or _is_withheld(case) or _is_handed_in(case):
        return Course.CLOSED if _is_embedded(case) else Course.PUBLISHED
    return Course.PUT_OFF if _is_put_off(case) else Course.UNDER_WAY


def _came(case: Case, event: str) -> bool:
    day = case.days.get(event)
    return day is not None and day <= case.today


def _is_withheld(case: Case) -> bool:
    """Say whether it is settled that nothing is published: three bodies know, and what they advise is kept (8.2.67)."""
    form = case.one("publication", Publication)
    told = {one.to for one in form.withheld if is_filled(one.told_on)}
    return form.withhold == "yes" and {one.key for one in BODIES} <= told and bool(form.advice.strip())


def _is_handed_in(case: Case) -> bool:
    return case.one("decision", Decision).outcome == "other" and _came(case, "bscp_submission")


def _is_embedded(case: Case) -> bool:
    lines = case.one("action_plan", ActionPlan).lines
    return bool(lines) and all(one.status in CLOSED and not any(wanting(one)) for one in lines)


def _is_put_off(case: Case) -> bool:
    if _came(case, "recommendation_sent") or _came(case, "decision_made"):
        return False
    until = [one.until.start for one in case.one(MEETINGS, SubGroupMeetings).meetings if one.put_off == "yes"]
    return any(day is not None and day >= case.today for day in until)
