"""Commands about the procedure itself: its duties, and what carries each of them."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

import attrs

from lcspr_core import notebook
from lcspr_core.notebook import Carried, Due, Duty
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.timescales.closed_days import LOCAL
from lcspr_core.timescales.working_days import bank_holiday, is_verified
from lcspr_jupyter.commands.closing import calendar


def clock(asked: argparse.Namespace) -> int:
    """Say when something is due that starts on a day, how that was counted, and with whose days."""
    days, counted_with = calendar(asked)
    found = notebook.clock(asked.rule, asked.date, edition=asked.edition, closed=days)
    if asked.json:
        print(json.dumps({**_counted(found), "counted_with": counted_with}, indent=1, ensure_ascii=False))
        return 0
    print(found.due.isoformat() if found.due else "no date")
    print(" ".join(filter(None, (found.derivation, _place(found)))))
    print(counted_with)
    return 0


def _place(found: Due) -> str:
    return f"({found.paragraph})" if found.paragraph else ""


def _counted(found: Due) -> dict[str, object]:
    return {
        "rule": str(found.rule),
        "start": found.start.isoformat() if found.start else None,
        "due": found.due.isoformat() if found.due else None,
        "act_by": found.act_by.isoformat() if found.act_by else None,
        "skipped": {day.isoformat(): bank_holiday(day) or _local(found, day) for day in found.skipped},
        "derivation": found.derivation,
        "paragraph": found.paragraph,
        "verified": found.due is None or is_verified(found.due),
    }


def _local(found: Due, day: date) -> str:
    return next((f"{one.name} ({LOCAL})" for one in found.local if one.day == day), "")


def duties(asked: argparse.Namespace) -> int:
    """List the duties of the procedure, or what carries each and which test shows it; 1 if one has neither."""
    if asked.coverage:
        return _told_coverage(notebook.coverage(), as_json=asked.json)
    register = notebook.duties()
    if asked.json:
        print(json.dumps([_plain(one) for one in register], indent=1, ensure_ascii=False))
    else:
        for one in register:
            who = ", ".join(ROLE_TITLES[who] for who in one.who)
            print(f"{one.id}\t{one.strength}\t{one.basis}\t{who}\t{one.what}")
    return 0


def _plain(duty: Duty) -> dict[str, object]:
    return {
        "id": duty.id,
        "paragraph": duty.paragraph,
        "who": list(duty.who),
        "what": duty.what,
        "kind": duty.kind.value,
        "strength": duty.strength.value,
        "phase": duty.phase,
        "timescale": str(duty.rule),
        "opens": duty.opens.text,
        "closes": duty.closes.text,
        "carried_by": duty.carried_by.value,
        "way_out": duty.way_out,
        "waivable": duty.waivable,
        "basis": duty.basis.value,
        "since": duty.since,
        "effect": duty.effect.value if duty.since else "",
        "touches": list(duty.touches),
        "by_default": list(duty.by_default),
        "source": duty.source,
    }


def _counted_of(rows: tuple[Carried, ...]) -> str:
    """Say how many of the procedure's duties are carried, and beside them how many of the national rules."""
    local, national = ([one for one in rows if one.is_national is which] for which in (False, True))
    told = [f"{sum(one.is_carried for one in some)} of {len(some)}" for some in (local, national)]
    return f"{told[0]} duties of the procedure, and {told[1]} national rules,"


def _told_coverage(rows: tuple[Carried, ...], *, as_json: bool) -> int:
    bare = [one.id for one in rows if not one.is_carried]
    if as_json:
        print(json.dumps([attrs.asdict(one) for one in rows], indent=1, ensure_ascii=False))
    else:
        for one in rows:
            print(f"{one.id}\t{one.carried_by or 'nothing carries it'}\t{one.where}\t{one.shown_by or 'no test'}")
        print(f"{_counted_of(rows)} are carried and shown.")
    if bare:
        sys.stderr.write(f"Not carried or not shown: {', '.join(bare)}.\n")
    return 1 if bare else 0
