"""Every plugin enters by one door; a broken one is set aside by name, and the rest go on."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType, SimpleNamespace

import pytest
from attrs import evolve

from lcspr_core import Concern, Prose, hookimpl, plugins
from lcspr_core.answering import answer, orphaned
from lcspr_core.answers import Answer
from lcspr_core.plain import as_json, from_json
from lcspr_core.plugins import GROUP, load
from tests.fixtures.agency_returns import RETURNS, review
from tests.fixtures.wrapped import CIRCLE


@pytest.fixture
def plugged(monkeypatch):
    """Return a function that makes a module of some hooks and the entry point to it."""

    def make(name, *hooks, **more):
        module = ModuleType(f"plugin_{name}")
        for hook in hooks:
            setattr(module, hook.__name__, hook)
        for key, value in more.items():
            setattr(module, key, value)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return EntryPoint(name=name, value=module.__name__, group=GROUP)

    return make


def offering(*methodologies):
    @hookimpl
    def lcspr_methodologies():
        return methodologies

    return lcspr_methodologies


def failing(hook, fault):
    def fails(review):
        raise fault

    fails.__name__ = hook
    return hookimpl(fails)


def sentences(loaded):
    return {fault.name: fault.sentence for fault in loaded.set_aside}


GOOD = offering(CIRCLE)


def test_a_plugin_hands_over_its_methodologies(plugged):
    loaded = load([plugged("good", offering(CIRCLE, RETURNS))])
    assert dict(loaded.methodologies) == {"circle": CIRCLE, "returns": RETURNS}
    assert loaded.set_aside == ()


def test_ours_come_in_by_the_same_door():
    assert "silp" in {point.name for point in entry_points(group=GROUP)}


def test_a_plugin_that_cannot_be_imported_is_set_aside_by_name_and_the_rest_go_on(plugged):
    missing = EntryPoint(name="gone", value="nothing.of.the.sort", group=GROUP)
    loaded = load([missing, plugged("good", GOOD)])
    assert list(loaded.methodologies) == ["circle"]
    assert sentences(loaded) == {
        "gone": "“gone” stopped with a ModuleNotFoundError and is set aside; "
        "everything else works, and what was answered in it is kept."
    }


@pytest.mark.parametrize("fault", [ValueError("A child's name"), SystemExit(1), RecursionError(), KeyError("x")])
def test_a_plugin_that_raises_while_it_is_asked_is_set_aside_without_its_words(plugged, fault):
    def lcspr_methodologies():
        raise fault

    loaded = load([plugged("broken", hookimpl(lcspr_methodologies)), plugged("good", GOOD)])
    assert list(loaded.methodologies) == ["circle"]
    assert type(fault).__name__ in sentences(loaded)["broken"]
    assert "A child's name" not in sentences(loaded)["broken"]


def test_a_methodology_that_contradicts_itself_sets_its_plugin_aside(plugged):
    @hookimpl
    def lcspr_methodologies():
        yield evolve(CIRCLE, steps=())

    loaded = load([plugged("half", lcspr_methodologies), plugged("good", GOOD)])
    assert list(loaded.methodologies) == ["circle"]
    assert "ValueError" in sentences(loaded)["half"]


@pytest.mark.parametrize("offered", ["circle", [None], CIRCLE, 5])
def test_what_is_no_methodology_sets_its_plugin_aside(plugged, offered):
    @hookimpl
    def lcspr_methodologies():
        return offered

    loaded = load([plugged("odd", lcspr_methodologies), plugged("good", GOOD)])
    assert list(loaded.methodologies) == ["circle"]
    assert "TypeError" in sentences(loaded)["odd"]


def test_two_plugins_with_one_slug_are_both_named_and_neither_is_used(plugged):
    loaded = load([plugged("ours", GOOD), plugged("theirs", GOOD), plugged("other", offering(RETURNS))])
    assert list(loaded.methodologies) == ["returns"]
    assert sentences(loaded)["circle"] == (
        "More than one plugin brings a methodology called “circle”: “ours” and “theirs”. "
        "None of them is used until the others are removed."
    )


def test_a_plugin_named_like_anothers_slug_does_not_take_it_away(plugged):
    loaded = load([EntryPoint(name="circle", value="nothing.here", group=GROUP), plugged("good", GOOD)])
    assert list(loaded.methodologies) == ["circle"]


def test_two_plugins_of_one_name_are_told_apart_by_their_packages(plugged):
    first, second = plugged("same", GOOD), plugged("same_two", offering(RETURNS))
    second = EntryPoint(name="same", value=second.value, group=GROUP)
    vars(second).update(dist=SimpleNamespace(name="their-package"))
    loaded = load([first, second])
    assert set(loaded.methodologies) == {"circle", "returns"}
    assert [name for name, _ in loaded.plugins.list_name_plugin()] == ["same", "same of their-package"]


def test_a_hook_that_does_not_exist_is_said_with_those_that_do(plugged):
    @hookimpl
    def lcspr_concern(review):
        return ()

    loaded = load([plugged("misspelt", GOOD, lcspr_concern)])
    assert loaded.methodologies == {}
    assert sentences(loaded)["misspelt"] == (
        "“misspelt” is set aside: there is no hook called lcspr_concern. "
        "There are lcspr_methodologies, lcspr_views, lcspr_concerns."
    )


def test_a_hook_without_its_mark_is_said_and_not_silently_nothing(plugged):
    def lcspr_concerns(review):
        return ()

    loaded = load([plugged("unmarked", GOOD, lcspr_concerns)])
    assert loaded.methodologies == {}
    assert "write @hookimpl above lcspr_concerns" in sentences(loaded)["unmarked"]


def test_a_hook_that_asks_for_what_it_is_not_given_is_set_aside(plugged):
    @hookimpl
    def lcspr_concerns(review, store):
        return ()

    loaded = load([plugged("greedy", GOOD, lcspr_concerns), plugged("other", offering(RETURNS))])
    assert list(loaded.methodologies) == ["returns"]
    assert "PluginValidationError" in sentences(loaded)["greedy"]
    assert loaded.concerns(review()) == ()


def test_a_plugin_may_import_the_core_by_its_name(plugged):
    import lcspr_core

    assert list(load([plugged("good", GOOD, lcspr_core=lcspr_core)]).methodologies) == ["circle"]


@hookimpl
def lcspr_views(review):
    return [Prose(text=f"About {review.header.id}.")]


@hookimpl
def lcspr_concerns():
    yield Concern(key="look", sentence="Look here.", source="Ours", way_out="Look.")


def test_plugins_look_at_any_review(plugged):
    loaded = load([plugged("looks", lcspr_views, lcspr_concerns), plugged("good", GOOD)])
    assert loaded.views(review()) == (Prose(text="About returns."),)
    assert [one.sentence for one in loaded.concerns(review())] == ["Look here."]


@pytest.mark.parametrize("fault", [ValueError("A child's name"), SystemExit(1)])
def test_a_plugin_that_raises_while_it_looks_is_named_in_its_place(plugged, fault):
    broken = plugged("broken", failing("lcspr_views", fault), failing("lcspr_concerns", fault))
    loaded = load([broken, plugged("looks", lcspr_views, lcspr_concerns)])
    first, second = loaded.views(review())
    assert first == Prose(text="About returns.")
    assert second.text.startswith("“broken” stopped with a ")
    concern = loaded.concerns(review())[1]
    assert (concern.key, concern.source) == ("plugin.fault", "The plugin “broken”")
    assert "A child's name" not in second.text + concern.sentence


def test_what_is_no_view_is_not_passed_on(plugged):
    @hookimpl
    def lcspr_views(review):
        return ["<b>bold</b>"]

    (view,) = load([plugged("odd", lcspr_views)]).views(review())
    assert view.text.startswith("“odd” stopped with a TypeError")


def test_hook_calls_can_be_traced_with_reviews_shown_by_id_alone(plugged, monkeypatch, capsys):
    monkeypatch.setenv("LCSPR_TRACE", "1")
    load([plugged("looks", lcspr_views)]).views(review())
    assert capsys.readouterr().err == "hook lcspr_methodologies \nhook lcspr_views returns\n"


def test_answers_whose_plugin_is_absent_survive_opening_and_saving_untouched(plugged):
    body = {
        "id": "lead.walk",
        "step": "walk",
        "version": "7",
        "state": "agreed",
        "data": {"points": [{"id": "p1", "words": "We walked."}], "later": {"unknown": [1, None, "é"]}},
    }
    loaded = load([plugged("other", offering(RETURNS))])
    kept = from_json(Answer, body)
    now = review().with_records("answer", [kept])
    assert orphaned(now, [step for one in loaded.methodologies.values() for step in one.steps]) == (kept,)
    saved = as_json(answer(now, loaded.methodologies["returns"], kept).one("answer", "lead.walk"))
    assert {key: saved[key] for key in body} == body


def test_what_an_absent_plugin_made_of_them_stays_on_the_thread(plugged):
    before = answer(
        review(), CIRCLE, Answer(id="lead.meet", step="meet", data={"points": [{"id": "p1", "words": "W"}]})
    )
    loaded = load([plugged("other", offering(RETURNS))])
    after = answer(before, loaded.methodologies["returns"], before.one("answer", "lead.meet"))
    assert [one.id for one in after.all("finding")] == ["lead.meet.p1"]


# --- drawings of its own --------------------------------------------------------------------------------------------


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A package with a drawing in it, one beside it, and one that a link leads out to; as it is installed."""
    package = tmp_path / "lcspr_shipped"
    (package / "pictures").mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from lcspr_core import hookimpl\nfrom tests.fixtures.wrapped import CIRCLE\n\n\n"
        "@hookimpl\ndef lcspr_methodologies():\n    return [CIRCLE]\n"
    )
    (package / "pictures" / "own.js").write_text("export default 'own';\n")
    (tmp_path / "beside.js").write_text("export default 'beside';\n")
    (package / "linked.js").symlink_to(tmp_path / "beside.js")
    (package / "broken.js").write_bytes(b"\xff\xfe\xff")
    monkeypatch.syspath_prepend(tmp_path)
    yield EntryPoint(name="shipped", value="lcspr_shipped", group=GROUP)
    sys.modules.pop("lcspr_shipped", None)
    plugins._modules_of.cache_clear()


def test_a_page_runs_only_what_the_plugins_own_package_ships(shipped):
    loaded = load([shipped])
    assert loaded.packages == {"circle": "lcspr_shipped"}
    assert loaded.ships("circle", "export default 'own';\n")
    for other in (
        "export default 'beside';\n",
        "export default 'typed into an answer';\n",
        "export default 'own';",
        "",
    ):
        assert not loaded.ships("circle", other)
    assert not loaded.ships("silp", "export default 'own';\n")


def test_a_plugin_in_no_package_ships_nothing():
    assert plugins.package_of(ModuleType("alone")) == ""
    assert not plugins.ships("", "")
