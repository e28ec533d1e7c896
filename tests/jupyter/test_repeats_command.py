"""The command that names what was recommended before reads every review of the partnership, and decides nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lcspr_jupyter.cli import main
from lcspr_jupyter.demonstration import fill

from lcspr_core.plain import as_json
from lcspr_core.review import Header
from lcspr_core.store import Change, Keys, Store
from lcspr_core.thread import Record

AT = "2026-09-01T10:00:00+00:00"


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """A store with the demonstration, and a second review that recommends what the first did."""
    folder = tmp_path_factory.mktemp("store")
    place, keys = folder / "store" / "partnership.lcspr", Keys.new()
    with Store.create(place, keys) as store:
        fill(store)
        first = next(iter(store.review("juniper").records["recommendation"].values()))[1]["title"]
        header = Header(id="rowan", title="Rowan", opened_on=date(2024, 3, 1))
        store.open_review("rowan", as_json(header), "ann", AT)
        made = Record(id="hand.r1", kind="recommendation", title=first)
        change = Change(kind="recommendation", id="hand.r1", revision=0, before=None, after=as_json(made))
        store.save("rowan", [change], by="ann", at=AT)
    return first, ["--store", str(place), "--key", str(keys.write_key_file(folder / "keys" / "a.key", store=place))]


def test_what_another_review_recommended_is_named_with_the_words_that_both_have(ours, capsys):
    first, options = ours
    assert main(["repeats", "juniper", "--json", *options]) == 0
    (nearest, *_) = json.loads(capsys.readouterr().out)
    assert (nearest["review"], nearest["earlier_review"], nearest["share"]) == ("juniper", "rowan", 1.0)
    assert nearest["recommendation"] == nearest["earlier"] == first
    assert nearest["shared"]


def test_in_all_reviews_each_is_named_from_both_sides(ours, capsys):
    _, options = ours
    assert main(["repeats", *options]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {(line[1], line[3]) for line in lines if line[0] == "100%"} >= {("juniper", "rowan"), ("rowan", "juniper")}


def test_a_review_that_is_not_there_is_said(ours, capsys):
    _, options = ours
    assert main(["repeats", "nobody", *options]) == 2
    assert capsys.readouterr().err.strip() == (
        "There is no review of this name. The name is the one in its address, as in juniper."
    )


def test_nothing_alike_is_said_in_a_sentence(capsys, monkeypatch):
    monkeypatch.setattr("lcspr_jupyter.commands.repeating.reached", lambda *_: {"juniper": ("Ring the ward.",)})
    assert main(["repeats"]) == 0
    assert capsys.readouterr().out.strip() == "No recommendation here says nearly what another review recommended."
