"""Commands about the procedure itself: its duties, and what carries each of them."""

from __future__ import annotations

import argparse
import json
import sys

import attrs

from lcspr_core.procedure.coverage import Carried, coverage
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.timescales.duties import Duty, own_duties


def duties(asked: argparse.Namespace) -> int:
    """List the duties of the procedure, or what carries each and which test shows it; 1 if one has neither."""
    if asked.coverage:
        return _told_coverage(coverage(), as_json=asked.json)
    register = own_duties()
    if asked.json:
        print(json.dumps([_plain(one) for one in register], indent=1, ensure_ascii=False))
    else:
        for one in register:
            print(f"{one.id}\t{one.strength}\t{', '.join(ROLE_TITLES[who] for who in one.who)}\t{one.what}")
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
    }


def _told_coverage(rows: tuple[Carried, ...], *, as_json: bool) -> int:
    bare = [one.id for one in rows if not one.is_carried]
    if as_json:
        print(json.dumps([attrs.asdict(one) for one in rows], indent=1, ensure_ascii=False))
    else:
        for one in rows:
            print(f"{one.id}\t{one.carried_by or 'nothing carries it'}\t{one.where}\t{one.shown_by or 'no test'}")
        print(f"{len(rows) - len(bare)} of {len(rows)} duties are carried and shown.")
    if bare:
        sys.stderr.write(f"Not carried or not shown: {', '.join(bare)}.\n")
    return 1 if bare else 0
