"""One worked answer to each step; the case, its people and its places are invented."""

from __future__ import annotations

from lcspr_core import UncertainDate

from .asks import Account, Change, Circle, Learned, Learning, Moment, Question, Voice

QUESTION = Question(
    asked="How did three agencies each come to think that another was bringing breakfast?",
    why_now="The same thing was said in two other schools this term.",
    agencies=("police", "health", "school"),
)

ACCOUNT = Account(
    moments=(
        Moment(
            id="hungry",
            what="A child of eight asked a lunchtime helper for bread to take home.",
            when=UncertainDate(typed="early March 2026"),
            source="The school's record of worries",
        ),
        Moment(
            id="visit",
            what="A home visit was put off twice because nobody answered the door.",
            when=UncertainDate(typed="12 March 2026"),
            source="Visit notes",
        ),
    ),
)

CIRCLE = Circle(
    on=UncertainDate(typed="4 June 2026"),
    voices=(
        Voice(
            id="form",
            words="The form has one box for food, so I ticked that the school provides it, because it used to.",
            agency="health",
            voice="pressure",
            about=("lead.account.health.hungry",),
            shaped_by=("tools", "knowing"),
        ),
        Voice(
            id="friday",
            words="On Fridays I packed what was left over. It was kind, and it hid from all of us how bad it was.",
            agency="school",
            voice="good_practice",
            about=("lead.account.school.hungry",),
            shaped_by=("support",),
        ),
    ),
)

LEARNING = Learning(
    learned=(
        Learned(
            id="boxes",
            words="A box that can be ticked for somebody else's work makes each agency believe that it is done.",
            heard=("lead.circle.form", "lead.circle.friday"),
        ),
    ),
    changes=(
        Change(
            id="say_who",
            words="Replace the box by a line that says who brings food, and who asks again and when.",
            answers=("lead.learning.boxes",),
        ),
    ),
)
