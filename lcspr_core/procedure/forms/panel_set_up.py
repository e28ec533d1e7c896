"""Setting up a panel: its chair, its members and whom they speak for, and who was briefed (8.2.41 to 8.2.44)."""

from __future__ import annotations

from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.panel_set_up_asks import Cover, Joined, Member, PanelBriefing, PanelSetUp
from lcspr_core.timescales.understanding import understood

SET_UP, BRIEFING = "panel_set_up", "panel_briefing"

SET_UP_EXAMPLE = PanelSetUp(
    chair="A1",
    chair_reasons="Has chaired two reviews elsewhere; the trust had no part in the case.",
    chair_skills="A paediatrician by training, who knows how injuries in babies are read.",
    chair_on=understood("6 May 2026"),
    chair_appointed_by="chair",
    needs=("infants", "domestic", "housing"),
    lowest="service",
    members=(
        Member(id="A2", who="A2", sort="involved", level="head", knows=("infants",)),
        Member(id="A3", who="A3", sort="uninvolved", level="director", knows=("domestic",)),
        Member(
            id="A4",
            who="A4",
            sort="coopted",
            level="service",
            knows=("housing",),
            scope="How tenancies are inspected",
            until=understood("31 August 2026"),
        ),
    ),
    covers=(
        Cover(id="HV", agency="HV", how="member", why="A2"),
        Cover(id="GP", agency="GP", how="specialist", why="The named GP, A5, speaks for general practice."),
    ),
    outsiders="yes",
    legal_adviser="Solicitor of the neighbouring council",
    legal_status="adviser",
    reviewed_on=understood("3 June 2026"),
    reviewed="Housing was added, so a member who knows tenancies was co-opted.",
)

STEPS = (
    Step(
        key=SET_UP,
        title="Setting up the panel",
        phase=Phase.ASSEMBLE,
        lead="Who sits on the panel, and can they judge this case freely and well?",
        guidance="The Sub Group recommends the chair and names the first members, before the panel first meets "
        "(8.2.41, 8.2.44). Whoever is proposed stands in the lists below already.\n\n"
        "- Has everybody declared what ties them to the case? A tie that the procedure forbids holds this form back.\n"
        "- Does somebody speak for each agency that had a part? If not, say why.\n"
        "- Do the members together know what this case needs?\n\n"
        "Come back once the terms of reference are agreed: a new agency may need a member (8.2.44).",
        asks=PanelSetUp,
        examples=(SET_UP_EXAMPLE,),
        after=("decision",),
        gate=("panel_independent",),
        answered_by=("sub_group_chair", "business_manager", "panel_chair"),
    ),
    Step(
        key=BRIEFING,
        title="Who has been briefed",
        phase=Phase.ASSEMBLE,
        lead="Does everybody know the purpose, the process and their own task?",
        guidance="Brief each person on the day they join: purpose, process, who does what (8.2.42). Name one point of "
        "contact for the author, and hand over everything that is there (8.2.43).",
        asks=PanelBriefing,
        examples=(
            PanelBriefing(
                joined=(Joined(id="A2", who="A2", briefed_on=understood("18 May 2026"), understood="yes"),),
                family_lead="A2",
                author_contact="Business manager",
                author_pack_on=understood("20 May 2026"),
                author_pack="Referral, four outlines, minutes of two meetings; folder of the review.",
            ),
        ),
        after=(SET_UP,),
        answered_by=("panel_chair", "business_manager"),
    ),
)

EVENTS: tuple[Event, ...] = ()
