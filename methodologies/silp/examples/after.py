"""Bracken, a fictional case: what should change, who does it by when, and what came of it."""

from __future__ import annotations

from methodologies.silp.asks import (
    Action,
    Actions,
    FamilyContact,
    FamilyView,
    FamilyWords,
    FollowUp,
    Impact,
    ImpactReview,
    Recommendation,
    Recommendations,
)
from methodologies.silp.examples.event import E2, E3
from methodologies.silp.examples.typed import on

LP1, LP2, LP3, LP4 = (f"lead.themes_and_learning.lp{number}" for number in (1, 2, 3, 4))
R1, R2, R3 = (f"lead.recommendations.r{number}" for number in (1, 2, 3))
A1, A2, A3 = (f"lead.actions.a{number}" for number in (1, 2, 3))

FAMILY_VIEW = FamilyView(
    contacts=(
        FamilyContact(
            id="f1",
            who="Mother",
            on=on("24 September 2025"),
            how="Visit at home in the afternoon, panel chair with the diabetes nurse",
            outcome="took_part",
        ),
        FamilyContact(
            id="f2",
            who="Bracken",
            on=on("8 October 2025"),
            how="At the model railway club, with his advocate",
            outcome="took_part",
        ),
        FamilyContact(
            id="f3",
            who="Father",
            on=on("30 September 2025"),
            how="Letter in his language, social worker; a second one on 4 November",
            outcome="no_reply",
            reason="Both letters were delivered and neither was answered. Mother thinks he would not wish to be asked "
            "again, and the panel agreed to leave it there.",
        ),
    ),
    child="Bracken spoke for forty minutes and drew the signal box of a railway: “Everybody works one lever. I was the "
    "only one who could see all the trains.” His advocate asked him before every passage that is used here.",
    words=(
        FamilyWords(
            id="w1",
            who="Mother",
            words="They asked me if I was managing and I said yes. Nobody asked who does the two o'clock check when I "
            "am at work.",
            agreed="yes",
            episode=E2,
            on=on("24 September 2025"),
        ),
        FamilyWords(
            id="w2",
            who="Bracken",
            words="I knew how to do it. I just didn't want to be the one who always has to know.",
            agreed="yes",
            episode=E3,
            on=on("8 October 2025"),
        ),
        FamilyWords(id="w3", who="Mother", words="About her own mother's illness.", agreed="no"),
    ),
    made_of_it="Learning point 3 is built on Bracken's sentence. Before we met him the draft spoke of “adherence”.",
    wishes="Mother asks that her work is described as night work, without the place. Bracken would like the railway "
    "kept.",
    feedback="The draft was read to both of them at home on 20 January 2026, over two afternoons.",
)

RECOMMENDATIONS = Recommendations(
    recommendations=(
        Recommendation(
            id="r1",
            words="The hospital's children's clinics should show, on the screen where an appointment is marked “was "
            "not brought”, how many there have been in twelve months, and keep it open from the second one until a "
            "call to the family is booked.",
            answers=(LP1,),
            specific="One counter and one stop on one screen, for all children under 18.",
            measure="Share of second missed appointments followed by a call within five working days: 4 of 61 in 2024; "
            "at least 50 of 60 in a sample of early 2027.",
            achievable="The clinics' system lead has shown a trial version. Two clerks' hours are agreed.",
            relevant="It puts the pattern where somebody has to look, without asking anybody to remember.",
            by_when=on("30 September 2026"),
            strength="strong",
        ),
        Recommendation(
            id="r2",
            words="The front door should answer every call from a ward, surgery or school on the same day with one of "
            "three sentences: we have it; we need this from you; it stays with you, and here is why.",
            answers=(LP2,),
            specific="Three sentences, sent in writing to the person who rang.",
            measure="A dip sample of 40 calls each quarter: the caller can say who has it in 9 out of 10. Today: "
            "not known.",
            achievable="Two neighbouring counties do it. The front door asks for one post for three months to start.",
            relevant="It puts a question, and so an answer, into each worry that is passed on.",
            by_when=on("1 June 2026"),
            strength="intermediate",
        ),
        Recommendation(
            id="r3",
            words="Each child with a long-term condition should have two adults at school who are trained and named in "
            "the plan within ten school days of a new plan, one of whom asks the child each week how it is going.",
            answers=(LP3, LP4),
            specific="Two names in the plan, one weekly question, one number to ring.",
            measure="The school nurse service reports each half term how many plans have two names; today 7 of 52. Ten "
            "children a year are asked whether somebody asks.",
            achievable="The diabetes team gives two afternoons each September; schools release one adult at a time.",
            relevant="It reaches the adults who are there, and notices when a child has put the task down.",
            by_when=on("16 October 2026"),
            strength="intermediate",
        ),
    )
)

ACTIONS = Actions(
    actions=(
        Action(
            id="a1",
            words="Put the counter and the stop into the clinic screen, first in the diabetes clinic, then in all.",
            answers=(R1,),
            agency="HOS",
            owner="Divisional director, children",
            due=on("30 September 2026"),
            outcome="A family that is struggling hears a voice after two missed appointments, not a fifth letter.",
            measure="Calls within five working days after a second missed appointment",
            baseline="4 of 61 (2024)",
            strength="strong",
        ),
        Action(
            id="a2",
            words="Answer every professional call on the day with one of the three sentences.",
            answers=(R2,),
            agency="CSC",
            owner="Head of the front door",
            due=on("1 June 2026"),
            outcome="Somebody always knows that it is with them.",
            measure="Callers in the quarterly sample who can say who has it",
            baseline="Not known; first sample in April 2026",
            strength="intermediate",
        ),
        Action(
            id="a3",
            words="Name and train two adults for each child with a plan.",
            answers=(R3,),
            agency="SCH",
            owner="Assistant head, inclusion",
            due=on("16 October 2026"),
            outcome="A child can go on the trip, and is asked each week.",
            measure="Plans with two trained adults named",
            baseline="7 of 52 (county); 0 of 3 (this school)",
            strength="intermediate",
        ),
    ),
    fast="The out-of-date plans were too urgent to wait: the hospital sent every school its current ones on 5 December "
    "2025, three days after the event.",
)

IMPACT_REVIEW = ImpactReview(
    impact=(
        Impact(
            id="i1",
            action=A1,
            words="In the diabetes clinic 31 of 36 families had a call after a second missed appointment.",
            evidence="Clinic system, April to August 2026, checked by the trust's audit team",
            reach="practice",
            on=on("31 August 2026"),
        ),
        Impact(
            id="i2",
            action=A2,
            words="Seven of ten callers can say who has it. The calls after four o'clock are the ones that fail.",
            evidence="Two quarterly samples of 40 calls, read with a ward sister and a head teacher",
            reach="practice",
            on=on("31 July 2026"),
        ),
    ),
    next_step="The front door has moved one worker to a later shift and will look again in October.",
)

FOLLOW_UP = FollowUp(
    held_on=on("8 September 2026"),
    came=("HOS", "GP", "SCH", "CSC"),
    impact=(
        Impact(
            id="i3",
            action=A3,
            words="Bracken went on this year's trip. He says that two people at school know, and that they are not "
            "cross.",
            evidence="Bracken, through his advocate; form tutor",
            reach="children",
            on=on("8 September 2026"),
        ),
    ),
    slipped="Training for new staff: the September date was lost when the diabetes team had sickness. A film is being "
    "made with two of the young people.",
    thanks="Each person who came in December had a page: what you said, what it became, and where it is now.",
)
