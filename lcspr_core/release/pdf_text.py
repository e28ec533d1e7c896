"""The words of a PDF: each page as it reads, and every text kept anywhere else in the file."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdf
from pypdf.errors import PyPdfError

from lcspr_core.errors import Unreadable
from lcspr_core.release.picture_text import picture_texts, words

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
MARKING = frozenset({"BDC", "DP"})
SHAPES_ONLY = frozenset({"/Type0", "/Type3"})
NOT_A_LETTER = "\ufffd"
DEEPEST = 20
SPOKEN = {"/Alt": "alt text", "/ActualText": "text for screen readers", "/E": "text for screen readers"}
PROPERTIES = "the file's properties"


def pdf_texts(raw: bytes) -> dict[str, str]:
    """Return every word of a PDF by place; a page whose letters cannot be read back must not leave unread."""
    found: dict[str, list[str]] = {}
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            _check_letters(pdf)
            for place, text in (*_pages(raw, pdf), *_objects(pdf)):
                found.setdefault(place, []).append(text)
    except (pikepdf.PdfError, PyPdfError):
        raise Unreadable("The PDF is damaged or locked with a password, so it cannot be read back.") from None
    return {place: "\n".join(texts) for place, texts in found.items()}


def _pages(raw: bytes, pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    with _quietly():
        reader = pypdf.PdfReader(io.BytesIO(raw))
        read = [page.extract_text() for page in reader.pages]
    for number, (text, page) in enumerate(zip(read, pdf.pages, strict=True), start=1):
        marked, shows = _content(page)
        if NOT_A_LETTER in text or (shows and not text.strip()):
            raise Unreadable(f"The letters on page {number} cannot be read back, so nobody can tell what stands there.")
        yield f"page {number}", text
        yield from ((f"text for screen readers, page {number}", one) for one in marked)


def _check_letters(pdf: pikepdf.Pdf) -> None:
    """Refuse fonts that number their shapes and do not say which letters those are."""
    fonts = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font")
    if any(str(font.get("/Subtype")) in SHAPES_ONLY and "/ToUnicode" not in font for font in fonts):
        raise Unreadable("The PDF does not say which letters its shapes are, so nobody can tell what stands there.")


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the reader's remarks out of the log: they may repeat what stands in the file."""
    log = logging.getLogger("pypdf")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _content(page: pikepdf.Page) -> tuple[list[str], bool]:
    """Return the texts that mark up a page's content, and whether the page shows any letters."""
    marked: list[str] = []
    shows = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        shows = shows or operator in SHOWING
        if operator in MARKING:
            marked += [text for operand in instruction.operands for _, text in _strings(operand, "", 0)]
    return marked, shows


def _objects(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Yield each text of each object: alt texts, outlines, notes, names of attachments, and what is attached."""
    for one in pdf.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Array, pikepdf.String, pikepdf.Stream)):
            yield from _strings(one, "", 0)
        if isinstance(one, pikepdf.Stream):
            yield from _stream(one)


def _strings(one: object, key: str, deep: int) -> Iterator[tuple[str, str]]:
    """Yield the texts inside an object; what it only points to is an object of its own, met elsewhere."""
    if isinstance(one, pikepdf.String):
        yield SPOKEN.get(key, PROPERTIES), str(one)
    elif deep < DEEPEST:
        for name, value in _inside(one, key):
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, name, deep + 1)


def _inside(one: object, key: str) -> Iterator[tuple[str, object]]:
    if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        yield from one.items()
    elif isinstance(one, pikepdf.Array):
        yield from ((key, value) for value in one)


def _stream(one: pikepdf.Stream) -> Iterator[tuple[str, str]]:
    kind = str(one.get("/Type", ""))
    if kind in {"/Metadata", "/EmbeddedFile"}:
        place = PROPERTIES if kind == "/Metadata" else "an attached file"
        yield place, words(one.read_bytes())
    elif str(one.get("/Filter", "")) == "/DCTDecode":
        yield from picture_texts(one.read_raw_bytes()).items()
