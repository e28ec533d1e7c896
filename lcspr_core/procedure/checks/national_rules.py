"""What the national rules ask and no single field answers: order, weighing, looking again, and a year in public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lcspr_core.cases.criteria_answers import REGULATION_11
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.criteria_asks import Criteria
from lcspr_core.procedure.forms.national_rules import FORM, NationalRules
from lcspr_core.procedure.judging import SO, Check, Found
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.rules import months_after

OFTEN = 3  # months between two looks: regulation 14(1) says regular intervals, without a number, so this is our default
YEAR = 12
COPIES = {"copy_panel_sent": "the national Panel", "copy_dfe_sent": "the Department for Education"}


def _form(case: Case) -> NationalRules:
    return case.one(FORM, NationalRules)


def rapid_review_follows_notice(case: Case) -> Found:
    """Say whether notice and rapid review belong together: neither is without the other, save where none is owed."""
    notice, review = case.days.get("incident_notice_sent"), case.days.get("rapid_review_sent")
    form = _form(case)
    if notice is None:
        return Found(so=False, words="A rapid review went to the Panel, and no notice before it.")
    if review is None and form.qualifies == "no" and form.qualifies_why.strip():
        return Found(so=True, since=notice, words="The case does not qualify, and it is written down why.")
    if review is None:
        return Found(so=False, words=f"Notice was given on {said(notice)}, and no rapid review has followed yet.")
    if review < notice:
        return Found(so=False, words=f"The rapid review went on {said(review)}, before the notice of {said(notice)}.")
    return Found(so=True, since=review)


def regulation_11_weighed(case: Case) -> Found:
    """Say whether each thing that the partners weigh was answered with a reason."""
    answered = {one.question for one in case.one("criteria", Criteria).weighed if one.said and one.why.strip()}
    missing = [one.words for name, one in REGULATION_11.items() if name not in answered]
    return Found(so=False, words=f"Not answered with a reason: {' '.join(missing)}") if missing else SO


def looked_at_regularly(case: Case) -> Found:
    """Say whether time and quality were looked at lately; once the review is completed, whether they ever were.

    A snapshot of the review is such a look as much as one that is written on the form.
    """
    written = [one.on.start for one in _form(case).looks if one.on.start]
    looks = [day for day in (*written, *(one.on for one in case.review.all("snapshot"))) if day <= case.today]
    ended, begun = case.days.get("review_completed"), case.days.get("decision_to_initiate", case.today)
    if looks and ended and ended <= case.today:
        return Found(so=True, since=max(looks))
    next_by = months_after(max(looks, default=begun), OFTEN)
    if looks and next_by >= case.today:
        return Found(so=True, since=max(looks), words=f"The next look is best by {said(next_by)}.")
    return Found(so=False, words=_since(max(looks, default=None)))


def _since(last: date | None) -> str:
    looked = f"Nobody has looked since {said(last)}." if last else "Nobody has looked yet."
    return f"{looked} Each {OFTEN} months is this project's default; the rule says regular intervals."


def national_copies_sent(case: Case) -> Found:
    """Say whether the national Panel and the Secretary of State's department have both been sent the report."""
    days = {words: case.days.get(event) for event, words in COPIES.items()}
    missing = [words for words, day in days.items() if day is None or day > case.today]
    if missing:
        return Found(so=False, words=f"Not sent yet: {', '.join(missing)}.")
    return Found(so=True, since=max(day for day in days.values() if day))


def improvements_stay(case: Case) -> Found:
    """Say whether the improvements were published in place of the report, and stayed for a year."""
    form, published = _form(case), case.days.get("improvements_published")
    if published is None or not form.improvements.strip():
        return Found(so=False, words="The improvements are not published yet.")
    until, down = months_after(published, YEAR), form.improvements_down_on.start
    if is_filled(form.improvements_down_on) and down and down < until:
        return Found(so=False, words=f"They were taken down on {said(down)}; they have to stay through {said(until)}.")
    if case.today < until:
        return Found(so=False, words=f"They stay through {said(until)}.")
    return Found(so=True, since=until)


CHECKS: Mapping[str, Check] = {
    "rapid_review_follows_notice": rapid_review_follows_notice,
    "regulation_11_weighed": regulation_11_weighed,
    "looked_at_regularly": looked_at_regularly,
    "national_copies_sent": national_copies_sent,
    "improvements_stay": improvements_stay,
}
