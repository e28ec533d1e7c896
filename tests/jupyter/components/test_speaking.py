"""What a component hears from a page: nothing reaches Python that was not checked."""

from __future__ import annotations

import importlib
import re

import pytest
from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.components.speaking import LONGEST, Component

NAMES = ("form", "path", "guidance", "wall", "thread", "table", "diagram")
EDIT = {"do": "edit", "edit": "0123456789ab", "path": "title", "before": "", "value": "x"}


@pytest.fixture
def spoken(monkeypatch):
    form, heard, sent = Form(), [], []
    form.on_said(heard.append)
    monkeypatch.setattr(form, "send", sent.append)
    return form, heard, sent


def test_a_known_message_is_heard(spoken):
    form, heard, sent = spoken
    form._hear(form, EDIT, [])
    assert heard == [EDIT]
    assert not sent


@pytest.mark.parametrize(
    "said",
    [
        {**EDIT, "do": "delete_everything"},
        {**EDIT, "do": ["edit"]},
        {**EDIT, "path": 3},
        {key: value for key, value in EDIT.items() if key != "path"},
        {**EDIT, "edit": {"a": 1}},
        ["edit"],
        "edit",
        None,
        {},
    ],
)
def test_any_other_is_not_and_the_page_is_told(spoken, said):
    form, heard, sent = spoken
    form._hear(form, said, [])
    assert not heard
    assert "differ" in sent[0]["sorry"]


@pytest.mark.parametrize(("said", "buffers"), [({**EDIT, "value": "x" * LONGEST}, []), (EDIT, [b"x"])])
def test_what_is_too_long_is_refused_with_a_way_out(spoken, said, buffers):
    form, heard, sent = spoken
    form._hear(form, said, buffers)
    assert not heard
    assert sent == [{"sorry": sent[0]["sorry"], "edit": EDIT["edit"]}]
    assert "smaller pieces" in sent[0]["sorry"]


def test_a_page_cannot_set_the_state():
    form = Form(state={"title": "Ours"})
    form.set_state({"state": {"title": "Forged"}, "_esm": "alert(1)"})
    assert form.state == {"title": "Ours"}
    assert "alert(1)" not in form._esm


def test_the_page_is_answered(spoken):
    form, _, sent = spoken
    form.saved("a", "14:32")
    form.refuse("b", "This is signed.")
    assert sent == [{"saved": "a", "at": "14:32"}, {"sorry": "This is signed.", "edit": "b"}]


@pytest.mark.parametrize("name", NAMES)
def test_each_component_carries_its_module_and_its_stylesheet(name, house):
    module = importlib.import_module(f"lcspr_jupyter.components.{name}")
    widget = getattr(module, name.capitalize())()
    folder = house / "notebooks/lcspr_jupyter/components"
    assert isinstance(widget, Component)
    assert widget._esm == module_of(name)
    assert widget._css == (folder / f"{name}.css").read_text()
    assert len(widget._esm) < 100_000


@pytest.mark.parametrize("name", NAMES)
def test_all_that_a_module_says_is_known_to_its_class(name):
    module = importlib.import_module(f"lcspr_jupyter.components.{name}")
    said = set(re.findall(r'\bdo: "(\w+)"', module_of(name)))
    assert said == set(getattr(module, name.capitalize()).says)


@pytest.mark.parametrize("name", NAMES)
def test_styles_stay_inside_their_component(name, house):
    style = (house / f"notebooks/lcspr_jupyter/components/{name}.css").read_text()
    rules = re.findall(r"(?:^|[{}])\s*([^{}@/]+)\{", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    loose = [rule for rule in rules if f".lcspr-{name}" not in rule]
    assert not loose
