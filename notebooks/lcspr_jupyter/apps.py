"""One function a notebook: each opens the desk, puts its screen on the page, and follows what others do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import ipywidgets

from lcspr_core.errors import LcsprError
from lcspr_jupyter.components.guidance import Guidance
from lcspr_jupyter.desk import Desk


class Screen(Protocol):
    """Something that puts components together for one job."""

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""


def home() -> ipywidgets.Widget:
    """Show the reviews and what to do next."""
    from lcspr_jupyter.screens.home import HomeScreen

    return _page(HomeScreen)


def workbench() -> ipywidgets.Widget:
    """Show the steps of the open review."""
    from lcspr_jupyter.screens.workbench import Workbench

    return _page(Workbench)


def plan() -> ipywidgets.Widget:
    """Show the plan of the open review: its strands, and where their steps were changed."""
    from lcspr_jupyter.screens.choosing import ChoosingScreen
    from lcspr_jupyter.screens.plan import PlanScreen

    return _page(lambda desk: PlanScreen(desk) if desk.open.plan else ChoosingScreen(desk))


def event() -> ipywidgets.Widget:
    """Show the wall of the learning event."""
    from lcspr_jupyter.screens.wall import WallScreen

    return _page(WallScreen)


def thread() -> ipywidgets.Widget:
    """Show the golden thread."""
    from lcspr_jupyter.screens.golden_thread import ThreadScreen

    return _page(ThreadScreen)


def map_() -> ipywidgets.Widget:
    """Show the map of the methodology, drawn and as a table."""
    from lcspr_jupyter.screens.map_screen import MapScreen

    return _page(MapScreen)


def documents() -> ipywidgets.Widget:
    """Show the documents of the review."""
    from lcspr_jupyter.screens.documents import DocumentsScreen

    return _page(DocumentsScreen)


def case() -> ipywidgets.Widget:
    """Show the case: agencies, returns, terms of reference, appointments, dates."""
    from lcspr_jupyter.screens.case import CaseScreen

    return _page(CaseScreen)


def procedure() -> ipywidgets.Widget:
    """Show the forms of the procedure, from referral to closed."""
    from lcspr_jupyter.screens.procedure import ProcedureBench

    return _page(ProcedureBench)


def due() -> ipywidgets.Widget:
    """Show what is due, from whom and why: in the open review, or across all of them where none is open."""
    from lcspr_jupyter.screens.due import DueScreen
    from lcspr_jupyter.screens.due_everywhere import DueEverywhere

    return _page(lambda desk: DueScreen(desk) if desk.review else DueEverywhere(desk))


def calendar() -> ipywidgets.Widget:
    """Show how far the table of bank holidays was checked, and the days that the partnership added to it."""
    from lcspr_jupyter.screens.calendar import CalendarScreen

    return _page(CalendarScreen)


def panel() -> ipywidgets.Widget:
    """Show who holds which role in the open review, and what stands against it."""
    from lcspr_jupyter.screens.panel import PanelScreen

    return _page(PanelScreen)


def terms() -> ipywidgets.Widget:
    """Show the agencies of the open review, and its terms of reference in their versions."""
    from lcspr_jupyter.screens.terms import TermsScreen

    return _page(TermsScreen)


def actions() -> ipywidgets.Widget:
    """Show how each action of the combined plan stands."""
    from lcspr_jupyter.screens.actions import ActionsScreen

    return _page(ActionsScreen)


def returns() -> ipywidgets.Widget:
    """Show what each agency was asked for, and where it stands."""
    from lcspr_jupyter.screens.returns import ReturnsScreen

    return _page(ReturnsScreen)


def approvals() -> ipywidgets.Widget:
    """Show what waits for whose approval, and what stands in the way."""
    from lcspr_jupyter.screens.approvals import ApprovalsScreen

    return _page(ApprovalsScreen)


def progress() -> ipywidgets.Widget:
    """Show the dated snapshots of the open review's progress, and take one."""
    from lcspr_jupyter.screens.progress import ProgressScreen

    return _page(ProgressScreen)


def people() -> ipywidgets.Widget:
    """Show the register of people, the one page with real names on it."""
    from lcspr_jupyter.screens.people import PeopleScreen

    return _page(PeopleScreen)


def _page(screen: Callable[[Desk], Any]) -> ipywidgets.Widget:
    try:
        desk = Desk()
        made: Screen = screen(desk)
        if desk.review is not None:
            desk.following = desk.follow()
        return made.widget()
    except LcsprError as error:
        return _sorry(str(error))


def _sorry(sentence: str) -> ipywidgets.Widget:
    guidance = Guidance()
    guidance.state = {"before": [{"sentence": sentence, "source": "", "way_out": ""}], "sections": []}
    return guidance
