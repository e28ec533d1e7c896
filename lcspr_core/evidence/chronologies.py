"""Reads a tidy chronology from a delimited file: one row, one entry, its date as typed and as understood."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from lcspr_core.evidence.delimited import Columns, FileRow, sheet
from lcspr_core.evidence.entries import Entry
from lcspr_core.timescales.understanding import understood

LONGEST_TEXT = 10_000


@frozen(kw_only=True)
class Layout:
    """Which columns of an agency's file hold the date, the words and whom they are about."""

    agency: str
    date: str
    text: str
    about: str = ""
    time: str = ""

    @property
    def columns(self) -> Columns:
        """The columns to look for; the others stay in the file."""
        wanted = tuple(name for name in (self.date, self.text, self.about, self.time) if name)
        return Columns(needed=(self.date, self.text), known=wanted, longest={self.text: LONGEST_TEXT})


@frozen(kw_only=True)
class EntriesRead:
    """The entries of a file, and sentences about what could not be read or was not."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class ChronologyReader:
    """How rows become entries: the layout, how an id is made, and how names turn into codes."""

    layout: Layout
    name: Callable[[FileRow], str]
    coded: Callable[[str], str]
    codes_in: Callable[[str], tuple[str, ...]]
    source: str = ""

    def read(self, raw: bytes) -> EntriesRead:
        """Return the entries of a file; rows that cannot be read are listed, and the others are kept."""
        found = sheet(raw, self.layout.columns)
        entries = tuple(self._entry(row) for row in found.rows)
        return EntriesRead(entries=entries, problems=found.problems, notes=found.notes)

    def _entry(self, row: FileRow) -> Entry:
        cells = row.cells
        return Entry(
            id=self.name(row),
            agency=self.layout.agency,
            happened=understood(cells.get(self.layout.date, "")),
            time=cells.get(self.layout.time, ""),
            text=self.coded(cells.get(self.layout.text, "")),
            source=self.source,
            row=f"row {row.number}",
            about=self.codes_in(cells.get(self.layout.about, "")),
        )
