"""Whether each agency's report has a free, able author, is signed by two, checked and in time (8.2.42 to 8.2.47)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from lcspr_core.answers import PROCEDURE
from lcspr_core.procedure.agency_reports import (
    Report,
    against,
    appointment,
    has_come,
    overdue,
    reports,
    unsigned,
    written,
)
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.agency_asks import QUALITY
from lcspr_core.procedure.forms.staff_support import FORM as STAFF
from lcspr_core.procedure.forms.staff_support import Staff, StaffSupport
from lcspr_core.procedure.judging import NOT_SO, SO, Check, Found
from lcspr_core.reading import read
from lcspr_core.review import Review
from lcspr_core.smart import Says, smart_words

FELT = frozenset({"specific", "measurable", "time_bound"})


def _none(sentence: str, some: Iterable[str]) -> Found:
    missing = tuple(dict.fromkeys(some))
    return Found(so=False, words=f"{sentence}: {'; '.join(missing)}.") if missing else SO


def _each(sentence: str, is_done: Callable[[Report], bool], case: Case) -> Found:
    """Say whether something is done for every report that has an author."""
    some = written(case.review)
    return _none(sentence, (one.called for one in some if not is_done(one))) if some else NOT_SO


def author_accepted(case: Case) -> Found:
    """Say whether the panel has accepted any author."""
    return Found(so=any(one.wanted.accepted == "yes" for one in written(case.review)))


def authors_judged(case: Case) -> Found:
    """Say whether the panel looked at each author's independence, and said yes, or no and why."""
    return _each("The panel has not looked at the author yet", _judged, case)


def _judged(one: Report) -> bool:
    refused = one.wanted.accepted == "no" and bool(one.wanted.why.strip())
    return is_filled(one.wanted.accepted_on) and (one.wanted.accepted == "yes" or refused)


def authors_independent(case: Case) -> Found:
    """Say whether each author has declared, and nothing stands against them."""
    return _free(case, lambda one: one.own.author, "author")


def supervisors_free(case: Case) -> Found:
    """Say whether each author has a supervisor who declared, and against whom nothing stands."""
    found = _free(case, lambda one: one.own.supervisor, "supervisor")
    bare = (one.called for one in written(case.review) if not one.own.supervisor_says.strip())
    return _none("The supervisor has declared nothing", bare) if found.so else found


def _free(case: Case, name: Callable[[Report], str], who: str) -> Found:
    some = written(case.review)
    if not some:
        return NOT_SO
    silent = [one.called for one in some if not _declared(case.review, name(one), who)]
    told = [f"No {who}, or no declaration: {', '.join(silent)}."] * bool(silent)
    ties = [f"{one.called}: {tie.sentence} {tie.way_out}" for one in some for tie in against(case.review, name(one))]
    return Found(so=not silent and not ties, words=" ".join((*told, *ties)))


def _declared(review: Review, name: str, who: str) -> bool:
    """A supervisor's declaration stands on the agency's own form; an author's with the appointment."""
    held = appointment(review, name)
    return held is not None and (who == "supervisor" or bool(held.declaration.strip()))


def _is_senior(one: Report) -> bool:
    return bool(one.own.level and one.own.standing.strip())


def staff_briefed(case: Case) -> Found:
    """Say whether each agency with an accepted author has told all of its staff who take part."""
    told = {
        one.agency: read(StaffSupport, one.data).said.staff
        for one in case.review.all("answer")
        if one.step == STAFF and one.strand == PROCEDURE
    }
    asked = (one for one in written(case.review) if one.wanted.accepted == "yes")
    bare = (one.called for one in asked if not _all_briefed(told.get(one.agency, ())))
    return _none("Staff are not listed, or not told yet", bare)


def _all_briefed(staff: Sequence[Staff]) -> bool:
    return bool(staff) and all(is_filled(one.briefed_on) for one in staff)


