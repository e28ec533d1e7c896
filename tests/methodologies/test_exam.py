"""Every methodology that is installed sits the exam, ours by the same door as a stranger's."""

from __future__ import annotations

from functools import cache

import pytest

from lcspr_core import plugins
from lcspr_core.conformance import MethodologyExam

LOADED = plugins.load()
EXAMS = tuple(name for name in vars(MethodologyExam) if name.startswith("test_"))


@cache
def candidate(slug):
    return type("TestInstalled", (MethodologyExam,), {"methodology": slug})()


def test_none_was_set_aside():
    assert [fault.sentence for fault in LOADED.set_aside] == []


def test_each_folder_of_ours_is_installed(house):
    folders = {path.parent.name for path in house.glob("methodologies/*/__init__.py")}
    assert folders <= set(LOADED.methodologies)
    assert "silp" in folders


@pytest.mark.parametrize("name", EXAMS)
@pytest.mark.parametrize("slug", sorted(LOADED.methodologies))
def test_it_passes(slug, name):
    getattr(candidate(slug), name)()
