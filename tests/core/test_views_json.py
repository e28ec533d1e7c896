"""Views survive the way through JSON, and JSON that is not views is refused in a sentence that quotes nothing."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.errors import Unreadable
from lcspr_core.views import (
    Arrow,
    Bespoke,
    Diagram,
    Grid,
    Node,
    Prose,
    Quote,
    Quotes,
    Section,
    Table,
    VoiceKind,
)
from lcspr_core.views_json import (
    MOST_ARROWS,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_TEXT,
    read_views,
    views_from_json,
    views_to_json,
)

texts = st.text(max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(texts, inside, max_size=3),
    max_leaves=5,
)
proses = st.builds(Prose, text=texts)
quotes = st.builds(
    Quotes,
    title=texts,
    quotes=st.lists(
        st.builds(Quote, words=texts, voice=st.sampled_from(VoiceKind), who=texts, when=texts), max_size=3
    ).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(draw(st.lists(texts, min_size=1, max_size=4)))
    row = st.tuples(*(texts for _ in columns))
    return Table(title=draw(texts), columns=columns, rows=tuple(draw(st.lists(row, max_size=3))), empty=draw(texts))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    heads, sides = draw(st.lists(texts, max_size=3)), draw(st.lists(texts, max_size=3))
    counts = tuple(tuple(draw(st.integers(0, 999)) for _ in heads) for _ in sides)
    return Grid(title=draw(texts), row_heads=tuple(sides), column_heads=tuple(heads), counts=counts, corner=draw(texts))


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    ids = draw(st.lists(texts, unique=True, max_size=4))
    node = {"label": texts, "kind": texts, "level": texts, "lane": texts, "note": texts}
    ends = st.sampled_from(ids) if ids else st.nothing()
    arrow = st.builds(Arrow, source=ends, target=ends, kind=texts, label=texts)
    return Diagram(
        title=draw(texts),
        nodes=tuple(draw(st.builds(Node, id=st.just(name), **node)) for name in ids),
        arrows=tuple(draw(st.lists(arrow, max_size=4))) if ids else (),
        in_words=draw(texts),
        levels=tuple(draw(st.lists(texts, max_size=3))),
        kinds=draw(st.dictionaries(texts, texts, max_size=3)),
    )


stock = proses | quotes | tables() | grids() | diagrams()
bespokes = st.builds(
    Bespoke, title=texts, module=texts, data=st.dictionaries(texts, json_values, max_size=3), fallback=stock
)
views = st.recursive(
    stock | bespokes,
    lambda inside: st.builds(Section, title=texts, views=st.lists(inside, max_size=3).map(tuple)),
    max_leaves=6,
)


@given(st.lists(views, max_size=3))
def test_views_come_back_from_json_as_they_were(given_views):
    text = json.dumps(views_to_json(given_views))
    assert read_views(text) == tuple(given_views)


@given(json_values)
def test_any_other_json_is_read_or_refused_but_never_raises_anything_else(data):
    with suppress(Unreadable):
        assert isinstance(views_from_json(data), tuple)


def prose(**fields):
    return {"view": "prose", "text": "x", **fields}


def nested(depth):
    inside = [prose()]
    for _ in range(depth):
        inside = [{"view": "section", "title": "", "views": inside}]
    return inside


def diagram(**fields):
    return {"view": "diagram", "title": "", "nodes": [], "arrows": [], "in_words": "w", **fields}


NODE = {"id": "a", "label": "A", "kind": "k"}
REFUSED = {
    "not JSON": ("{", "not written in JSON"),
    "nested beyond reason": ("[" * 100_000, "not written in JSON"),
    "a number that is none": ('[{"view": "prose", "text": NaN}]', "not written in JSON"),
    "no list": ("{}", "should be a list of views"),
    "no object": ("[1]", "as an object with fields"),
    "no kind": ('[{"text": "x"}]', "its kind is none of those known here"),
    "an unknown kind": ('[{"view": "chart"}]', "its kind is none of those known here (prose, quotes, table"),
    "a field missing": ('[{"view": "prose"}]', "at text, cannot be read: a field is missing"),
    "a field too many": (json.dumps([prose(secret="Tyler")]), "has a field that this kind of view does not have"),
    "a number for a text": (json.dumps([prose(text=5)]), "at text, cannot be read: there should be a text"),
    "a text for a list": (
        json.dumps([{"view": "table", "title": "", "columns": "abc", "rows": []}]),
        "at columns, cannot be read: there should be a list",
    ),
    "a row too short": (
        json.dumps([{"view": "table", "title": "Tyler", "columns": ["a", "b"], "rows": [["Tyler"]]}]),
        "a value does not fit its field",
    ),
    "counts that do not fit": (
        json.dumps([{"view": "grid", "title": "", "row_heads": ["a"], "column_heads": ["b"], "counts": [[1, 2]]}]),
        "the counts do not fit",
    ),
    "a count that is true": (
        json.dumps([{"view": "grid", "title": "", "row_heads": ["a"], "column_heads": ["b"], "counts": [[True]]}]),
        "at counts[0][0], cannot be read: there should be a count",
    ),
    "a voice nobody has": (
        json.dumps([{"view": "quotes", "quotes": [{"words": "x", "voice": "Tyler"}]}]),
        "at quotes[0].voice, cannot be read: there should be one of the six kinds",
    ),
    "an arrow to nowhere": (
        json.dumps([diagram(arrows=[{"source": "Tyler", "target": "Tyler", "kind": "k"}])]),
        "begins or ends at a node that is not there",
    ),
    "two nodes of one id": (json.dumps([diagram(nodes=[NODE, NODE])]), "two nodes have the same id"),
    "a section for a fallback": (
        json.dumps([{"view": "bespoke", "title": "", "module": "", "data": {}, "fallback": nested(1)[0]}]),
        "its kind is none of those known here (prose, table, grid, diagram, quotes)",
    ),
    "deep inside": (json.dumps(nested(2)).replace('"prose"', '"Tyler"'), "at views[0].views[0], cannot be read"),
    "too deep": (json.dumps(nested(MOST_DEPTH)), f"nested more than {MOST_DEPTH} deep"),
    "too long a text": (json.dumps([prose(text="x" * (MOST_TEXT + 1))]), "longer than 200,000 characters"),
    "too many bytes": (" " * (MOST_BYTES + 1), "take more than 8,000,000 bytes"),
    "too many arrows": (
        json.dumps([diagram(nodes=[NODE], arrows=[{"source": "a", "target": "a", "kind": ""}] * (MOST_ARROWS + 1))]),
        "a diagram may have 1,000 nodes and 5,000 arrows",
    ),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_with_its_place_and_without_its_text(text, reason):
    with pytest.raises(Unreadable) as refused:
        read_views(text)
    assert reason in str(refused.value)
    assert "Tyler" not in str(refused.value)


def test_sections_as_deep_as_people_nest_them_are_read():
    assert len(views_from_json(nested(8))) == 1
