"""Bracken, a fictional case: the record of the learning event, and what was learned from the wall."""

from __future__ import annotations

from methodologies.silp.asks import (
    Attendance,
    Disagreement,
    KeyEpisode,
    LearningEvent,
    LearningPoint,
    Session,
    SetAside,
    ThemesAndLearning,
    ThemeWords,
)
from methodologies.silp.examples.typed import on

E1, E2, E3, E4 = (f"lead.learning_event.e{number}" for number in (1, 2, 3, 4))

LEARNING_EVENT = LearningEvent(
    held_on=on("2 December 2025"),
    came_by="in_person",
    led_by="Two independent reviewers; neither has worked for, or with, the four agencies.",
    episodes=(
        KeyEpisode(
            id="e1",
            title="Three clinic appointments in one autumn",
            when=on("September to November 2024"),
            what="Bracken was not brought on 12 September, 17 October and 21 November. Each time a letter went home "
            "and to the surgery, and a new date was made.",
            why="It was the first sign that the family could no longer manage as they had, and it looked like "
            "three small things.",
            accounts=("lead.agency_report.HOS.h1", "lead.agency_report.GP.g1"),
        ),
        KeyEpisode(
            id="e2",
            title="The January admission and going home",
            when=on("14 to 17 January 2025"),
            what="Bracken came in by ambulance with high blood sugar and went home after three days with a new "
            "plan. The ward rang children's services.",
            why="All the agencies knew for a few days at once. Afterwards each thought that another had it.",
            accounts=("lead.agency_report.HOS.h2", "lead.agency_report.CSC.c1"),
        ),
        KeyEpisode(
            id="e3",
            title="The week of the school trip",
            when=on("10 to 14 March 2025"),
            what="His year went away for a week. Bracken stayed at home because no trained adult could go.",
            why="He says that this was when he stopped telling people.",
            accounts=("lead.agency_report.SCH.s1",),
        ),
        KeyEpisode(
            id="e4",
            title="Two contacts, one week apart",
            when=on("6 and 13 May 2025"),
            what="The surgery and then the hospital wrote to children's services. Each contact was closed within a "
            "day, as information.",
            why="They were the last chances for somebody to see the whole before June.",
            accounts=("lead.agency_report.CSC.c2", "lead.agency_report.GP.g2"),
        ),
    ),
    attendance=(
        Attendance(id="p1", role="Diabetes nurse", agency="HOS", involvement="direct", invited="yes", came="yes"),
        Attendance(id="p2", role="Ward sister, January", agency="HOS", involvement="direct", invited="yes", came="yes"),
        Attendance(
            id="p3",
            role="Diabetes nurse who moved away",
            agency="HOS",
            involvement="direct",
            invited="yes",
            came="no",
            otherwise="Sent three cards, and rang at lunch",
        ),
        Attendance(id="p4", role="GP", agency="GP", involvement="direct", invited="yes", came="yes"),
        Attendance(id="p5", role="Receptionist", agency="GP", involvement="direct", invited="yes", came="yes"),
        Attendance(id="p6", role="Form tutor", agency="SCH", involvement="direct", invited="yes", came="yes"),
        Attendance(id="p7", role="Lunchtime supervisor", agency="SCH", involvement="direct", invited="yes", came="yes"),
        Attendance(id="p8", role="Screening worker", agency="CSC", involvement="direct", invited="yes", came="yes"),
        Attendance(
            id="p9",
            role="Front-door team manager",
            agency="CSC",
            involvement="line_management",
            invited="yes",
            came="yes",
        ),
    ),
    ground_rules="What you saw and thought then, before what you think now. Everybody's piece counts the same. Ask "
    "what a word means. You may pass. What we learn leaves the room, who said it stays.",
    child="We began with Bracken. His mother had lent a photograph of his model railway, and the lunchtime supervisor "
    "told us how he explains the signals to anyone who will listen. The photograph stood on an empty chair all day.",
    family_words="Two short passages from Mother and from Bracken, read by the advocate, with their agreement to each "
    "word.",
    sessions=(
        Session(
            id="s1",
            title="Bracken",
            minutes=30,
            activity="child_chair",
            prompt="A school day and a night, hour by hour",
        ),
        Session(
            id="s2",
            title="The autumn",
            minutes=60,
            activity="timeline_wall",
            prompt="What did you know on 21 November, with only that page?",
            episodes=(E1,),
        ),
        Session(
            id="s3",
            title="January",
            minutes=60,
            activity="critical_moment",
            prompt="What did you think had been agreed when he went home?",
            episodes=(E2,),
        ),
        Session(
            id="s4",
            title="What helped, what got in the way",
            minutes=50,
            activity="helped_hindered",
            prompt="What made the right thing easy, even once?",
            episodes=(E1, E2, E3, E4),
        ),
        Session(
            id="s5",
            title="Naming what we see",
            minutes=45,
            activity="affinity_cluster",
            prompt="Say each group as a sentence that would surprise a stranger.",
        ),
    ),
    agreed=("c01", "c09", "c10", "c18"),
    disagreements=(
        Disagreement(
            id="d1",
            about="Whether the ward had made a referral in January",
            episode=E2,
            voices=("c06", "c07"),
            left="Both accounts stand. The ward sister and the screening worker agreed that neither had done anything "
            "unusual, and that this was the point.",
        ),
    ),
    raised="None.",
    follow_up="Two people were rung the next day by their named support, as they had asked.",
    useful=4.6,
    safe=4.4,
    changed=4.1,
)

