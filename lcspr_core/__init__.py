"""The review itself, and all that a methodology may import: the contract, and no store."""

from __future__ import annotations

from lcspr_core.answering import Told, agencies_asked, answer, answers, told
from lcspr_core.answers import Answer, AnswerState, Signature, answer_id
from lcspr_core.appendix import quote
from lcspr_core.asking import (
    Term,
    choice,
    choices,
    line,
    number,
    questions,
    ref,
    refs,
    row_id,
    rows,
    scale,
    text,
    uncertain_date,
    yes_no_unclear,
)
from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.concerns import Concern, Severity
from lcspr_core.given import Given
from lcspr_core.hookspecs import hookimpl
from lcspr_core.maps.drawing import Drawing, MapLink, MapNode
from lcspr_core.maps.kinds import Analysis, Level, LinkKind, MapKind, MapRule, NodeKind
from lcspr_core.maps.pictured import diagram
from lcspr_core.maps.rules import Shape, universal
from lcspr_core.methodology import (
    Artefact,
    Check,
    Methodology,
    Phase,
    PlatformRole,
    Profile,
    Publishable,
    Role,
    RoleException,
    SeenBy,
    Step,
    Timing,
    Vocabulary,
)
from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.plan import Plan, Strand
from lcspr_core.ratings import Rated, rated
from lcspr_core.reading import data_of, date_of, read
from lcspr_core.review import Header, Review
from lcspr_core.showing import in_words, named, row_views, shown
from lcspr_core.thread import Link, Record, RecordKind, Rung, Thread, graph, loose_ends, reached, rests_on
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.dates import said as day_in_words
from lcspr_core.views import (
    VOICE_SIGNS,
    VOICE_WORDS,
    Arrow,
    Bespoke,
    Diagram,
    Grid,
    Node,
    Prose,
    Quote,
    Quotes,
    Section,
    Table,
    View,
    VoiceKind,
)

__all__ = [
    "VOICE_SIGNS",
    "VOICE_WORDS",
    "Agency",
    "Analysis",
    "Answer",
    "AnswerState",
    "Arrow",
    "Artefact",
    "Bespoke",
    "Check",
    "Concern",
    "Diagram",
    "Drawing",
    "Given",
    "Grid",
    "Header",
    "Involvement",
    "Known",
    "Level",
    "Link",
    "LinkKind",
    "MapKind",
    "MapLink",
    "MapNode",
    "MapRule",
    "Methodology",
    "Node",
    "NodeKind",
    "Person",
    "Phase",
    "Plan",
    "PlatformRole",
    "Profile",
    "Prose",
    "Publishable",
    "Question",
    "Quote",
    "Quotes",
    "Rated",
    "Record",
    "RecordKind",
    "Review",
    "Role",
    "RoleException",
    "Rung",
    "Section",
    "SeenBy",
    "Severity",
    "Shape",
    "Signature",
    "Step",
    "Strand",
    "Table",
    "Term",
    "TermsOfReference",
    "Thread",
    "Timing",
    "Told",
    "UncertainDate",
    "View",
    "Vocabulary",
    "VoiceKind",
    "agencies_asked",
    "answer",
    "answer_id",
    "answers",
    "choice",
    "choices",
    "current_terms",
    "data_of",
    "date_of",
    "day_in_words",
    "diagram",
    "graph",
    "hookimpl",
    "in_words",
    "line",
    "loose_ends",
    "named",
    "number",
    "questions",
    "quote",
    "rated",
    "reached",
    "read",
    "ref",
    "refs",
    "rests_on",
    "row_id",
    "row_views",
    "rows",
    "scale",
    "shown",
    "text",
    "told",
    "uncertain_date",
    "universal",
    "yes_no_unclear",
]
