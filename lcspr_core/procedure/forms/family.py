"""The family: the panel's plan, who they are, every contact and attempt, and their views in the report (8.2.50)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.methodology import Artefact, Phase, SeenBy, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.families import engagement
from lcspr_core.procedure.forms.family_asks import (
    CONTACT,
    FORM,
    Contact,
    Family,
    FamilyContact,
    Relation,
    Relative,
    View,
)
from lcspr_core.timescales.understanding import understood

READERS = ("panel", "panel_chair", "panel_member", "business_manager", "overview_author", "lead_reviewer")
PLAN = Family(
    relations=(
        Relation(id="grandparent", relation="grandparent", considered="listed"),
        Relation(id="partner", relation="partner", considered="nobody"),
    ),
    route="The family support worker and the panel's lead for the family, at the grandmother's home.",
    how="A talk, or a letter; the brother of nine may draw with the advocate.",
    when="Not in the week of the birthday. The police have agreed to talks from June on.",
    helps="Family support worker",
    feedback="Panel chair",
    support="Bereavement service; an advocate for each child.",
    approved_on=understood("18 May 2026"),
    people=(
        Relative(
            id="p1",
            who="Grandmother F02",
            relation="grandparent",
            support="Bereavement service",
            told_on=understood("20 May 2026"),
            invited_on=understood("20 May 2026"),
            status="contributes",
        ),
        Relative(
            id="p2",
            who="Father F03",
            relation="parent",
            support="His solicitor was given the advocate's number.",
            told_on=understood("22 May 2026"),
            status="excluded",
            reason="He is charged; his solicitor and the police advise against a talk before the trial.",
            decided_by="Panel chair",
            decided_on=understood("18 May 2026"),
        ),
    ),
)
LOG = FamilyContact(
    contacts=(
        Contact(
            id="c1",
            on=understood("20 May 2026"),
            who="p1",
            sort="message",
            means="face",
            by="Family support worker",
            explained=("process", "media", "names"),
            words="She would like to speak in June, with her sister there.",
        ),
        Contact(id="c2", on=understood("9 June 2026"), who="p1", sort="talk", means="face", by="Overview author"),
    ),
    views=(
        View(
            id="p1",
            who="p1",
            views="She rang three times, and nobody told her what became of it.",
            where="Part 2, “Who was heard”",
            shown_on=understood("20 September 2026"),
            outcome="amended",
        ),
    ),
    in_report="Part 1, “How the family took part”",
)

STEPS = (
    Step(
        key=FORM,
        title="The family",
        phase=Phase.ENGAGE,
        lead="Who is the family, and how are they told, heard and supported?",
        guidance="The panel plans this before anybody calls on the family (8.2.51). Think of those who are easily "
        "forgotten: surviving brothers and sisters, grandparents, an absent parent (8.2.50).\n\n"
        "- Everybody is told that the review takes place. The police may advise when, never whether (8.2.52).\n"
        "- Somebody is left out, or heard within limits, only for a clear reason that somebody answers for.",
        asks=Family,
        examples=(PLAN,),
        after=("panel_briefing",),
        gate=("limits_reasoned",),
        answered_by=("panel_chair", "panel", "business_manager"),
        seen_by=SeenBy(roles=READERS),
    ),
    Step(
        key=CONTACT,
        title="Contact with the family",
        phase=Phase.ENGAGE,
        lead="Who spoke with them, what was explained, and what became of what they said?",
        guidance="Keep every contact and every attempt: the report tells of each (8.2.50). First a message that "
        "explains and invites, then a talk, face to face where that can be (8.2.53). While a criminal process is open, "
        "ask the police before you put a day for a talk (8.2.54).\n\n"
        "Whoever contributes agrees how their views stand in the report, and sees it before it is published.",
        asks=FamilyContact,
        examples=(LOG,),
        after=(FORM,),
        gate=("family_talks_cleared",),
        answered_by=("panel_chair", "panel", "business_manager", "overview_author"),
        seen_by=SeenBy(roles=READERS),
    ),
)

EVENTS = (
    Event(key="family_told", title="The family was told", form=FORM, rows="people", field="told_on"),
    Event(
        key="decision_to_limit",
        title="It was decided that somebody contributes within limits, or not",
        form=FORM,
        rows="people",
        field="decided_on",
    ),
    Event(key="family_contact", title="First contact with the family", form=CONTACT, rows="contacts", field="on"),
    Event(
        key="family_interview",
        title="The family was spoken with about their views",
        form=CONTACT,
        rows="contacts",
        having=("sort", "talk"),
        field="on",
    ),
)
ARTEFACTS: Iterable[Artefact] = (
    Artefact(key="family_engagement", title="How the family took part", compose=engagement, step=CONTACT),
)
