"""The plan of a review: which methodology leads, in which profile, and what was adapted and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from lcspr_core.answers import LEAD


class Adaptation(StrEnum):
    """The ways in which a methodology's steps can be adapted to a review."""

    DROPPED = "dropped"
    REPLACED = "replaced"
    ADDED = "added"


@frozen(kw_only=True)
class Adapted:
    """One step dropped, replaced or added: with the reason, who decided and when.

    `instead` is the step that replaces it, `after` the step that an added one follows, and `source` the methodology
    that the new step comes from, if it is another one's.
    """

    step: str
    how: Adaptation
    reason: str
    by: str
    on: date
    instead: str = ""
    strand: str = LEAD
    after: str = ""
    source: str = ""


@frozen(kw_only=True)
class Strand:
    """A methodology at work in a review, over the same evidence as the others."""

    key: str
    methodology: str
    profile: str = ""


@frozen(kw_only=True)
class Plan:
    """Which methodology leads, which strands run beside it, and how their steps were adapted."""

    id: str = "plan"
    lead: Strand
    strands: tuple[Strand, ...] = ()
    adaptations: tuple[Adapted, ...] = ()

    def adapted(self, strand: str, how: Adaptation) -> tuple[Adapted, ...]:
        """Return the adaptations of one sort in one strand."""
        return tuple(one for one in self.adaptations if one.strand == strand and one.how == how)

    def strand_of(self, slug: str) -> str:
        """Return the strand that keeps a methodology's answers: its own, or one of its name for what was borrowed."""
        found = (one.key for one in (self.lead, *self.strands) if one.methodology == slug)
        return next(found, slug)
