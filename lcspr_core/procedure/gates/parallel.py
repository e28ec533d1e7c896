"""While a criminal process is open, the police are asked before anybody is spoken with or anything shared (8.2.58)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.overview_asks import Contributors
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.parallels import Cleared, cleared, parallel
from lcspr_core.review import Review

ASK = "Ask the police, and put their answer with its day on Other processes."
SAID: Mapping[Cleared, tuple[Severity, str, str]] = {
    Cleared.UNASKED: (Severity.BLOCK, "A criminal process is open, and no advice of the police on this is there.", ASK),
    Cleared.WAIT: (
        Severity.BLOCK,
        "The last advice of the police is that this should wait.",
        "Move the day, or ask again and put the new answer on Other processes.",
    ),
    Cleared.LATE: (
        Severity.WARNING,
        "The advice of the police came only after this.",
        "Tell the police what was said or shared, and note their answer on Other processes.",
    ),
    Cleared.UNKNOWN: (
        Severity.WARNING,
        "Whether there is a criminal process is not known yet.",
        "Ask the police, and say on Other processes whether one runs.",
    ),
}


def uncleared(review: Review, key: str, what: str, *, about: str, on: date | None, source: str) -> Iterable[Concern]:
    """Find that something was done, or is to be done on a day, for which the police had to be asked first."""
    told = SAID.get(cleared(review, about, on))
    if told:
        severity, sentence, way_out = told
        yield Concern(key=key, sentence=f"{what}: {sentence}", severity=severity, source=source, way_out=way_out)


def shared_unasked(review: Review) -> Iterable[Concern]:
    """Find what was shared with others before the police had been asked."""
    for place, one in enumerate(parallel(review).shared, start=1):
        if is_filled(one.on):
            yield from uncleared(
                review, "sharing_cleared", f"Sharing {place}", about="sharing", on=one.on.start, source="8.2.58"
            )


def event_unasked(review: Review) -> Iterable[Concern]:
    """Find a learning event or talks with staff that were announced before the police had been asked."""
    said = answered(review, "contributors", Contributors)
    if said.event_planned == "yes":
        what, on = "The learning event or interview", said.ground_rules_on.start
        yield from uncleared(review, "learning_event_cleared", what, about="staff", on=on, source="8.2.58")


def gate(key: str, title: str, source: str, find: Callable[[Review], Iterable[Concern]]) -> Check:
    """Return a check that holds back the form which names it."""
    return Check(key=key, title=title, source=source, find=find, severity=Severity.BLOCK, reads=("answer",))


GATES = (
    gate("sharing_cleared", "The police are asked before anything is shared", "8.2.58", shared_unasked),
    gate("learning_event_cleared", "The police are asked before a learning event", "8.2.58", event_unasked),
)
