"""What a person is told by a command, or of a document, that cannot be: each sentence that no other test has."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.cli import main
from lcspr_jupyter.commands import reaching
from lcspr_jupyter.paper import pdf, worker
from lcspr_jupyter.paper.job import Job, RunFailed

from lcspr_core.store import Keys, Store

pytestmark = pytest.mark.usefixtures("folders_of_our_own")


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """A store, with its key apart."""
    keys, place = Keys.new(), tmp_path / "store" / "partnership.lcspr"
    Store.create(place, keys).close()
    key = keys.write_key_file(tmp_path / "keys" / "partnership.key", store=place)
    return ["--store", str(place), "--key", str(key)]


def refused(capsys: Any, *words: object) -> str:
    """Run a command that is refused, and return its one sentence."""
    assert main([str(one) for one in words]) == 2
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    return str(said.err)


def test_a_port_that_another_program_has_is_one_sentence(options, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused(capsys, "serve", "--no-browser", "--port", port, *options)
    wanted = "Port {port} is taken by another program. Choose another one, or leave it out to take any that is free.\n"
    assert said == wanted.format(port=port)


def test_a_server_that_cannot_be_reached_though_it_was_started_is_said(options, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(reaching, "running", lambda _: None)
    said = refused(capsys, "export", "juniper", "any", "--to", "html", "--out", tmp_path, *options)
    assert said == "The server could not be started for this. Try again in a moment.\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"role,name\n", "No row of appointments stands below the headings; add one row for each person and role.\n"),
        (None, " cannot be read; look at the name and at who may read it.\n"),
    ],
)
def test_a_file_of_appointments_without_any_is_said(capsys, tmp_path, content, sentence):
    place = tmp_path / "appointments.csv"
    if content is not None:
        place.write_bytes(content)
    assert refused(capsys, "independence", place).endswith(sentence)


# --- documents --------------------------------------------------------------------------------------------------------


def job(tmp_path: Path) -> Job:
    return Job(notebook=str(tmp_path / "none.ipynb"), to=("html",), folder=str(tmp_path), seconds=0)


def test_a_worker_that_says_nothing_has_made_nothing(tmp_path):
    with pytest.raises(RunFailed, match="The documents could not be made. Nothing was written, and nothing in the"):
        worker._files(b"", tmp_path)


def test_a_worker_that_takes_too_long_is_stopped_and_says_after_how_long(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "GRACE", 0)
    with pytest.raises(RunFailed, match="Making the documents took longer than 0 seconds and was stopped."):
        asyncio.run(worker.made_in_worker(job(tmp_path)))


def test_a_pdf_that_cannot_be_set_says_that_the_others_may():
    with pytest.raises(pdf.NotDrawn, match="something in the document cannot be set on a page. HTML and Word may"):
        pdf._compiled(b"#nothing-of-this-name()", {})
