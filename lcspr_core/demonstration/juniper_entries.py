"""The two tidiest of Juniper's chronologies as ledger entries; the untidy ones wait for the importer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from lcspr_core.demonstration.juniper_people import register
from lcspr_core.demonstration.pack_files import PACK
from lcspr_core.evidence.chronologies import ChronologyReader, EntriesRead, Layout
from lcspr_core.evidence.delimited import FileRow
from lcspr_core.evidence.entries import Entry
from lcspr_core.release.codebook import coded, codes_in

TIDY: Mapping[str, Layout] = {
    "chronologies/Priory Fields Surgery.csv": Layout(agency="GP", date="consult_date", text="text", about="patient"),
    "chronologies/marchway_export.tsv": Layout(agency="HOU", date="log_date", text="note"),
}
FIRST_ROW = 3  # below the banner and the headings


def entries() -> tuple[Entry, ...]:
    """Return the entries of the tidy chronologies, names coded, dates as typed and as understood."""
    return tuple(entry for name in TIDY for entry in read(name).entries)


def read(name: str) -> EntriesRead:
    """Return one tidy chronology as it was read."""
    layout = TIDY[name]
    reader = ChronologyReader(
        layout=layout,
        name=_numbered(layout.agency),
        coded=lambda text: coded(text, register()).text,
        codes_in=lambda text: codes_in(text, register()),
        source=PurePosixPath(name).name,
    )
    return reader.read((PACK / name).read_bytes())


def _numbered(agency: str) -> Callable[[FileRow], str]:
    """Number a fixed file's entries as its answer file does."""
    return lambda row: f"{agency}-{row.number - FIRST_ROW + 1:03}"
