"""SILP before the learning event: scope, authors, agency reports, reading pack and people."""

from __future__ import annotations

from lcspr_core import Phase, SeenBy, Step, Timing
from methodologies.silp.asks import AgencyReport, AuthorsBriefing, Preparation, ReadingPack, Scoping
from methodologies.silp.examples import before as written
from methodologies.silp.examples import reports
from methodologies.silp.guidance import laid_out
from methodologies.silp.yields import accounts

SCOPING = Step(
    key="scoping",
    title="Scope",
    phase=Phase.SCOPE,
    lead="What do we want to understand, and how large need this be?",
    guidance=laid_out("""
        Time spent here is the cheapest time of the whole review. What is asked now is what every agency will answer.

        Ask a few questions that you do not know the answer to. “Was procedure followed?” has an answer before you
        start; “how did three letters look to whoever opened them?” has not. Four agencies and one year are often
        enough. Say why in words that Mother could read.

        Before the questions are settled, try these on each of them:

        - Would we ask this if the child had come to no harm?
        - Who could answer it, and can we hear from them?
        - What else was happening in those services that year?

        Put the family first in time: tell them before anybody reads it elsewhere (8.2.52). If police or prosecutors
        are involved, ask them early who may be spoken with, and write down what they say (8.2.57, 8.2.58). Set the
        dates of both events today; people who were there are hard to gather later.
    """),
    asks=Scoping,
    examples=(written.SCOPING,),
    timing=Timing(from_week=0, to_week=2, words="weeks 0 to 2, a meeting of two to three hours"),
    answered_by=("lead_reviewer", "panel_chair"),
    signed_by=("panel_chair",),
)

AUTHORS_BRIEFING = Step(
    key="authors_briefing",
    title="Authors' briefing",
    phase=Phase.ASSEMBLE,
    lead="Does every author know what is wanted, and what is not?",
    guidance=laid_out("""
        Half a day with all authors together saves weeks of returned reports. The template that they get has the terms
        of reference in it already, so that all answer the same questions (8.2.46).

        Spend most of the time on two things. How to write without hindsight: what was on the desk that day, and what
        else was. And how to speak with staff: what it is for, what happens with what they say, that they may bring
        somebody and may read what is written.

        - Let authors try one page of a made-up record: first as it arrived, then with the ending known. Compare.
        - Ask each how far they stand from the case, and write it down (8.2.47).
        - Agree on codes before anybody types a name.

        Send each answer to all authors, not only to the one who asked.
    """),
    asks=AuthorsBriefing,
    examples=(written.AUTHORS_BRIEFING,),
    after=("scoping",),
    timing=Timing(from_week=2, to_week=4, words="weeks 2 to 4, half a day"),
    answered_by=("lead_reviewer", "business_manager"),
)

AGENCY_REPORT = Step(
    key="agency_report",
    title="Agency reports",
    phase=Phase.ASSEMBLE,
    lead="What did your agency know and do, and why did it make sense at the time?",
    guidance=laid_out("""
        Each agency writes one report, short enough to be read by everybody before the event. Answer every question of
        the terms of reference; if one does not apply to you, say so and say why.

        Records tell you what was written. Staff tell you why. Speak with those who were there, and offer a talk to
        anyone who would like one. For each episode, set out what was known on that day before what is known now.

        - What would a sensible colleague have made of this page?
        - What else looked just the same, and turned out fine?
        - What made the right thing hard, or easy?

        Write what was done well as fully as the rest. Recommend little, and only what your own agency can do; a
        reminder is not a change. Use codes, never names. The author signs, then a senior manager (8.2.47). If you find
        a child at risk today, do not wait for the report.
    """),
    asks=AgencyReport,
    examples=(reports.HOSPITAL,),
    per=("agency",),
    yields=accounts,
    after=("authors_briefing",),
    timing=Timing(from_week=4, to_week=9, words="weeks 4 to 9"),
    answered_by=("agency_author",),
    signed_by=("agency_author", "senior_manager"),
    seen_by=SeenBy(
        roles=("lead_reviewer", "business_manager", "panel_chair", "panel_member", "senior_manager", "agency_author"),
        own_until="reading_pack",
        early=("lead_reviewer", "business_manager", "panel_chair", "panel_member"),
    ),
    gate=("reports_terms", "reports_independence", "reports_smart"),
)

READING_PACK = Step(
    key="reading_pack",
    title="Questions for the event",
    phase=Phase.ASSEMBLE,
    lead="What do the reports leave open, and has everybody read them?",
    guidance=laid_out("""
        Read each report twice: once as its author would like it read, once as a practitioner of another agency will.
        Ask back where an account stops short or two accounts differ. It is a question, not a correction.

        Do not settle here what people saw differently. Write it down as a question for the event; the people who can
        answer it are coming.

        Then share the reports with everybody who comes, five to ten days before, safely. People who took part in such
        days say that this mattered more than anything: nobody meets their own work for the first time in public.

        - Is there something in the pack that somebody ought to hear in private first?
        - Is more of the family's life in it than the learning needs?
    """),
    asks=ReadingPack,
    examples=(reports.READING_PACK,),
    after=("agency_report",),
    timing=Timing(from_week=8, to_week=10, words="weeks 8 to 10; the pack goes out 5 to 10 days before the event"),
    answered_by=("lead_reviewer", "business_manager"),
    gate=("reports_signed",),
)

PREPARATION = Step(
    key="preparation",
    title="People and preparation",
    phase=Phase.ENGAGE,
    lead="Who was there, and is each of them ready and safe to come?",
    guidance=laid_out("""
        List people by what they did in the case, not by rank, and look for those who are easily left out: the
        receptionist, the supervisor at lunch, the night staff, the one who has left. Write roles, never names.

        A person should speak with each of them before the day. Say what it is for, what it is not, who else comes, and
        that they may pass. Ask what they need. A letter alone makes a frightening day more so.

        - Who will feel the most exposed, and who sits beside them?
        - Who is too senior for the others to speak freely, and can they come to something else?
        - Whom may we not approach yet, and on whose advice?

        Whoever cannot come can ring, write or send a card. That somebody was not heard is itself something to report.
    """),
    asks=Preparation,
    examples=(written.PREPARATION,),
    after=("reading_pack",),
    timing=Timing(from_week=8, to_week=11, words="before the event, from week 8"),
    answered_by=("lead_reviewer", "business_manager"),
)

BEFORE: tuple[Step, ...] = (SCOPING, AUTHORS_BRIEFING, AGENCY_REPORT, READING_PACK, PREPARATION)
