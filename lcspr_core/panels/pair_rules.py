"""The rules on who may not be what at once, as a table: a role beside another role, or beside a part in the case."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.panels.appointments import PanelRole
from lcspr_core.panels.ties import EMPLOYER_MARKS, TieKind

OWN_RULES = Path(__file__).with_name("pair_rules.csv")
ROLE_NAMES = frozenset(role.value for role in PanelRole)
NAMES = ROLE_NAMES | {kind.value for kind in TieKind} | EMPLOYER_MARKS
CONDITIONS = frozenset({"same_agency", "lcspr", "bends"})


class Outcome(StrEnum):
    """What a rule says of two things in one person: it stops, it asks for a recorded reason, or it lets be."""

    BLOCK = "block"
    WARN = "warn"
    ALLOW = "allow"


@frozen(kw_only=True)
class PairRule:
    """One line of the table: which two things, what follows when they meet or come one after the other, and where from.

    Conditions: `same_agency` asks that both are about one agency; `lcspr` blocks in a local review only, and warns in
    any other; `bends` lets a methodology allow the pair on purpose, so that it warns.
    """

    key: str
    first: frozenset[str]
    second: frozenset[str]
    together: Outcome
    in_turn: Outcome
    falls_on: frozenset[str]
    only: frozenset[str]
    paragraph: str
    sentence: str
    way_out: str

    def speaks_of(self, one: str, other: str) -> bool:
        """Say whether the rule is about these two, in whichever order they come."""
        return (one in self.first and other in self.second) or (other in self.first and one in self.second)


@cache
def pair_rules(path: Path = OWN_RULES) -> tuple[PairRule, ...]:
    """Return the rules of a table; a line that contradicts itself is refused with its number."""
    with path.open(encoding="utf-8", newline="") as lines:
        found = tuple(_rule(number, row) for number, row in enumerate(csv.DictReader(lines), start=2))
    if len({one.key for one in found}) < len(found):
        raise Unreadable("Two pair rules of the table have the same key.")
    return found


def _rule(number: int, row: dict[str, str]) -> PairRule:
    try:
        made = PairRule(
            key=row["key"],
            first=_words(row["first"]),
            second=_words(row["second"]),
            together=Outcome(row["together"]),
            in_turn=Outcome(row["in_turn"]),
            falls_on=_words(row["falls_on"]),
            only=_words(row["only"]),
            paragraph=row["paragraph"],
            sentence=row["sentence"],
            way_out=row["way_out"],
        )
    except (KeyError, ValueError):
        raise Unreadable(f"Pair rules, line {number}: a column is missing, or an outcome is none of ours.") from None
    _check(number, made)
    return made


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


def _check(number: int, rule: PairRule) -> None:
    faults = {
        "names something that is no role, tie or employer": not rule.first | rule.second | rule.falls_on <= NAMES,
        "names a condition that is none of ours": not rule.only <= CONDITIONS,
        "is about nobody’s role": not (rule.first | rule.second) & ROLE_NAMES,
        "has no paragraph or no sentence": not (rule.paragraph and rule.sentence),
        "stops or warns and shows no way out": rule.together is not Outcome.ALLOW and not rule.way_out,
    }
    said = [words for words, wrong in faults.items() if wrong]
    if said:
        raise Unreadable(f"Pair rules, line {number}, {said[0]}.")


def strongest(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the strongest of several outcomes; with none, all is allowed."""
    return min(outcomes, key=list(Outcome).index, default=Outcome.ALLOW)
