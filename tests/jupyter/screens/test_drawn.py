"""A plugin's own drawing: run only as a file of its package, set aside by name, and never without its words."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.composing import Composer
from lcspr_jupyter.paper.html import written
from lcspr_jupyter.screens.documents import DocumentsScreen
from lcspr_jupyter.screens.drawn import OwnDrawing, Stretch
from lcspr_jupyter.screens.map_screen import MapScreen

from lcspr_core.answers import Answer
from lcspr_core.maps.kinds import Analysis
from lcspr_core.plan import Strand
from lcspr_core.plugins import GROUP, load
from tests.fixtures import drawings

PLUGIN = EntryPoint(name="drawings", value="tests.fixtures.drawings", group=GROUP)
OURS = EntryPoint(name="silp", value="methodologies.silp", group=GROUP)


@pytest.fixture
def desk(gate):
    opened = Desk(gate, load([OURS, PLUGIN]))
    beside = Strand(key="drawings", methodology="drawings")
    opened.save("plan", evolve(opened.open.plan, strands=(beside,)), why="took it on")
    return opened


@pytest.fixture
def documents(desk):
    return DocumentsScreen(desk)


def read(documents, key):
    documents.component._hear(None, {"do": "read", "key": f"drawings/{key}"}, [])
    return documents.reading.shown


def text(output):
    return output.outputs[0]["data"]["text/html"].partition("</style>")[2]


def own(shown):
    return [one for one in shown if isinstance(one, OwnDrawing)]


def test_the_documents_of_every_methodology_at_work_are_listed(documents):
    titles = [one["title"] for one in documents.component.state["artefacts"]]
    assert "Drawn (Drawings)" in titles
    assert len(titles) > 4


def test_a_drawing_stands_in_its_place_with_the_same_below_it(documents):
    shown = read(documents, "drawn")
    assert [type(one) for one in shown] == [Stretch, OwnDrawing, Stretch, OwnDrawing, Stretch]
    assert "Words before" in text(shown[0].box)
    assert "<h2>Deeper</h2>" in text(shown[2].box)
    first = own(shown)[0]
    assert first.component.state["module"] == drawings._shipped("own")
    assert first.component.state["data"] == {"text": "The first of five", "count": 5}
    same = text(first.same)
    assert same.startswith('<div class="lcspr-views"><details><summary>The same as a table</summary>')
    assert "Rowan" in same


def test_one_that_stopped_is_set_aside_and_the_same_shown_in_full(documents):
    throws, *_ = own(read(documents, "broken"))
    assert throws.component.state["sorry"] == (
        "The drawing “Throws” of “Drawings” stopped, so it is set aside. The same stands below."
    )
    throws.component._hear(None, {"do": "stopped"}, [])
    assert "<details" not in text(throws.same)
    assert "Rowan" in text(throws.same)


def test_what_was_typed_into_an_answer_is_never_run(documents, desk):
    hostile = "export default { render() { window.hurt = 1 } }"
    given = Answer(id="drawings.note", step="note", strand="drawings", data={"typed": hostile})
    desk.save("answer", given, why="tried")
    (only,) = own(read(documents, "typed"))
    assert only.view.module == hostile
    assert hostile not in str(only.component.state)
    assert only.component.state["module"] == ""
    assert "not run" in only.component.state["sorry"]
    assert "<details" not in text(only.same)


def test_a_shipped_file_with_one_letter_more_is_not_run(documents):
    (only,) = own(read(documents, "typed"))
    assert only.component.state["module"] == ""


def test_drawn_again_it_stays_where_it_is(documents):
    before = read(documents, "drawn")
    assert read(documents, "drawn") is before


def test_on_paper_stands_what_is_equal_to_it(desk):
    paper = written(Composer().compose(drawings.drawn(desk.open)))
    assert "The first, as a table" in paper
    assert "Rowan" in paper
    assert "export default" not in paper


def test_the_analyses_of_a_map_are_shown_with_their_own_drawings(desk):
    look = Analysis(key="own", title="As we see it", look=lambda *_: drawings.drawn(desk.open))
    stops = Analysis(key="stops", title="It stops", look=lambda *_: 1 / 0)
    (kind,) = desk.methodology.maps
    ours = evolve(desk.methodology, maps=(evolve(kind, analyses=(look, stops)),))
    here = {**desk.loaded.methodologies, ours.slug: ours}
    desk.loaded = evolve(desk.loaded, methodologies=here, packages={ours.slug: "tests.fixtures.drawings"})
    shown = MapScreen(desk).looked.shown
    assert own(shown)[0].component.state["module"] == drawings._shipped("own")
    assert "As we see it" in text(shown[0].box)
    assert "“stops” stopped with a ZeroDivisionError" in text(shown[-1].box)
