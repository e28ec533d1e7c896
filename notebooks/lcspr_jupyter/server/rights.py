"""The one table of rights: what each role sees, writes and does, and which pages it opens."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from lcspr_core.methodology import PlatformRole


class Reach(IntEnum):
    """How much of a kind: nothing, one's own, what stands (not withdrawn), what a step asks of one, or all of it."""

    NONE = 0
    OWN = 1
    STANDING = 2
    ASKED = 3
    ALL = 4


# Everything else is a record of the thread, a plugin's own kinds among them.
RECORD = "record"
KINDS = (
    "header",
    "plan",
    "agency",
    "terms",
    "person",
    "appointment",
    "tie",
    "settled",
    "breach",
    "assessment",
    "return",
    "answer",
    "clash",
    "dismissal",
    "duty_note",
    "snapshot",
    "closed_day",
    "public_file",
    "map_node",
    "map_link",
    "card",
    "entry",
    "rating",
    RECORD,
)

_C, _L, _P, _A, _N, _R = PlatformRole
_ALL = dict.fromkeys(KINDS, Reach.ALL)
_OF_OWN = dict.fromkeys(("answer", "clash", "dismissal", RECORD), Reach.OWN)
# An agency's author names who writes and signs its report, and which of its staff were heard: of that agency alone.
_OWN_PEOPLE = dict.fromkeys(("appointment", "person"), Reach.OWN)
_FRAME = dict.fromkeys(("header", "plan", "agency", "terms", "closed_day"), Reach.ALL)

# A kind that is not named is not seen.
SEES: Mapping[PlatformRole, Mapping[str, Reach]] = {
    _C: _ALL,
    _L: _ALL,
    _P: _ALL,
    _A: {**_FRAME, "return": Reach.OWN, **_OWN_PEOPLE, **_OF_OWN},
    _N: _ALL,
    _R: {**_FRAME, RECORD: Reach.STANDING},
}

# Closed days are of the whole partnership: no change of one review touches them. That a file was searched for names
# is recorded by the server that searched it, and by nobody.
_APART = dict.fromkeys(("closed_day", "public_file"), Reach.NONE)

# ASKED of an answer: its step asks this role. Of a record, a clash or a dismissal: it belongs to such an answer.
_ANSWERS = dict.fromkeys(("answer", "clash", "dismissal", RECORD), Reach.ASKED)
WRITES: Mapping[PlatformRole, Mapping[str, Reach]] = {
    _C: {**_ALL, **_APART},
    # Who leads a review is judged by the rules of independence, and lets no warning of them stand.
    _L: {**_ALL, **_APART, "settled": Reach.NONE},
    _P: {**_ANSWERS, "duty_note": Reach.ALL},
    _A: _OF_OWN,
    _N: {**_ANSWERS, "map_node": Reach.ALL, "map_link": Reach.ALL, "entry": Reach.ALL, "rating": Reach.ASKED},
    _R: {},
}

# What can be done beside seeing and writing; closed days are of all reviews, and so for who has the role in all.
DEEDS: Mapping[PlatformRole, frozenset[str]] = {
    _C: frozenset({"undo", "history", "export", "names", "import", "closed_days"}),
    _L: frozenset({"undo", "history", "export", "names", "import"}),
    _P: frozenset({"undo", "history"}),
    _A: frozenset({"undo", "history"}),
    _N: frozenset({"undo", "history"}),
    _R: frozenset(),
}

# The pages about a review, as the bar names them, in its order.
SECTIONS: Mapping[str, str] = {
    "case": "Case",
    "due": "Due",
    "procedure": "Procedure",
    "terms": "Terms",
    "panel": "Panel",
    "actions": "Actions",
    "returns": "Returns",
    "approvals": "Approvals",
    "progress": "Progress",
    "workbench": "Review",
    "plan": "Plan",
    "event": "Wall",
    "map": "Map",
    "thread": "Thread",
    "documents": "Documents",
    "people": "People",
}
# Pages that stand together: the bar names the first of each group, and a second line the others beside it.
GROUPS: tuple[Mapping[str, str], ...] = (
    {
        "case": "Overview",
        "due": "What is due",
        "procedure": "Forms",
        "terms": "Agencies and terms",
        "panel": "Panel",
        "actions": "Actions",
        "returns": "Returns",
        "approvals": "Approvals",
        "progress": "Progress",
    },
    {"workbench": "Steps", "plan": "Plan"},
)
# Pages that are about all reviews.
PLACES: Mapping[str, str] = {"home": "Reviews", "due": "What is due", "calendar": "Closed days"}
_WORK = frozenset(SECTIONS) - {"people"}
PAGES: Mapping[PlatformRole, frozenset[str]] = {
    _C: frozenset(SECTIONS),
    _L: frozenset(SECTIONS),
    _P: _WORK,
    _A: frozenset({"approvals", "procedure", "workbench"}),
    _N: _WORK,
    _R: frozenset({"thread"}),
}


def column(kind: str) -> str:
    """Return the column of the table that a kind stands in."""
    return kind if kind in KINDS else RECORD


def reach(table: Mapping[PlatformRole, Mapping[str, Reach]], role: PlatformRole, kind: str) -> Reach:
    """Return how much of a kind a role reaches."""
    return table[role].get(column(kind), Reach.NONE)
