"""Makes a case with a panel: people appointed, and each duty of the register as it stands."""

from __future__ import annotations

from datetime import date

from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import standing
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
CHAIR, MEMBER, AUTHOR, WRITES = (
    PanelRole.PANEL_CHAIR,
    PanelRole.PANEL_MEMBER,
    PanelRole.OVERVIEW_AUTHOR,
    PanelRole.AGENCY_AUTHOR,
)
TODAY = date(2026, 7, 1)


def stands(name, review, today=TODAY):
    """Return how one duty stands."""
    return standing(DUTIES[name], case_of(review, today))


def decided():
    """A case in which a review was decided on 29 April."""
    return answered(empty(), "decision", outcome="lcspr", decided_on=day("29 April 2026"))


def appointed(review, person, role=MEMBER, **facts):
    """Put somebody in a role from 11 May, proposed on 5 May with a clean declaration, unless other facts are given."""
    known = {
        "proposed_on": date(2026, 5, 5),
        "proposed_by": "Sub Group",
        "from_": date(2026, 5, 11),
        "declaration": "None.",
        **facts,
    }
    made = Appointment(id=f"a.{person}.{role.value}", person=person, role=role, **known)
    return review.with_records("appointment", [made])


def met(review, *meetings):
    """Put meetings of the panel down as held: each by its day, with who was there and what else is written."""
    held = [{"id": f"m{n}", "state": "held", "on": day(on), **said} for n, (on, said) in enumerate(meetings)]
    return answered(review, "panel_meetings", meetings=held)
