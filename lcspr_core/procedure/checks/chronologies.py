"""Whether each agency's chronology came, whole and short, and its entries say when, from where and what (8.2.48)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from lcspr_core.answering import agencies_asked
from lcspr_core.panels.returns import gaps
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.chronologies import FORM, Chronologies, Chronology
from lcspr_core.procedure.judging import Check, Found


def chronologies_in(case: Case) -> Found:
    """Find each agency whose chronology has not come, is not whole, or holds entries that say too little.

    Of an agency whose reply never came no chronology is waited for either: both were asked for at once (8.2.48).
    """
    rows = {one.agency: one for one in case.one(FORM, Chronologies).chronologies}
    asked, called = agencies_asked(case.review), case.review.called
    thin = _thin(case)
    absent = [one for one in asked if not _is_in(rows.get(one))]
    closed_without = gaps(case.review)
    never = [one for one in absent if one in closed_without and one not in rows]
    missing = [called(one) for one in absent if one not in never]
    told = [f"Not here yet, or not whole: {', '.join(missing)}."] * bool(missing)
    lacks = ((called(name), number) for name, number in sorted(thin.items()))
    told += [f"{name}: {number} entries lack a date, a source or words." for name, number in lacks]
    closed = [f"Never came: {', '.join(called(one) for one in never)}."] * bool(never)
    words = " ".join((*(told or [_lengths(rows, called)]), *closed)).strip()
    return Found(so=bool(asked) and not told, gap=bool(never), words=words)


def _is_in(row: Chronology | None) -> bool:
    if row is None:
        return False
    whole = is_filled(row.came_on) and row.whole == "yes"
    return whole or bool(row.none_why.strip())


def _thin(case: Case) -> Counter[str]:
    """Count, by agency, the entries in the ledger without a date, a source or words; none where no ledger is open."""
    return Counter(str(one.get("agency", "")) for one in case.review.ledger("entry") if not _says_enough(one))


def _says_enough(entry: Mapping[str, object]) -> bool:
    happened = entry.get("happened")
    typed = happened.get("typed") if isinstance(happened, Mapping) else happened
    return all(str(one or "").strip() for one in (typed, entry.get("source"), entry.get("text")))


def _lengths(rows: Mapping[str, Chronology], called: Callable[[str], str]) -> str:
    counted = ((name, one.entries or 0, one.significant or 0) for name, one in rows.items() if one.entries)
    return " ".join(f"{called(name)}: {entries:g} entries, {why:g} of them say why." for name, entries, why in counted)


CHECKS: Mapping[str, Check] = {"chronologies_in": chronologies_in}
