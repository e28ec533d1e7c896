"""One review in one line, for the register of reviews: where it stands, and what comes next."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.methodology import Methodology, Phase
from lcspr_core.path import Stand, paths
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import Stand as DutyStand
from lcspr_core.procedure.standing import standings
from lcspr_core.review import Review
from lcspr_core.timescales.rules import months_after

MOST_DUES = 60


@frozen(kw_only=True)
class DueLine:
    """One open duty of a review by its id: by when to act, if it has a day, and whether its turn has passed."""

    duty: str
    act_by: date | None = None
    late: bool = False


@frozen(kw_only=True)
class Summary:
    """What the register shows of a review without opening it; it holds no words of anybody's."""

    id: str
    title: str
    methodology: str = ""
    profile: str = ""
    phase: int = 0
    phases: int = len(Phase)
    step: str = ""
    place: int = 0
    steps: int = 0
    words: str = ""
    due: date | None = None
    as_at: date | None = None
    dues: tuple[DueLine, ...] = ()


def dues(review: Review, today: date) -> tuple[DueLine, ...]:
    """Return what is open and has a day or is late, what presses most first, for the page across all reviews."""
    standing = standings(case_of(review, review.header.as_at or today))
    open_ones = ((one, one.due.act_by if one.due else None) for one in standing if one.is_open)
    found = (
        DueLine(duty=one.duty.id, act_by=act_by, late=one.stand is DutyStand.LATE)
        for one, act_by in open_ones
        if act_by or one.stand is DutyStand.LATE
    )
    return tuple(sorted(found, key=lambda one: (one.act_by or date.min, one.duty)))[:MOST_DUES]


def summary(
    review: Review, methodology: Methodology | None, others: Methodologies = NO_OTHERS, today: date | None = None
) -> Summary:
    """Return the line that the register shows of a review, with the steps of every strand counted together."""
    return evolve(_standing(review, methodology, others), dues=dues(review, today) if today else ())


def _standing(review: Review, methodology: Methodology | None, others: Methodologies) -> Summary:
    header = review.header
    due = months_after(header.decided_on, 6) if header.decided_on else None
    first = Summary(id=header.id, title=header.title, due=due, as_at=header.as_at, words="No methodology chosen yet")
    plan = review.plan
    stages = paths(review, {**others, methodology.slug: methodology}) if methodology else ()
    if methodology is None or plan is None or not stages:
        return first
    now = next((one for one in stages if one.stand is Stand.NOW), stages[-1])
    finished = all(one.stand is Stand.DONE for one in stages)
    return Summary(
        id=header.id,
        title=header.title,
        methodology=methodology.title,
        profile=methodology.profile(plan.lead.profile).title,
        phase=len(Phase) if finished else list(Phase).index(now.step.phase),
        step=now.step.title,
        place=stages.index(now) + 1,
        steps=len(stages),
        words="Every step is done" if finished else now.words,
        due=due,
        as_at=header.as_at,
    )
