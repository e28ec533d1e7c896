"""A case has come: who was told of it, and whether an extra meeting is needed to decide in time (8.2.17, 8.2.18)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import choice, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.lists import YES_NO
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood


@frozen(kw_only=True)
class Arrival:
    """The two chairs are told one by one, and the business manager and the Sub Group chair look at the calendar."""

    chair_told_on: UncertainDate = uncertain_date("When the Independent Chair was told", needed=True)
    sub_group_chair_told_on: UncertainDate = uncertain_date("When the Sub Group chair was told", needed=True)
    extra: str = choice(
        "Is an extra meeting of the Sub Group needed?",
        YES_NO,
        hint="Agree it with the Sub Group chair. An extra meeting goes into the list of meetings like any other",
    )
    extra_why: str = text("Why, or why not?", hint="If not: how will the decision be made in time?")
    extra_agreed_on: UncertainDate = uncertain_date("When the two of you agreed that")


STEPS = (
    Step(
        key="arrival",
        title="The case has come",
        phase=Phase.TRIGGER,
        lead="Who has been told, and does the next meeting come in time?",
        guidance="Tell both chairs on the day the case comes, by council notice or by referral: each has a date of "
        "their own here (8.2.17). Then look at the calendar. The decision is due one month after the first of the "
        "two, and the recommendation is best sent three working days earlier. If the next meeting comes after that, "
        "say yes or no to an extra one (8.2.18).",
        asks=Arrival,
        examples=(
            Arrival(
                chair_told_on=understood("3 March 2026"),
                sub_group_chair_told_on=understood("4 March 2026"),
                extra="no",
                extra_why="The meeting of 19 March comes a fortnight before the decision is due.",
                extra_agreed_on=understood("4 March 2026"),
            ),
        ),
        after=("referral",),
        answered_by=("business_manager", "sub_group_chair"),
    ),
)

EVENTS = (
    Event(key="chair_told", title="The Independent Chair was told", form="arrival", field="chair_told_on"),
    Event(
        key="sub_group_chair_told",
        title="The Sub Group chair was told",
        form="arrival",
        field="sub_group_chair_told_on",
    ),
    Event(
        key="extra_meeting_settled",
        title="It was agreed whether an extra meeting is needed",
        form="arrival",
        field="extra_agreed_on",
    ),
)
