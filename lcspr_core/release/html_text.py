"""The words of a web page: its text by heading and paragraph, every attribute, comment, script and picture."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import unquote

from lcspr_core.release.picture_text import picture_texts

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "tspan", "u", "var", "wbr"}
)
WORDLESS = {"script": "a script", "style": "a stylesheet", "title": "the title"}
PACKED = re.compile(r"data:(?P<kind>[\w.+-]+/[\w.+-]+)?[^,\"')]{0,80};base64,(?P<packed>[A-Za-z0-9+/=\s%]+)")
SPOKEN = {"alt": "alt text", "title": "a tooltip", "aria-label": "a spoken label", "content": "the page's properties"}


def html_texts(raw: bytes) -> dict[str, str]:
    """Return every word of a web page by place."""
    reader = _Reader()
    reader.feed(raw.decode("utf-8", errors="replace"))
    reader.close()
    reader.end_block()
    return {place: "".join(pieces) for place, pieces in reader.texts.items()}


class _Reader(HTMLParser):
    """Gathers text block by block, so that a name in two pieces of one paragraph is still one name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, list[str]] = {}
        self.headings = 0
        self.blocks = 0
        self.special = ""

    def end_block(self) -> None:
        """Go on to the next paragraph."""
        if self.place in self.texts:
            self.blocks += 1

    @property
    def place(self) -> str:
        """Where we are, by number: a heading's own words may be what must not be said."""
        if self.special:
            return self.special
        below = f"below heading {self.headings}" if self.headings else "before the first heading"
        return f"paragraph {self.blocks + 1} {below}"

    def keep(self, place: str, text: str) -> None:
        """Keep some words, and what is packed inside them apart from them."""
        for number, found in enumerate(PACKED.finditer(text)):
            self._keep_packed(f"{place}, picture {number + 1}", found)
        self.texts.setdefault(place, []).append(PACKED.sub(" ", text))

    def _keep_packed(self, place: str, found: re.Match[str]) -> None:
        kind = found["kind"] or ""
        if not kind.startswith("image/"):
            return
        try:
            raw = b64decode(unquote(found["packed"]))
        except (NotBase64, ValueError):
            return
        inside = html_texts(raw) if kind == "image/svg+xml" else picture_texts(raw)
        for words in inside.values():
            self.texts.setdefault(place, []).append(f"{words}\n")

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where we are, and keep the attributes."""
        if tag not in INLINE:
            self.end_block()
        if tag in HEADINGS:
            self.headings, self.blocks = self.headings + 1, 0
            self.special = f"heading {self.headings}"
        elif tag in WORDLESS:
            self.special = WORDLESS[tag]
        self._keep_attributes(tag, attrs)

    def _keep_attributes(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.keep("the tags", f"{tag}\n")
        for name, value in attrs:
            place = f"{SPOKEN.get(name, 'an attribute')}, {self.place}"
            self.keep(place, f"{unquote(value or '')}\n" if name in SPOKEN else f"{name} {unquote(value or '')}\n")

    def _closed(self, tag: str) -> None:
        """Leave a heading or a script, and end a paragraph."""
        if tag in HEADINGS or tag in WORDLESS:
            self.special = ""
        elif tag not in INLINE:
            self.end_block()

    def _read(self, data: str) -> None:
        """Keep what is read."""
        if data.strip() or self.place in self.texts:
            self.keep(self.place, data)

    def _commented(self, data: str) -> None:
        """Keep a comment."""
        self.keep("a comment", f"{data}\n")

    def _declared(self, decl: str) -> None:
        """Keep a declaration."""
        self.keep("a declaration", f"{decl}\n")

    def _instructed(self, data: str) -> None:
        """Keep an instruction."""
        self.keep("a declaration", f"{data}\n")

    def unknown_decl(self, data: str) -> None:
        """Keep what no page should hold."""
        self.keep("a declaration", f"{data}\n")

    # The parser calls these by names of its own.
    handle_starttag = _opened
    handle_endtag = _closed
    handle_data = _read
    handle_comment = _commented
    handle_decl = _declared
    handle_pi = _instructed
