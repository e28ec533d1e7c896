"""Refuses pictures that we did not draw: only of our own can anybody say which words stand in them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

import pikepdf

from lcspr_core.errors import Unreadable

FOREIGN = (
    "The file holds a picture that was not drawn here, so nobody can tell which words stand in it, and it was not "
    "handed over. Take the picture out, and make the file again."
)
LOADED = re.compile(rb"<(?:img|image|picture|video|audio|object|embed|iframe|canvas)\b|data:image/", re.IGNORECASE)
DRAWN = re.compile(rb"<svg\b", re.IGNORECASE)


def check_pictures(raw: bytes, suffix: str, drawn: int) -> None:
    """Refuse a finished file with another number of pictures than were drawn for it."""
    count = COUNTS.get(suffix.lower())
    if count is not None and count(raw) != drawn * OF_EACH[suffix.lower()]:
        raise Unreadable(FOREIGN)


def _in_html(raw: bytes) -> int:
    return len(DRAWN.findall(raw)) + len(LOADED.findall(raw))


def _in_word(raw: bytes) -> int:
    try:
        with ZipFile(io.BytesIO(raw)) as package:
            return sum(name.lower().startswith(("word/media/", "word/embeddings/")) for name in package.namelist())
    except BadZipFile:
        raise Unreadable("The Word file is damaged, so it cannot be read back.") from None


def _in_pdf(raw: bytes) -> int:
    """Only pictures made of dots: ours are lines and letters, and are read with the page."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            return sum(isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" for one in pdf.objects)
    except pikepdf.PdfError:
        raise Unreadable("The PDF is damaged or locked with a password, so it cannot be read back.") from None


COUNTS: Mapping[str, Callable[[bytes], int]] = MappingProxyType({".html": _in_html, ".docx": _in_word, ".pdf": _in_pdf})
OF_EACH: Mapping[str, int] = MappingProxyType({".html": 1, ".docx": 1, ".pdf": 0})
