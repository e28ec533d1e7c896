"""The steps in order, who answers them, and the profile that takes them all."""

from __future__ import annotations

from lcspr_core import Phase, PlatformRole, Profile, Role, SeenBy, Step, Timing

from .asks import Account, Circle, Learning, Question
from .examples import ACCOUNT, CIRCLE, LEARNING, QUESTION
from .yields import learning, moments, voices

ROLES = (
    Role(key="convenor", title="Convenor of the circle", counts_as=PlatformRole.LEAD_REVIEWER),
    Role(key="author", title="Author of an agency's account", counts_as=PlatformRole.AGENCY_AUTHOR),
)

STEPS = (
    Step(
        key="question",
        title="Set the question",
        phase=Phase.SCOPE,
        guidance="Ask about the work, not about a person. A good question surprises the people who ask it.",
        asks=Question,
        examples=(QUESTION,),
        answered_by=("convenor",),
        timing=Timing(from_week=0, to_week=1),
    ),
    Step(
        key="account",
        title="Hear from each agency",
        phase=Phase.ASSEMBLE,
        guidance="Two or three moments are enough. Say where each is recorded.",
        asks=Account,
        examples=(ACCOUNT,),
        per=("agency",),
        yields=moments,
        after=("question",),
        answered_by=("author",),
        seen_by=SeenBy(own_until="account"),
        timing=Timing(from_week=1, to_week=4),
    ),
    Step(
        key="circle",
        title="Meet in a circle",
        phase=Phase.ENGAGE,
        guidance="Let each person speak once before anybody speaks twice. Write down their words, not yours.",
        asks=Circle,
        examples=(CIRCLE,),
        yields=voices,
        after=("account",),
        answered_by=("convenor",),
        timing=Timing(from_week=5, to_week=6),
    ),
    Step(
        key="learning",
        title="Say what was learned",
        phase=Phase.REPORT,
        guidance="Write each point as a sentence about how the work is done, and name whose words it rests on.",
        asks=Learning,
        examples=(LEARNING,),
        yields=learning,
        after=("circle",),
        gate=("one_agency",),
        answered_by=("convenor",),
        timing=Timing(from_week=6, to_week=8),
    ),
)

PROFILES = (Profile(key="full", title="Full", steps=("question", "account", "circle", "learning")),)
