"""The nbconvert exporters: a run notebook to HTML, Word or PDF, from the views among its outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import List, Unicode

from lcspr_jupyter.paper.page import html_file
from lcspr_jupyter.paper.pdf import pdf_file
from lcspr_jupyter.paper.reading import Appendix, appendix
from lcspr_jupyter.paper.word import docx_file

WRITERS: Mapping[str, Callable[[Appendix], str | bytes]] = {"html": html_file, "docx": docx_file, "pdf": pdf_file}


class _ViewExporter(Exporter):
    """What the three share: of what nbconvert does beforehand, only running the notebook is left."""

    default_preprocessors = List(["nbconvert.preprocessors.ExecutePreprocessor"])  # idle unless --execute is given

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the notebook as a file's content."""
        run, resources = super().from_notebook_node(nb, resources, **kw)
        kind = self.file_extension.removeprefix(".")
        return WRITERS[kind](appendix(run)), resources


class HtmlExporter(_ViewExporter):
    """One HTML file that stands alone and asks for nothing."""

    file_extension = Unicode(".html")
    output_mimetype = "text/html"
    export_from_notebook = "lcspr appendix (HTML)"


class DocxExporter(_ViewExporter):
    """A Word file."""

    file_extension = Unicode(".docx")
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "lcspr appendix (Word)"


class PdfExporter(_ViewExporter):
    """A tagged PDF."""

    file_extension = Unicode(".pdf")
    output_mimetype = "application/pdf"
    export_from_notebook = "lcspr appendix (PDF)"
