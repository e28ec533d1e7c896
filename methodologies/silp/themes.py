"""The words SILP sorts by: themes with a crosswalk to two other frameworks' levels, and a few short scales."""

from __future__ import annotations

from lcspr_core import Level, Term, Vocabulary

LEVELS: tuple[Level, ...] = (
    Level(key="national", title="National guidance and context"),
    Level(key="organisation", title="Organisations and local strategy"),
    Level(key="inter_agency", title="Working between agencies"),
    Level(key="own_team", title="One's own team"),
    Level(key="conditions", title="Conditions of work and tools"),
    Level(key="role", title="The role and its contact with the family"),
    Level(key="personal", title="Knowledge, thinking and feeling"),
    Level(key="family", title="The child and family's situation"),
)
LEVEL_CHOICES: tuple[Term, ...] = tuple(Term(key=one.key, title=one.title) for one in LEVELS)
FRONT_LINE = frozenset({"own_team", "conditions", "role", "personal", "family"})

THEMES = Vocabulary(
    key="theme",
    title="Themes",
    source="No official list exists; these are the themes that learning reviews return to most. "
    "Levels: contributory-factor headings of SCIE Guide 24 (lt.) and of the NPSA framework (npsa.), as labels only.",
    terms=(
        Term(key="voice", title="The child's voice and lived experience"),
        Term(key="assessment", title="Assessment and risk"),
        Term(key="information", title="Sharing information"),
        Term(key="thresholds", title="Thresholds, stepping up and down"),
        Term(
            key="curiosity",
            title="Professional curiosity",
            hint="Say what made it easy or hard to ask, not who lacked it.",
        ),
        Term(
            key="engagement",
            title="Working with the family",
            hint="Covers what others call disguised compliance: describe what was offered and what was taken up.",
        ),
        Term(key="supervision", title="Supervision and management oversight"),
        Term(key="escalation", title="Escalation and challenge"),
        Term(key="recording", title="Recording"),
        Term(key="transitions", title="Moves and handovers"),
        Term(key="resources", title="Resources and workload"),
        Term(key="identity", title="Culture, identity and intersecting needs"),
        Term(key="parents", title="Domestic abuse, substances and mental health of adults"),
        Term(key="systems", title="Agency systems and tools"),
    ),
    crosswalk={
        "voice": ("lt.family", "npsa.child_family"),
        "assessment": ("lt.personal", "npsa.task"),
        "information": ("lt.inter_agency", "npsa.communication"),
        "thresholds": ("lt.inter_agency", "lt.organisation", "npsa.organisational"),
        "curiosity": ("lt.personal", "npsa.staff"),
        "engagement": ("lt.family", "npsa.child_family"),
        "supervision": ("lt.own_team", "lt.organisation", "npsa.team", "npsa.education_training"),
        "escalation": ("lt.inter_agency", "npsa.team", "npsa.communication"),
        "recording": ("lt.conditions", "npsa.communication", "npsa.equipment"),
        "transitions": ("lt.inter_agency", "npsa.communication"),
        "resources": ("lt.conditions", "lt.organisation", "npsa.work_environment"),
        "identity": ("lt.family", "lt.organisation", "npsa.child_family"),
        "parents": ("lt.family", "npsa.child_family"),
        "systems": ("lt.conditions", "lt.organisation", "npsa.equipment", "npsa.organisational"),
    },
)


def level_of(theme: str) -> str:
    """Return the level of the map where a theme mostly stands, or nothing for an unknown theme."""
    levels = THEMES.crosswalk.get(theme, ())
    return next((name.removeprefix("lt.") for name in levels if name.startswith("lt.")), "")


HELD: tuple[Term, ...] = (
    Term(key="one_voice", title="One voice", hint="Kept because it matters, and shown as one voice."),
    Term(key="several", title="Several people"),
    Term(key="most", title="Most of the room"),
    Term(key="all", title="The whole room, and the records agree"),
)

STRENGTH: tuple[Term, ...] = (
    Term(
        key="weak",
        title="Weak",
        hint="Relies on people remembering: a reminder, a memo, a new policy, a course, a leaflet.",
    ),
    Term(
        key="intermediate",
        title="Intermediate",
        hint="Makes the right thing easier: a lighter load, a prompt in the record, a set handover, practised skills.",
    ),
    Term(
        key="strong",
        title="Strong",
        hint="Changes the work itself: a step taken out, a form that cannot close too soon, teams that sit together.",
    ),
)

INVOLVEMENT: tuple[Term, ...] = (
    Term(key="direct", title="Worked with the child or family"),
    Term(key="line_management", title="Managed somebody who did"),
    Term(key="specialist", title="Advised or supervised, without meeting the family"),
    Term(key="author", title="Wrote an agency report"),
    Term(key="panel", title="Panel member or other senior manager"),
)

CAME_BY: tuple[Term, ...] = (
    Term(key="in_person", title="In one room"),
    Term(key="online", title="Online"),
    Term(
        key="hybrid", title="Some of each", hint="People on a screen fade beside people in a room; avoid it if you can."
    ),
)
