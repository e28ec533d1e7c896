"""The Sub Group's meetings about a case: agenda, judgement, minutes, disputes, and what it waits for (8.2.17 to 21)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from lcspr_core.answers import PROCEDURE, answer_id
from lcspr_core.asking import Term, choice, choices, line, row_id, rows, text, uncertain_date
from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check, Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.lists import YES_NO, sources
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "sub_group_meetings"
SORTS = (Term(key="ordinary", title="Ordinary meeting"), Term(key="extra", title="Extra meeting"))
JUDGEMENTS = (
    Term(key="does", title="The case meets the criteria"),
    Term(key="may", title="It may meet them"),
    Term(key="does_not", title="It does not meet them"),
)


@frozen(kw_only=True)
class Meeting:
    """One meeting of the Sub Group, to come or held."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("When", needed=True)
    sort: str = choice("Which sort", SORTS)
    on_agenda: str = choice("Is the case on its agenda?", YES_NO)
    judgement: str = choice("What it judged", JUDGEMENTS, hint="Its own step, before any recommendation (8.2.19)")
    reasons: str = text("Why it judged so", hint="Name the outline or paper that each reason rests on")
    rests_on: tuple[str, ...] = choices("What that rests on", sources)
    put_off: str = choice("Was the recommendation put off?", YES_NO)
    until: UncertainDate = uncertain_date("If so, until when")
    minutes: str = line("Where the minutes are", hint="File and item")


@frozen(kw_only=True)
class Dispute:
    """A disagreement in the Sub Group, which goes to the Independent Chair."""

    id: str = row_id()
    about: str = text("What it is about, with each view")
    referred_on: UncertainDate = uncertain_date("When it was put to the Independent Chair")
    ruling: str = text("What the Independent Chair ruled, and why")
    ruled_on: UncertainDate = uncertain_date("When")


@frozen(kw_only=True)
class Awaited:
    """A fact that the Sub Group waits for."""

    id: str = row_id()
    what: str = line("What is missing")
    from_whom: str = line("From whom", hint="The agency and the post")
    by_when: UncertainDate = uncertain_date("By when")
    came_on: UncertainDate = uncertain_date("When it came")


@frozen(kw_only=True)
class SubGroupMeetings:
    """Every meeting about the case in one list, with what was disputed and what is awaited."""

    meetings: tuple[Meeting, ...] = rows("Meetings", Meeting, row_title="Meeting", needed=True)
    disputes: tuple[Dispute, ...] = rows("Disputes", Dispute, row_title="Dispute")
    awaited: tuple[Awaited, ...] = rows("Facts that are awaited", Awaited, row_title="Fact")
    delay_why: str = text(
        "If the recommendation is put off past the day of the decision: why, and who is affected?",
        hint="The month is not stopped by it (8.2.21)",
    )


def unsettled(review: Review) -> Iterable[Concern]:
    """Return each dispute that the Independent Chair has not ruled on: the recommendation waits for it (8.2.20)."""
    for place, one in enumerate(answered(review, FORM, SubGroupMeetings).disputes, start=1):
        if not one.ruling.strip():
            yield Concern(
                key="sub_group.dispute",
                sentence=f"Dispute {place} of the Sub Group has no ruling yet.",
                severity=Severity.BLOCK,
                source="8.2.20",
                way_out="Put it to the Independent Chair, and write the ruling beside it under “Sub Group meetings”.",
                about=(answer_id(FORM, (), PROCEDURE), one.id),
            )


EXAMPLE = SubGroupMeetings(
    meetings=(
        Meeting(
            id="m1",
            on=understood("19 March 2026"),
            sort="ordinary",
            on_agenda="yes",
            judgement="may",
            reasons="The injury is serious and unexplained; whether agencies knew of each other's worry is not clear.",
            rests_on=("referral", "medical"),
            put_off="yes",
            until=understood("30 March 2026"),
            minutes="Sub Group 2026-03, item 4",
        ),
        Meeting(id="m2", on=understood("30 March 2026"), sort="extra", on_agenda="yes"),
    ),
    disputes=(
        Dispute(
            id="d1",
            about="Whether housing is to be asked. One member sees no part for it; two do.",
            referred_on=understood("20 March 2026"),
            ruling="Housing is asked: it visited the flat twice in the weeks before.",
            ruled_on=understood("23 March 2026"),
        ),
    ),
    awaited=(
        Awaited(
            id="w1",
            what="The outline from housing",
            from_whom="Housing, head of tenancies",
            by_when=understood("27 March 2026"),
        ),
    ),
)

STEPS = (
    Step(
        key=FORM,
        title="Sub Group meetings",
        phase=Phase.DECIDE,
        lead="When does the Sub Group meet, and what did it judge?",
        guidance="Write in the next meeting as soon as the case has come, and put the case on its agenda (8.2.17). "
        "After each meeting: what was judged, why, on which papers, and where the minutes are (8.2.20).\n\n"
        "- Do members disagree? Put it to the Independent Chair: until there is a ruling, the recommendation cannot "
        "be signed.\n"
        "- Is a fact missing? Put the recommendation off to a day, and list what is awaited, from whom, by when. The "
        "month for the decision goes on all the same (8.2.21).",
        asks=SubGroupMeetings,
        examples=(EXAMPLE,),
        after=("arrival",),
        answered_by=("business_manager", "sub_group_chair"),
    ),
)

JUDGED = "The Sub Group judged that the case meets, or may meet, the criteria"
EVENTS = (
    Event(
        key="next_subgroup_meeting",
        title="The next meeting of the Sub Group",
        form=FORM,
        rows="meetings",
        field="on",
    ),
    Event(
        key="subgroup_meeting",
        title="The Sub Group met on the case",
        form=FORM,
        rows="meetings",
        having=("on_agenda", "yes"),
        field="on",
    ),
    *(
        Event(
            key="subgroup_judgement",
            title=JUDGED,
            form=FORM,
            rows="meetings",
            having=("judgement", judgement),
            field="on",
        )
        for judgement in ("does", "may")
    ),
)

GATES = (
    Check(
        key="disputes_settled",
        title="Every dispute in the Sub Group has a ruling",
        source="8.2.20",
        find=unsettled,
        severity=Severity.BLOCK,
        reads=("answer",),
    ),
)
