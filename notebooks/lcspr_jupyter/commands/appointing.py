"""Commands about who runs a review: whether those who are proposed are independent enough."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from typing import Any

from lcspr_core import notebook
from lcspr_core.notebook import Checked
from lcspr_core.panels.pair_rules import Outcome

WORDS = {Outcome.BLOCK: "Not possible", Outcome.WARN: "Needs a recorded reason"}


def independence(asked: argparse.Namespace) -> int:
    """Check who is proposed in a file of appointments; 0 nothing found, 1 conflicts, 2 not all could be read."""
    found = notebook.independence(asked.file, asked.people, asked.agencies)
    if asked.json:
        print(json.dumps(_plain(found), indent=1, ensure_ascii=False))
    else:
        print("\n".join(_told(found)))
    return found.exit_code


def _plain(found: Checked) -> dict[str, Any]:
    return {
        "appointments": found.appointments,
        "conflicts": [dict(one) for one in found.conflicts],
        "problems": list(found.problems),
        "notes": list(found.notes),
    }


def _told(found: Checked) -> Iterable[str]:
    yield from (f"Not read. {one}" for one in found.problems)
    order = list(Outcome)
    for one in sorted(found.conflicts, key=lambda one: (order.index(Outcome(one["outcome"])), one["rows"])):
        yield f"{_where(one)}: {WORDS[Outcome(one['outcome'])].lower()} ({one['paragraph']}). {one['sentence']}"
        yield f"  The way out: {one['way_out']}"
    yield from found.notes
    yield _summed(found)


def _where(one: Mapping[str, Any]) -> str:
    person = f" ({one['person']})" if one["person"] else ""
    beside = f", with {_rows(one['with_rows']).lower()}" if one["with_rows"] else ""
    return f"{_rows(one['rows'])}{person}{beside}"


def _rows(numbers: Iterable[int]) -> str:
    written = [str(one) for one in numbers]
    return f"Row{'s' * (len(written) > 1)} {' and '.join(written)}"


def _summed(found: Checked) -> str:
    counted = [one["outcome"] for one in found.conflicts]
    blocks, warns = counted.count("block"), counted.count("warn")
    appointments = "1 appointment was" if found.appointments == 1 else f"{found.appointments} appointments were"
    return (
        f"{appointments} checked: {blocks} conflict{'s' * (blocks != 1)} that cannot stand, "
        f"{warns} that need{'s' * (warns == 1)} a recorded reason."
    )
