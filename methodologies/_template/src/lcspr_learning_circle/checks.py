"""What should hold before anybody signs: each a pure look at the review that returns what does not."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Check, Concern, Review, Severity


def one_agency(review: Review) -> Iterable[Concern]:
    """Find learning that rests on one agency's words alone."""
    agency_of = {one.id: one.fields.get("agency") for one in review.all("contribution")}
    for point in review.all("finding"):
        agencies = {agency_of[link.to] for link in point.rests_on if link.to in agency_of}
        if len(agencies) == 1:
            yield Concern(
                key="one_agency",
                sentence=f"“{point.title}” rests on the words of one agency alone.",
                severity=Severity.WARNING,
                source="Learning circle",
                way_out="Ask the others whether they know it too, or give it to that agency's own plan.",
                about=(point.id,),
            )


CHECKS = (
    Check(
        key="one_agency",
        title="Learning is shared by two agencies or more",
        source="Learning circle",
        find=one_agency,
        reads=("finding", "contribution"),
    ),
)
