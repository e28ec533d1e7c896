"""The roles of a review: who appoints each, what each must be free of, and who holds it (8.2.40-8.2.47)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review


@frozen(kw_only=True)
class RoleFacts:
    """What the procedure says of one role."""

    title: str
    appointed_by: str
    free_of: str
    signs: str
    paragraph: str


ROLES: Mapping[PanelRole, RoleFacts] = {
    PanelRole.PANEL_CHAIR: RoleFacts(
        title="Panel chair",
        appointed_by="Independent Chair, on the Sub Group's recommendation",
        free_of="direct involvement; an employer that is involved",
        signs="accepts agency reports",
        paragraph="8.2.41",
    ),
    PanelRole.PANEL_MEMBER: RoleFacts(
        title="Panel member",
        appointed_by="Sub Group at first, then the panel",
        free_of="direct involvement; direct management of the case; writing an agency report",
        signs="terms of reference, codes, overview report",
        paragraph="8.2.44",
    ),
    PanelRole.OVERVIEW_AUTHOR: RoleFacts(
        title="Overview author (lead reviewer)",
        appointed_by="Partnership, through the Business Manager",
        free_of="the partnership; partner bodies that are involved; panel membership",
        signs="overview report",
        paragraph="8.2.40",
    ),
    PanelRole.FACILITATOR: RoleFacts(
        title="Facilitator",
        appointed_by="Panel",
        free_of="direct involvement",
        signs="record of the learning event",
        paragraph="8.2.11",
    ),
    PanelRole.AGENCY_AUTHOR: RoleFacts(
        title="Agency report author",
        appointed_by="Agency, checked by the panel",
        free_of="direct involvement; line management in the case; panel membership",
        signs="agency report",
        paragraph="8.2.47",
    ),
    PanelRole.SENIOR_MANAGER: RoleFacts(
        title="Senior manager signing off",
        appointed_by="Agency",
        free_of="writing the report that is signed off",
        signs="agency report",
        paragraph="8.2.47",
    ),
    PanelRole.LEGAL_ADVISER: RoleFacts(
        title="Legal adviser",
        appointed_by="Partnership",
        free_of="acting for an agency that is involved (the text is silent)",
        signs="advice",
        paragraph="8.2.43",
    ),
    PanelRole.BUSINESS_MANAGER: RoleFacts(
        title="Business Manager",
        appointed_by="Partnership",
        free_of="",
        signs="contract with the overview author",
        paragraph="8.2.40",
    ),
    PanelRole.INDEPENDENT_CHAIR: RoleFacts(
        title="Independent Chair",
        appointed_by="Partnership",
        free_of="chairing the panel (the text is silent)",
        signs="decision; terms of reference",
        paragraph="8.2.20",
    ),
    PanelRole.SUB_GROUP_CHAIR: RoleFacts(
        title="Chair of the Sub Group",
        appointed_by="Partnership",
        free_of="chairing the panel (the text is silent)",
        signs="recommendation",
        paragraph="8.2.22",
    ),
    PanelRole.SUB_GROUP_MEMBER: RoleFacts(
        title="Member of the Sub Group",
        appointed_by="Partnership",
        free_of="writing the overview report",
        signs="",
        paragraph="8.2.40",
    ),
    PanelRole.SUPERVISOR: RoleFacts(
        title="Supervisor of an agency report author",
        appointed_by="Agency",
        free_of="direct involvement",
        signs="",
        paragraph="8.2.47",
    ),
}


def roles_table() -> Table:
    """Return what the procedure asks of each role."""
    rows = tuple((one.title, one.appointed_by, one.free_of, one.signs, one.paragraph) for one in ROLES.values())
    columns = ("Role", "Appointed by", "Must be free of", "Signs or accepts", "Paragraph")
    return Table(title="Roles", columns=columns, rows=rows)


def appointments_table(review: Review) -> Table:
    """Return who was proposed for or holds which role, by code, with what each declared."""
    rows = tuple(_row(one, review) for one in review.all("appointment"))
    columns = ("Role", "Person", "Employer", "Agency", "Since", "Declared", "Paragraph")
    empty = "Nobody has been proposed yet (8.2.40-8.2.47)."
    return Table(title="Appointments", columns=columns, rows=rows, empty=empty)


def _row(one: Appointment, review: Review) -> tuple[str, ...]:
    facts = ROLES[one.role]
    role = one.note or facts.title
    agency = review.called(one.agency)
    return role, one.person, one.employer, agency, _since(one), one.declaration, facts.paragraph


def _since(one: Appointment) -> str:
    if one.from_ is None:
        return f"proposed {said(one.proposed_on)}" if one.proposed_on else "proposed"
    return f"{said(one.from_)} to {said(one.to)}" if one.to else said(one.from_)
