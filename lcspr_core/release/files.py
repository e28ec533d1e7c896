"""Reads finished files back, every word that a reader or a program could find in them, by place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lcspr_core.errors import Unreadable
from lcspr_core.release.html_text import html_texts
from lcspr_core.release.office_text import office_texts
from lcspr_core.release.pdf_text import pdf_texts
from lcspr_core.release.picture_text import picture_texts

Texts = Mapping[str, str]


def _plain_texts(raw: bytes) -> Texts:
    return {"the text": raw.decode("utf-8", errors="replace")}


READERS: Mapping[str, Callable[[bytes], Texts]] = MappingProxyType(
    {
        ".html": html_texts,
        ".htm": html_texts,
        ".svg": html_texts,
        ".docx": office_texts,
        ".xlsx": office_texts,
        ".pptx": office_texts,
        ".pdf": pdf_texts,
        ".png": picture_texts,
        ".jpg": picture_texts,
        ".jpeg": picture_texts,
        ".txt": _plain_texts,
        ".md": _plain_texts,
        ".csv": _plain_texts,
        ".json": _plain_texts,
        ".ics": _plain_texts,
    }
)


def texts_of(raw: bytes, suffix: str) -> Texts:
    """Return the texts of a finished file by place; a kind that cannot be read back must not leave unread."""
    reader = READERS.get(suffix.lower())
    if reader is None:
        raise Unreadable("Files of this kind cannot be read back, so nobody can tell whether a name stands in them.")
    return reader(raw)
