"""A step whose form cannot be built: it is said where it was chosen, and the step that was open stays."""

from __future__ import annotations

import pytest
from attrs import evolve, frozen
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.asking import Term, choice
from lcspr_core.plugins import load
from lcspr_core.procedure import steps

FAULT = {"broken": True}
WHAT_SOMEBODY_TYPED = "words of a child"


def _offered(review):
    if FAULT["broken"]:
        raise KeyError(WHAT_SOMEBODY_TYPED)
    return (Term(key="a", title="The first"),)


@frozen(kw_only=True)
class Stopping:
    """A form that asks what it cannot offer."""

    which: str = choice("Which is it?", _offered)


@pytest.fixture(autouse=True)
def broken():
    FAULT["broken"] = True


def with_stopping(methodology, key):
    """The same methodology, where one step's own code stops when its form is drawn."""
    stopping = {"asks": Stopping, "examples": (Stopping(which="a"),), "yields": lambda _: ()}
    return evolve(
        methodology, steps=tuple(evolve(one, **stopping) if one.key == key else one for one in methodology.steps)
    )


def desk_with(gate, key):
    loaded = load()
    silp = with_stopping(loaded.methodologies["silp"], key)
    return Desk(gate, evolve(loaded, methodologies={**loaded.methodologies, "silp": silp}))


@pytest.fixture
def bench(gate):
    return Workbench(desk_with(gate, "scoping"))


def choose(component, key):
    """Choose a step as the page would, and return what it is told."""
    told = []
    component.send = told.append
    component._hear(None, {"do": "open", "key": key}, [])
    return told


def opened(bench):
    return [one["key"] for one in bench.steps.state["items"] if one["open"]]


def test_it_is_said_where_the_step_was_chosen_and_the_one_that_was_open_stays(bench):
    form, at = bench.form.state, opened(bench)
    (told,) = choose(bench.steps, "scoping")
    assert told["sorry"].startswith("The form of “Scope” ")
    assert "cannot be shown: it stopped with a KeyError" in told["sorry"]
    assert "Choose the step again; if it stops again, tell whoever looks after" in told["sorry"]
    assert WHAT_SOMEBODY_TYPED not in told["sorry"]
    bench.show()  # as when anybody else saves
    assert bench.form.state == form
    assert opened(bench) == at


def test_it_can_be_tried_again(bench):
    choose(bench.steps, "scoping")
    FAULT["broken"] = False
    assert choose(bench.steps, "scoping") == []
    assert [one["name"] for one in bench.form.state["questions"]] == ["which"]
    assert opened(bench) == ["scoping"]


def test_a_page_that_begins_at_such_a_step_says_so_and_opens_every_other(gate):
    now = Workbench(Desk(gate)).key
    bench = Workbench(desk_with(gate, now))
    assert opened(bench) == [now]
    assert "cannot be shown: it stopped with a KeyError" in bench.form.state["locked"]
    assert choose(bench.steps, "scoping") == []
    assert bench.form.state["questions"]


def test_what_was_being_asked_stays_asked_until_another_step_is_open(bench):
    bench.reason.state = {"label": "Why will this not come?"}
    choose(bench.steps, "scoping")
    assert bench.reason.state == {"label": "Why will this not come?"}


def test_the_same_holds_for_the_procedures_own_forms(gate, monkeypatch):
    bench = ProcedureBench(Desk(gate))
    key = next(one for one, stage in bench.stages.items() if one != bench.key and not stage.step.per)
    form = bench.form.state
    stage = bench.stages[key]
    monkeypatch.setattr(
        ProcedureBench, "stages", {**bench.stages, key: evolve(stage, step=evolve(stage.step, asks=Stopping))}
    )
    (told,) = choose(bench.paths.of(steps.STRAND), key)
    assert "tell whoever looks after “" in told["sorry"]
    assert bench.form.state == form
