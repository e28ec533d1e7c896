"""Chronologies: who is asked for one and by when, what came, and when the panel had them as one (8.2.48)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.answering import agencies_asked
from lcspr_core.asking import choice, number, ref, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.lists import YES_NO
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "chronologies"


def _agencies(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one, "agency": one} for one in agencies_asked(review))


@frozen(kw_only=True)
class Chronology:
    """One agency's chronology, as it came."""

    id: str = row_id()
    agency: str = ref("Agency", "agency", needed=True)
    came_on: UncertainDate = uncertain_date("Came on")
    entries: float | None = number("How many entries")
    significant: float | None = number("How many of them say why they matter")
    whole: str = choice("Does each entry have its date, its source and what happened?", YES_NO)
    none_why: str = text("If none will come: why")


@frozen(kw_only=True)
class Chronologies:
    """The request for chronologies, and what came of it."""

    asked: str = choice("Are agencies asked for a chronology?", YES_NO, hint="Yes, as a rule (8.2.48)", needed=True)
    why_not: str = text("If not: why")
    asked_on: UncertainDate = uncertain_date("When they were asked")
    due_on: UncertainDate = uncertain_date("By when")
    chronologies: tuple[Chronology, ...] = rows("What came", Chronology, row_title="Agency", rows_from=_agencies)
    together_on: UncertainDate = uncertain_date("When the panel had them as one, by date, each with its agency")


STEPS = (
    Step(
        key=FORM,
        title="Chronologies",
        phase=Phase.ENGAGE,
        lead="Which dates and events mattered for this child and family?",
        guidance="Ask each agency that takes part for a short overview of what mattered: not every contact (8.2.48). "
        "An entry has its date as exactly as it is known, its source, what happened, and why it matters. If the "
        "panel does without chronologies, write down why.",
        asks=Chronologies,
        examples=(
            Chronologies(
                asked="yes",
                asked_on=understood("1 June 2026"),
                due_on=understood("26 June 2026"),
                chronologies=(
                    Chronology(
                        id="HV",
                        agency="HV",
                        came_on=understood("24 June 2026"),
                        entries=31,
                        significant=31,
                        whole="yes",
                    ),
                    Chronology(id="GP", agency="GP", none_why="Never registered; one letter, which the file has."),
                ),
                together_on=understood("3 July 2026"),
            ),
        ),
        after=("panel_meetings",),
        answered_by=("panel_chair", "business_manager"),
    ),
)
EVENTS = (Event(key="chronology_due", title="Chronologies are due", form=FORM, field="due_on"),)
