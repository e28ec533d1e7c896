"""What happens if a duty is late: by the clock, the kind or the strength it is of, with the paragraph that says so."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lcspr_core.timescales.duties import Duty, Strength
from lcspr_core.timescales.rules import Way

TABLE = Path(__file__).with_name("consequences.csv")


def if_late(duty: Duty) -> str:
    """Return what happens if this duty is late, in a sentence or two."""
    told = _told()
    places = [("event", duty.rule.event), ("kind", duty.kind.value), ("strength", duty.strength.value)]
    counted = duty.rule.way in {Way.WITHIN, Way.AT_LEAST_BEFORE}
    if duty.strength is Strength.MAY or not counted:
        places = places[2:] if duty.strength is Strength.MAY else places[1:]
    return next(told[place] for place in places if place in told)


@cache
def _told() -> Mapping[tuple[str, str], str]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {(row["by"], row["key"]): row["words"] for row in csv.DictReader(lines)}
