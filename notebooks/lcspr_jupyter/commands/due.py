"""The command that says what is due: in one review or in all, from whom, by when and why."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date

from lcspr_core import notebook
from lcspr_core.notebook import DutyStanding
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import worked_under
from lcspr_jupyter.commands.days import one_day
from lcspr_jupyter.commands.reaching import at_review, reached
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.gate import Gate


def due(asked: argparse.Namespace) -> int:
    """Say what is open, what presses most first; 1 if anything is late."""
    on = one_day(asked.on) if asked.on else None
    found = [(review, one) for review, one in reached(asked, lambda gate: tuple(_open(gate, asked.review, on)))]
    if asked.json:
        print(json.dumps([_plain(*each) for each in found], indent=1, ensure_ascii=False))
    else:
        for review, one in found:
            print("\t".join(_line(review, one)))
    return 1 if any(one.stand == "late" for _, one in found) else 0


def _open(gate: Gate, wanted: str, on: date | None) -> Iterator[tuple[Review, DutyStanding]]:
    names = [wanted] if wanted else [str(one["id"]) for one in gate.reviews()]
    for name in names:
        desk = Desk(at_review(gate, name))
        today = on or desk.today
        yield from ((desk.open, one) for one in notebook.due(desk.open, today))


def _act_by(one: DutyStanding) -> date | None:
    return one.due.act_by if one.due else None


def _line(review: Review, one: DutyStanding) -> tuple[str, ...]:
    who = ", ".join(ROLE_TITLES[key] for key in one.duty.who)
    day = said(_act_by(one)) or "no date"
    return (day, one.stand.value, one.basis.value, review.header.title, who, one.duty.what, one.duty.id)


def _plain(review: Review, one: DutyStanding) -> dict[str, object]:
    day = _act_by(one)
    return {
        "review": review.header.id,
        "duty": one.duty.id,
        "what": one.duty.what,
        "who": list(one.duty.who),
        "stand": one.stand.value,
        "act_by": day.isoformat() if day else None,
        "due": one.due.due.isoformat() if one.due and one.due.due else None,
        "why": one.why,
        "derivation": one.due.derivation if one.due else "",
        "basis": one.basis.value,
        "rests_on": one.rests_on,
        "edition": worked_under(review.header.edition).key,
        "way_out": one.duty.way_out,
    }
