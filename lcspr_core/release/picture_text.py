"""The words hidden in pictures: comments, titles and other properties beside what is seen."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
WORDY_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
PRINTABLE = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")
WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){3,}")
LARGEST_TEXT = 1_000_000
START_OF_SCAN = 0xDA


def picture_texts(raw: bytes) -> dict[str, str]:
    """Return the words kept beside the picture itself."""
    if raw.startswith(PNG):
        pieces = list(_png(raw))
    elif raw.startswith(JPEG):
        pieces = list(_jpeg(raw))
    else:
        pieces = [raw]
    return {"the picture's properties": "\n".join(words(piece) for piece in pieces)}


def words(raw: bytes) -> str:
    """Return whatever in some bytes could be read as text, in one byte or two a letter."""
    narrow = [_decoded(one.group()) for one in PRINTABLE.finditer(raw)]
    wide = [one.group().decode("utf-16-le") for one in WIDE.finditer(raw)]
    return "\n".join((*narrow, *wide))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _png(raw: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(raw):
        length, kind = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        if kind in WORDY_CHUNKS:
            chunk = raw[at + 8 : at + 8 + length]
            yield from (chunk, _unpacked(chunk))
        at += length + 12


def _unpacked(chunk: bytes) -> bytes:
    """Return the compressed part of a text chunk in the clear, or nothing."""
    for place in (at + 1 for at, byte in enumerate(chunk[:300]) if byte == 0):
        for start in (place, place + 1):
            try:
                return zlib.decompressobj().decompress(chunk[start:], LARGEST_TEXT)
            except zlib.error:
                continue
    return b""


def _jpeg(raw: bytes) -> Iterator[bytes]:
    at = len(JPEG)
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != START_OF_SCAN:  # noqa: PLR2004  # marks a segment
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        yield raw[at + 4 : at + 2 + length]
        at += 2 + length
