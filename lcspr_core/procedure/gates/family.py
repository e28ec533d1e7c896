"""Nobody of the family is limited without a reason, nor spoken with before the police were asked (8.2.50 to 8.2.54)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.concerns import Concern, Severity
from lcspr_core.procedure.families import contact, unexplained, unreasoned
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.gates.parallel import gate, uncleared
from lcspr_core.review import Review


def limited_without_reason(review: Review) -> Iterable[Concern]:
    """Find whom the plan limits, leaves out or tells nothing more of, without a reason somebody answers for."""
    bare = unreasoned(review)
    if bare:
        yield _concern(
            f"No reason, or nobody who decided it, is there for limits on: {', '.join(bare)}.",
            "8.2.50",
            "Write beside each why, and who decided it; or invite them.",
        )
    silent = [one for one in unexplained(review) if one not in bare]
    if silent:
        yield _concern(
            f"Why they do not contribute is not said: {', '.join(silent)}.",
            "8.2.52",
            "Write beside each why; that nobody answered is a reason.",
        )


def _concern(sentence: str, source: str, way_out: str) -> Concern:
    return Concern(key="limits_reasoned", sentence=sentence, severity=Severity.BLOCK, source=source, way_out=way_out)


def talks_unasked(review: Review) -> Iterable[Concern]:
    """Find talks with the family that have a day, but no advice of the police beside an open criminal process."""
    for place, one in enumerate(contact(review).contacts, start=1):
        if one.sort == "talk" and is_filled(one.on):
            what = f"The talk in row {place}"
            yield from uncleared(review, "family_talks_cleared", what, about="family", on=one.on.start, source="8.2.54")


GATES = (
    gate("limits_reasoned", "Limits and silence have their reason", "8.2.50, 8.2.52", limited_without_reason),
    gate("family_talks_cleared", "The police are asked before talks with the family", "8.2.54", talks_unasked),
)
