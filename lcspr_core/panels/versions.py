"""How terms of reference come to another version: begun for a reason, written, agreed, and approved (8.2.46)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import evolve

from lcspr_core.errors import NotAllowed, OutOfOrder
from lcspr_core.panels.terms import TermsOfReference, approved, current
from lcspr_core.timescales.dates import said

Versions = Iterable[TermsOfReference]


def in_force(versions: Versions) -> TermsOfReference | None:
    """Return the version that was approved last; nothing while none is approved."""
    found = current(versions)
    return found if found and found.approved_on else None


def in_the_making(versions: Versions) -> TermsOfReference | None:
    """Return the version that is being written: the newest, if it is not approved."""
    newest = max(versions, key=_place, default=None)
    return newest if newest and newest.approved_on is None else None


def begun(versions: Versions, *, why: str) -> TermsOfReference:
    """Return the next version, with the words that are there now and why it is begun; the first needs no reason."""
    written = tuple(versions)
    making, last = in_the_making(written), current(written)
    if making:
        raise OutOfOrder(f"Version {making.version} is still being written. Go on with it, or have it approved first.")
    if last is None:
        return TermsOfReference(id="terms-1", version="1.0", change=why.strip() or "First version.")
    if not why.strip():
        raise NotAllowed("Say what changes and why: the reason is kept with the new version (8.2.46).")
    number = max(_place(one)[0] for one in written) + 1
    fresh = evolve(last, id=f"terms-{number}", version=f"{number}.0", change=why.strip())
    return evolve(fresh, agreed_on=None, approved_on=None, approved_by="", approved=None)


def approved_now(terms: TermsOfReference, *, on: date | None, by: str) -> TermsOfReference:
    """Return a version as approved; refused until the panel has agreed it, and without a day and a post."""
    if not any(one.words.strip() for one in terms.questions):
        raise NotAllowed(f"Version {terms.version} asks nothing yet. Write its questions first (8.2.46).")
    if terms.agreed_on is None:
        raise OutOfOrder(f"The panel has not agreed version {terms.version} yet. Give that day first (8.2.46).")
    if on is None or not by.strip():
        raise NotAllowed("Say who approved it and on which day.")
    if on < terms.agreed_on:
        raise OutOfOrder(f"The panel agreed it on {said(terms.agreed_on)}; it cannot be approved before that (8.2.46).")
    return approved(terms, on=on, by=by.strip())


def _place(terms: TermsOfReference) -> tuple[int, ...]:
    """Return where a version stands among the others, by the numbers in its name."""
    return tuple(map(int, re.findall(r"\d+", terms.version))) or (0,)
