"""Bracken, a fictional case: the report as it was drafted, tested at the recall event and finished."""

from __future__ import annotations

from methodologies.silp.asks import (
    FacilitatorsReport,
    FinalReport,
    FirstDraft,
    RecallComment,
    RecallEvent,
    TermsMet,
    ThemeAnalysis,
)
from methodologies.silp.asks.event import Attendance
from methodologies.silp.examples.after import LP1, LP2, LP3, LP4, R1, R2, R3
from methodologies.silp.examples.event import LEARNING_EVENT
from methodologies.silp.examples.typed import on

INTRODUCTION = (
    "This review is about a boy of 13 whom this report calls Bracken. He lives with type 1 diabetes. In June 2025 he "
    "became gravely ill at home. He is well again, and helped with this report. It asks what we can learn from the "
    "year before about how services work together, so that another child is seen sooner."
)
PROCESS = (
    "Four agencies wrote a report each against the same three questions. Everybody had read them when eight people "
    "who knew Bracken, or who had handled news of him, met for a day on 2 December 2025. They tested this draft "
    "together on 13 January 2026. Mother and Bracken spoke with the reviewers. One nurse had moved away and "
    "sent cards. No school nurse could take part, since the post has been empty since 2023; what a school nurse "
    "would have seen is missing here."
)
CHILD = (
    "Bracken builds a model railway with the club at the old station and can explain any signal on it. He has two "
    "younger brothers and reads to them at night. By the spring of 2025 he was measuring, reckoning and injecting "
    "by himself, four times a day, and getting up at two to check. He was good at it. He told us that he was tired."
)
FAMILY = (
    "Mother brings up three boys and works at night. Father lives abroad. There is no other adult in the home. That is "
    "all that needs to be known to understand what follows."
)
GOOD_PRACTICE = (
    "A lunchtime supervisor asked why he left his food, and got the truth since she was not cross. A receptionist "
    "rings families after two missed appointments; nobody told her to. A ward sister kept him in until the "
    "diabetes nurse could be there. Each had time, or took it, and a reason of her own to look twice."
)
DEVELOPMENTS = (
    "Every school in the county was sent its current care plans within three days of the learning event. The hospital "
    "has added up its own missed appointments for the first time."
)
CONCLUSION = (
    "Each person here did the next thing that their post asks for, and the things did not add up. "
    "The recommendations put the adding up into the work itself."
)
ANALYSIS = (
    ThemeAnalysis(
        id="t1",
        theme="t1",
        words="Five appointments in ten months is a pattern. It was never in front of anybody. The letters came one "
        "by one to a surgery with six doctors; the clinic's screen shows the day's list. To count them, a nurse "
        "would have had to open three systems for each of 214 children. Where they were counted, by a "
        "receptionist with a pencil, somebody rang.",
        research="National guidance asks for “was not brought” rather than “did not attend”, and for a pattern to be "
        "followed up. It says little on who sees the pattern.",
    ),
    ThemeAnalysis(
        id="t2",
        theme="t2",
        words="In January the ward rang and felt that it had referred. The front door heard information. Both were "
        "right by their own rules. In May it happened twice more. A worry without a question is easy to send and easy "
        "to close; on a day with eleven to close by five, it is closed.",
        research="",
    ),
    ThemeAnalysis(
        id="t3",
        theme="t3",
        words="Everybody admired how well Bracken managed. As it went well, fewer adults looked. The trip in March "
        "taught him that needing help meant staying behind, and after it he told nobody that he had begun to "
        "skip checks.",
        research="Studies of young people with diabetes find that control often worsens in the early teens, just when "
        "tasks are handed over.",
    ),
    ThemeAnalysis(
        id="t4",
        theme="t4",
        words="The school had a plan: from 2021, for another school. The newer one was sent to the school nurse's "
        "tray. The adults who saw him at lunch had not been told that there was a plan.",
        research="",
    ),
)

