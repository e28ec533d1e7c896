"""What left the review or is gone: the police were asked first, the way was safe, and no legal hold forbade it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.keeping import Disclosure, Keeping
from lcspr_core.procedure.forms.notices import Notices
from lcspr_core.procedure.forms.safeguards_asks import LegalHold, Safeguards
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


def destroyed_under_hold(review: Review) -> Iterable[Concern]:
    """Find copies that were destroyed while somebody had asked that everything is kept."""
    for place, one in enumerate(answered(review, "keeping", Keeping).copies, start=1):
        yield from _held(review, one.destroyed_on.start, "nothing_destroyed", f"Copy in row {place}")


def released_under_hold(review: Review) -> Iterable[Concern]:
    """Find a word to agencies that they may let their records go, while somebody had asked that they are kept."""
    day = answered(review, "notices", Notices).released_on.start
    yield from _held(review, day, "nothing_released", "The release of records")


def holds_on(review: Review, day: date) -> tuple[LegalHold, ...]:
    """Return the legal holds in force on a day; one without a day of beginning has been in force from the first."""
    every = answered(review, "safeguards", Safeguards).legal_holds
    return tuple(one for one in every if (one.since.start or date.min) <= day < (one.ended_on.start or date.max))


def erasing_under_hold(review: Review, today: date) -> Iterable[Concern]:
    """Say that nothing of a review's history is erased while a legal hold is in force."""
    holds = holds_on(review, today)
    if holds:
        yield Concern(
            key="nothing_erased",
            sentence=f"A legal hold is in force, asked for by {_asked_by(holds)}. Nothing was erased.",
            severity=Severity.BLOCK,
            source="8.2.26; 8.2.11",
            way_out="When whoever asked for it says that it has ended, write that day with the hold, and ask again.",
        )


def _asked_by(holds: Iterable[LegalHold]) -> str:
    return "; ".join(one.asked_by.strip() or "somebody who is not named" for one in holds)


def _held(review: Review, day: date | None, key: str, what: str) -> Iterable[Concern]:
    holds = holds_on(review, day) if day else ()
    if holds:
        yield Concern(
            key=key,
            sentence=f"{what}: a legal hold was in force on that day, asked for by {_asked_by(holds)}.",
            severity=Severity.BLOCK,
            source="8.2.26; 8.2.11",
            way_out="Take the day out and keep the papers; ask the legal adviser what has to be said if they are gone.",
        )


def _shared(review: Review) -> Iterable[tuple[int, Disclosure]]:
    every = enumerate(answered(review, "keeping", Keeping).disclosures, start=1)
    return ((place, one) for place, one in every if is_filled(one.on))


GATES: tuple[Check, ...] = (
    gate("disclosure_cleared", "The police are asked before anything leaves", "8.2.58", disclosed_unasked),
    gate("nothing_destroyed", "Nothing is destroyed under a legal hold", "8.2.11", destroyed_under_hold),
    gate("nothing_released", "No records are released under a legal hold", "8.2.26", released_under_hold),
    gate("disclosed_safely", "What leaves goes on a safe way", "8.2.11", sent_open),
)
