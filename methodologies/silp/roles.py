"""Who does what in a learning-event review, and whose rights each has here."""

from __future__ import annotations

from lcspr_core import PlatformRole, Role

ROLES: tuple[Role, ...] = (
    Role(
        key="lead_reviewer",
        title="Lead reviewer or facilitator",
        counts_as=PlatformRole.LEAD_REVIEWER,
        words="One or two people, independent of the case, who lead the events and write the report. In the shorter "
        "profile: the facilitator.",
    ),
    Role(
        key="panel_chair",
        title="Panel chair",
        counts_as=PlatformRole.PANEL_MEMBER,
        words="Leads the panel that scopes the review and agrees its report; from no agency involved (8.2.41).",
    ),
    Role(
        key="panel_member",
        title="Panel member",
        counts_as=PlatformRole.PANEL_MEMBER,
        words="Speaks for an agency or profession, managed nobody in the case, writes no report (8.2.44).",
    ),
    Role(
        key="business_manager",
        title="Business manager",
        counts_as=PlatformRole.COORDINATOR,
        words="Keeps dates, papers, invitations and the safe way in which reports travel.",
    ),
    Role(
        key="agency_author",
        title="Agency report author",
        counts_as=PlatformRole.AGENCY_AUTHOR,
        words="Writes one agency's report; had no part in the case and no line management of it (8.2.47).",
    ),
    Role(
        key="senior_manager",
        title="Senior manager of the agency",
        counts_as=PlatformRole.AGENCY_AUTHOR,
        words="Checks and signs the agency's report, and later oversees its actions (8.2.47, 8.2.49).",
    ),
    Role(
        key="practitioner",
        title="Practitioner",
        words="Was there. Comes to the events and needs no account.",
    ),
    Role(
        key="first_line_manager",
        title="First-line manager",
        words="Managed somebody who was there. Comes to the events and needs no account.",
    ),
    Role(
        key="family",
        title="Family",
        words="Is told, asked and kept informed, in the way each person chooses; needs no account.",
    ),
    Role(
        key="staff_support",
        title="Staff support",
        words="A named person outside line management, for before and after the day.",
    ),
)
