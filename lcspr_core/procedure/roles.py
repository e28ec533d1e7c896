"""Who owes a duty: the procedure's own roles, each with the rights that it has in this program."""

from __future__ import annotations

from collections.abc import Mapping

from lcspr_core.methodology import PlatformRole, Role

C, L, P, A, N, R = PlatformRole

_TITLES: tuple[tuple[str, str, PlatformRole | None], ...] = (
    ("referrer", "Referrer", C),
    ("business_manager", "Business manager", C),
    ("sub_group_chair", "Sub Group chair", C),
    ("sub_group", "Sub Group", C),
    ("decision_maker", "Independent Chair, or whoever decides here", C),
    ("partnership", "Partnership", C),
    ("board", "Partnership meeting", C),
    ("board_member", "Member of the partnership, for their agency", C),
    ("panel_chair", "Panel chair", P),
    ("panel", "Panel", P),
    ("panel_member", "Panel member", P),
    ("overview_author", "Overview author (lead reviewer)", L),
    ("lead_reviewer", "Lead reviewer", L),
    ("facilitator", "Facilitator", L),
    ("analyst", "Analyst", N),
    ("agency", "Agency", A),
    ("agency_author", "Agency report author", A),
    ("senior_manager", "Senior manager who signs the agency's report", A),
    ("senior_officer", "Senior officer for the action plan", A),
    ("legal_adviser", "Legal adviser", R),
    ("everyone", "Everyone", C),
    ("appointee", "Whoever is appointed", P),
    ("family", "Family", None),
    ("other_chair", "Chair of another partnership", None),
    ("national_panel", "Child Safeguarding Practice Review Panel", None),
    ("local_authority", "Local authority", C),
)

ROLES: tuple[Role, ...] = tuple(Role(key=key, title=title, counts_as=counts) for key, title, counts in _TITLES)
ROLE_TITLES: Mapping[str, str] = {role.key: role.title for role in ROLES}
