"""Puts a component's module together: its own lines, and in the place where it names them the lines that it shares."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOM = Path(__file__).resolve().parent
PARTS = ROOM / "parts"
NAMED = re.compile(r"^// --- parts: (?P<names>[a-z]+(?:, [a-z]+)*) -+$", re.MULTILINE)


@cache
def module_of(name: str) -> str:
    """Return the whole module of a component: it imports nothing, so that any host can load it."""
    return NAMED.sub(_written_out, _text(ROOM / f"{name}.js"))


def _written_out(found: re.Match[str]) -> str:
    return "\n".join(_text(PARTS / f"{name}.js") for name in found["names"].split(", ")).rstrip()


def _text(file: Path) -> str:
    return file.read_text("utf-8")
