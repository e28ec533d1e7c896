"""What gets into a log: the kind of a fault, and neither an address, a secret nor the fault's own words."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from lcspr_jupyter.server.quiet import Scrubbed, quieten

TOKEN = "Jt8vWq-_kQ3xZ1mN0pR7sT5uV2wX4yA6bC8dE0fG1hI"
KERNEL = "0f9bb0bf-9f7e-4a3d-8a55-0d2f7c1f1a10"


class Kept(logging.Handler):
    """Keeps each line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, Kept]]:
    logger, kept = logging.getLogger("tornado.application"), Kept()
    before = list(logger.filters)
    logger.addHandler(kept)
    quieten()
    yield logger, kept
    logger.removeHandler(kept)
    logger.filters[:] = before


def test_a_line_loses_its_query_and_its_secrets(log):
    logger, kept = log
    logger.error("404 GET /join?t=%s (127.0.0.1) for %s", TOKEN, KERNEL)
    assert TOKEN not in kept.lines[0]
    assert KERNEL not in kept.lines[0]
    assert "404 GET /join?…" in kept.lines[0]


def test_a_faults_own_words_are_left_out(log):
    logger, kept = log
    try:
        int("Thea Merrowby said this")
    except ValueError:
        logger.exception("Uncaught exception GET /r/juniper/case\nHTTPServerRequest(uri='/r/juniper/case?x=1')")
    assert kept.lines == ["Uncaught exception GET /r/juniper/case (ValueError)"]


def test_a_line_that_formats_wrongly_is_still_written(log):
    logger, kept = log
    assert Scrubbed().filter(logging.LogRecord("x", 20, "", 0, "100% sure", (), None))
    logger.error("plain words")
    assert kept.lines == ["plain words"]
