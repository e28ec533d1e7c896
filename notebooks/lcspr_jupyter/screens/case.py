"""The case on one page: what is due and why, the agencies and what they sent, the terms, and who holds which role."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import ipywidgets

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.cases.agencies import agencies_table
from lcspr_core.cases.people import people_table
from lcspr_core.evidence.entries import Entry, chronology_table
from lcspr_core.panels.due import what_is_due_table
from lcspr_core.panels.returns import returns_table
from lcspr_core.panels.roles import appointments_table
from lcspr_core.panels.terms import terms_table
from lcspr_core.plain import from_json
from lcspr_core.procedure.case import Case, case_of
from lcspr_core.procedure.forecast import forecast_table, forecasts
from lcspr_core.review import Review
from lcspr_core.summary import course
from lcspr_core.timescales.dates import said
from lcspr_core.views import Prose, Section, View
from lcspr_jupyter.components.spine import Spine
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.folding import output
from lcspr_jupyter.screens.reviews import COURSES
from lcspr_jupyter.screens.rules import RulesForm, rules_views
from lcspr_jupyter.screens.spine import spine

SHOWN_ENTRIES = 200


class CaseScreen:
    """The first forms of a case, each as one plain table."""

    def __init__(self, desk: Desk) -> None:
        """Read the chronology once; the rest follows the feed."""
        self.desk = desk
        self.spine = Spine()
        self.page = ipywidgets.Output()
        self.page.add_class("case-page")
        self.rules = RulesForm(desk)
        self.entries = [from_json(Entry, body) for _, body in desk.ledger("entry").values()]
        desk.listeners.append(lambda _: self.show())
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.spine, self.page, self.rules.form])

    def show(self) -> None:
        """Draw the tables as they stand now."""
        header = self.desk.open.header
        self.spine.state = spine(self.desk, self.desk.today)
        drawn = (*case_views(self.desk.open, self.desk.today, self.desk.loaded.methodologies), *added_views(self.desk))
        self.rules.show()
        shown = output(drawn, looked_up(self.desk.open, self.entries), rules_views(header))
        if shown != self.page.outputs:  # else what somebody unfolded would fold at each change of a colleague's
            self.page.outputs = shown


def added_views(desk: Desk) -> Iterable[View]:
    """Return what plugins show of any review, under a heading of its own; nothing where none shows anything."""
    added = desk.loaded.views(desk.open)
    if added:
        yield Section(title="Added by plugins", views=added)


def case_views(review: Review, today: date, methodologies: Methodologies = NO_OTHERS) -> Iterable[View]:
    """Return what presses in a case: how it goes, and its dates."""
    case = case_of(review, today)
    yield Prose(text=_standing(case))
    likely = forecast_table(forecasts(case, methodologies))
    yield Section(
        title="The main dates, and how each was counted", views=(what_is_due_table(review, today, case.days), likely)
    )


def looked_up(review: Review, entries: Iterable[Entry]) -> Iterable[Section]:
    """Return what is looked up in a case now and then: who is in it, what they sent, and what happened."""
    chronology = sorted(entries, key=lambda one: (one.happened.start or date.max, one.agency))
    yield Section(title="Agencies and what they sent", views=(agencies_table(review), returns_table(review)))
    yield Section(title="Terms of reference", views=(terms_table(review),))
    yield Section(title="Who holds which role", views=(appointments_table(review),))
    yield Section(title="People, by code", views=(people_table(review),))
    shown = chronology[:SHOWN_ENTRIES]
    more = f"The first {len(shown)} of {len(chronology)} entries." if len(shown) < len(chronology) else ""
    notes = (Prose(text=more),) if more else ()
    yield Section(title="Chronology", views=(*notes, chronology_table(shown, review.called)))


def _standing(case: Case) -> str:
    """Say how the case goes, since when it is decided, and as at which day this is."""
    decided, how = case.days.get("decision_made"), COURSES.get(course(case), "")
    since = f"The decision was made on {said(decided)}. " if decided else "No decision is recorded yet. "
    return f"{f'{how}. ' if how else ''}{since}This page is as at {said(case.today)}."
