"""Looks at the frame of a message to a kernel before any library does: a forged one could fill the memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

FEWEST, MOST = 5, 512  # offsets of a message: its channel, four parts and what is attached
NEW = 8  # bytes of each number in the newer protocol, little end first
OLD = 4  # bytes of each number in the older one, big end first


def is_sound(message: str | bytes, *, newer: bool) -> bool:
    """Say whether a message's parts lie within it, one after the other."""
    if isinstance(message, str):
        return not newer
    size, order = (NEW, "little") if newer else (OLD, "big")
    number = int.from_bytes(message[:size], order)  # type: ignore[arg-type]
    if not (FEWEST if newer else 1) <= number <= MOST or size * (number + 1) > len(message):
        return False
    cuts = range(size, size * (number + 1), size)
    offsets = [int.from_bytes(message[at : at + size], order) for at in cuts]  # type: ignore[arg-type]
    return _in_order([size * (number + 1), *offsets, len(message)])


def _in_order(places: Sequence[int]) -> bool:
    return all(one <= next_one for one, next_one in pairwise(places))
