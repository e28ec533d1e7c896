"""The words of a Word, Excel or PowerPoint file: every part of its package, its properties and its part names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from lcspr_core.errors import Unreadable
from lcspr_core.release.picture_text import picture_texts, words

MOST_PARTS = 5_000
LARGEST_PACKAGE = 300_000_000
DEEPEST = 3
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp")
PACKAGES = (".docx", ".xlsx", ".pptx")
FONTS = (".ttf", ".otf", ".odttf", ".fntdata")
PLACES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), place)
    for pattern, place in (
        (r"(?:word/document|xl/sharedStrings)\.xml", ""),
        (r"(?:word/header)(\d*)\.xml", "header {}"),
        (r"(?:word/footer)(\d*)\.xml", "footer {}"),
        (r"(?:word/(?:comments|commentsExtended|people)|xl/comments\d*)\.xml", "comments"),
        (r"word/footnotes\.xml", "footnotes"),
        (r"word/endnotes\.xml", "endnotes"),
        (r"docProps/core\.xml", "the file's properties"),
        (r"docProps/app\.xml", "the file's properties"),
        (r"docProps/custom\.xml", "the file's own properties"),
        (r"xl/worksheets/sheet(\d+)\.xml", "sheet {}"),
        (r"ppt/slides/slide(\d+)\.xml", "slide {}"),
        (r".*\.rels", "links"),
    )
)
READ = frozenset({"t", "delText", "instrText", "delInstrText"})
GAP = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
SPOKEN = {"descr": "alt text", "title": "alt text"}
LETTERING = frozenset({"font", "latin", "ea", "cs", "rFonts"})  # the names of typefaces, many of them first names


def office_texts(raw: bytes, deep: int = 0) -> dict[str, str]:
    """Return every word of a package by place."""
    found: dict[str, list[str]] = {}
    try:
        with ZipFile(io.BytesIO(raw)) as package:
            _check_size(package)
            found["the names of the parts inside"] = package.namelist()
            for number, name in enumerate(package.namelist(), start=1):
                for place, text in _part(name, number, package.read(name), deep):
                    found.setdefault(place, []).append(text)
    except (BadZipFile, NotImplementedError, RuntimeError):
        raise Unreadable("The file is damaged or locked with a password, so it cannot be read back.") from None
    return {place: "\n".join(texts) for place, texts in found.items()}


def _check_size(package: ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_PACKAGE:
        raise Unreadable("The file is too large to be read back.")


def _part(name: str, number: int, raw: bytes, deep: int) -> Iterator[tuple[str, str]]:
    place, ending = _place(name, number), name[name.rfind(".") :].lower()
    if ending in FONTS:
        return
    if ending in PICTURES:
        yield from ((f"picture in part {number}, properties", text) for text in picture_texts(raw).values())
    elif ending in PACKAGES and deep < DEEPEST:
        inside = office_texts(raw, deep + 1)
        yield from ((f"file inside the file (part {number}), {where}", text) for where, text in inside.items())
    elif ending in {".xml", ".rels", ".vml"}:
        yield from _xml(place, raw)
    else:
        yield place, words(raw)


def _place(name: str, number: int) -> str:
    for pattern, place in PLACES:
        found = pattern.fullmatch(name)
        if found:
            return place.format(*found.groups()).strip()
    return f"part {number} of the package"


def _xml(place: str, raw: bytes) -> Iterator[tuple[str, str]]:
    try:
        root = fromstring(raw)
    except (ParseError, DefusedXmlException):
        raise Unreadable("A part of the file is damaged, so it cannot be read back.") from None
    yield from _paragraphs(root, place)
    for element in root.iter():
        yield from _attributes(element, place or "text")
        if _local(element.tag) not in READ and (element.text or "").strip():
            yield place or "text", element.text or ""


def _paragraphs(root: Element, place: str) -> Iterator[tuple[str, str]]:
    """Yield paragraphs as they read, however many pieces each was written in."""
    heading = number = 0
    for element in root.iter():
        if _local(element.tag) not in {"p", "si", "is", "text"}:
            continue
        is_heading = _is_heading(element)
        heading, number = (heading + 1, 0) if is_heading else (heading, number + 1)
        below = f"heading {heading}" if is_heading else f"paragraph {number} below heading {heading}"
        where = below if heading else f"paragraph {number} before the first heading"
        yield (place or where), "".join(_pieces(element))


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        name = _local(element.tag)
        yield (element.text or "") if name in READ else GAP.get(name, "")


def _is_heading(paragraph: Element) -> bool:
    styles = (one for one in paragraph.iter() if _local(one.tag) == "pStyle")
    return any(value.startswith(("Heading", "Title")) for one in styles for value in one.attrib.values())


def _attributes(element: Element, place: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if _local(element.tag) not in LETTERING and any(letter.isalpha() for letter in value):
            yield f"{SPOKEN.get(_local(name), 'settings')}, {place}", value


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
