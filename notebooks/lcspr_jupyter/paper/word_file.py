"""A Word file as a package: begun from our own few parts, and closed so that nothing of this machine is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO
from string import Template
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lcspr_jupyter.paper.tokens import PACKAGE, colours


@cache
def blank(language: str) -> bytes:
    """Return an empty Word file with our styles, for a document in a language."""
    words = {name.replace("-", "_"): colour.lstrip("#").upper() for name, colour in colours().items()}
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, text in _parts(PACKAGE.joinpath("templates/word")):
            package.writestr(name, Template(text).substitute(words, language=language))
    return out.getvalue()


def _parts(folder: Traversable, under: str = "") -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        if item.is_dir():
            yield from _parts(item, f"{under}{item.name}/")
        else:
            yield f"{under}{item.name}", item.read_text(encoding="utf-8")


def sealed(package: bytes, made: datetime) -> bytes:
    """Return the same package with one time on all its parts, and no other trace of when or where it was zipped."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(out, "w") as fixed:
        for name in sorted(given.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            info = ZipInfo(name, date_time=made.timetuple()[:6])
            info.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED  # a picture is packed already
            info.create_system, info.external_attr = 0, 0
            fixed.writestr(info, given.read(name))
    return out.getvalue()
