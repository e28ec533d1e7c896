"""The procedure's forms laid out as steps, so that they are answered, signed, kept and undone like any others."""

from __future__ import annotations

from collections.abc import Mapping

from lcspr_core.answers import PROCEDURE as OWN
from lcspr_core.methodology import Artefact, Check, Methodology, Profile, Publishable, Step
from lcspr_core.procedure import answering_terms, methods, responding
from lcspr_core.procedure.appointed import APPOINTMENT_TITLES
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms import (
    actions,
    advice,
    agency,
    alternative,
    arrival,
    choosing,
    chronologies,
    codes,
    criteria,
    cross_border,
    deciding,
    dissemination,
    family,
    information_request,
    keeping,
    media,
    meetings,
    national_rules,
    notices,
    outline,
    overview,
    panel_issues,
    panel_meetings,
    panel_quality,
    panel_set_up,
    parallel,
    publication,
    referral,
    review_plan,
    staff_support,
    terms_work,
)
from lcspr_core.procedure.gates import actions as action_gates
from lcspr_core.procedure.gates import agency as agency_gates
from lcspr_core.procedure.gates import deciding as deciding_gates
from lcspr_core.procedure.gates import family as family_gates
from lcspr_core.procedure.gates import keeping as keeping_gates
from lcspr_core.procedure.gates import overview as overview_gates
from lcspr_core.procedure.gates import panel as panel_gates
from lcspr_core.procedure.gates import parallel as parallel_gates
from lcspr_core.procedure.gates import publication as publication_gates
from lcspr_core.procedure.gates import setting_out as setting_out_gates
from lcspr_core.procedure.roles import ROLES
from lcspr_core.thread import RecordKind

STRAND = OWN
ROOMS = (
    referral,
    arrival,
    meetings,
    criteria,
    information_request,
    outline,
    deciding,
    notices,
    national_rules,
    alternative,
    choosing,
    terms_work,
    cross_border,
    panel_set_up,
    panel_meetings,
    review_plan,
    codes,
    chronologies,
    staff_support,
    panel_issues,
    advice,
    parallel,
    family,
    agency,
    panel_quality,
    overview,
    actions,
    publication,
    media,
    dissemination,
    keeping,
)

GATE_ROOMS = (
    deciding_gates,
    panel_gates,
    action_gates,
    publication_gates,
    overview_gates,
    parallel_gates,
    family_gates,
    agency_gates,
    setting_out_gates,
    keeping_gates,
)

STEPS: tuple[Step, ...] = tuple(step for room in ROOMS for step in room.STEPS)
EVENTS: tuple[Event, ...] = tuple(event for room in ROOMS for event in room.EVENTS)
GATES: tuple[Check, ...] = tuple(check for room in (*ROOMS, *GATE_ROOMS) for check in getattr(room, "GATES", ()))
KINDS: tuple[RecordKind, ...] = tuple(kind for room in ROOMS for kind in getattr(room, "KINDS", ()))
ARTEFACTS: tuple[Artefact, ...] = tuple(
    one for room in (*ROOMS, methods, answering_terms, responding) for one in getattr(room, "ARTEFACTS", ())
)

# Events that the core keeps as values of its own, and those that follow from several answers.
KEPT_EVENTS: Mapping[str, str] = {
    "decision_made": "The decision was made",
    "tor_agreed": "The panel agreed the terms of reference",
    "tor_approved": "The terms of reference were approved",
    "six_month_due": "The six months ended",
    **APPOINTMENT_TITLES,
}
EVENT_TITLES: Mapping[str, str] = {**KEPT_EVENTS, **{event.key: event.title for event in EVENTS}}

PROCEDURE = Methodology(
    slug=STRAND,
    title="The procedure",
    version="1.0.0",
    source="The partnership's procedure, 8.2.1 to 8.2.73.",
    suited_to="Every case, whatever methodology its review follows.",
    profiles=(Profile(key="whole", title="The whole procedure", steps=tuple(step.key for step in STEPS)),),
    roles=ROLES,
    steps=STEPS,
    checks=GATES,
    record_kinds=KINDS,
    artefacts=ARTEFACTS,
    publishable=Publishable.NO,
)
