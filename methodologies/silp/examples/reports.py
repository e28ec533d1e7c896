"""Bracken, a fictional case: the four agency reports and how they were read."""

from __future__ import annotations

from collections.abc import Mapping

from methodologies.silp.asks import (
    AgencyEpisode,
    AgencyRecommendation,
    AgencyReport,
    OpenQuestion,
    ReadingPack,
    ReportRead,
    TermsAnswer,
)
from methodologies.silp.examples.before import SCOPING
from methodologies.silp.examples.typed import on

ASKED: Mapping[str, str] = {line.id: line.question for line in SCOPING.lines}


def _replies(**replies: str) -> tuple[TermsAnswer, ...]:
    return tuple(TermsAnswer(id=key, question=ASKED[key], reply=reply, applies="yes") for key, reply in replies.items())


HOSPITAL = AgencyReport(
    author="Named nurse for another division",
    independence="I have had no part in Bracken's care and manage nobody who had. I met the ward sister on a course in "
    "2023. The children's division did not choose me.",
    supervision="Designated nurse, monthly, who has had no part in the case.",
    sources="Clinic record, ward record, system letters, on-call log, the care plans of 2021 and 2025.",
    staff="Two diabetes nurses (one now elsewhere), ward sister, clinic clerk, consultant. All were offered a "
    "conversation; the consultant wrote a page.",
    agency_role="We have looked after Bracken's diabetes since he was nine: four clinics a year, a nurse to ring, "
    "and a ward when it goes wrong.",
    background="Diagnosed in 2021. Good control for three years, with Mother at every clinic.",
    episodes=(
        AgencyEpisode(
            id="h1",
            title="Three clinics to which Bracken was not brought",
            when=on("12 September to 21 November 2024"),
            account="A letter went home and to the surgery each time, within two days. A new date was made each time. "
            "Nobody rang.",
            why="The clerk books, the system writes, the nurse sees the day's list. On no screen do the three stand "
            "together. The nurses had 214 children and used their telephone hour for those in trouble that day.",
            good_practice="The letters went out on time, and the new dates were within five weeks.",
            learning="A letter that is the same the third time tells the reader that nothing has changed.",
        ),
        AgencyEpisode(
            id="h2",
            title="Three days on the ward",
            when=on("14 to 17 January 2025"),
            account="Admitted by ambulance. On the third day the ward sister rang children's services and the diabetes "
            "nurse, and kept Bracken until the nurse came. A new plan was written and sent to the school nurse.",
            why="The ward's form asks whether children's services were told. It does not ask what they were asked.",
            good_practice="Waiting for the nurse meant that Mother and Bracken went home having practised the new "
            "doses.",
            learning="“Told” is not the end of the sentence.",
        ),
    ),
    terms=_replies(
        Q1="Well as a patient, little as a boy. Clinic notes say who came and what the numbers were. In three years "
        "one note says who is at home at night.",
        Q2="Each was recorded on the day and answered with a letter. They were not added up until June. Our own count "
        "for this report found 19 other children with three or more in the year.",
        Q3="The plan went to the school nurse's tray, not to the school. We rang children's services once and wrote "
        "once, and asked no question either time.",
    ),
    voice="We knew that he was funny and exact, and liked trains. We did not know that he was alone with it at night.",
    diversity="Mother's first language is not English. She speaks it well and was never asked whether she reads it "
    "well.",
    learning="Count, and ring after the second. Ask who does the night. Send the plan to people, not to posts.",
    done_already="All current plans were sent to schools again in October 2025.",
    recommendations=(
        AgencyRecommendation(
            id="hr1",
            words="Ring the family after the second appointment in a row to which a child was not brought.",
            specific="The clinic coordinator rings within five working days.",
            measure="Calls made, from the clinic record, each quarter; today 4 of 61.",
            achievable="Two clerks' hours a week, agreed.",
            relevant="It replaces the letter that changes nothing.",
            by_when=on("31 March 2026"),
            strength="intermediate",
        ),
    ),
)

SURGERY = AgencyReport(
    author="Named GP from another practice",
    independence="No part in the care of the family; not a partner of this practice.",
    supervision="Designated doctor.",
    sources="Records of Bracken and of Mother, letters received, telephone log.",
    staff="Two doctors, practice nurse, receptionist.",
    agency_role="We prescribe, and we see everybody in the family.",
    background="The family has been with this surgery since 2015.",
    episodes=(
        AgencyEpisode(
            id="g1",
            title="Three letters, three readers",
            when=on("September to November 2024"),
            account="Each letter was read by the doctor of the day and filed. The receptionist had Bracken on her "
            "pencil list, rang in November, and spoke with Mother.",
            why="Letters are shared out by day. A letter that asks for nothing is filed.",
            good_practice="The receptionist's call.",
            learning="The list in pencil knew more than the system.",
        ),
        AgencyEpisode(
            id="g2",
            title="The letter of May",
            when=on("6 May 2025"),
            account="A doctor wrote to children's services that Mother was tired and prescriptions were late.",
            why="Ten minutes, Mother in tears, and a form with one box.",
            learning="Write what you are asking for.",
        ),
    ),
    terms=_replies(
        Q1="Mainly through Mother's own appointments. Bracken himself was seen twice in the year.",
        Q2="They came to us as letters and were filed as letters. One member of staff added them up, by hand.",
        Q3="We were sent the plan and did not know whether the school was. We wrote to children's services once.",
    ),
    voice="Seen with his mother, he let her speak. He was not seen alone.",
    learning="Put letters about the same child in front of one person.",
    recommendations=(),
)

