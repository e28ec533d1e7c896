"""Bracken, a fictional case, before the event: what was scoped, how authors were briefed and people prepared."""

from __future__ import annotations

from methodologies.silp.asks import AuthorQuestion, AuthorsBriefing, Involved, KeyLine, Preparation, Scoping
from methodologies.silp.examples.typed import on

SCOPING = Scoping(
    trigger="Bracken, who is 13 and has had type 1 diabetes since the age of nine, was found unconscious at home on "
    "20 June 2025 by a younger brother. He spent six days in intensive care and has recovered. In the year before, he "
    "had not been brought to five clinic appointments, and two contacts with children's services had been closed.",
    proportion="The rapid review showed four agencies each holding one part of the picture, and no agency that acted "
    "against its own procedures. That points to how the services fit together, which the people who do the work can "
    "tell us better than their files. No one is under investigation and all but one of the practitioners can be "
    "reached. Four reports, one day together and one half day to test the draft are enough; a longer inquiry would "
    "tell the family less, later.",
    subjects=("P1",),
    period_from=on("1 June 2024"),
    period_to=on("20 June 2025"),
    agencies=("HOS", "GP", "SCH", "CSC"),
    lines=(
        KeyLine(
            id="Q1",
            question="How did each agency understand what Bracken was living with from day to day, and from whom did "
            "it know?",
            because="Each file describes his blood sugar. None describes his evening.",
        ),
        KeyLine(
            id="Q2",
            question="How were appointments that Bracken was not brought to recorded, added up and acted on?",
            because="There were five. We could not find anybody who had counted to five before June.",
        ),
        KeyLine(
            id="Q3",
            question="How did health, school and children's services share the care plan and each other's worries?",
            because="Two contacts were closed in the month before he was found, and the school held an old plan.",
        ),
    ),
    family="The panel chair and the diabetes nurse whom Mother trusts will tell Mother and Bracken together, at home, "
    "before any letter is sent, and say what the review is and is not. Mother works nights, so in the afternoon. "
    "Bracken will be offered an advocate of his own. His father lives abroad; the social worker will write to him in "
    "his language. Each of them chooses whether, when and how to take part, and may change their mind.",
    parallel="Police took no further action on 15 July 2025 and see no bar to speaking with anybody (email on file, "
    "16 July). No family court proceedings. The hospital's own patient-safety response is finished and its author "
    "will share it. No inquest.",
    support="Each agency names one person, outside the line of management, whom staff can ring before and after the "
    "day. The children's nurse who was on duty in January has asked to come with a colleague.",
    reports_due=on("7 November 2025"),
    event_on=on("2 December 2025"),
    recall_on=on("13 January 2026"),
    report_on=on("3 March 2026"),
    report_form="recommendations",
    confidentiality="What was learned leaves the room; who said it stays. Reports are read on paper and handed back. "
    "If anybody raises a child at risk today, or conduct that an employer has to look at, the facilitators stop, say "
    "so and take it to the panel chair the same day.",
)

AUTHORS_BRIEFING = AuthorsBriefing(
    held_on=on("1 October 2025"),
    came=("HOS", "SCH", "CSC"),
    others="The surgery's author was on leave and had the same hour by telephone on 6 October.",
    covered=("model", "hindsight", "staff", "family", "codes", "smart", "sign_off"),
    template_on=on("2 October 2025"),
    due_on=on("7 November 2025"),
    questions=(
        AuthorQuestion(
            id="b1",
            question="A nurse has left and now works in another county. May we speak with her?",
            reply="Yes, please. Ring first, say what this is for, and offer her a copy of what you write from it. She "
            "may also come to the event, or send a card.",
        ),
        AuthorQuestion(
            id="b2",
            question="What if we think that a colleague got it wrong?",
            reply="Write what was done, what the colleague knew at that hour and what else was on their desk. If it "
            "still looks odd after that, you have found a question for the event. If it is about conduct, it belongs "
            "with your employer and not in this report.",
        ),
    ),
)

PREPARATION = Preparation(
    told="You are asked because you know how it really works. Nobody is here to be judged, and no one will read out "
    "your notes. You will have read four short reports. You may pass, write in place of speaking, and leave the room. "
    "Bracken and his mother know that you are meeting, and have sent you some words.",
    advice="Police, 16 July 2025: no advice against anybody taking part.",
    people=(
        Involved(
            id="p1",
            role="Diabetes nurse",
            agency="HOS",
            involvement="direct",
            invited="yes",
            spoken_with="Lead reviewer, by telephone, 18 November",
            support="Lead nurse for another team",
        ),
        Involved(
            id="p2",
            role="Ward sister, January",
            agency="HOS",
            involvement="direct",
            invited="yes",
            spoken_with="Co-reviewer, at work, 19 November; she is coming with a colleague",
            support="Staff counsellor",
        ),
        Involved(
            id="p3",
            role="Diabetes nurse who moved away",
            agency="HOS",
            involvement="direct",
            invited="yes",
            spoken_with="Author, by telephone, 22 October; cannot travel and will send cards",
            support="Author, by telephone",
        ),
        Involved(
            id="p4",
            role="GP",
            agency="GP",
            involvement="direct",
            invited="yes",
            spoken_with="Lead reviewer, by telephone, 20 November",
            support="Named GP",
        ),
        Involved(
            id="p5",
            role="Receptionist",
            agency="GP",
            involvement="direct",
            invited="yes",
            spoken_with="Practice manager, 20 November",
            support="Practice manager",
        ),
        Involved(
            id="p6",
            role="Form tutor",
            agency="SCH",
            involvement="direct",
            invited="yes",
            spoken_with="Co-reviewer, at school, 21 November",
            support="Head of year 10",
        ),
        Involved(
            id="p7",
            role="Lunchtime supervisor",
            agency="SCH",
            involvement="direct",
            invited="yes",
            spoken_with="Co-reviewer, at school, 21 November; paid for the day",
            support="Head of year 10",
        ),
        Involved(
            id="p8",
            role="Screening worker",
            agency="CSC",
            involvement="direct",
            invited="yes",
            spoken_with="Lead reviewer, at work, 24 November",
            support="Practice consultant",
        ),
        Involved(
            id="p9",
            role="Front-door team manager",
            agency="CSC",
            involvement="line_management",
            invited="yes",
            spoken_with="Lead reviewer, at work, 24 November",
            support="Practice consultant",
        ),
    ),
)
