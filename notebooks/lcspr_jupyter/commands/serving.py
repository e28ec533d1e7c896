"""Commands that need the server: open the reviews, hand out a ticket, make an appendix."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from lcspr_core.store import Keys, Store
from lcspr_jupyter.places import default_store, keys_of, open_or_make

OPEN = "Open this link once; it works for one browser: {url}"
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
    place: Path = asked.store or default_store()
    if not place.exists():
        open_or_make(place, asked.key, passphrase=asked.passphrase).close()
    _serve(place, keys_of(place, asked.key), asked)
    return 0


def _serve(place: Path, keys: Keys, asked: argparse.Namespace) -> None:
    from lcspr_jupyter.server import serve as run

    def ready(url: str) -> None:
        print(OPEN.format(url=url), flush=True)

    run(place, keys, port=asked.port, open_browser=not asked.no_browser, on_ready=ready)
