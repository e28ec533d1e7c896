"""Row heads in a tagged PDF: Typst marks the heads of columns only, so the first cell of each row is marked here."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

# An element's own headers would hide the row's head; without them a reader looks along the row and up the column.
_HEADERS = "/Headers"
# Only these are looked into, as a document has many more paragraphs than tables.
_MAY_HOLD_ROWS = {"/Document", "/Part", "/Sect", "/Div", "/Table", "/TBody"}


def with_row_heads(pdf: bytes) -> bytes:
    """Return the same PDF with the first cell of each row of a table's body tagged as the head of its row."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for row in _rows(opened.Root.StructTreeRoot):
            _mark(_children(row))
        out = BytesIO()
        opened.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            preserve_pdfa=False,  # there is nothing of PDF/A in it to be kept
            fix_metadata_version=False,
        )
    return out.getvalue()


def _rows(root: Object) -> Iterator[Object]:
    """The rows of every table's body, without recursion: a document may be deep."""
    waiting = _children(root)
    while waiting:
        element = waiting.pop()
        below = _children(element)
        if str(element.S) == "/TBody":
            yield from (row for row in below if str(row.S) == "/TR")
        else:
            waiting.extend(each for each in below if str(each.S) in _MAY_HOLD_ROWS)


def _children(element: Object) -> list[Object]:
    below = element.get("/K", Array())
    items = list(below) if isinstance(below, Array) else [below]
    return [item for item in items if isinstance(item, Dictionary) and "/S" in item]


def _mark(cells: list[Object]) -> None:
    for place, cell in enumerate(cells):
        for attributes in _attributes(cell):
            if _HEADERS in attributes:
                del attributes[_HEADERS]
        if place == 0:
            cell.S = Name.TH
            cell.A = Array([*_attributes(cell), Dictionary(O=Name.Table, Scope=Name.Row)])


def _attributes(cell: Object) -> list[Object]:
    given = cell.get("/A", Array())
    return list(given) if isinstance(given, Array) else [given]
