"""SILP at its heart: the learning event, what is learned from it, the family, and what should change."""

from __future__ import annotations

from lcspr_core import Phase, Step, Timing
from methodologies.silp.asks import FamilyView, LearningEvent, Recommendations, ThemesAndLearning
from methodologies.silp.examples import after, event
from methodologies.silp.guidance import laid_out
from methodologies.silp.yields import episodes, family_words, learning_points, recommendations

LEARNING_EVENT = Step(
    key="learning_event",
    title="Learning event",
    phase=Phase.ENGAGE,
    lead="What did it look like from where each of us stood?",
    guidance=laid_out("""
        Before the day, agree four to ten key episodes. They need not tell the whole story; choose those that shaped
        what came after. Cards on the wall are written about them.

        Start with the child as a person. Then take the episodes one by one, and ask what people knew, saw, wanted and
        had to weigh on that day. Only then ask what helped and what got in the way. Let everybody write alone before
        anybody speaks, so that the quiet and the junior are heard; more practitioners than managers should be there.

        Keep on the screen:

        - When did this reach this person?
        - Which signs are bright only because we know the end?
        - What would have had to be true for that to look like the best thing to do?

        Good practice is evidence, not a courtesy: ask what made it possible. Keep disagreement as it is. Record cards,
        never minutes of a person. If present risk or conduct comes up, stop, say so and take it to the panel chair.
    """),
    asks=LearningEvent,
    examples=(event.LEARNING_EVENT,),
    yields=episodes,
    after=("preparation",),
    timing=Timing(from_week=10, to_week=12, words="weeks 10 to 12, one full day"),
    answered_by=("lead_reviewer",),
    gate=("event_reports_first", "event_heard", "event_outnumbered"),
    wall=True,
)

THEMES_AND_LEARNING = Step(
    key="themes_and_learning",
    title="Themes and learning",
    phase=Phase.ANALYSE,
    lead="What have we learned about how things work here?",
    guidance=laid_out("""
        On the wall, move cards together until a group says something, and name it as a sentence. “Communication” says
        nothing; “passing it on felt like handing it over” can be agreed with, or not.

        A learning point goes one step further. It says how things usually work here, and what that leads to. It cites
        a key episode and at least one practitioner's own words. A point that rests on one agency alone goes to that
        agency's own plan.

        - Would it still be true with other people in the same posts?
        - What keeps it that way? Somebody gains by every habit.
        - How would we know whether it is wider than this case?

        Say how strongly it is held, and who saw it otherwise. If the sentence names a person, or says what somebody
        “should have” done, ask what was known then and write again. Keep what was raised and not taken forward, with
        the reason.
    """),
    asks=ThemesAndLearning,
    examples=(event.THEMES_AND_LEARNING,),
    yields=learning_points,
    after=("learning_event",),
    timing=Timing(from_week=10, to_week=13, words="on the day, and in the week after"),
    answered_by=("lead_reviewer",),
    gate=("learning_episode", "learning_voices", "learning_single_agency"),
    wall=True,
)

FAMILY_VIEW = Step(
    key="family_view",
    title="Family's view",
    phase=Phase.ENGAGE,
    lead="What do the child and the family want us to know?",
    guidance=laid_out("""
        Families are told that there is a review, always; and asked to take part, unless there is a clear reason not to,
        which is written down (8.2.50, 8.2.52). Offer it more than once, in more than one way, at times that suit them.

        Meet face to face, at a place they choose, with an advocate or somebody they trust (8.2.51, 8.2.53). Ask what
        helped, not only what failed. Ask the child, in whatever way suits the child, and the brothers and sisters.

        - What would they like services to know about an ordinary day?
        - What question would they put to us?
        - What must not be in the report?

        Their words go on the wall only if they agree, word by word. Show them what came of it, and the draft before
        anybody else outside reads it. With a criminal case running, settle the timing with the police first (8.2.54).
    """),
    asks=FamilyView,
    examples=(after.FAMILY_VIEW,),
    yields=family_words,
    after=("scoping",),
    timing=Timing(from_week=4, to_week=16, words="weeks 4 to 16: before, between or after the events"),
    answered_by=("lead_reviewer", "panel_chair", "business_manager"),
    gate=("family_recorded",),
)

RECOMMENDATIONS = Step(
    key="recommendations",
    title="Recommendations",
    phase=Phase.ANALYSE,
    lead="What should change, so that this is learned and not only said?",
    guidance=laid_out("""
        Three to eight recommendations, each answering something that was learned. If you cannot say which learning
        point it answers, it belongs to another review.

        Ask first what would make the right thing the easy thing. A course, a memo and a reminder leave the work as it
        was and ask people to be better at it. Sometimes that is all that can be had; then say why.

        - Does it act on what keeps things as they are, or on the last person in the line?
        - Who gives up what, so that this can happen?
        - What would we see in a year if it worked, and what stands there today?

        Say for each what makes it specific, measurable, attainable, relevant and time-bound (8.2.40). One change each:
        where two verbs are joined by “and”, write two. Test them with those who would have to carry them out.
    """),
    asks=Recommendations,
    examples=(after.RECOMMENDATIONS,),
    yields=recommendations,
    after=("themes_and_learning",),
    timing=Timing(from_week=12, to_week=15, words="weeks 12 to 15, tested at the recall event"),
    answered_by=("lead_reviewer",),
    gate=("recommendations_learning", "recommendations_smart", "recommendations_strength"),
)

EVENT: tuple[Step, ...] = (LEARNING_EVENT, THEMES_AND_LEARNING, FAMILY_VIEW, RECOMMENDATIONS)
