"""A packaged notebook run from nothing, and written out: its kernel sees an empty folder and what it was given."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lcspr_core.errors import Unreadable
from lcspr_core.release.html_text import html_texts
from lcspr_core.release.scan import by_program
from lcspr_jupyter.paper.blocks import Figure
from lcspr_jupyter.paper.exporters import WRITERS
from lcspr_jupyter.paper.job import KEPT, RunFailed, WrittenFile
from lcspr_jupyter.paper.reading import Appendix, appendix, seal

SECONDS_A_CELL = 120
KERNEL = "lcspr"


class OwnKernel(KernelSpecManager):
    """Knows one kernel, this very Python: nothing in a person's own Jupyter folders can take its place."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the one kernel there is."""
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="lcspr", language="python")


def execute(notebook: Path, environment: Mapping[str, str], seconds: int = SECONDS_A_CELL) -> NotebookNode:
    """Return the notebook with fresh outputs; the kernel gets the given environment and nothing of this process."""
    read = _read(notebook)
    with TemporaryDirectory(prefix="lcspr-") as empty:
        _run(read, notebook.stem, Path(empty), environment, seconds)
    seal(read)
    return read


def export(notebook: NotebookNode, to: Iterable[str], folder: Path, name: str = "") -> tuple[WrittenFile, ...]:
    """Write the run notebook in each format and return the files with their hashes; all of them, or none."""
    unknown = sorted(set(to) - set(WRITERS))
    if unknown:
        raise Unreadable(f"There is no format called {', '.join(unknown)}. Choose among {', '.join(WRITERS)}.")
    document, stem = appendix(notebook), _stem(notebook, name)
    words = lettering(document)
    with ThreadPoolExecutor() as threads:  # Typst works beside the others
        made = threads.map(lambda kind: (kind, _content(document, kind)), dict.fromkeys(to))
        return tuple(_written(folder / f"{stem}.{kind}", content, words) for kind, content in tuple(made))


def lettering(document: Appendix) -> tuple[str, ...]:
    """Return the words inside each picture of a document: as dots they could not be read back from the file."""
    pictures = (block.svg.encode("utf-8", "replace") for block in document.blocks if isinstance(block, Figure))
    return tuple("\n".join(_read_by_people(html_texts(svg))) for svg in pictures)


def _read_by_people(texts: Mapping[str, str]) -> Iterable[str]:
    return (text for place, text in texts.items() if not by_program(place))


_TOO_LONG = "The notebook “{name}” took longer than {seconds} seconds in one cell and was stopped. Nothing was written."
_STOPPED = "The notebook “{name}” stopped at cell {number}. Nothing was written, and nothing in the review was changed."


# --- running ----------------------------------------------------------------------------------------------------------


def _read(notebook: Path) -> NotebookNode:
    try:
        read = nbformat.read(notebook, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError, nbformat.reader.NotJSONError):
        raise Unreadable(f"The notebook “{notebook.stem}” is not there, or is not a notebook.") from None
    for cell in read.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return read


class _Client(NotebookClient):
    """Keeps what its kernel needs in the folder that it was given, and shuts it down at the end."""

    def create_kernel_manager(self) -> AsyncKernelManager:
        """Return what starts and stops the one kernel there is."""
        folder = Path(self.resources["metadata"]["path"])
        self.km = AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=OwnKernel())
        self.km.connection_file = str(folder / "kernel.json")
        if os.name == "posix":  # sockets in the folder, so that none is on the machine's ports
            self.km.transport, self.km.ip = "ipc", str(folder / "k")
        return self.km


def _run(notebook: NotebookNode, name: str, empty: Path, environment: Mapping[str, str], seconds: int) -> None:
    work = empty / "work"
    work.mkdir()
    place = {"metadata": {"path": str(empty)}}
    client = _Client(notebook, kernel_name=KERNEL, timeout=seconds, startup_timeout=seconds, resources=place)
    try:
        client.execute(env=_environment(empty, environment), cwd=str(work))
    except CellTimeoutError:
        raise RunFailed(_TOO_LONG.format(name=name, seconds=seconds)) from None
    except (CellExecutionError, DeadKernelError):
        raise RunFailed(_STOPPED.format(name=name, number=_failed(notebook))) from None


def _environment(empty: Path, given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    homes = ("HOME", "USERPROFILE", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    return {**kept, **dict.fromkeys(homes, str(empty)), "PYTHONNOUSERSITE": "1", **given}


def _failed(notebook: NotebookNode) -> int:
    """The first cell that ended in an error, or that did not come to its end."""
    cells = [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    errors = (number for number, cell in cells if any(output.output_type == "error" for output in cell.outputs))
    unfinished = (number for number, cell in cells if cell.source.strip() and not cell.execution_count)
    return next(errors, next(unfinished, len(notebook.cells)))


# --- writing ----------------------------------------------------------------------------------------------------------


def _content(document: Appendix, kind: str) -> bytes:
    content = WRITERS[kind](document)
    return content.encode("utf-8") if isinstance(content, str) else content


def _stem(notebook: NotebookNode, name: str) -> str:
    about = notebook.metadata.get("lcspr", {})
    words = " ".join(str(part) for part in (name or about.get("title", "appendix"), about.get("edition", "")))
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:80] or "appendix"


def _written(path: Path, content: bytes, words: tuple[str, ...]) -> WrittenFile:
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)  # a file is there whole or not at all
    digest = sha256(content).hexdigest()
    return WrittenFile(name=path.name, path=path, sha256=digest, size=len(content), lettering=words)
