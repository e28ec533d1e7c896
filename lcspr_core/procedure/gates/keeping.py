"""What left the review: the police were asked first where a criminal process is open, and it went on a safe way."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.keeping import Disclosure, Keeping
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.gates.parallel import SAID, gate
from lcspr_core.procedure.parallels import Cleared, cleared
from lcspr_core.review import Review


def disclosed_unasked(review: Review) -> Iterable[Concern]:
    """Find what left the review before the police had been asked; the rows that are alike are named together."""
    found: dict[Cleared, list[str]] = {}
    for place, one in _shared(review):
        found.setdefault(cleared(review, "sharing", one.on.start), []).append(str(place))
    for how, places in found.items():
        if how in SAID:
            severity, sentence, way_out = SAID[how]
            words = f"What was shared in row {', '.join(places)}: {sentence}"
            yield Concern(key="disclosure_cleared", sentence=words, severity=severity, source="8.2.58", way_out=way_out)


def sent_open(review: Review) -> Iterable[Concern]:
    """Find what left the review on a way on which others can read it."""
    places = [str(place) for place, one in _shared(review) if one.channel == "open_mail"]
    if places:
        yield Concern(
            key="disclosed_safely",
            sentence=f"What was shared in row {', '.join(places)} went by e-mail without protection.",
            severity=Severity.WARNING,
            source="8.2.11",
            way_out="Ask whoever leads on data protection whether that has to be reported; from now on use a safe way.",
        )


def _shared(review: Review) -> Iterable[tuple[int, Disclosure]]:
    every = enumerate(answered(review, "keeping", Keeping).disclosures, start=1)
    return ((place, one) for place, one in every if is_filled(one.on))


GATES: tuple[Check, ...] = (
    gate("disclosure_cleared", "The police are asked before anything leaves", "8.2.58", disclosed_unasked),
    gate("disclosed_safely", "What leaves goes on a safe way", "8.2.11", sent_open),
)
