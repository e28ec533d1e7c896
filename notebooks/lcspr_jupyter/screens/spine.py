"""Where a case stands on the spine that every review shares: phases, great days and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from lcspr_core.methodology import Phase
from lcspr_core.panels.due import what_is_due
from lcspr_core.procedure.answered_at import pressing
from lcspr_core.procedure.case import Case, case_of
from lcspr_core.procedure.standing import DutyStanding, standings
from lcspr_core.procedure.standing import Stand as DutyStand
from lcspr_core.spine import PHASE_TITLES, OnSpine, Spine, spine_of
from lcspr_core.timescales.clocks import DueDate, Standing
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import changed_since, rules_words, unknown
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.due import way_to

MOST_NEXT = 5
PHASES: tuple[tuple[Phase, str], ...] = tuple(PHASE_TITLES.items())
GREAT_DAYS = ("decision", "review")
WORDS = {Standing.OPEN: "plain", Standing.OVERDUE: "late", Standing.ON_TIME: "done", Standing.LATE: "late"}


def spine(desk: Desk, today: date) -> dict[str, Any]:
    """Return the case in one look, as JSON for the page."""
    case = case_of(desk.open, today)
    return {
        "phases": _phases(spine_of(desk.open, desk.loaded.methodologies)),
        "facts": [*_edition(desk), *_great_days(desk, today, case)],
        "next": [_next(one) for one in _pressing(case)][:MOST_NEXT],
        "more": {"label": "All that is due, and why", "href": "due"},
    }


def _phases(found: Spine) -> list[dict[str, str]]:
    return [_phase(phase, title, found.of(phase), at, found.now) for at, (phase, title) in enumerate(PHASES)]


def _phase(phase: Phase, title: str, steps: tuple[OnSpine, ...], index: int, current: int) -> dict[str, str]:
    done = sum(one.done for one in steps)
    open_stand = "past" if index < current else "now" if index == current else "to_come"
    stand = "done" if steps and done == len(steps) else open_stand
    return {"key": phase.value, "title": title, "words": _counted(steps), "stand": stand}


def _counted(steps: tuple[OnSpine, ...]) -> str:
    """Say how far a phase is: the procedure's forms and the review's steps apart, each as on the page of that name."""
    forms, others = ([one.done for one in steps if one.is_form is own] for own in (True, False))
    counts = ((forms, "form"), (others, "step"))
    words = (f"{sum(done)} of {len(done)} {word}{'s' * (len(done) != 1)}" for done, word in counts if done)
    return ", ".join(one.replace(" ", "\N{NO-BREAK SPACE}") for one in words)  # each count stays on its line


def _edition(desk: Desk) -> Iterator[dict[str, str]]:
    stamped = desk.open.header.edition
    newer = changed_since(stamped) if stamped else ()
    words = f"newer rules since: {newer[-1].guidance}" if newer else unknown(stamped)
    yield {"label": "Rules", "value": rules_words(stamped), "words": words, "sort": "soon"}


def _great_days(desk: Desk, today: date, case: Case) -> Iterator[dict[str, str]]:
    known = {one.key: one for one in what_is_due(desk.open, today, case.days)}
    for key in GREAT_DAYS:
        if key in known:
            yield _great_day(known[key])


def _great_day(one: DueDate) -> dict[str, str]:
    day = one.done_on or one.due.due
    return {"label": one.title, "value": said(day), "words": one.words, "sort": WORDS.get(one.standing, "plain")}


def _pressing(case: Case) -> list[DutyStanding]:
    open_ones = [one for one in standings(case) if one.is_open and (_day(one) or one.stand == "late")]
    return sorted(open_ones, key=pressing)


def _day(one: DutyStanding) -> date | None:
    return one.due.act_by if one.due else None


def _next(one: DutyStanding) -> dict[str, Any]:
    late, way = one.stand is DutyStand.LATE, way_to(one.duty) or {"href": "due"}
    return {"day": said(_day(one)), "what": one.duty.what, "late": late, "href": way["href"]}
