"""What would be written over unseen is refused with both texts: on a live page, and where a page is cut off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcspr_core.errors import BothTexts, Clash
from lcspr_core.frozen_json import thawed

OTHERS = "Somebody else changed the same place meanwhile. Both texts are kept: choose one, or join them."


def refuse_overtaken(told: Mapping[str, Any], place: BothTexts) -> None:
    """Show both texts where a place now says neither what the writer saw nor what they want."""
    if "before" in told and not same(place.theirs, told["before"]) and not same(place.theirs, place.mine):
        raise Clash(OTHERS, (place,))


def same(one: Any, other: Any) -> bool:
    """Say whether two values of a field are one; an empty field is the same in all its forms."""
    return plain(one) == plain(other)


def plain(value: Any) -> Any:
    """Return a value as two of them are compared: a day by how it was typed, and what is empty as nothing."""
    if isinstance(value, Mapping) and "typed" in value:
        return value["typed"] or None
    return thawed(value) or None
