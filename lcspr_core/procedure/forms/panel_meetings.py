"""The panel's meetings: who came, the standing items, what was seen otherwise, and word to the Independent Chair."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import choice, choices, line, number, ref, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.appointed import everybody
from lcspr_core.procedure.events import Event, Take
from lcspr_core.procedure.forms.panel_lists import AUTHOR, HEARD, MEETING_STATES, TERMS_RIGHT
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "panel_meetings"


@frozen(kw_only=True)
class PanelMeeting:
    """One meeting of the panel, to come or held, with its standing items."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("When", needed=True)
    state: str = choice("Where it stands", MEETING_STATES, needed=True)
    author: str = choice("The overview author is", AUTHOR, hint="Invited as a rule (8.2.40)")
    present: tuple[str, ...] = choices("Who was there", everybody)
    absent: str = text("If a member misses meetings: what was done about it")
    child: str = text("What was this child's experience?", hint="Standing item: what we know, and what we still do not")
    learning: str = text("What have we learned so far?", hint="Standing item: and what cannot wait for the report?")
    terms_right: str = choice("Are the terms of reference still right?", TERMS_RIGHT)
    heard: str = choice("Was everybody heard with equal weight?", HEARD)
    heard_note: str = line("If not: how that is put right")
    decided: str = text("What was decided")
    minutes: str = line("Where the minutes are")


@frozen(kw_only=True)
class Dissent:
    """A member sees something otherwise than the panel; it stays on record."""

    id: str = row_id()
    who: str = choice("Who", everybody)
    on: UncertainDate = uncertain_date("When")
    about: str = ref("About", "finding", "theme", "recommendation")
    view: str = text("What they hold, in their own words", needed=True)
    answer: str = text("What the panel answered")
    in_report: str = line("Where the report shows it")


@frozen(kw_only=True)
class Update:
    """One word to the Independent Chair about how the review stands."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("When", needed=True)
    words: str = text("What was said", hint="Where it stands, what is late, what is needed")


@frozen(kw_only=True)
class PanelMeetings:
    """Every meeting of the panel, with what was held otherwise and what the Independent Chair was told."""

    meetings: tuple[PanelMeeting, ...] = rows("Meetings", PanelMeeting, row_title="Meeting", needed=True)
    dissents: tuple[Dissent, ...] = rows("Seen otherwise", Dissent, row_title="Dissent")
    updates: tuple[Update, ...] = rows("The Independent Chair was told", Update, row_title="Update")
    update_every: float | None = number("Days between two updates, at most", hint="30, unless you say otherwise")


EXAMPLE = PanelMeetings(
    meetings=(
        PanelMeeting(
            id="m1",
            on=understood("18 May 2026"),
            state="held",
            author="invited",
            present=("A1", "A2", "A3"),
            child="She was seen in her cot at each visit. Nobody wrote what a day was like for her.",
            learning="Two services each thought the other would ring. The handover form is changed now.",
            terms_right="yes",
            heard="all",
            decided="Timeline, codes, who writes to the family.",
            minutes="Panel 2026-05-18",
        ),
        PanelMeeting(id="m2", on=understood("29 June 2026"), state="planned", author="invited"),
    ),
    dissents=(
        Dissent(
            id="d1",
            who="A3",
            on=understood("18 May 2026"),
            view="The wait for a health visitor weighed more than the missed call.",
            answer="Both are kept as findings.",
        ),
    ),
    updates=(Update(id="u1", on=understood("20 May 2026"), words="Begun; plan agreed; one report may come late."),),
    update_every=30,
)

STEPS = (
    Step(
        key=FORM,
        title="Panel meetings",
        phase=Phase.ASSEMBLE,
        lead="When does the panel meet, and what did each meeting find?",
        guidance="Write in the next meeting as soon as it is arranged; mark it as held afterwards. Three items stand "
        "on every agenda: the child's experience (8.2.45), what was learned so far (8.2.72), and whether the terms "
        "of reference are still right (8.2.46).\n\n"
        "- Does somebody see it otherwise? Put it down in their words: it stays on record (8.2.42).\n"
        "- Does a member miss two meetings in a row? Speak to the agency (8.2.44).\n"
        "- Tell the Independent Chair how it stands, every 30 days at the latest (8.2.43).",
        asks=PanelMeetings,
        examples=(EXAMPLE,),
        after=("panel_set_up",),
        answered_by=("panel_chair", "business_manager"),
    ),
)


def _met(key: str, title: str, take: Take) -> tuple[Event, ...]:
    places = (("state", "planned"), ("state", "held"))
    return tuple(
        Event(key=key, title=title, form=FORM, rows="meetings", having=having, field="on", take=take)
        for having in places
    )


EVENTS = (
    *_met("panel_first_meeting", "The panel's first meeting", Take.FIRST),
    *_met("panel_meeting", "The panel's last meeting that has a day", Take.LAST),
)
