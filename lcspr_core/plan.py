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

    @property
    def all_strands(self) -> tuple[Strand, ...]:
        """The lead's strand, and those beside it."""
        return (self.lead, *self.strands)

    @property
    def methodologies(self) -> tuple[str, ...]:
        """Every methodology at work in the review, the lead first: each strand's, and each that lends a step."""
        lent = (one.source for one in self.adaptations if one.source)
        return tuple(dict.fromkeys((*(one.methodology for one in self.all_strands), *lent)))

    def methodology_at(self, strand: str) -> str:
        """Return the methodology whose answers a strand keeps: what was borrowed is kept under its lender's name."""
        return next((one.methodology for one in self.all_strands if one.key == strand), strand)

    def strand_of(self, slug: str) -> str:
        """Return the strand that keeps a methodology's answers: its own, or one of its name for what was borrowed."""
        found = (one.key for one in self.all_strands if one.methodology == slug)
        return next(found, slug)
