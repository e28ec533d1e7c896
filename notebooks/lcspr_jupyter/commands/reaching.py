"""How a command reaches the reviews: through the server that has the store open, or one started for the moment."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lcspr_core.errors import LcsprError, NotFound
from lcspr_core.store import Store
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.places import default_store, keys_of

Told = TypeVar("Told")


def reached(asked: argparse.Namespace, act: Callable[[Gate], Told]) -> Told:
    """Return what an act at the gate tells, whether a server runs already or not."""
    place: Path = asked.store or default_store()
    gate = running(place)
    return act(gate) if gate else asyncio.run(_alone(place, asked, act))


def running(place: Path) -> Gate | None:
    """Return the way to the server that has this store open, if one has."""
    from lcspr_jupyter.server.calling import place_of

    try:
        told = json.loads(place_of(place).read_text("utf-8"))
        gate = Gate(told["gate"], told["word"])
        gate.me()
    except (OSError, ValueError, KeyError, LcsprError):
        return None
    return gate


def at_review(gate: Gate, review: str) -> Gate:
    """Return the gate as it is for one review."""
    return Gate(gate.address, gate.ticket_for(review))


async def _alone(place: Path, asked: argparse.Namespace, act: Callable[[Gate], Told]) -> Told:
    from lcspr_jupyter.server.office import Settings
    from lcspr_jupyter.server.serving import NOTEBOOKS, opened

    with Store.open(place, keys_of(place, asked.key)) as store:
        async with opened(store, Settings(notebooks=NOTEBOOKS, spare_kernels=0)):
            gate = await asyncio.to_thread(running, place)
            if gate is None:
                raise NotFound("The server could not be started for this. Try again in a moment.")
            return await asyncio.to_thread(act, gate)
