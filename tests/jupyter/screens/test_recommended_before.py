"""Where a recommendation is written, what other reviews have already stands beside the form, and is asked for once."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.procedure.recommended_before import proposed

MADE = {"review": "alder", "title": "Alder", "opened_on": "2024-03-01", "earlier": "Keep it open."}
SENTENCE = "Alder, opened on 1 March 2024, has nearly the same: “Keep it open”. Dropped. Weak."


@pytest.fixture
def asked(gate, monkeypatch):
    """How often the server was asked; it has one like the review's first recommendation in another review."""
    words, asked = proposed(Desk(gate).open)[0].title, []
    told = {**MADE, "words": words, "status": "Dropped.", "strength": "Weak.", "shared": []}
    monkeypatch.setattr(type(gate), "recommended_before", lambda _: asked.append(1) or [told])
    return asked


def maker(bench):
    return proposed(bench.desk.open)[0].maker.partition(".")[2]


def beside(bench):
    return [one["sentence"] for one in bench.guidance.state["before"]]


def test_it_stands_first_beside_the_form_in_which_the_recommendation_is_written(gate, asked):
    bench = Workbench(Desk(gate))
    bench.open_step({"key": maker(bench)})
    assert beside(bench)[0] == SENTENCE
    caution = bench.guidance.state["before"][0]
    assert (caution["source"], caution["severity"]) == ("8.2.49", "notice")
    assert "ask whether something stronger is needed this time" in caution["way_out"]


def test_beside_a_form_without_recommendations_nothing_is_asked(gate, asked):
    bench = Workbench(Desk(gate))
    bench.open_step({"key": "scoping"})
    assert not asked
    assert SENTENCE not in beside(bench)


def test_the_server_is_asked_once_and_again_when_the_words_have_changed(gate, asked):
    bench = Workbench(Desk(gate))
    bench.open_step({"key": maker(bench)})
    bench.show()
    assert len(asked) == 1
    made = proposed(bench.desk.open)[0]
    answer = bench.editor.answer
    name = next(key for key, rows in answer.data.items() if made.title in str(rows))
    row = next(one for one in answer.data[name] if made.title in str(one))
    path = next(key for key, value in row.items() if value == made.title)
    place = f"{name}.{row['id']}.{path}"
    bench.editor.commands()["edit"]({"path": place, "before": made.title, "value": "Otherwise."})
    bench.show()
    assert len(asked) == 2
