"""Templates of letters: the ones that ship, or a partnership's own, read as hostile text in which nothing ever runs."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from lcspr_core.errors import Unreadable

SHIPPED = Path(__file__).with_name("templates")
MOST_BYTES = 40_000
MOST_PLACES = 200
MOST_FAULTS = 5  # more than these in one sentence nobody reads
PLACE = re.compile(r"\{([^{}\n]*)\}")
HEADING = re.compile(r"#{1,6}[ \t]+(.+)")


@frozen(kw_only=True)
class Template:
    """The text of a template that was checked: only known places stand in it."""

    name: str
    text: str = field(repr=False)

    def parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Return each heading, the first of them empty, with the lines below it."""
        heading = ""
        lines: list[str] = []
        for line in self.text.splitlines():
            if found := HEADING.fullmatch(line.strip()):
                yield heading, tuple(lines)
                heading, lines = found[1], []
            else:
                lines.append(line)
        yield heading, tuple(lines)


def template(name: str, own: Path | None, known: Collection[str]) -> Template:
    """Return a template by its file name: the partnership's own if it has one, else the one that ships."""
    theirs = own / name if own else None
    text = _read(theirs) if theirs and _is_there(theirs) else (SHIPPED / name).read_text(encoding="utf-8")
    faults = tuple(_faults(name, text, frozenset(known)))
    if faults:
        more = f" There are {len(faults) - MOST_FAULTS} more." if len(faults) > MOST_FAULTS else ""
        raise Unreadable(" ".join(faults[:MOST_FAULTS]) + more)
    return Template(name=name, text=text)


def filled(text: str, values: Mapping[str, str] | Callable[[str], str]) -> str:
    """Return a text with its places filled, once: a place inside a value stays the text that it is."""
    value = values if callable(values) else values.__getitem__
    return PLACE.sub(lambda found: value(found[1]), text)


# --- what comes from outside ------------------------------------------------------------------------------------------


def _is_there(place: Path) -> bool:
    """Say whether something lies there, be it a link that leads nowhere: that is said, not passed over."""
    try:
        place.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        raise Unreadable(f"The template {place.name} of this partnership cannot be reached.") from None
    return True


def _read(place: Path) -> str:
    """Read a plain file of a bounded size; nothing that a link leads to, and nothing that never ends."""
    try:
        if not stat.S_ISREG(place.lstat().st_mode):
            raise Unreadable(f"The template {place.name} is not a plain file. Put a text file in its place.")
        with place.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise Unreadable(f"The template {place.name} is longer than {MOST_BYTES} bytes. Make it shorter.")
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Unreadable(f"The template {place.name} cannot be read. Save it as plain text in UTF-8.") from None


def _faults(name: str, text: str, known: frozenset[str]) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for place in PLACE.findall(line):
            if place not in known:
                yield f"Template {name}, line {number}: there is no place called “{place[:40]}”."
        if re.search(r"[{}]", PLACE.sub("", line)):
            yield f"Template {name}, line {number}: a curly bracket stands alone. Write a place as in {{decided_on}}."
    if len(PLACE.findall(text)) > MOST_PLACES:
        yield f"Template {name} has more than {MOST_PLACES} places. Make it shorter."
