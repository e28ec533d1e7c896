"""What is worked out from a whole case rather than read from one field: each check by the name the register uses."""

from __future__ import annotations

from collections.abc import Mapping

from lcspr_core.procedure.checks import (
    actions,
    agency,
    chronologies,
    criteria,
    family,
    meeting,
    national_rules,
    overview,
    panel_independence,
    panel_membership,
    panel_work,
    parallel,
    publication,
    referring,
    replying,
    running,
    telling,
)
from lcspr_core.procedure.judging import Check

ROOMS: tuple[Mapping[str, Check], ...] = (
    referring.CHECKS,
    meeting.CHECKS,
    criteria.CHECKS,
    replying.CHECKS,
    telling.CHECKS,
    panel_independence.CHECKS,
    panel_membership.CHECKS,
    panel_work.CHECKS,
    chronologies.CHECKS,
    actions.CHECKS,
    overview.CHECKS,
    publication.CHECKS,
    national_rules.CHECKS,
    running.CHECKS,
    parallel.CHECKS,
    family.CHECKS,
    agency.CHECKS,
)

CHECKS: Mapping[str, Check] = {name: check for room in ROOMS for name, check in room.items()}
