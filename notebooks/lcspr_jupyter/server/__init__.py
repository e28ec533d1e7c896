"""The server: the only process with the key and the database, and the door to every page."""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["Grant", "Identity", "owner", "running", "serve"]

# Jupyter's schemas would build a grammar of web addresses, which takes longer than all else and is never asked.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

_PLACES = {"serve": "serving", "running": "running", "Grant": "people", "Identity": "people", "owner": "people"}


def __getattr__(name: str) -> Any:
    """Import a part when it is asked for: a kernel's start goes through here, and needs none of it."""
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
