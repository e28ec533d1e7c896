"""Reads delimited text from outside, and trusts none of it: what cannot be read is said, with row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import TYPE_CHECKING

from attrs import field, frozen

from lcspr_core.errors import Unreadable

if TYPE_CHECKING:
    from _csv import Reader

LARGEST_FILE = 5_000_000
MOST_ROWS = 20_000
HEADER_WITHIN = 10
LONGEST_RECORD = 200
DELIMITERS = (",", ";", "\t")
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


@frozen(kw_only=True)
class FileRow:
    """One row as a person would count it (the first row of the file is 1), its cells by column name."""

    number: int
    cells: Mapping[str, str]


@frozen(kw_only=True)
class Sheet:
    """The rows that could be read, and sentences about the others and about how the file was read."""

    rows: tuple[FileRow, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Columns:
    """The columns of a kind of file: those it cannot do without, and those it may have, with their longest text."""

    needed: tuple[str, ...]
    known: tuple[str, ...]
    longest: Mapping[str, int] = field(factory=dict)
    otherwise: int = 300

    def limit(self, column: str) -> int:
        """Return how long a text of this column may be."""
        return self.longest.get(column, self.otherwise)


def sheet(raw: bytes, columns: Columns) -> Sheet:
    """Return what can be read of a delimited file; a file that is none is refused in one sentence."""
    text, notes = _text(raw)
    header_at, delimiter, header = _header(text, columns)
    rows: list[FileRow] = []
    problems: list[str] = []
    for number, cells in _records(text, delimiter, problems):
        if number <= header_at or not any(cell.strip() for cell in cells):
            continue
        wrong = _fault(number, cells, header, columns)
        problems += [wrong] if wrong else []
        rows += [] if wrong else [_row(number, cells, header)]
    return Sheet(rows=tuple(rows), problems=tuple(problems), notes=(*notes, *_unread(header, columns)))


def _text(raw: bytes) -> tuple[str, tuple[str, ...]]:
    if len(raw) > LARGEST_FILE:
        raise Unreadable("The file is larger than 5 MB; split it, and bring in one part after the other.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(raw, "utf-16"), ()
    if b"\x00" in raw:
        raise Unreadable("This is not a text file; save it as CSV (UTF-8) and bring it in again.")
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = "The file was not saved as UTF-8 and was read as Windows text: look at £ signs, quotes and accents."
        return _decoded(raw, "cp1252"), (note,)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("The letters of this file cannot be read; save it as CSV (UTF-8) and try again.") from None


def _reader(lines: Iterable[str], delimiter: str, *, quoted: bool = True) -> Reader:
    if quoted:
        return csv.reader(lines, delimiter=delimiter, strict=True)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _records(text: str, delimiter: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their numbers; a row that breaks the rules is said, and reading goes on below it."""
    lines = list(io.StringIO(text, newline=""))
    quoted = delimiter != "\t" or text.count('"') % 2 == 0
    at = 0
    for number in count(1):
        if at >= len(lines):
            return
        if number > MOST_ROWS:
            problems.append(f"Row {number:,} and all after it were not read: a file may have {MOST_ROWS:,} rows.")
            return
        cells, read = _one_record(lines, at, delimiter, quoted=quoted)
        at += read
        if cells is None:
            problems.append(f"Row {number} cannot be read: a quotation mark is missing or stands in the wrong place.")
        else:
            yield number, cells


def _one_record(lines: Sequence[str], at: int, delimiter: str, *, quoted: bool) -> tuple[list[str] | None, int]:
    """Return the cells of the record that begins on this line, and how many lines it takes."""
    reader = _reader(lines[at : at + LONGEST_RECORD], delimiter, quoted=quoted)
    try:
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return None, 1


def _header(text: str, columns: Columns) -> tuple[int, str, tuple[str, ...]]:
    """Find the row that names the columns, below any banner, and what divides its cells."""
    tried = [found for delimiter in DELIMITERS if (found := _header_with(text, delimiter, columns))]
    if not tried:
        wanted = " and ".join(f"“{name}”" for name in columns.needed)
        raise Unreadable(
            f"No row among the first {HEADER_WITHIN} names the columns {wanted}; add that row of headings."
        )
    return max(tried, key=lambda found: len(set(found[2]) & set(columns.known)))


def _header_with(text: str, delimiter: str, columns: Columns) -> tuple[int, str, tuple[str, ...]] | None:
    for number, cells in islice(_records(text, delimiter, []), HEADER_WITHIN):
        names = tuple(clean(cell).strip().lower().replace(" ", "_") for cell in cells)
        if set(columns.needed) <= set(names):
            return number, delimiter, names
    return None


def _fault(number: int, cells: Sequence[str], header: Sequence[str], columns: Columns) -> str:
    if any(cell.strip() for cell in cells[len(header) :]):
        return f"Row {number} has more cells than there are columns: look for a comma or a quote too many."
    for name, cell in zip(header, cells, strict=False):
        if name in columns.known and len(cell) > columns.limit(name):
            return f"Row {number}, column {name}: the text is longer than {columns.limit(name):,} characters."
    return ""


def _row(number: int, cells: Sequence[str], header: Sequence[str]) -> FileRow:
    filled = (*cells, *[""] * (len(header) - len(cells)))
    return FileRow(number=number, cells={name: clean(cell).strip() for name, cell in zip(header, filled, strict=False)})


def _unread(header: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """Say by number which columns were not read: their headings are somebody's text."""
    numbers = [str(place) for place, name in enumerate(header, start=1) if name and name not in columns.known]
    if not numbers:
        return ()
    return (f"Not read, for their headings are not known here: column{'s' * (len(numbers) > 1)} {', '.join(numbers)}.",)


def clean(text: str) -> str:
    """Return the text without control characters and without signs that turn the direction of reading."""
    return UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
