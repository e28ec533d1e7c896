"""What a partnership says it did about a review: done, the difference it made, what is still to do (8.2.37, 63)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.methodology import Artefact
from lcspr_core.procedure.action_lines import DONE
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.actions import STATUS, ActionLine, ActionPlan
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.recommended_before import before_views, how_far, laid_beside
from lcspr_core.review import Review
from lcspr_core.thread import Record
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.views import Prose, Table, View

STATUSES = {one.key: one.title for one in STATUS}
NOT_SHOWN = "Nothing shows that yet."


def response(review: Review) -> Iterable[View]:
    """Return the three parts that are published with a report: done, the difference, and what more will be done."""
    lines = _lines(review)
    done = [one for one in lines if one.status in DONE]
    still = [one for one in lines if one.status not in {*DONE, "dropped"}]
    yield Table(
        title="What has been done",
        columns=("Action", "Agency", "Done", "What shows it"),
        rows=tuple(
            (words(review, one), _agency(review, one), _day(one.approved_on, one.updated_on), one.output)
            for one in done
        ),
        empty="Nothing is put down as done yet.",
    )
    yield Table(
        title="What difference it made",
        columns=("Action", "Difference"),
        rows=tuple((words(review, one), _difference(one)) for one in done),
        empty="Nothing is done yet, so nothing can be said of its effect.",
    )
    yield Table(
        title="What else will be done",
        columns=("Action", "Agency", "By whom", "By when"),
        rows=tuple((words(review, one), _agency(review, one), one.owner, _day(one.due_on)) for one in still),
        empty="Nothing is left to do.",
    )


def annual_extract(review: Review) -> Iterable[View]:
    """Return what the annual report says of a review's actions: how many stand where, each effect, what comes again."""
    lines = _lines(review)
    number = f"{len(lines)} action{'s' * (len(lines) != 1)}"
    yield Prose(text=f"{number}: {how_far(lines)}." if lines else "No action is planned yet.")
    rows = tuple(_extract(review, one) for one in lines)
    columns = ("Action", "Agency", "How far it is", "Last heard", "Difference", "Recommended before")
    yield Table(title="Actions of this review", columns=columns, rows=rows, empty="No action is planned yet.")
    yield from before_views(laid_beside(review))


def _extract(review: Review, one: ActionLine) -> tuple[str, ...]:
    heard = " ".join(filter(None, (_day(one.updated_on), one.progress)))
    how = one.dropped if one.status == "dropped" else _difference(one) if one.status in DONE else ""
    return words(review, one), _agency(review, one), STATUSES.get(one.status, "Not said"), heard, how, one.before


def words(review: Review, one: ActionLine) -> str:
    """Return what an action is, in the words of the thread where it has a record there."""
    record: Record | None = review.one("action", one.action) if one.action else None
    return one.words or (record.title if record else "") or one.change or "An action without words"


def _lines(review: Review) -> tuple[ActionLine, ...]:
    return answered(review, "action_plan", ActionPlan).lines


def _difference(one: ActionLine) -> str:
    again = _day(one.look_again_on)
    return one.embedding.strip() or (f"Too early to say; looked at again on {again}." if again else NOT_SHOWN)


def _agency(review: Review, one: ActionLine) -> str:
    found = review.one("agency", one.agency)
    return found.title if found else one.agency


def _day(*days: UncertainDate) -> str:
    return next((one.typed or said(one.start) for one in days if is_filled(one)), "")


ARTEFACTS = (
    Artefact(key="response", title="Published response", compose=response, step="publication"),
    Artefact(key="annual_extract", title="Extract for the annual report", compose=annual_extract, step="action_plan"),
)
