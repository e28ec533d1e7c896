"""What is asked when a panel is set up: its chair, members, whom they cover, what they know, and who was briefed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import choice, choices, line, ref, refs, row_id, rows, scale, text, uncertain_date
from lcspr_core.cases.agencies import agencies_now
from lcspr_core.panels.independence import involved_agencies
from lcspr_core.procedure.appointed import ON_THE_PANEL, chairs, everybody, on_the_panel, row_of
from lcspr_core.procedure.forms.lists import YES_NO
from lcspr_core.procedure.forms.panel_lists import APPOINTERS, COVERED, LEGAL_STATUS, LEVELS, SORTS, SUBJECTS
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

Offered = Iterable[Mapping[str, Any]]


def _members(review: Review) -> Offered:
    panel = (one for one in review.all("appointment") if one.to is None and one.role in ON_THE_PANEL)
    return tuple({"id": row_of(one), "who": one.id} for one in panel)


def _joined(review: Review) -> Offered:
    return tuple({"id": row_of(one), "who": one.id} for one in review.all("appointment") if one.to is None)


def _involved(review: Review) -> Offered:
    involved = involved_agencies(agencies_now(review), review.all("person"))
    return tuple({"id": one, "agency": one} for one in involved)


@frozen(kw_only=True)
class Member:
    """One member of the panel: what the appointment itself does not say of them."""

    id: str = row_id()
    who: str = choice("Who", on_the_panel, needed=True)
    sort: str = choice("Why they sit on the panel", SORTS)
    speaks_for: tuple[str, ...] = refs("Speaks for, beside the own agency", "agency")
    level: str = scale("Level", LEVELS)
    level_note: str = line("If that is low: why they can still speak for the agency's practice")
    knows: tuple[str, ...] = choices("What they know well", SUBJECTS)
    scope: str = line("If co-opted: for which matter")
    until: UncertainDate = uncertain_date("If co-opted: until when")


@frozen(kw_only=True)
class Cover:
    """One agency that had a part in the case, and who speaks for it on the panel."""

    id: str = row_id()
    agency: str = ref("Agency", "agency", needed=True)
    how: str = choice("Who speaks for it", COVERED)
    why: str = line("Who, or why nobody")


@frozen(kw_only=True)
class PanelSetUp:
    """Who is to sit on the panel, and why these."""

    chair: str = choice("Whom does the Sub Group recommend as chair?", chairs)
    chair_reasons: str = text("Why", needed=True)
    chair_skills: str = text("Which of the chair's skills fit this case?", hint="Beside what the case needs, below")
    chair_on: UncertainDate = uncertain_date("When that was recommended")
    chair_appointed_by: str = choice("Who appoints the chair", APPOINTERS, hint="The Independent Chair, as a rule")
    needs: tuple[str, ...] = choices("What must be known on this panel?", SUBJECTS, needed=True)
    lowest: str = scale("The lowest level for a member", LEVELS, hint="Service manager, unless you say otherwise")
    members: tuple[Member, ...] = rows("Members", Member, row_title="Member", rows_from=_members)
    covers: tuple[Cover, ...] = rows("Agencies that had a part", Cover, row_title="Agency", rows_from=_involved)
    outsiders: str = choice("Add members from agencies that had no part?", YES_NO)
    balance: str = text(
        "If one body weighs heavily: why is the review fair all the same?",
        hint="One body holds more than half of the panel, or employs both chair and author (8.2.11)",
    )
    legal_adviser: str = line("The partnership's legal adviser", hint="Post or code")
    legal_status: str = choice("The legal adviser is", LEGAL_STATUS)
    reviewed_on: UncertainDate = uncertain_date("When membership was looked at again, with the terms of reference")
    reviewed: str = text("What came of it")


@frozen(kw_only=True)
class Joined:
    """One person who has a role in the review, and when they were told what it asks of them."""

    id: str = row_id()
    who: str = choice("Who", everybody, needed=True)
    briefed_on: UncertainDate = uncertain_date("Told purpose, process and own tasks on")
    understood: str = choice("Did they confirm it?", YES_NO)


@frozen(kw_only=True)
class PanelBriefing:
    """Who knows what is asked of them, and to whom people turn."""

    joined: tuple[Joined, ...] = rows("Everybody with a role", Joined, row_title="Person", rows_from=_joined)
    family_lead: str = choice("Who on the panel looks after contact with the family", on_the_panel)
    author_contact: str = line("To whom the author turns with questions", hint="The post, not the name")
    author_pack_on: UncertainDate = uncertain_date("When the author had everything that is there")
    author_pack: str = text("What that was", hint="Files and where they are")