def access_given(case: Case) -> Found:
    """Say whether each author gets at people and records; a no goes to the panel's log."""
    return _each(
        "No access, or not answered (a no goes to the panel's log, as a part that is not done)",
        lambda one: one.own.access == "yes",
        case,
    )


def _came(sentence: str, is_done: Callable[[Report], bool], case: Case) -> Found:
    some = [one for one in reports(case.review) if has_come(one)]
    return _none(sentence, (one.called for one in some if not is_done(one))) if some else NOT_SO


def _is_checked(one: Report) -> bool:
    return {each.key for each in QUALITY} <= set(one.came.quality)


def _is_scrutinised(one: Report) -> bool:
    here = one.came
    return all(words.strip() for words in (here.terms, here.reasoned, here.gaps, here.conflicts))


def reports_in(case: Case) -> Found:
    """Say whether every report that was asked for has come, and which are overdue."""
    asked = [one for one in reports(case.review) if is_filled(one.wanted.due_on)]
    if not asked:
        return Found(so=False, words="Agree a day for each report.")
    late = overdue(case.review, case.today)
    told = [f"Overdue: {', '.join(late)}."] * bool(late)
    awaited = [one.called for one in asked if not has_come(one) and one.called not in late]
    told += [f"Awaited: {', '.join(awaited)}."] * bool(awaited)
    days = [one.came.came_on.start for one in asked if one.came.came_on.start]
    return Found(so=not told, since=max(days, default=None) if not told else None, words=" ".join(told))


def _done(one: Report) -> bool:
    return is_filled(one.own.written_on)


def independence_stated(case: Case) -> Found:
    """Say whether each report that is written says how its author is independent."""
    some = (one for one in reports(case.review) if _done(one))
    return _none("The report does not say so yet", (one.called for one in some if not one.own.statement.strip()))


def managers_signed(case: Case) -> Found:
    """Say whether a senior manager looked at each report that is written, and signed it off."""
    some = (one for one in reports(case.review) if _done(one))
    bare = (one.called for one in some if not _is_signed_off(one))
    return _none("No senior manager has looked at it and signed it off", bare)


def _is_signed_off(one: Report) -> bool:
    own = one.own
    return bool(own.manager and own.manager_checked.strip()) and is_filled(own.manager_signed_on)


def both_signed(case: Case) -> Found:
    """Say whether two people signed each report that is written, and it is that file that came."""
    some = [one for one in reports(case.review) if _done(one)]
    told = (f"{one.called}: {what}" for one in some for what in unsigned(case.review, one))
    return _none("Not signed by two", told)


def agency_recommendations_smart(case: Case) -> Found:
    """Say whether each recommendation of an agency's report names who, a measure and a time, or why it does not."""
    every = [(one.called, each) for one in reports(case.review) for each in one.own.recommendations]
    weak = (f"{name}, “{each.words[:60]}”" for name, each in every if not each.short.strip() and _is_weak(each.words))
    return _none("Names no one, no measure or no time", weak)


def _is_weak(words: str) -> bool:
    return any(one.says is not Says.YES and one.criterion in FELT for one in smart_words(words).all)


CHECKS: Mapping[str, Check] = {
    "author_accepted": author_accepted,
    "authors_judged": authors_judged,
    "authors_independent": authors_independent,
    "supervisors_free": supervisors_free,
    "authors_senior": partial(_each, "Say at which level the author is, and why they are listened to", _is_senior),
    "authors_able": partial(_each, "Say what the author knows", lambda one: bool(one.own.knows.strip())),
    "staff_briefed": staff_briefed,
    "access_given": access_given,
    "reports_checked": partial(_came, "The panel chair has not gone through the whole list", _is_checked),
    "reports_scrutinised": partial(_came, "Not held against terms, evidence, gaps and other agencies", _is_scrutinised),
    "reports_in": reports_in,
    "independence_stated": independence_stated,
    "managers_signed": managers_signed,
    "both_signed": both_signed,
    "agency_recommendations_smart": agency_recommendations_smart,
}
