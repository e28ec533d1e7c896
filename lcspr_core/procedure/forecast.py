"""When a review is likely to end: the first day, the revised one, and the likely one, each with how it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.methodology import Phase, Step, Timing
from lcspr_core.path import Stage, Stand, paths
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.notices import Delay, Delays
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.forms.review_plan import FORM as PLAN
from lcspr_core.procedure.forms.review_plan import Milestone, ReviewPlan
from lcspr_core.timescales.clocks import DueDate, due_dates
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table

AGREED = ("chair_agreed_on", "manager_agreed_on", "decider_agreed_on")
COMPLETED, PUBLISHED, DECIDED = "review", "review_published", "decision"
ABOUT = {DECIDED: "deciding", COMPLETED: "review"}
UP_TO_REPORT = tuple(Phase)[: tuple(Phase).index(Phase.REPORT) + 1]
TITLES = {DECIDED: "Decision made", COMPLETED: "Review completed", PUBLISHED: "Report published"}
WEEK, NOTHING = timedelta(days=7), timedelta()
Likely = tuple[date, str]


@frozen(kw_only=True)
class Forecast:
    """One finish mark: when it was due at first, the day it was moved to, and when it is likely, with its derivation.

    A revised day counts once three people have agreed it; it stands beside the first day and never hides it.
    """

    key: str
    title: str
    due: date
    revised: date | None = None
    agreed: bool = False
    likely: date | None = None
    done_on: date | None = None
    derivation: str = ""

    @property
    def days_over(self) -> int:
        """How many days after the first day it came, or is likely to come."""
        return max(0, ((self.done_on or self.likely or self.due) - self.due).days)


def forecasts(case: Case, methodologies: Methodologies = NO_OTHERS) -> tuple[Forecast, ...]:
    """Return each finish mark whose clock has started, in the order in which they come."""
    clocks = {one.key: one for one in due_dates(case.review, case.today, case.days)}
    completed = tuple(_completed(case, methodologies)) if COMPLETED in clocks else ()
    ways = {DECIDED: tuple(_decided(case)), COMPLETED: completed, PUBLISHED: (*_published(case), *completed)}
    return tuple(
        _forecast(case, clock, clock.due.due, ways[key])
        for key in TITLES
        if (clock := clocks.get(key)) is not None and clock.due.due
    )


def forecast(case: Case, key: str = COMPLETED, methodologies: Methodologies = NO_OTHERS) -> Forecast | None:
    """Return one finish mark, if its clock has started."""
    return next((one for one in forecasts(case, methodologies) if one.key == key), None)


def _forecast(case: Case, clock: DueDate, due: date, ways: tuple[Likely, ...]) -> Forecast:
    rows = tuple(one for one in _delays(case, clock.key) if one.new_day.start)
    likely = None if clock.done_on else max((day for day, _ in ways), default=None)
    return Forecast(
        key=clock.key,
        title=TITLES[clock.key],
        due=due,
        revised=rows[-1].new_day.start if rows else None,
        agreed=bool(rows) and agreed(rows[-1]),
        likely=likely,
        done_on=clock.done_on,
        derivation=_derivation(clock, ways, likely),
    )


def _derivation(clock: DueDate, ways: tuple[Likely, ...], likely: date | None) -> str:
    if clock.done_on:
        return f"Done on {said(clock.done_on)}."
    if likely is None:
        return "Nothing to go by yet: no plan, no methodology, and no delay whose new day is still to come."
    words = " ".join(words for _, words in ways)
    return f"{words} The latest of these counts: {said(likely)}." if len(ways) > 1 else words


def agreed(delay: Delay) -> bool:
    """Say whether a new day has its reason and the agreement of all three (8.2.42)."""
    return bool(delay.why.strip()) and all(is_filled(getattr(delay, name)) for name in AGREED)


def _delays(case: Case, key: str) -> tuple[Delay, ...]:
    return tuple(one for one in case.one("delays", Delays).delays if one.about == ABOUT.get(key))


# --- what the likely day is found from --------------------------------------------------------------------------------


def _decided(case: Case) -> Iterator[Likely]:
    yield from _written_down(case, DECIDED)


def _completed(case: Case, methodologies: Methodologies) -> Iterator[Likely]:
    yield from _by_plan(case)
    yield from _by_typical_timing(case, methodologies)
    yield from _written_down(case, COMPLETED)


def _published(case: Case) -> Iterator[Likely]:
    plan = case.one("publication", Publication)
    if plan.planned_on.start:
        yield plan.planned_on.start, f"Publication is planned for {said(plan.planned_on.start)}."
    for one in plan.holds:
        if one.look_on.start and not is_filled(one.ended_on):
            day = one.look_on.start
            yield day, f"Publication waits, and that is looked at again on {said(day)}, so it is no sooner (8.2.57)."


def _written_down(case: Case, key: str) -> Iterator[Likely]:
    """Return each day that is expected after a delay; one that has passed is expected no longer."""
    for one in _delays(case, key):
        if one.new_day.start and one.new_day.start >= case.today:
            yield one.new_day.start, f"A delay is written down, and {said(one.new_day.start)} is now expected (8.2.11)."


def _by_plan(case: Case) -> Iterator[Likely]:
    plan = case.one(PLAN, ReviewPlan)
    end = plan.finish_on.end or plan.finish_on.start
    if end is None:
        return
    slip, why = _slip(plan.milestones, case.today)
    likely = max(end + timedelta(days=slip), case.today)
    moved = f" {why} Kept at that distance, the plan ends on {said(likely)}." if slip else ""
    yield likely, f"The panel's plan ends on {said(end)} (8.2.45).{moved}"


def _slip(milestones: Iterable[Milestone], today: date) -> tuple[int, str]:
    """Return how far the plan has moved: by its latest milestone that was done, or one since that is overdue."""
    dated = sorted(((one.by.start, one) for one in milestones if one.by.start), key=lambda pair: pair[0])
    done = [place for place, (_, one) in enumerate(dated) if one.done_on.start]
    slip, why = 0, ""
    for place, (by, one) in enumerate(dated):
        came = one.done_on.start
        if (done and place < done[-1]) or (came or today) <= by:
            continue
        late = ((came or today) - by).days
        if late > slip:
            slip, why = late, f"“{one.what}” {'was done' if came else 'is open'} {late} days after its day."
    return slip, why


def _by_typical_timing(case: Case, methodologies: Methodologies) -> Iterator[Likely]:
    """Carry on what a review is behind its usual weeks; a step that later ones have overtaken moves nothing."""
    begun = case.days.get("decision_to_initiate")
    if begun is None or case.review.plan is None or case.review.plan.lead.methodology not in methodologies:
        return
    timed = tuple(_timed(paths(case.review, methodologies)))
    reached = max((one.from_week for _, one, done in timed if done), default=0)
    ahead = [(step, one) for step, one, done in timed if not done and one.from_week >= reached]
    if not ahead:
        return
    step, following = min(ahead, key=lambda pair: pair[1].to_week)
    last = max(one.to_week for _, one in ahead)
    usual = begun + WEEK * following.to_week
    slip = max(case.today - usual, NOTHING)
    likely = begun + WEEK * last + slip
    behind = f", and is open {slip.days} days later" if slip else ""
    yield (
        likely,
        (
            f"“{step.title}” is usually done by {said(usual)}, week {following.to_week:g} from the decision{behind}. "
            f"The report usually ends by week {last:g}: at that distance on {said(likely)}."
        ),
    )


def _timed(stages: Iterable[Stage]) -> Iterator[tuple[Step, Timing, bool]]:
    """Return each step up to the report whose usual weeks are known, and whether it is done."""
    for one in stages:
        if one.step.timing and one.step.phase in UP_TO_REPORT:
            yield one.step, one.step.timing, one.stand is Stand.DONE


# --- as it is shown ---------------------------------------------------------------------------------------------------


def forecast_table(some: Iterable[Forecast]) -> Table:
    """Return the finish marks as a table: the first day always, then the revised and the likely one, and why."""
    columns = ("Finish", "First due", "Revised", "Likely, or done", "How that was found")
    rows = tuple((one.title, said(one.due), _revised(one), _likely(one), one.derivation) for one in some)
    return Table(title="When it is likely to end", columns=columns, rows=rows, empty="No clock of it has started.")


def _revised(one: Forecast) -> str:
    if one.revised is None:
        return ""
    return said(one.revised) if one.agreed else f"{said(one.revised)}, not agreed by all three yet (8.2.42)"


def _likely(one: Forecast) -> str:
    day, over = one.done_on or one.likely, one.days_over
    return f"{said(day)}{f', {over} days after it was due' * bool(over)}" if day else "Not known"
