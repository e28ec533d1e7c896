"""Keeps what was made of values that never change, until one of them is another value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

Of = ParamSpec("Of")
Made = TypeVar("Made")


class Remembered(Generic[Of, Made]):
    """A function that is asked again only when it is asked of other values; equal is not enough, and costs more."""

    def __init__(self, make: Callable[Of, Made]) -> None:
        """Begin with nothing made."""
        self._make = make
        self._last: tuple[tuple[object, ...], Made] | None = None

    def __call__(self, *of: Of.args, **named: Of.kwargs) -> Made:
        """Return what is made of these values, from memory if they are the same as the last time."""
        asked = (*of, *named.values())
        if self._last is None or any(a is not b for a, b in zip(self._last[0], asked, strict=True)):
            self._last = (asked, self._make(*of, **named))
        return self._last[1]
