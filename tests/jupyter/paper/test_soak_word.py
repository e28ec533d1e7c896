"""The Word file opened by another program than ours: LibreOffice turns it into pages that say the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lcspr_jupyter.paper.reading import appendix
from lcspr_jupyter.paper.word import docx_file

import make

pytestmark = pytest.mark.soak


@pytest.fixture(scope="session")
def office() -> str:
    if shutil.which("soffice") is None and (prefix := make.apt_prefix()) is not None:
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "libreoffice-writer"]):
            subprocess.run([*prefix, "apt-get", *words], check=False)
    where = shutil.which("soffice")
    assert where, "LibreOffice is missing: apt-get install libreoffice-writer."
    return where


@pytest.fixture
def pages(office, tmp_path, page_text):
    def opened(notebook):
        (tmp_path / "appendix.docx").write_bytes(docx_file(appendix(notebook)))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        options = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run(
            [office, *options, str(tmp_path / "appendix.docx")], check=True, capture_output=True, timeout=300
        )
        return [page for page in page_text(Path(tmp_path / "appendix.pdf").read_bytes()).split("\f") if page.strip()]

    return opened


def test_libreoffice_shows_every_page_with_its_marking(pages, notebook):
    shown = pages(notebook)
    assert len(shown) >= 2
    for number, page in enumerate(shown, start=1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(shown)}" in page
    whole = " ".join(shown)
    for text in ("What was said", "Words of kind worry", "Change the form", "Figure 1. What led to what", "None was."):
        assert text in whole


def test_libreoffice_opens_hostile_text_as_text(pages, hostile):
    assert "=cmd()|A1" in " ".join(pages(hostile))
