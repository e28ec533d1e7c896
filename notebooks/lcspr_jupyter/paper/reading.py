"""A run notebook read into a document: its views and its Markdown, and nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from attrs import evolve, frozen
from nbformat import NotebookNode

from lcspr_core.errors import Unreadable
from lcspr_core.views_json import MIME, views_from_json
from lcspr_jupyter.paper.blocks import Block, Heading
from lcspr_jupyter.paper.composing import Composer, levelled
from lcspr_jupyter.paper.lettering import one_line
from lcspr_jupyter.paper.prose import blocks_of

EDITIONS: Mapping[str, str] = {"internal": "Internal edition, not for publication", "public": "Edition for publication"}
STRICTEST_MARKING = "OFFICIAL-SENSITIVE"
SEAL = "lcspr_source"  # in a cell's metadata: the hash of the source that its outputs came from
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@frozen(kw_only=True)
class About:
    """What a document says of itself, on its first page, in its margins and in its properties."""

    title: str
    made_on: date
    review: str = ""
    marking: str = STRICTEST_MARKING
    edition: str = "internal"
    audit_head: str = ""
    language: str = "en-GB"

    @property
    def made(self) -> str:
        """The day it was made, as people write it."""
        return f"{self.made_on.day} {self.made_on:%B %Y}"

    @property
    def line(self) -> str:
        """The line under the title."""
        return " · ".join(part for part in (self.review, EDITIONS[self.edition], f"made on {self.made}") if part)

    @property
    def closing(self) -> tuple[str, ...]:
        """What stands at the very end."""
        head = f"Head of the audit chain when this was made: {self.audit_head}" if self.audit_head else ""
        return tuple(line for line in (f"{self.title}. {self.line}.", head) if line)


@frozen(kw_only=True)
class Appendix:
    """A document ready to be written in any format."""

    about: About
    blocks: tuple[Block, ...]


def appendix(notebook: NotebookNode, today: date | None = None) -> Appendix:
    """Return the document that a run notebook stands for; refuse one that failed, or changed since it ran."""
    _refuse_unfit(notebook)
    blocks = tuple(_blocks(notebook))
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    about = _about(notebook.metadata.get("lcspr", {}), titles, today or date.today())  # noqa: DTZ011  a day on paper
    return Appendix(about=about, blocks=levelled(_below_title(blocks, about.title)))


def seal(notebook: NotebookNode) -> None:
    """Note in each code cell which source its outputs came from, so that a later change is seen."""
    for _, cell in _code(notebook):
        cell.metadata[SEAL] = _hash(cell.source)


def _hash(source: str) -> str:
    return sha256(source.encode("utf-8", "replace")).hexdigest()


# --- what is refused --------------------------------------------------------------------------------------------------


def _code(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    cells = enumerate(notebook.cells, start=1)
    return ((number, cell) for number, cell in cells if cell.cell_type == "code" and cell.source.strip())


_ERROR = (
    "Cell {number} of the notebook ended in an error, so no document was made. Put it right and run the whole notebook."
)
_NOT_RUN = "Cell {number} of the notebook has not been run, so no document was made. Run the whole notebook first."
_STALE = (
    "Cell {number} of the notebook was changed, or was run out of order, so what it shows may be stale and no document "
    "was made. Run the whole notebook again from the top."
)


def _refuse_unfit(notebook: NotebookNode) -> None:
    before = 0
    for number, cell in _code(notebook):
        count = cell.get("execution_count") or 0
        if any(output.output_type == "error" for output in cell.outputs):
            raise Unreadable(_ERROR.format(number=number))
        if not count:
            raise Unreadable(_NOT_RUN.format(number=number))
        if count <= before or cell.metadata.get(SEAL, _hash(cell.source)) != _hash(cell.source):
            raise Unreadable(_STALE.format(number=number))
        before = count


# --- what is read -----------------------------------------------------------------------------------------------------


def _blocks(notebook: NotebookNode) -> Iterator[Block]:
    composer = Composer()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for block in blocks_of(cell.source, headings=True):
                if isinstance(block, Heading):
                    composer = evolve(composer, level=block.level + 1)
                yield block
        for view_json in _views(cell):
            yield from composer.compose(views_from_json(view_json))


def _views(cell: NotebookNode) -> Iterable[object]:
    outputs = cell.outputs if cell.cell_type == "code" else ()
    shown = (output.data for output in outputs if output.output_type in {"execute_result", "display_data"})
    return (data[MIME] for data in shown if MIME in data)


def _below_title(blocks: Iterable[Block], title: str) -> Iterator[Block]:
    """The notebook's own title is the document's, and is left out here; any other first-level heading goes down one."""
    for block in blocks:
        if not isinstance(block, Heading) or block.level > 1:
            yield block
        elif block.text.casefold() != title.casefold():
            yield evolve(block, level=2)


def _about(given: Mapping[str, Any], titles: list[str], today: date) -> About:
    known = {key: one_line(value) for key, value in given.items() if isinstance(value, str) and value.strip()}
    about = About(
        title=known.get("title") or next(iter(titles), "Appendix"),
        made_on=_day(known["made_on"]) if "made_on" in known else today,
        **{key: known[key] for key in ("review", "marking", "edition", "audit_head", "language") if key in known},
    )
    if about.edition not in EDITIONS:
        raise Unreadable("The notebook's edition should be internal or public.")
    if not _LANGUAGE.fullmatch(about.language):
        raise Unreadable("The notebook's language should be written like en-GB.")
    return about


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Unreadable("The day on which the notebook was made should be written like 2026-07-14.") from None
