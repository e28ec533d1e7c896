"""What is asked from the first day, because the report may be published one day: papers, holds, orders (8.2.62)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, row_id, rows, text, uncertain_date
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

# What a court or a police force lent is never the review's own, and goes back to its owner.
PAPERS = (
    Term(key="made", title="Made by the review: minutes, talks, drafts"),
    Term(key="lent", title="Lent by a court, the police or an agency"),
    Term(key="report", title="The report, its action plan and what was published"),
    Term(key="key", title="The register of people and the key to the codes"),
)


def _papers(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "sort": one.key} for one in PAPERS)


@frozen(kw_only=True)
class Order:
    """One order or restriction on what may be said."""

    id: str = row_id()
    what: str = line("Order or restriction", needed=True)
    scope: str = text("What it forbids")
    until: UncertainDate = uncertain_date("Until when")
    cleared_by: str = line("Cleared by", hint="The legal adviser; the post is enough")
    cleared_on: UncertainDate = uncertain_date("When")


@frozen(kw_only=True)
class Papers:
    """One class of papers, how long it is kept, and who may destroy it."""

    id: str = row_id()
    sort: str = choice("Which papers", PAPERS, needed=True)
    owner: str = line("Whose they are", hint="Of papers that were lent: to whom they go back")
    keep: str = line("How long they are kept, and from when", hint="As the partnership's schedule has it")
    who: str = line("Who may destroy them", hint="The post")


@frozen(kw_only=True)
class LegalHold:
    """A court, a coroner, an inquiry or the police asked that nothing is destroyed."""

    id: str = row_id()
    asked_by: str = line("Who asked", needed=True)
    covers: str = text("What has to be kept")
    since: UncertainDate = uncertain_date("Since", needed=True)
    ended_on: UncertainDate = uncertain_date("Ended on", hint="Only when whoever asked says so")


@frozen(kw_only=True)
class Safeguards:
    """What has to be thought of from the first day, because one day the report is published (8.2.62, 8.2.65)."""

    risks: str = text("By what could the child or somebody else be recognised?", needed=True)
    lawful_basis: str = line("Lawful basis for what is processed", needed=True)
    law: str = line("Under which law", hint="As in: UK GDPR; Data Protection Act 2018")
    assessment: str = line("Reference of the data protection impact assessment", needed=True)
    retention: str = line("How long the papers are kept, and who may destroy them", needed=True)
    papers: tuple[Papers, ...] = rows("Papers, class by class", Papers, row_title="Class", rows_from=_papers)
    legal_holds: tuple[LegalHold, ...] = rows("Legal holds", LegalHold, row_title="Legal hold")
    orders: tuple[Order, ...] = rows("Orders and restrictions", Order, row_title="Order")
