"""What another review tells of a recommendation that comes again: its words there, how far it came, how strong it was.

A `Before` is only ever made from a review as the person who asks may see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from attrs import frozen

from lcspr_core.plain import from_json
from lcspr_core.procedure.forms.actions import STATUS, ActionLine, ActionPlan
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.repeats import Repeat
from lcspr_core.review import Review
from lcspr_core.smart import smart
from lcspr_core.thread import Record
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table, View

KINDS = ("recommendation", "action")
LEDGER = "recommended_before"  # laid beside a review by whoever could look into the others
SENTENCE = "{title}, opened on {day}, has nearly the same: “{earlier}”. {status} {strength}"
NOT_SAID = "How far it came is not said there."


@frozen(kw_only=True)
class Before:
    """One recommendation or action of this review that another one made in nearly these words."""

    words: str
    earlier: str
    review: str
    title: str
    opened_on: date
    status: str
    strength: str
    shared: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Where it stands already, how far it came there and how strong it was."""
        told = {"earlier": self.earlier.rstrip("."), "status": self.status, "strength": self.strength}
        return SENTENCE.format(title=self.title, day=said(self.opened_on), **told)


def proposed(review: Review) -> tuple[Record, ...]:
    """Return the recommendations and actions that stand in a review."""
    return tuple(one for kind in KINDS for one in review.all(kind) if isinstance(one, Record) and one.title.strip())


def before(found: Repeat, there: Review) -> Before | None:
    """Return what the other review tells of one that comes again; nothing if its words do not stand in it."""
    made = next((one for one in proposed(there) if one.title == found.earlier), None)
    if made is None:
        return None
    return Before(
        words=found.words,
        earlier=found.earlier,
        review=there.header.id,
        title=there.header.title,
        opened_on=there.header.opened_on,
        status=_status(there, made),
        strength=_strength(made),
        shared=found.shared,
    )


def how_far(lines: Iterable[ActionLine]) -> str:
    """Count actions by how far they are, in the order in which they go on."""
    number = Counter(one.status for one in lines)
    told = ((one.title.split(":")[0].lower(), number[one.key]) for one in STATUS)
    return "; ".join(f"{title} {many}" for title, many in told if many)


def _status(there: Review, made: Record) -> str:
    """Say how far its actions came, by the action plan of that review."""
    plan = answered(there, "action_plan", ActionPlan)
    names = {made.id, *(one.id for one in there.all("action") if any(link.to == made.id for link in one.rests_on))}
    counted = how_far(one for one in plan.lines if one.action in names)
    if any(one.recommendation == made.id for one in plan.without):
        return "No action was taken on it there."
    return f"What was to be done about it there: {counted}." if counted else NOT_SAID


def _strength(made: Record) -> str:
    told = smart(made)
    if told.chosen:
        return f"Its strength was chosen as {told.chosen.value}."
    reads = told.suggested.strength
    return f"Its words read as {reads.value}." if reads else "How strong it is does not show in its words."


def laid_beside(review: Review) -> tuple[Before, ...]:
    """Return what was laid beside a review of others that have the same."""
    return tuple(from_json(Before, body) for body in review.ledger(LEDGER))


def before_views(some: Iterable[Before]) -> Iterable[View]:
    """Return a table of what stands in other reviews already; nothing where nothing does."""
    rows = tuple((one.words, one.sentence, ", ".join(one.shared)) for one in some)
    if rows:
        columns = ("Here", "Where it stands already", "Words that both have")
        yield Table(title="Recommended before, in other reviews", columns=columns, rows=rows)
