"""What a role can be given for, by name: the agencies of each review, and who stands on its panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lcspr_core.errors import Unreadable
from lcspr_core.panels.appointments import Appointment
from lcspr_core.plain import from_json
from lcspr_core.procedure.appointed import titled
from lcspr_core.store import Store

MOST = 10_000
FEW = 3
Names = Mapping[str, str]  # by code


def agencies(store: Store, review: str) -> Names:
    """Return the agencies of a review, each code with the agency's name."""
    return {name: str(body.get("title") or name) for name, body in _bodies(store, review, "agency")}


def appointments(store: Store, review: str, *, ended: bool = False) -> Names:
    """Return who is proposed for a role of the panel or holds one, by role and code; who has left, only if asked."""
    every = ((name, _appointment(body)) for name, body in _bodies(store, review, "appointment"))
    return {name: titled(one) for name, one in every if one and (ended or one.to is None)}


def _bodies(store: Store, review: str, kind: str) -> Iterable[tuple[str, Any]]:
    return ((one.id, one.body) for one in store.ledger(review, kind, limit=MOST).rows)


def _appointment(body: Any) -> Appointment | None:
    try:
        return from_json(Appointment, body)
    except Unreadable:  # it gives nobody a right either
        return None


def code_of(names: Names, typed: str) -> str:
    """Return the code of what was chosen or typed, by its name or its code; nothing, if it is not among them."""
    wanted = typed.strip().casefold()
    return next((code for code, name in names.items() if wanted in {code.casefold(), name.casefold()}), "")


def to_choose(some: Mapping[str, Names]) -> list[tuple[str, str]]:
    """Return each name once, with the reviews it stands in, for a list that a browser offers."""
    where: dict[str, list[str]] = {}
    for title, names in some.items():
        for name in dict.fromkeys(names.values()):
            where.setdefault(name, []).append(title)
    return [(name, ", ".join(some) if len(some) <= FEW else f"{len(some)} reviews") for name, some in where.items()]
