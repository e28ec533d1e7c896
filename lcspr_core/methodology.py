"""The contract: what a methodology hands over, as data and pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from lcspr_core.asking import Term
from lcspr_core.concerns import Concern, Severity
from lcspr_core.frozen_json import JsonObject
from lcspr_core.given import Given
from lcspr_core.maps.kinds import MapKind
from lcspr_core.review import Review
from lcspr_core.thread import CORE_KINDS, Record, RecordKind
from lcspr_core.views import View


class Phase(StrEnum):
    """The spine that every methodology's steps are pinned to, in order (methods.md 1.1)."""

    TRIGGER = "trigger"
    DECIDE = "decide"
    SCOPE = "scope"
    ASSEMBLE = "assemble"
    ENGAGE = "engage"
    ANALYSE = "analyse"
    TEST = "test"
    REPORT = "report"
    RESPOND = "respond"
    PUBLISH = "publish"
    EMBED = "embed"


class PlatformRole(StrEnum):
    """The roles that the server knows; each role of a methodology counts as one of them."""

    COORDINATOR = "coordinator"
    LEAD_REVIEWER = "lead_reviewer"
    PANEL_MEMBER = "panel_member"
    AGENCY_AUTHOR = "agency_author"
    ANALYST = "analyst"
    READER = "reader"


class Publishable(StrEnum):
    """Whether what a methodology ends in can be published as an LCSPR."""

    YES = "yes"
    WITH_CHECK = "with_content_check"
    NO = "no"


@frozen(kw_only=True)
class Role:
    """A role of a methodology, and the platform role whose rights it has; none, if it takes part without an account."""

    key: str
    title: str
    counts_as: PlatformRole | None = None
    words: str = ""


@frozen(kw_only=True)
class Timing:
    """When a step usually happens, in weeks from the decision, and how sure that is."""

    from_week: float
    to_week: float
    words: str = ""


@frozen(kw_only=True)
class SeenBy:
    """Who sees answers to a step; `own_until` names the step that, once agreed, reveals the others'.

    `whose` is the kind, of those the step is asked of, that says whose own an answer is: an agency or a person, unless
    it names another. `early` names the roles that see all answers before that: those who read and question them.
    With `own_only`, who answers or signs never sees more than their own: `roles` alone see the others', ever.
    """

    roles: tuple[str, ...] = ()
    own_until: str = ""
    whose: str = ""
    early: tuple[str, ...] = ()
    own_only: bool = False


@frozen(kw_only=True)
class Vocabulary:
    """A list of terms with its source, and a crosswalk from its terms to another's levels."""

    key: str
    title: str
    source: str
    terms: tuple[Term, ...]
    crosswalk: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def title_of(self, key: str) -> str:
        """Return the title of a term, or the key itself if the term is unknown."""
        return next((term.title for term in self.terms if term.key == key), key)


def _nothing(_: Given) -> tuple[Record, ...]:
    return ()


@frozen(kw_only=True)
class Step:
    """One stage of a methodology: what it asks, of whom, when, and what its answers yield.

    `ledger` names the ledger that keeps the rows of its answers one by one, where they are too many for the review.
    """

    key: str
    title: str
    phase: Phase
    guidance: str
    asks: type
    examples: tuple[Any, ...]
    per: tuple[str, ...] = ()
    yields: Callable[[Given], Iterable[Record]] = field(default=_nothing)
    after: tuple[str, ...] = ()
    required: bool = True
    timing: Timing | None = None
    answered_by: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    seen_by: SeenBy = field(factory=SeenBy)
    gate: tuple[str, ...] = ()
    wall: bool = False
    ledger: str = ""
    lead: str = ""


@frozen(kw_only=True)
class Artefact:
    """A document that a methodology prescribes: a pure look at the review that returns views."""

    key: str
    title: str
    compose: Callable[[Review], Iterable[View]]
    step: str = ""


@frozen(kw_only=True)
class Check:
    """Something that should hold: a pure look at the review that returns what does not."""

    key: str
    title: str
    source: str
    find: Callable[[Review], Iterable[Concern]]
    severity: Severity = Severity.WARNING
    reads: tuple[str, ...] = ()


@frozen(kw_only=True)
class Profile:
    """A variant of a methodology: which of its steps it takes."""

    key: str
    title: str
    steps: tuple[str, ...]
    words: str = ""


@frozen(kw_only=True)
class RoleException:
    """A pair of roles that this methodology lets one person hold on purpose, with its reason."""

    pair: tuple[str, str]
    reason: str


Upgrade = Callable[[str, str, JsonObject], JsonObject]


def _as_it_was(_step: str, _from_version: str, data: JsonObject) -> JsonObject:
    return data


@frozen(kw_only=True)
class Methodology:
    """Everything one methodology brings; it contradicts itself, if it must, when it is built."""

    slug: str
    title: str
    version: str
    source: str
    suited_to: str
    notice: str = ""
    profiles: tuple[Profile, ...]
    roles: tuple[Role, ...] = ()
    role_exceptions: tuple[RoleException, ...] = ()
    record_kinds: tuple[RecordKind, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    steps: tuple[Step, ...]
    artefacts: tuple[Artefact, ...] = ()
    maps: tuple[MapKind, ...] = ()
    checks: tuple[Check, ...] = ()
    publishable: Publishable = Publishable.WITH_CHECK
    wraps: bool = False
    example: Callable[[], Review] | None = None
    upgrade: Upgrade = field(default=_as_it_was)

    def __attrs_post_init__(self) -> None:
        """Raise in the author's own traceback if the methodology contradicts itself."""
        from lcspr_core.coherence import contradictions  # noqa: PLC0415  (it reads what is declared here)

        found = contradictions(self)
        if found:
            raise ValueError(f"The methodology “{self.slug}” contradicts itself: {' '.join(found)}")

    def step(self, key: str) -> Step | None:
        """Return one step by key."""
        return next((step for step in self.steps if step.key == key), None)

    def profile(self, key: str) -> Profile:
        """Return a profile by key; the first one if there is none of that name."""
        return next((one for one in self.profiles if one.key == key), self.profiles[0])

    def vocabulary(self, key: str) -> Vocabulary:
        """Return a vocabulary by key."""
        return next(one for one in self.vocabularies if one.key == key)

    def blocks(self, review: Review, step: Step, of: tuple[str, ...] = ()) -> tuple[Concern, ...]:
        """Return each block that keeps a step's answer from being taken, once; what is about others keeps nobody."""
        found = (one for check in self.checks if check.key in step.gate for one in check.find(review))
        held = (one for one in found if one.severity is Severity.BLOCK)
        others = {each.id for kind in step.per for each in review.all(kind)} - set(of)
        return tuple(dict.fromkeys(one for one in held if not others & set(one.about) or set(of) & set(one.about)))

    @property
    def kinds(self) -> Mapping[str, RecordKind]:
        """The kinds of record of this methodology over the core's own; its own may widen a core kind."""
        return {kind.key: kind for kind in (*CORE_KINDS, *self.record_kinds)}
