"""Files that ship with the app or its libraries: a listed few, under an address that changes with their content."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from jupyter_core.paths import jupyter_path
from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError, StaticFileHandler

from lcspr_jupyter.components import composing
from lcspr_jupyter.server.doors import Door

ROOM = Path(__file__).resolve().parent.parent
TEMPLATE = ROOM / "templates" / "voila" / "templates" / "lcspr"
TOKENS = "tokens.css"
COMPONENTS = "components"
LIBRARIES = ("voila", "ipywidgets", "jupyterlab_widgets", "anywidget")
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
SERVED = re.compile(r"[A-Za-z0-9_.@-]+(?:/[A-Za-z0-9_.@-]+)*")
ENDINGS = frozenset({".js", ".css", ".woff2", ".woff", ".ttf", ".svg", ".png", ".gif", ".json"})


def shared(name: str) -> Path:
    """Return a folder that a library shipped, from this Python's own installation before any other."""
    own = Path(sys.prefix) / "share" / "jupyter" / name
    return (
        own if own.is_dir() else next((Path(one) / name for one in jupyter_path() if (Path(one) / name).is_dir()), own)
    )


def folders() -> Mapping[str, Path]:
    """Return what is served, by the first word of its address."""
    lab, voila = shared("labextensions"), shared("voila")
    extensions = {
        f"extensions/{name}": (voila / "labextensions" if "voila" in name else lab) / name for name in EXTENSIONS
    }
    return {
        "house": TEMPLATE / "static",
        "fonts": ROOM / "fonts",
        COMPONENTS: composing.ROOM,
        "voila": voila / "templates" / "base" / "static",
        **extensions,
    }


def federated() -> list[dict[str, str]]:
    """Return the front end's extensions, as its loader wants them."""
    return [
        _extension(name, folder)
        for key, folder in folders().items()
        if (name := key.removeprefix("extensions/")) != key
    ]


def _extension(name: str, folder: Path) -> dict[str, str]:
    built = json.loads((folder / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]
    return {
        "name": name,
        **{part: built[part] for part in ("load", "extension", "mimeExtension", "style") if part in built},
    }


def edition(served: Mapping[str, Path]) -> str:
    """Return a word that changes whenever a served file does."""
    told = hashlib.sha256()
    for name in LIBRARIES:
        told.update(f"{name} {version(name)}".encode())
    for key in ("house", "fonts", COMPONENTS):
        for file in sorted(one for one in served[key].rglob("*") if one.suffix in ENDINGS):
            told.update(file.name.encode() + file.read_bytes())
    told.update((ROOM / TOKENS).read_bytes())
    return told.hexdigest()[:12]


class StaticDoor(Door, StaticFileHandler):
    """Serves the listed folders to whoever asks under our name: there is nothing of a case in them."""

    def initialize(self, served: Mapping[str, Path]) -> None:  # type: ignore[override]
        """Take the list of what is served."""
        self.served = served
        self.absolute_path = None
        super().initialize(path=str(ROOM))

    def set_default_headers(self) -> None:
        """Send the same headers as every door."""
        Door.set_default_headers(self)

    @allow_unauthenticated
    async def get(self, path: str, include_body: bool = True) -> None:
        """Return one file."""
        root, rest = self.place(path)
        if root == composing.ROOM and rest.endswith(".js"):
            self.compose(rest)
            return
        self.root = str(root)
        await super().get(rest, include_body=include_body)

    def compute_etag(self) -> str | None:
        """Name what a file holds; a module is put together, and has no file of its own."""
        return super().compute_etag() if self.absolute_path else None

    def compose(self, file: str) -> None:
        """Return a component's module as a page without a kernel loads it: whole, the shared lines written in."""
        if "/" in file or not (composing.ROOM / file).is_file():
            raise HTTPError(404)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_extra_headers(file)
        self.finish(composing.module_of(file.removesuffix(".js")))

    def place(self, path: str) -> tuple[Path, str]:
        """Return the folder and the file of an address, if it is one of those that are served."""
        if path == TOKENS:
            return ROOM, path
        key = next((one for one in self.served if path.startswith(f"{one}/")), "")
        rest = path[len(key) + 1 :]
        if not key or not SERVED.fullmatch(rest) or ".." in rest or Path(rest).suffix not in ENDINGS:
            raise HTTPError(404)
        return self.served[key], rest

    @allow_unauthenticated
    async def head(self, path: str) -> None:
        """Return one file's headers."""
        await self.get(path, include_body=False)

    def set_extra_headers(self, _path: str) -> None:
        """Let the browser keep it: another edition has another address."""
        from lcspr_jupyter.server.headers import LONG_KEPT

        for name, value in LONG_KEPT.items():
            self.set_header(name, value)
