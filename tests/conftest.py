"""What every test may lean on."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def house() -> Path:
    """The project's top folder."""
    return Path(__file__).resolve().parent.parent
