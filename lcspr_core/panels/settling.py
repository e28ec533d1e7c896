"""Warnings that somebody settled with a reason: the reason is kept, and lapses when what it was about changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import Attribute, field, frozen

from lcspr_core.errors import NotAllowed
from lcspr_core.panels.independence import Conflict
from lcspr_core.panels.pair_rules import Outcome


def _a_reason(_: object, __: Attribute[str], reason: str) -> None:
    if not reason.strip():
        raise NotAllowed("A warning about independence is settled by a reason in writing; write it down.")


@frozen(kw_only=True)
class Settled:
    """Why a warning was let stand, by whom and when, beside what it rested on that day."""

    id: str
    conflict: str
    rests_on: tuple[str, ...]
    reason: str = field(validator=_a_reason)
    by: str = ""
    on: date | None = None

    def is_about(self, conflict: Conflict) -> bool:
        """Say whether the reason still speaks of this: the same warning, resting on the same facts."""
        return (self.conflict, self.rests_on) == (conflict.key, conflict.rests_on)


def settled(conflict: Conflict, *, reason: str, by: str, on: date) -> Settled:
    """Return the reason for which a warning is let stand; a block cannot be settled so."""
    if conflict.outcome is not Outcome.WARN:
        raise NotAllowed(f"A reason does not settle this ({conflict.paragraph}). {conflict.way_out}")
    return Settled(
        id=f"settled.{conflict.key}.{on.isoformat()}",
        conflict=conflict.key,
        rests_on=conflict.rests_on,
        reason=reason,
        by=by,
        on=on,
    )


def standing(found: Iterable[Conflict], reasons: Iterable[Settled]) -> tuple[Conflict, ...]:
    """Return the conflicts that are not answered: every block, and each warning without a reason that still holds."""
    kept = tuple(reasons)
    return tuple(one for one in found if one.outcome is Outcome.BLOCK or not any(why.is_about(one) for why in kept))


def lapsed(found: Iterable[Conflict], reasons: Iterable[Settled]) -> tuple[Settled, ...]:
    """Return the reasons that speak of nothing that is there now: they stay on record, and settle nothing."""
    warned = tuple(one for one in found if one.outcome is Outcome.WARN)
    return tuple(why for why in reasons if not any(why.is_about(one) for one in warned))


def arisen(before: Iterable[Conflict], after: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return what a change brought: conflicts that were not there, or that rest on something else now."""
    known = {(one.key, one.outcome, one.rests_on) for one in before}
    return tuple(one for one in after if (one.key, one.outcome, one.rests_on) not in known)
