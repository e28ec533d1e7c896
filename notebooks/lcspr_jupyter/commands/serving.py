"""Commands that need the server: open the reviews, hand out a ticket, make an appendix."""

from __future__ import annotations

import argparse
import tempfile
from base64 import b64decode
from pathlib import Path
from typing import Any

from lcspr_core.errors import NotFound
from lcspr_core.store import Keys, Store
from lcspr_jupyter.commands.reaching import at_review, reached, running
from lcspr_jupyter.commands.working_here import behind
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.places import default_store, keys_of, open_or_make

OPEN = "Open this link once; it works for one browser: {url}"
LISTENS = """The server listens for your proxy at {url}. People log in at {public}.
Invite the first coordinator with: lcspr invite --name NAME --login LOGIN"""
TICKET = """Put these two lines into your shell or the first cell's environment, then open a notebook of ours:

export LCSPR_GATE='{gate}'
export LCSPR_TICKET='{ticket}'

The ticket opens this one review, and ends when the server stops. Treat it like a key."""
FICTIONAL = "The demonstration is fictional. It lies in a folder of its own and is removed when you stop it."


def demo(asked: argparse.Namespace) -> int:
    """Serve the fictional demonstration from a folder that goes when it stops."""
    from lcspr_jupyter.demonstration import fill

    with tempfile.TemporaryDirectory(prefix="lcspr-demonstration-") as folder:
        place = Path(folder) / "demonstration.lcspr"
        keys = Keys.new()
        with Store.create(place, keys) as store:
            fill(store)
        print(FICTIONAL)
        _serve(place, keys, asked)
    return 0


def serve(asked: argparse.Namespace) -> int:
    """Serve a partnership's store; a new one is made where there is none."""
    more = behind(asked)
    place: Path = asked.store or default_store()
    if not place.exists():
        open_or_make(place, asked.key, passphrase=asked.passphrase).close()
    _serve(place, keys_of(place, asked.key), asked, **more)
    return 0


def ticket(asked: argparse.Namespace) -> int:
    """Print what opens one review in a Jupyter of one's own, while the server runs."""
    gate = running(asked.store or default_store())
    if gate is None:
        raise NotFound("No server is running for this store. Start one with `lcspr serve`, then ask again.")
    print(TICKET.format(gate=gate.address, ticket=gate.ticket_for(asked.review)))
    return 0


def export(asked: argparse.Namespace) -> int:
    """Make an appendix as files, each with its hash, through the running server or one that is started for it."""
    told = reached(asked, lambda gate: _exported(gate, asked))
    asked.out.mkdir(parents=True, exist_ok=True)
    for file in told["files"]:
        (asked.out / Path(file["name"]).name).write_bytes(b64decode(file["content"]))
        print(f"{asked.out / Path(file['name']).name}\n  sha256 {file['sha256']}")
    return 0


def _exported(gate: Gate, asked: argparse.Namespace) -> dict[str, Any]:
    return at_review(gate, asked.review).export(asked.notebook, asked.to.split(","), asked.edition)


def _serve(place: Path, keys: Keys, asked: argparse.Namespace, **more: Any) -> None:
    from lcspr_jupyter.server import serve as run

    def ready(url: str) -> None:
        print((LISTENS if more else OPEN).format(url=url, **more), flush=True)

    open_browser = not asked.no_browser and not more
    run(place, keys, port=asked.port, open_browser=open_browser, on_ready=ready, **more)