SCHOOL = AgencyReport(
    author="Deputy head of a neighbouring school",
    independence="No link with the pupil or his teachers; employed by another trust.",
    supervision="Education safeguarding adviser.",
    sources="Pupil file, attendance, trip papers, first-aid book.",
    staff="Form tutor, head of year, lunchtime supervisor, trip leader.",
    agency_role="Bracken is with us six hours a day.",
    episodes=(
        AgencyEpisode(
            id="s1",
            title="Staying behind",
            when=on("10 to 14 March 2025"),
            account="Bracken's place on the trip hung on a trained adult. None was trained, and he stayed at home.",
            why="The trip policy asks for a trained adult and nobody owns the training since the school nurse left.",
            good_practice="A lunchtime supervisor had asked him what was wrong, and told his tutor.",
            learning="A rule meant to keep him safe left him alone for a week.",
        ),
    ),
    terms=_replies(
        Q1="By what we saw: tired, polite, often hungry. We did not put this together with diabetes.",
        Q2="We were not told of them. We had no way to know.",
        Q3="We held the plan of 2021. We did not know of the ward stay until he told a supervisor.",
    ),
    voice="He says: “School is where I am normal.” His tutor knew about the trains. Nobody had asked him about nights.",
    diversity="He did not wish to be seen to inject, and was given a cupboard. We now ask each child.",
    learning="Plans must reach the adults who are there.",
    recommendations=(),
)

CHILDRENS_SERVICES = AgencyReport(
    author="Service manager from adult services",
    independence="No part in the case and no line management of the front door.",
    supervision="Principal social worker, who has had no part in the case.",
    sources="Contact records, call recording of 17 January 2025, threshold guide, workload figures.",
    staff="Two screening workers, front-door team manager.",
    agency_role="We answer those who are worried about a child and decide what happens next.",
    background="Not known to us before January 2025.",
    episodes=(
        AgencyEpisode(
            id="c1",
            title="The ward's call",
            when=on("17 January 2025"),
            account="Three minutes. Logged as information, read by a manager on 20 January, closed.",
            why="The caller asked for nothing, and the guide says that information is logged.",
            learning="We can ask: what would you like us to do?",
        ),
        AgencyEpisode(
            id="c2",
            title="Two contacts in a week",
            when=on("6 and 13 May 2025"),
            account="Each was screened within a day and closed as information: mother engaging with health.",
            why="The second opens without the first. There were eleven to close that day.",
            good_practice="Both were read within a day, as promised to callers.",
            learning="Two in a month should be read as one.",
        ),
    ),
    terms=_replies(
        Q1="From what callers said. Nobody spoke with Bracken or Mother.",
        Q2="We were told of two. We did not ask whether there were more.",
        Q3="We wrote back to neither caller. We did not know that there was a plan.",
    ),
    voice="He is not in our records as a person: he is “the child” in all three.",
    learning="Ask callers what they want, tell them what happened, and read repeats together.",
    recommendations=(),
)

REPORTS: Mapping[str, AgencyReport] = {"HOS": HOSPITAL, "GP": SURGERY, "SCH": SCHOOL, "CSC": CHILDRENS_SERVICES}

READING_PACK = ReadingPack(
    reports=(
        ReportRead(id="HOS", agency="HOS", outcome="accepted"),
        ReportRead(
            id="GP",
            agency="GP",
            outcome="answered",
            asked_back="Who rang in November, and what was said? The receptionist; Mother said that nights were hard.",
        ),
        ReportRead(
            id="SCH",
            agency="SCH",
            outcome="answered",
            asked_back="Which plan was in the file? The one of 2021. A copy was added to the pack.",
        ),
        ReportRead(id="CSC", agency="CSC", outcome="accepted"),
    ),
    chronology="Joined by the business manager. Accounts differ once: whether the ward's call was a referral.",
    questions=(
        OpenQuestion(
            id="o1",
            question="What did each side think had been agreed on 17 January?",
            who_may_know="Ward sister, screening worker",
        ),
        OpenQuestion(id="o2", question="Who was with Bracken at night?", who_may_know="Anybody whom he told"),
    ),
    held_back="Mother's own health record. The report says what is needed from it, with her agreement.",
    shared_on=on("24 November 2025"),
    shared_how="On paper, by hand, numbered, to be handed back on the day. Two people read theirs at the panel's "
    "office.",
)