THEMES_AND_LEARNING = ThemesAndLearning(
    learning=(
        LearningPoint(
            id="lp1",
            words="Appointments that a child is not brought to are dealt with one letter at a time, so a pattern that "
            "any of us would worry about has no place where it can be seen.",
            themes=("t1",),
            episodes=(E1, E4),
            contributions=("c02", "c18"),
            held="all",
            level="conditions",
            why="The letter is written by the system on the day and read by whoever is on duty. Each reader sees one. "
            "Counting them is nobody's task, and would take three logins.",
            wider="Yes. The clinic looked at its own list: 19 other children had three or more in the year.",
        ),
        LearningPoint(
            id="lp2",
            words="When a worry is passed on without a question in it, the sender feels that it has been taken up and "
            "the receiver feels that nothing has been asked.",
            themes=("t2",),
            episodes=(E2, E4),
            contributions=("c06", "c07"),
            held="most",
            seen_otherwise="The front door's manager said that a call marked “information” is still read, and "
            "sometimes acted on. Two others had seen that happen.",
            level="inter_agency",
            why="Wards and schools are praised for ringing. The front door is measured by what it closes in a day. "
            "Both are doing what they are asked.",
            wider="Probably. All four agencies could name another family; nobody has counted.",
        ),
        LearningPoint(
            id="lp3",
            words="As children with a long-term condition grow up we hand them the tasks by age, and have no way of "
            "noticing when they put them down.",
            themes=("t3",),
            episodes=(E3, E4),
            contributions=("c09", "c14"),
            held="most",
            seen_otherwise="Bracken's tutor thought that he wanted it so. Bracken says that he did, until March.",
            level="organisation",
            why="Independence at thirteen is what the guidance hopes for and what families are glad to hear.",
            wider="The clinic and the school nurse service both think so. There are no figures.",
        ),
        LearningPoint(
            id="lp4",
            words="A care plan that reaches the school office does not by that reach the adults who are with the child "
            "at lunch, in games and on trips.",
            themes=("t4",),
            episodes=(E2, E3),
            contributions=("c08", "c10"),
            held="several",
            level="inter_agency",
            why="Plans are sent to a post that has been empty since 2023, and schools file what they are sent.",
            wider="Three of five schools that the hospital rang had an out-of-date plan.",
        ),
    ),
    about=(
        ThemeWords(id="t1", theme="t1", about=("recording", "systems", "resources")),
        ThemeWords(id="t2", theme="t2", about=("information", "thresholds")),
        ThemeWords(id="t3", theme="t3", about=("voice", "assessment")),
        ThemeWords(id="t4", theme="t4", about=("transitions", "information")),
    ),
    set_aside=(
        SetAside(
            id="x1",
            what="That night work should be asked about in every assessment.",
            reason="It matters, and it belongs with the wider work on parents who work at night, to which it was sent.",
        ),
    ),
)
