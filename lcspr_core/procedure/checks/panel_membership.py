"""Whether the panel's members are named, cover the agencies, are senior enough, know enough, come and stay (8.2.44)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.cases.agencies import agencies_now
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.constancy import Constancy, constancy, constancy_concerns
from lcspr_core.panels.independence import involved_agencies
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.appointed import ON_THE_PANEL, WHO_REVIEWS, in_role, titled
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.panel_lists import LEVELS, SUBJECT_TITLES
from lcspr_core.procedure.forms.panel_meetings import FORM as MEETINGS
from lcspr_core.procedure.forms.panel_meetings import PanelMeeting, PanelMeetings
from lcspr_core.procedure.forms.panel_set_up import BRIEFING, SET_UP
from lcspr_core.procedure.forms.panel_set_up_asks import Member, PanelBriefing, PanelSetUp
from lcspr_core.procedure.judging import Check, Found

RANKS = {one.key: rank for rank, one in enumerate(LEVELS)}
LOWEST = "service"  # the text says “sufficient seniority” only; this project's default
NOBODY = Found(so=False, words="Nobody is proposed for the panel yet.")


def _panel(case: Case) -> tuple[Appointment, ...]:
    return in_role(case.review, ON_THE_PANEL, case.today)


def _members(case: Case) -> tuple[Appointment, ...]:
    return in_role(case.review, (PanelRole.PANEL_MEMBER,), case.today)


def _set_up(case: Case) -> PanelSetUp:
    return case.one(SET_UP, PanelSetUp)


def _rows(case: Case) -> Mapping[str, Member]:
    """Return what the form says of each member, by appointment."""
    return {one.who: one for one in _set_up(case).members}


def _listed(sentence: str, missing: Iterable[str]) -> Found:
    names = ", ".join(missing)
    return Found(so=not names, words=f"{sentence}: {names}." if names else "")


def first_members_named(case: Case) -> Found:
    """Find each member of whom it is not known who proposed them, and when."""
    members = _members(case)
    return _listed("Not known who proposed, or when", _unproposed(members)) if members else NOBODY


def _unproposed(members: Iterable[Appointment]) -> Iterable[str]:
    return (titled(one) for one in members if not (one.proposed_on and one.proposed_by.strip()))


def agencies_covered(case: Case) -> Found:
    """Find each agency that had a part in the case for which nobody speaks, without a reason."""
    panel, rows = _panel(case), _rows(case)
    spoken = {one.agency for one in panel} | {
        name for one in panel if one.id in rows for name in rows[one.id].speaks_for
    }
    explained = {one.agency for one in _set_up(case).covers if one.how in {"specialist", "not"} and one.why.strip()}
    involved = involved_agencies(agencies_now(case.review), case.review.all("person"))
    missing = [case.review.called(one) for one in involved if one not in spoken | explained]
    return _listed("Nobody speaks for", missing) if panel else NOBODY


def members_senior(case: Case) -> Found:
    """Find each member whose level is not given, or is below the lowest one without a note."""
    members, rows = _members(case), _rows(case)
    lowest = RANKS[_set_up(case).lowest or LOWEST]
    missing = [titled(one) for one in members if not _senior(rows.get(one.id), lowest)]
    return _listed("Level not given, or low without a word why", missing) if members else NOBODY


def _senior(row: Member | None, lowest: int) -> bool:
    return row is not None and row.level in RANKS and (RANKS[row.level] >= lowest or bool(row.level_note.strip()))


def coopted_in_order(case: Case) -> Found:
    """Find each co-opted member without a matter, an end or a declaration."""
    there = {one.id: one for one in case.review.all("appointment")}
    rows = [one for one in _set_up(case).members if one.sort == "coopted"]
    missing = [one.who or one.id for one in rows if not _in_order(one, there.get(one.who))]
    return _listed("No matter, end or declaration yet", missing) if rows else NOBODY


def _in_order(row: Member, appointment: Appointment | None) -> bool:
    declared = appointment is not None and appointment.declaration.strip()
    return bool(row.scope.strip() and is_filled(row.until) and declared)


def knowledge_covered(case: Case) -> Found:
    """Find what this case needs to be known and no member knows well."""
    needs, rows = _set_up(case).needs, _rows(case)
    if not needs:
        return Found(so=False, words="Say on the form what must be known on this panel.")
    known = {subject for one in _panel(case) if one.id in rows for subject in rows[one.id].knows}
    return _listed(
        "Nobody on the panel knows well", (SUBJECT_TITLES.get(one, one) for one in needs if one not in known)
    )


def everybody_briefed(case: Case) -> Found:
    """Find everybody with a role who was not told what it asks, or did not confirm it."""
    people = in_role(case.review, WHO_REVIEWS, case.today)
    briefed = {
        one.who
        for one in case.one(BRIEFING, PanelBriefing).joined
        if is_filled(one.briefed_on) and one.understood == "yes"
    }
    missing = (titled(one) for one in people if one.id not in briefed)
    return _listed("Not briefed yet, or not confirmed", missing) if people else NOBODY


# --- who stays, and who comes -----------------------------------------------------------------------------------------


def _constancy(case: Case) -> Constancy | None:
    first = case.days.get("panel_first_meeting")
    began = first is not None and first <= case.today
    return constancy(case.review.all("appointment"), since=first, today=case.today) if first and began else None


def panel_changed(case: Case) -> Found:
    """Say whether anybody came or left after the first meeting."""
    found = _constancy(case)
    return Found(so=found is not None and bool(found.changes))


def changes_accounted(case: Case) -> Found:
    """Say whether each who left said why and handed over, and how many of the first members are still there."""
    found = _constancy(case)
    if found is None:
        return Found(so=False)
    open_ones = constancy_concerns(found)
    still = f"{len(found.still)} of the {len(found.first)} who began are still there."
    return Found(so=not open_ones, words=" ".join((*(one.sentence for one in open_ones), still)))


def attendance_kept(case: Case) -> Found:
    """Find a member who missed the last two meetings they belonged to, where nothing was done about it."""
    held = sorted((one for one in _held(case) if one.on.start), key=lambda one: str(one.on.start))
    blank = sum(not one.present for one in held)
    if not held or blank:
        return Found(so=False, words=f"Who was there is not put down for {blank} of {len(held)} meetings.")
    away = [titled(one) for one in _members(case) if _missed_two(one, held)]
    done = bool(held[-1].absent.strip())
    return _listed("Missed the last two meetings", () if done else away)


def _held(case: Case) -> tuple[PanelMeeting, ...]:
    return tuple(one for one in case.one(MEETINGS, PanelMeetings).meetings if one.state == "held")


def _missed_two(member: Appointment, held: list[PanelMeeting]) -> bool:
    own = [one for one in held if member.from_ and one.on.start and member.from_ <= one.on.start][-2:]
    return len(own) == 2 and not any(member.id in one.present for one in own)  # noqa: PLR2004  (two in a row)


def membership_reviewed(case: Case) -> Found:
    """Say whether membership was looked at again since the terms of reference were agreed last."""
    terms = current_terms(case.review.all("terms"))
    agreed = terms.agreed_on if terms else None
    looked = _set_up(case).reviewed_on.start
    if agreed and looked and looked >= agreed:
        return Found(so=True, since=looked)
    members = {one.agency for one in _panel(case)}
    missing = [case.review.called(one) for one in (terms.agencies if terms else ()) if one not in members]
    words = f"The terms of reference name these, and no member is from them: {', '.join(missing)}." if missing else ""
    return Found(so=False, words=words)


CHECKS: Mapping[str, Check] = {
    "first_members_named": first_members_named,
    "agencies_covered": agencies_covered,
    "members_senior": members_senior,
    "coopted_in_order": coopted_in_order,
    "knowledge_covered": knowledge_covered,
    "everybody_briefed": everybody_briefed,
    "panel_changed": panel_changed,
    "changes_accounted": changes_accounted,
    "attendance_kept": attendance_kept,
    "membership_reviewed": membership_reviewed,
}