FIRST_DRAFT = FirstDraft(
    introduction=INTRODUCTION,
    process=PROCESS,
    child=CHILD,
    family=FAMILY,
    analysis=ANALYSIS,
    good_practice=GOOD_PRACTICE,
    developments=DEVELOPMENTS,
    conclusion=CONCLUSION,
    sent_on=on("19 December 2025"),
    doubts="Whether learning point 2 is fair to the front door, and whether r1 can be built in the clinics' system.",
)

RECALL_EVENT = RecallEvent(
    held_on=on("13 January 2026"),
    came_by="in_person",
    attendance=tuple(
        Attendance(id=one.id, role=one.role, agency=one.agency, involvement=one.involvement, invited="yes", came="yes")
        for one in LEARNING_EVENT.attendance
        if one.id != "p3"
    ),
    put=(LP1, LP2, LP3, LP4, R1, R2, R3),
    comments=(
        RecallComment(
            id="k1",
            paragraph="4.2",
            draft_wording="The front door did not act on the ward's call.",
            comment="It was not sent as a referral. Say what came in and what we do with such a call.",
            by_agency="Children's services",
            kind="balance",
            about=(LP2,),
            decision="accepted",
            reason="Rewritten from both ends of the telephone.",
        ),
        RecallComment(
            id="k2",
            paragraph="5.3",
            draft_wording="Bracken's adherence worsened after March.",
            comment="He stopped telling us. That is not the same.",
            by_agency="Hospital and school, one table",
            kind="wording",
            about=(LP3,),
            decision="accepted",
            reason="The learning point now speaks of noticing, in place of adherence.",
        ),
        RecallComment(
            id="k3",
            paragraph="6.1",
            draft_wording="Recommendation 1",
            comment="A prompt will be clicked away by Friday. Can it stop us?",
            by_agency="Hospital",
            kind="analysis",
            about=(R1,),
            decision="accepted",
            reason="The screen now stays open until a call is booked.",
        ),
        RecallComment(
            id="k4",
            paragraph="3.4",
            draft_wording="The plan held by the school was four years old.",
            comment="Please leave this out; it reads badly for us.",
            by_agency="School",
            kind="balance",
            about=(),
            decision="rejected",
            reason="It is a fact that the learning rests on. The report now says first where the newer plan was sent.",
        ),
    ),
    wider="Every table knew another child. The clinic brought its count: 19 children with three or more.",
    strength="The room moved r1 from intermediate to strong, and took out a course for all school staff.",
    changes="Plans were sent out again on 5 December. The front door has begun to write back to wards.",
)

FINAL_REPORT = FinalReport(
    process=PROCESS.replace("tested this draft together", "tested a draft of this report together"),
    terms=(
        TermsMet(
            id="Q1", question="What Bracken was living with, and from whom it was known", where="Chapters 3 and 5.3"
        ),
        TermsMet(id="Q2", question="Appointments he was not brought to", where="Chapter 5.1"),
        TermsMet(id="Q3", question="How plan and worries were shared", where="Chapters 5.2 and 5.4"),
    ),
    codes="yes",
    family_read="Mother asked for one sentence about her own mother to go, and it went. Bracken said that it was "
    "“mostly about letters, which is fair”.",
    panel_on=on("10 February 2026"),
    partnership_on=on("3 March 2026"),
)

FACILITATORS_REPORT = FacilitatorsReport(
    introduction=INTRODUCTION,
    process="Eight people who knew Bracken, or who had handled news of him, met for a day on 2 December 2025 and "
    "agreed what follows. There were no agency reports and no second meeting: this is the learning of one day, "
    "as the facilitators understood it.",
    child=CHILD,
    family=FAMILY,
    analysis=ANALYSIS,
    good_practice=GOOD_PRACTICE,
    developments=DEVELOPMENTS,
    conclusion=CONCLUSION,
    sent_on=on("16 December 2025"),
)
