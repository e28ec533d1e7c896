"""Whether a report is clear to be published, was published as signed, and stayed for a year (8.2.60 to 8.2.67)."""

from __future__ import annotations

from collections.abc import Mapping

from lcspr_core.cases.public_files import same
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.lists import BODIES
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.forms.safeguards_asks import Safeguards
from lcspr_core.procedure.judging import NOT_SO, SO, Check, Found
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.rules import months_after

YEAR = 12


def _plan(case: Case) -> Publication:
    return case.one("publication", Publication)


def orders_clear(case: Case) -> Found:
    """Say whether every order on what may be said was cleared."""
    live = [one.what for one in case.one("safeguards", Safeguards).orders if not is_filled(one.cleared_on)]
    return Found(so=False, words=f"Not cleared: {'; '.join(live)}.") if live else SO


def withholding_told(case: Case) -> Found:
    """Say whether all three bodies were told that the report should not be published, and their advice is kept."""
    told = {one.to for one in _plan(case).withheld if is_filled(one.told_on)}
    missing = [body.title for body in BODIES if body.key not in told]
    if missing:
        return Found(so=False, words=f"Not told yet: {', '.join(missing)}.")
    return SO if _plan(case).advice.strip() else Found(so=False, words="Their advice is not written down yet.")


def published_as_signed(case: Case) -> Found:
    """Say whether the published file is the one that was signed off, or the difference is explained."""
    plan = _plan(case)
    if not plan.signed_hash.strip() or not plan.published_hash.strip():
        return Found(so=False, words="Choose the file that was signed off, and the one that was published.")
    explained = same(plan.signed_hash, plan.published_hash) or plan.difference.strip()
    return SO if explained else Found(so=False, words="The two files differ; say why.")


def a_year_on_site(case: Case) -> Found:
    """Say whether the report has been on the website for twelve months."""
    published = case.days.get("publication")
    if published is None:
        return NOT_SO
    until, down = months_after(published, YEAR), _plan(case).taken_down_on.start
    if down and down < until:
        return Found(so=False, words=f"Taken down on {said(down)}; it had to stay through {said(until)}.")
    return (
        Found(so=True, since=until) if case.today >= until else Found(so=False, words=f"Stays through {said(until)}.")
    )


CHECKS: Mapping[str, Check] = {
    "orders_clear": orders_clear,
    "withholding_told": withholding_told,
    "published_as_signed": published_as_signed,
    "a_year_on_site": a_year_on_site,
}
