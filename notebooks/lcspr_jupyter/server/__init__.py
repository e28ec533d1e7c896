"""The server: the only process with the key and the database, and the door to every page."""

from __future__ import annotations

from typing import Any

__all__ = ["Grant", "Identity", "owner", "running", "serve"]

_PLACES = {"serve": "serving", "running": "running", "Grant": "people", "Identity": "people", "owner": "people"}


def __getattr__(name: str) -> Any:
    """Import a part when it is asked for: a kernel's start goes through here, and needs none of it."""
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
