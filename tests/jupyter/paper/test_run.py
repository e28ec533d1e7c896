"""A notebook is run from nothing: an empty folder, this Python, the environment that was given, and a limit."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import nbconvert
import nbformat
import pytest
from lcspr_jupyter.paper import worker
from lcspr_jupyter.paper.job import Job, RunFailed
from lcspr_jupyter.paper.reading import appendix
from lcspr_jupyter.paper.run import execute, export
from lcspr_jupyter.paper.worker import made_in_worker
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lcspr_core.errors import Unreadable
from lcspr_core.views import Diagram

pytestmark = pytest.mark.story  # it takes the whole program, running

SHOWS = """
    import os, sys
    from lcspr_core.views import Prose, Table
    from lcspr_jupyter.paper.html import show
    rows = (("here", os.getcwd()), ("files", str(os.listdir())),
            ("python", sys.executable), *sorted(os.environ.items()))
    show([Prose(text="Shown"), Table(title="What the kernel sees", columns=("what", "value"), rows=rows)])
"""


@pytest.fixture
def write(tmp_path):
    def written(*sources, name="learning"):
        cells = [new_markdown_cell("# Learning"), *(new_code_cell(dedent(source).strip()) for source in sources)]
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
        return path

    return written


def seen(notebook):
    (table,) = [block for block in appendix(notebook).blocks if hasattr(block, "rows")]
    return dict(table.rows)


def test_the_kernel_sees_an_empty_folder_and_only_what_it_was_given(write, monkeypatch, tmp_path):
    monkeypatch.setenv("LCSPR_STORE_KEY", "secret")
    (tmp_path / "kernels" / "python3").mkdir(parents=True)
    (tmp_path / "kernels" / "python3" / "kernel.json").write_text('{"argv": ["false"], "language": "x"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    kernel = seen(execute(write(SHOWS), {"LCSPR_TICKET": "ticket"}))
    assert kernel["LCSPR_TICKET"] == "ticket"
    assert "LCSPR_STORE_KEY" not in kernel
    assert "JUPYTER_PATH" not in kernel
    assert Path(kernel["python"]) == Path(sys.executable)
    assert Path(kernel["here"]).parent == Path(kernel["HOME"]) != Path.home()
    assert kernel["files"] == "[]"
    assert not Path(kernel["here"]).exists()


def test_old_outputs_are_forgotten_and_fresh_ones_sealed(write):
    path = write("1 + 1")
    stale = nbformat.read(path, 4)
    stale.cells[1].outputs = [nbformat.v4.new_output("stream", text="stale")]
    nbformat.write(stale, path)
    fresh = execute(path, {})
    assert [output.output_type for output in fresh.cells[1].outputs] == ["execute_result"]
    fresh.cells[1].source = "2 + 2"
    with pytest.raises(Unreadable, match="Cell 2 of the notebook was changed"):
        appendix(fresh)


def test_a_failing_cell_is_named_but_not_quoted(write):
    with pytest.raises(RunFailed) as failed:
        execute(write("1", "raise ValueError('Tyler')", "3"), {})
    assert str(failed.value) == (
        "The notebook “learning” stopped at cell 3. Nothing was written, and nothing in the review was changed."
    )


def test_a_kernel_that_dies_is_told_like_any_other_stop(write):
    with pytest.raises(RunFailed, match="The notebook “learning” stopped at cell 2"):
        execute(write("import os; os._exit(1)"), {})


def test_a_cell_that_never_ends_is_stopped(write):
    with pytest.raises(RunFailed, match="took longer than 5 seconds in one cell and was stopped"):
        execute(write("import time; time.sleep(600)"), {}, seconds=5)


def test_what_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "learning.ipynb").write_text("{}")
    for path in (tmp_path / "learning.ipynb", tmp_path / "none.ipynb"):
        with pytest.raises(Unreadable, match="is not there, or is not a notebook"):
            execute(path, {})


def test_files_are_written_whole_with_their_hashes(notebook, tmp_path):
    files = export(notebook, ["html", "docx", "pdf"], tmp_path)
    assert [file.name for file in files] == [
        f"learning-and-recommendations-internal.{kind}" for kind in ("html", "docx", "pdf")
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(file.name for file in files)
    for file in files:
        content = file.path.read_bytes()
        assert (file.sha256, file.size) == (sha256(content).hexdigest(), len(content))


def test_all_files_are_written_or_none(with_views, tmp_path):
    silent = with_views((Diagram(title="t", nodes=(), arrows=(), in_words=""),))
    with pytest.raises(Unreadable):
        export(silent, ["html", "docx"], tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_name_cannot_lead_out_of_its_folder(notebook, tmp_path):
    (file,) = export(notebook, ["html"], tmp_path / ".", name="../../etc/Passwd\x00")
    assert file.path.parent == tmp_path
    assert file.name == "etc-passwd-internal.html"


def test_an_unknown_format_is_refused(notebook, tmp_path):
    with pytest.raises(Unreadable, match="There is no format called exe. Choose among html, docx, pdf."):
        export(notebook, ["html", "exe"], tmp_path)


# --- the worker -------------------------------------------------------------------------------------------------------


def job(path, folder, **more):
    about = {"title": "Learning", "made_on": "2026-09-01"}
    return Job(notebook=str(path), folder=str(folder), to=("html", "pdf"), metadata=about, **more)


def test_a_worker_makes_the_files_and_says_which(write, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    files = asyncio.run(made_in_worker(job(write(SHOWS), folder, environment={"LCSPR_TICKET": "t"})))
    assert [file.name for file in files] == ["learning.html", "learning.pdf"]
    assert all(sha256(file.path.read_bytes()).hexdigest() == file.sha256 for file in files)


def test_a_worker_passes_on_the_sentence(write, tmp_path):
    with pytest.raises(RunFailed, match="The notebook “learning” stopped at cell 2"):
        asyncio.run(made_in_worker(job(write("raise ValueError('Tyler')"), tmp_path)))


def test_a_worker_that_takes_too_long_is_stopped(write, tmp_path):
    with pytest.raises(RunFailed, match="took longer than 6 seconds"):
        asyncio.run(made_in_worker(job(write("import time; time.sleep(600)"), tmp_path, seconds=6)))


def test_a_worker_that_needs_too_much_memory_says_only_that_it_failed(write, tmp_path):
    with pytest.raises(RunFailed, match="stopped at cell 2"):
        asyncio.run(made_in_worker(job(write("x = bytearray(8 * 1024**3)"), tmp_path)))


@pytest.mark.parametrize("said", ["", "{}", '{"notebook": "x", "folder": "y", "to": [], "shell": "rm"}', "[]"])
def test_a_job_that_cannot_be_read_gets_a_sentence(said):
    assert set(worker._answer(said)) == {"sentence"}


def test_what_a_worker_answers_is_json_and_never_a_traceback():
    done = subprocess.run(worker.COMMAND, input="{", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {"sentence": "The export job is not written in JSON."}
    assert not done.stderr


# --- nbconvert's own command ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "begins"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_exporters_are_known_to_nbconvert(notebook, kind, begins):
    exporter = nbconvert.get_exporter(f"lcspr_{kind}")()
    content, resources = exporter.from_notebook_node(notebook)
    assert resources["output_extension"] == f".{kind}"
    assert (content.encode() if isinstance(content, str) else content).startswith(begins)


def test_nbconvert_writes_a_word_file_from_a_shell(notebook, tmp_path):
    nbformat.write(notebook, tmp_path / "file.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "lcspr_docx", "file.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "file.docx").read_bytes().startswith(b"PK")
