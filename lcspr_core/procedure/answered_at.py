"""Where each duty is answered: the form and question that close it, or the page, so that a list can lead there."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from attrs import frozen

from lcspr_core.methodology import PlatformRole
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.roles import ROLES
from lcspr_core.procedure.standing import DutyStanding, Stand
from lcspr_core.procedure.steps import EVENTS, PROCEDURE
from lcspr_core.timescales.conditions import How, Term
from lcspr_core.timescales.duties import Duty

TABLE = Path(__file__).with_name("places.csv")
TERMS = frozenset({"tor_agreed", "tor_approved"})  # dated by the terms themselves, on their own page
_PAGE = "page:"
_COUNTS_AS: Mapping[str, PlatformRole | None] = {one.key: one.counts_as for one in ROLES}


@frozen(kw_only=True)
class Place:
    """A form of the procedure, with the question if it is one alone; or a page."""

    form: str = ""
    question: str = ""
    page: str = ""


def place_of(duty: Duty) -> Place | None:
    """Return where a duty is answered; nothing for one that closes with a note beside it."""
    return next((found for term in duty.closes.terms() if (found := _of(term))), None)


def _of(term: Term) -> Place | None:
    if term.form and PROCEDURE.step(term.form):
        return Place(form=term.form, question=term.rows or term.field)
    if term.how is How.EVENT:
        return Place(page="terms") if term.name in TERMS else _of_event(_events().get(term.name))
    return _of_check(checks_places().get(term.name, "")) if term.how is How.CHECK else None


def _of_event(event: Event | None) -> Place | None:
    return Place(form=event.form, question=event.rows or event.field) if event else None


def _of_check(place: str) -> Place | None:
    if place.startswith(_PAGE):
        return Place(page=place.removeprefix(_PAGE))
    return Place(form=place) if place else None


@cache
def _events() -> Mapping[str, Event]:
    return {one.key: one for one in EVENTS}


@cache
def checks_places() -> Mapping[str, str]:
    """Return the form, or the page, where each check of a duty finds its answer."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["check"]: row["place"] for row in csv.DictReader(lines)}


def first_form(found: Iterable[DutyStanding], role: str) -> str:
    """Return the form on which something presses most for a role: what is late, then what has a day, then the rest."""
    mine = [one for one in found if one.is_open and any(_COUNTS_AS.get(who) == role for who in one.duty.who)]
    forms = ((place.form, one) for one in sorted(mine, key=pressing) if (place := place_of(one.duty)) and place.form)
    return next((form for form, _ in forms), "")


def pressing(one: DutyStanding) -> tuple[int, str]:
    """Say how a duty presses: late with a day before others, then what has a day, what is late without, the rest."""
    act_by = one.due.act_by if one.due else None
    late = one.stand is Stand.LATE
    return (1 - late if act_by else 3 - late), act_by.isoformat() if act_by else ""
