"""SILP after the learning event: draft, recall event, report, actions and what they changed."""

from __future__ import annotations

from lcspr_core import Phase, Step, Timing
from methodologies.silp.asks import (
    Actions,
    FacilitatorsReport,
    FinalReport,
    FirstDraft,
    FollowUp,
    ImpactReview,
    RecallEvent,
)
from methodologies.silp.examples import after, drafts
from methodologies.silp.guidance import laid_out
from methodologies.silp.yields import actions, impact

FIRST_DRAFT = Step(
    key="first_draft",
    title="First draft",
    phase=Phase.REPORT,
    lead="Would the people of the event know their own story in this?",
    guidance=laid_out("""
        Here you write what only prose can say. The terms, key episodes, people's words, learning and recommendations
        are put in from what is already there.

        Write so that it can be published without taking anything out: codes throughout, and no more of the family's
        life than the learning needs (8.2.43, 8.2.62). Short: readable within an hour. For each theme, tell why before
        you tell what.

        - Does a sentence know more than anybody could have known that day?
        - Is what went well given as much thought as what did not?
        - Could the child read this one day?

        Say where you are unsure; that is what the recall event is for.
    """),
    asks=FirstDraft,
    examples=(drafts.FIRST_DRAFT,),
    after=("recommendations", "family_view"),
    timing=Timing(from_week=12, to_week=15, words="weeks 12 to 15"),
    answered_by=("lead_reviewer",),
)

RECALL_EVENT = Step(
    key="recall_event",
    title="Recall event",
    phase=Phase.TEST,
    lead="Is it right, is it fair, and would it help?",
    guidance=laid_out("""
        The same people meet again for half a day, three to six weeks after the event, with the draft read beforehand.
        Say first what has changed since.

        Take facts and fairness before analysis, and analysis before recommendations. Every comment is written down
        with what was decided and why; a rejected comment deserves the longer answer.

        - Where does the draft know better than we did?
        - Is it wider than this case? Who has seen it with another family?
        - Will this recommendation still be doing something in two years?

        A recall event that alters nothing was not asked real questions. After it, nothing new goes into the report
        without being sent back to these people first.
    """),
    asks=RecallEvent,
    examples=(drafts.RECALL_EVENT,),
    after=("first_draft",),
    timing=Timing(from_week=14, to_week=18, words="3 to 6 weeks after the event, half a day"),
    answered_by=("lead_reviewer",),
    gate=("recall_reasons", "recall_altered"),
)

FINAL_REPORT = Step(
    key="final_report",
    title="Final report",
    phase=Phase.REPORT,
    lead="What is different from the draft, and is it ready to go on?",
    guidance=laid_out("""
        Write only what differs from the first draft; a part left empty stays as drafted.

        Then go through what must be so: every question of the terms of reference is met, only agreed codes are used,
        the family has seen it or the reason is given, and anything that came in since the recall event went back to
        the people and is listed here (8.2.40, 8.2.53).

        The panel agrees it, then the sub group and the partnership consider it; the author presents it and makes the
        changes agreed there (8.2.49). Tell the people of both events before it is published.
    """),
    asks=FinalReport,
    examples=(drafts.FINAL_REPORT,),
    after=("recall_event",),
    timing=Timing(from_week=16, to_week=24, words="weeks 16 to 24"),
    answered_by=("lead_reviewer",),
    signed_by=("lead_reviewer", "panel_chair"),
    gate=("recall_new", "report_terms", "family_recorded"),
)

ACTIONS = Step(
    key="actions",
    title="Actions",
    phase=Phase.RESPOND,
    lead="Who does what by when, and what will be better for children?",
    guidance=laid_out("""
        Each action has one agency, one post that is senior enough, one date, and one thing that anybody can see or
        count. Write what will be better for children before you write what will be done.

        Where the learning belongs to one agency alone, the action goes to that agency's own plan.

        - What will have to stop so that this can start?
        - Where does it stand today? Without that, no one can show that it moved.
        - Who, other than its owner, will say that it is done?

        The sub group follows progress and takes what stalls further up (8.2.49). What is urgent does not wait for this
        plan (8.2.72).
    """),
    asks=Actions,
    examples=(after.ACTIONS,),
    yields=actions,
    after=("themes_and_learning", "recommendations", "final_report"),
    timing=Timing(from_week=18, to_week=26, words="with the report"),
    answered_by=("lead_reviewer", "business_manager", "panel_member"),
    gate=("actions_owned",),
)

FACILITATORS_REPORT = Step(
    key="facilitators_report",
    title="Facilitator's report",
    phase=Phase.REPORT,
    lead="What was learned on the day?",
    guidance=laid_out("""
        After the event the facilitator writes a report that sums up the learning (8.2.35). Key episodes, people's
        words, learning and actions are put in from what is already there; you write what holds them together.

        Keep it short, and keep it to what the room said. Where you add a thought of your own, say that it is yours. Say
        what one day could not show.

        - Would those who were there know it again?
        - Does a sentence know more than anybody could have known that day?

        Send it to those who came, before it goes to the sub group.
    """),
    asks=FacilitatorsReport,
    examples=(drafts.FACILITATORS_REPORT,),
    after=("actions",),
    timing=Timing(from_week=12, to_week=16, words="within four weeks of the event"),
    answered_by=("lead_reviewer",),
)

IMPACT = Step(
    key="impact",
    title="Impact",
    phase=Phase.EMBED,
    lead="What is different, and who says so?",
    guidance=laid_out("""
        Done is not the same as different. For each action, ask how far it reached: was it done, did it reach the
        people, do they know more, do they work differently, is life better for children?

        Look for it where the work is: a sample of records, a number that stood at something before, and above all
        the people and children it was for. Write down what has not changed as plainly as what has.

        Somebody other than the owner should be able to see the evidence.
    """),
    asks=ImpactReview,
    examples=(after.IMPACT_REVIEW,),
    yields=impact,
    after=("actions",),
    timing=Timing(from_week=40, to_week=78, words="6 to 12 months after the report"),
    answered_by=("business_manager", "lead_reviewer"),
)

FOLLOW_UP = Step(
    key="follow_up",
    title="Follow-up event",
    phase=Phase.EMBED,
    lead="What do those who were there see now?",
    guidance=laid_out("""
        Six to twelve months on, ask the same people to come for an hour or two. It costs little, shows respect, and
        they will tell you within minutes what has lasted and what has slipped back.

        - What do you do differently on a Tuesday afternoon?
        - What did we agree that nobody can keep up?
        - What came of your words?

        Tell the family and the child what changed, too.
    """),
    asks=FollowUp,
    examples=(after.FOLLOW_UP,),
    yields=impact,
    after=("actions",),
    required=False,
    timing=Timing(from_week=48, to_week=78, words="6 to 12 months after the report, if it is wanted"),
    answered_by=("lead_reviewer", "business_manager"),
)

AFTER: tuple[Step, ...] = (
    FIRST_DRAFT,
    RECALL_EVENT,
    FINAL_REPORT,
    ACTIONS,
    FACILITATORS_REPORT,
    IMPACT,
    FOLLOW_UP,
)
