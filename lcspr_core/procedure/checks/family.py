"""Whether the family was thought of, told, invited, heard and shown what became of it (8.2.11, 8.2.50 to 8.2.53)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.families import (
    contact,
    contacts_of,
    family,
    named,
    unexplained,
    unreasoned,
    unseen,
    untold,
)
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.family_asks import EXPLAINED, LIMITED, RELATIONS, SILENT, TAKES_PART, Relative
from lcspr_core.procedure.judging import NOT_SO, SO, Check, Found
from lcspr_core.timescales.dates import said

EVERY = 60
CHILDREN = ("sibling",)


def _none(sentence: str, some: Iterable[str]) -> Found:
    missing = tuple(dict.fromkeys(some))
    return Found(so=False, words=f"{sentence}: {', '.join(missing)}.") if missing else SO


def family_told(case: Case) -> Found:
    """Say whether everybody of the family was told that the review takes place."""
    people = family(case.review).people
    if not people:
        return Found(so=False, words="List who the family is, then tell each of them.")
    found = _none("Not told yet", untold(case.review))
    days = [one.told_on.start for one in people if one.told_on.start]
    return Found(so=True, since=max(days)) if found.so and days else found


def family_invited(case: Case) -> Found:
    """Say whether each was invited or left out for a reason, and surviving children were thought of."""
    people = family(case.review).people
    found = _none("Neither invited, nor left out for a reason", (named(one) for one in people if not _asked(one)))
    return found if not found.so or _children_thought_of(case) else Found(so=False, words=CHILDREN_MISSING)


CHILDREN_MISSING = "Surviving brothers and sisters are neither listed nor left out for a reason."


def _asked(one: Relative) -> bool:
    return is_filled(one.invited_on) or (one.status in {*SILENT, *LIMITED} and bool(one.reason.strip()))


def _children_thought_of(case: Case) -> bool:
    said_ = family(case.review)
    listed = any(one.relation in CHILDREN for one in said_.people)
    marked = [one for one in said_.relations if one.relation in CHILDREN]
    return listed or any(one.considered == "nobody" or one.reason.strip() for one in marked)


def relations_considered(case: Case) -> Found:
    """Say whether each sort of relative was thought of, and why one was left out."""
    marked = {one.relation: one for one in family(case.review).relations}
    return _none("Not thought of yet", (one.title for one in RELATIONS if not _settled(marked.get(one.key))))


def _settled(one: object) -> bool:
    considered, reason = getattr(one, "considered", ""), getattr(one, "reason", "")
    return bool(considered) and (considered != "left_out" or bool(reason.strip()))


def limits_reasoned(case: Case) -> Found:
    """Say whether each limit has its reason, and somebody who decided it."""
    return _none("No reason, or nobody who decided it", unreasoned(case.review))


def anybody_silent(case: Case) -> Found:
    """Say whether somebody of the family does not contribute."""
    return Found(so=any(one.status in SILENT for one in family(case.review).people))


def silence_reasoned(case: Case) -> Found:
    """Say whether it is written why somebody does not contribute, and where the report says so."""
    found = _none("Why they do not contribute is not said", unexplained(case.review))
    if not found.so or contact(case.review).in_report.strip():
        return found
    return Found(so=False, words="Say on Contact with the family where the report has these reasons.")


def three_explained(case: Case) -> Found:
    """Say whether everybody who was told had the three things explained, by whatever contact."""
    return _none("Not explained yet", _unexplained_things(case))


def _unexplained_things(case: Case) -> Iterator[str]:
    for person in family(case.review).people:
        told = {key for one in contacts_of(case.review, person) for key in one.explained}
        missing = [one.title for one in EXPLAINED if one.key not in told]
        if is_filled(person.told_on) and missing:
            yield f"{named(person)} ({'; '.join(missing)})"


def spoken_face_to_face(case: Case) -> Found:
    """Say whether whoever contributes had a message first, then a talk, face to face or with a reason for not."""
    people = [one for one in family(case.review).people if one.status in TAKES_PART]
    if not people:
        return Found(so=False, words="Nobody contributes yet.") if not _all_silent(case) else SO
    return _none("A message first, then a talk face to face, or why not", _not_spoken(case, people))


def _all_silent(case: Case) -> bool:
    people = family(case.review).people
    return bool(people) and all(one.status in SILENT for one in people)


def _not_spoken(case: Case, people: Iterable[Relative]) -> Iterator[str]:
    for one in people:
        some = contacts_of(case.review, one)
        first = _first(each.on.start for each in some if each.sort == "message")
        talks = [each for each in some if each.sort == "talk" and (each.means == "face" or each.why_not_face.strip())]
        talk = _first(each.on.start for each in talks)
        if not (first and talk and first <= talk <= case.today):
            yield named(one)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def lately_in_contact(case: Case) -> Found:
    """Say whether anybody was in contact with the family within the days agreed, or the review is over."""
    log = contact(case.review)
    days = [one.on.start for one in log.contacts if one.on.start and one.on.start <= case.today]
    if not days:
        return Found(so=False, words="Nobody has been in contact with the family yet.")
    ended = case.days.get("publication") or case.days.get("review_completed") or case.today
    until = max(days) + timedelta(days=int(log.every or EVERY))
    if until < min(ended, case.today):
        return Found(so=False, words=f"The last contact was on {said(max(days))}.")
    return Found(so=True, since=max(days))


def views_shaped(case: Case) -> Found:
    """Say whether what each person said led to something, or why not."""
    titles = {one.id: named(one) for one in family(case.review).people}
    bare = (one for one in contact(case.review).views if not one.findings and not one.shaped.strip())
    return _none("What it led to is not said", (titles.get(one.who, "somebody") for one in bare))


def _views_there(status: tuple[str, ...], case: Case) -> Found:
    return Found(so=any(one.status in status for one in family(case.review).people))


def views_agreed(case: Case) -> Found:
    """Say whether whoever contributed was shown how their views stand in the report, and answered."""
    done = {one.who for one in contact(case.review).views if one.outcome in {"agreed", "amended", "declined"}}
    people = (one for one in family(case.review).people if one.status in TAKES_PART)
    return _none("Not shown yet, or not answered", (named(one) for one in people if one.id not in done))


def report_seen(case: Case) -> Found:
    """Say whether whoever contributed saw the report, or would rather not."""
    people = [one for one in family(case.review).people if one.status in TAKES_PART]
    return _none("Has not seen the report", unseen(case.review)) if people else NOT_SO


CHECKS: Mapping[str, Check] = {
    "family_told": family_told,
    "family_invited": family_invited,
    "relations_considered": relations_considered,
    "limits_reasoned": limits_reasoned,
    "anybody_silent": anybody_silent,
    "silence_reasoned": silence_reasoned,
    "three_explained": three_explained,
    "spoken_face_to_face": spoken_face_to_face,
    "lately_in_contact": lately_in_contact,
    "family_contributes": partial(_views_there, TAKES_PART),
    "views_shaped": views_shaped,
    "views_agreed": views_agreed,
    "report_seen": report_seen,
}
