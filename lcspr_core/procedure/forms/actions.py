"""The combined action plan: every action of the review, whose it is, how far it is, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

STATUS = (
    Term(key="not_begun", title="Not begun"),
    Term(key="under_way", title="Under way"),
    Term(key="done_during", title="Done during the review"),
    Term(key="done", title="Done"),
    Term(key="embedded", title="Embedded: it is how people work now"),
    Term(key="dropped", title="Dropped, with a reason"),
)


def row_of(record: str) -> str:
    """Return the id of the row that the plan offers for an action of the thread."""
    return record.replace(".", "_")[:64]


def _actions(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": row_of(one.id), "action": one.id} for one in review.all("action"))


def _agencies(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.id, "agency": one.id} for one in review.all("agency"))


@frozen(kw_only=True)
class ActionLine:
    """One action: whose it is, by when, how far it is, and what shows that it was done and made a difference."""

    id: str = row_id()
    action: str = ref("Action", "action")
    words: str = text("Or an action in words", hint="Where it is not on the thread")
    agency: str = ref("Which agency owns it", "agency", needed=True)
    owner: str = line("Who there", hint="The post, not the name", needed=True)
    due_on: UncertainDate = uncertain_date("To be done by", needed=True)
    change: str = text("What should be different afterwards", needed=True)
    measure: str = line("How that will be seen")
    status: str = choice("How far it is", STATUS)
    updated_on: UncertainDate = uncertain_date("Last heard of on")
    progress: str = text("What was said then")
    next_on: UncertainDate = uncertain_date("To be heard of again by", hint="A quarter later, or as you agree")
    output: str = text("What shows that it was done")
    embedding: str = text("What shows that it made a difference")
    approved_by: str = line("Who agreed that it is done", hint="Not its owner")
    approved_on: UncertainDate = uncertain_date("When they agreed")
    look_again_on: UncertainDate = uncertain_date(
        "To be looked at again on", hint="Also where it is embedded: half a year later, say, whether it still holds"
    )
    looked_on: UncertainDate = uncertain_date("Looked at again on")
    looked: str = text("What was found then")
    before: str = line("If it was recommended before: in which review, and what became of it")
    member_on: UncertainDate = uncertain_date("Taken to the agency's member of the partnership on")
    member_settled: str = yes_no_unclear("Did that settle it?")
    chair_on: UncertainDate = uncertain_date("Taken to the Independent Chair on")
    dropped: str = text("If it is dropped: why")


@frozen(kw_only=True)
class Officer:
    """One agency's senior officer for its actions (8.2.49)."""

    id: str = row_id()
    agency: str = ref("Agency", "agency")
    post: str = line("Senior officer", hint="The post, not the name")


@frozen(kw_only=True)
class ProgressReport:
    """One report of the Sub Group to the partnership on how the actions stand."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("Given on")
    words: str = text("In a few words")


@frozen(kw_only=True)
class NoAction:
    """One recommendation for which no action is taken, and why."""

    id: str = row_id()
    recommendation: str = ref("Recommendation", "recommendation")
    reason: str = text("Why none is taken", needed=True)


@frozen(kw_only=True)
class ActionPlan:
    """The one register of actions, whatever kind of review they come from (8.2.37)."""

    lines: tuple[ActionLine, ...] = rows("Actions", ActionLine, row_title="Action", rows_from=_actions)
    without: tuple[NoAction, ...] = rows("Recommendations without an action", NoAction, row_title="Recommendation")
    agreed_on: UncertainDate = uncertain_date("When the panel agreed the plan")
    officers: tuple[Officer, ...] = rows("Senior officers", Officer, row_title="Officer", rows_from=_agencies)
    reports: tuple[ProgressReport, ...] = rows("Reports to the partnership", ProgressReport, row_title="Report")
    annual_on: UncertainDate = uncertain_date("When this went into the annual report")


STEPS = (
    Step(
        key="action_plan",
        title="Action plan",
        phase=Phase.RESPOND,
        lead="Who will do what by when, and how will anybody see that it helped?",
        guidance="Every recommendation has an action with an owner, a day and the change it should bring, or a reason "
        "for none (8.2.9). What was changed during the review counts, with its date (8.2.45).\n\n"
        "- Done needs something that shows it. Embedded needs something that shows a difference, and the word of "
        "somebody other than its owner.\n"
        "- An action that is to be looked at again comes back into view on its day, embedded or not.\n"
        "- Where nothing is heard, or “done” shows nothing, it goes to the agency's member of the partnership, and "
        "then to the Independent Chair (8.2.49).",
        asks=ActionPlan,
        examples=(
            ActionPlan(
                lines=(
                    ActionLine(
                        words="Add “delivered, not yet seen in use” to the equipment list.",
                        agency="HV",
                        owner="Head of health visiting",
                        due_on=understood("30 November 2026"),
                        change="Nobody closes a line before they have seen the thing in use.",
                        measure="Ten lines looked at each quarter",
                        status="under_way",
                        updated_on=understood("1 September 2026"),
                        next_on=understood("1 December 2026"),
                    ),
                ),
                agreed_on=understood("1 September 2026"),
            ),
        ),
        gate=("done_is_shown", "escalation_in_order"),
        answered_by=("panel", "business_manager", "sub_group"),
    ),
)

EVENTS = (
    Event(key="action_plan_agreed", title="The panel agreed the action plan", form="action_plan", field="agreed_on"),
    Event(
        key="progress_due",
        title="An action is to be heard of again",
        form="action_plan",
        rows="lines",
        field="next_on",
    ),
    Event(
        key="escalation_1",
        title="An action was taken to an agency's member of the partnership",
        form="action_plan",
        rows="lines",
        field="member_on",
    ),
)
