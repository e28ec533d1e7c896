"""Whether each agency's chronology came, whole and short, and its entries say when, from where and what (8.2.48)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lcspr_core.answering import agencies_asked
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.chronologies import FORM, Chronologies, Chronology
from lcspr_core.procedure.judging import Check, Found


def chronologies_in(case: Case) -> Found:
    """Find each agency whose chronology has not come, is not whole, or holds entries that say too little."""
    rows = {one.agency: one for one in case.one(FORM, Chronologies).chronologies}
    asked = agencies_asked(case.review)
    thin = _thin(case)
    missing = [one for one in asked if not _is_in(rows.get(one))]
    told = [f"Not here yet, or not whole: {', '.join(missing)}."] * bool(missing)
    told += [f"{name}: {number} entries lack a date, a source or words." for name, number in sorted(thin.items())]
    return Found(so=bool(asked) and not told, words=" ".join(told) or _lengths(rows))


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


def _lengths(rows: Mapping[str, Chronology]) -> str:
    counted = ((name, one.entries or 0, one.significant or 0) for name, one in rows.items() if one.entries)
    return " ".join(f"{name}: {entries:g} entries, {why:g} of them say why." for name, entries, why in counted)


CHECKS: Mapping[str, Check] = {"chronologies_in": chronologies_in}
