"""The HTML file stands alone, asks for nothing, keeps hostile text as text, and is built so that it can be heard."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.paper.page import html_file
from lcspr_jupyter.paper.reading import appendix

from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, Diagram, Prose, Table
from lcspr_core.views_json import MIME, views_from_json

VOID = {"meta", "br", "img", "link", "path", "rect", "input", "hr"}


class Tree(HTMLParser):
    """Every element with its attributes and its text, and a check that all that is opened is closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.faults = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "under": [each["tag"] for each in self.open]}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1]["tag"] != tag:
            self.faults.append(tag)
            return
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, *tags):
        return [element for element in self.elements if element["tag"] in tags]


@pytest.fixture
def page(notebook):
    return html_file(appendix(notebook))


@pytest.fixture
def hostile_page(hostile):
    return html_file(appendix(hostile))


def test_the_page_has_its_landmarks_one_title_and_closed_elements(page):
    tree = Tree(page)
    assert not tree.faults
    assert not tree.open
    assert tree.all("html")[0]["attrs"]["lang"] == "en-GB"
    for tag in ("header", "main", "footer", "nav", "h1", "head"):
        assert len(tree.all(tag)) == 1, tag
    assert tree.all("a")[0]["attrs"] == {"class": "skip", "href": "#content"}
    assert tree.all("main")[0]["attrs"]["id"] == "content"


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(each["tag"][1]) for each in Tree(page).all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert 3 in levels


def test_the_list_of_contents_leads_to_every_heading_of_two_levels(page):
    tree = Tree(page)
    ids = [each["attrs"]["id"] for each in tree.elements if "id" in each["attrs"]]
    assert len(ids) == len(set(ids))
    targets = [a["attrs"]["href"][1:] for a in tree.all("a") if "nav" in a["under"]]
    assert len(targets) == 3
    assert set(targets) <= set(ids)


@pytest.mark.parametrize("which", ["page", "hostile_page"])
def test_the_file_asks_for_nothing(which, request):
    text = request.getfixturevalue(which)
    tree = Tree(text)
    assert not tree.all("script", "link", "iframe", "object", "embed", "form", "base", "img", "use", "image")
    for element in tree.elements:
        for name, value in element["attrs"].items():
            assert name not in {"src", "srcset", "action", "data", "xlink:href", "ping"}, name
            assert not name.startswith("on"), name
            assert name != "href" or value.startswith("#"), value
    styles = "".join(each["text"] for each in tree.all("style"))
    assert "@import" not in styles
    assert re.findall(r"url\((?!data:)", styles) == []
    policies = [m["attrs"]["content"] for m in tree.all("meta") if m["attrs"].get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"]


def test_hostile_text_stays_text(hostile_page):
    tree = Tree(hostile_page)
    assert not tree.faults
    text = tree.all("main")[0]["text"]
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "=cmd()|A1" in text
    assert "alert(1)" not in "".join(each["text"] for each in tree.all("style"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ud800]", hostile_page)
    hostile_page.encode("utf-8")


def test_every_word_kind_has_its_sign_its_word_and_its_class(page):
    cards = [each for each in Tree(page).all("figure") if "card" in each["attrs"].get("class", "")]
    assert [card["attrs"]["class"] for card in cards] == [f"card {kind.value}" for kind in VOICE_WORDS]
    for card, kind in zip(cards, VOICE_WORDS, strict=True):
        assert VOICE_SIGNS[kind] in card["text"]
        assert VOICE_WORDS[kind] in card["text"]
        assert "School, 12 March 2025" in card["text"]


def test_tables_have_captions_and_heads_of_rows_and_columns(page):
    tree = Tree(page)
    tables = tree.all("table")
    assert len(tables) == len(tree.all("caption")) == len(tree.all("thead")) == 3
    assert {head["attrs"]["scope"] for head in tree.all("th")} == {"row", "col"}
    assert [head["text"] for head in tree.all("th") if head["attrs"]["scope"] == "row"][:2] == [
        "Each waits",
        "What helped",
    ]
    assert "None was." in page


def test_counts_are_shaded_and_written(page):
    cells = [c for c in Tree(page).all("td") if c["attrs"].get("class", "").startswith("shade")]
    assert [(c["attrs"]["class"], c["text"]) for c in cells] == [
        ("shade-5", "5"),
        ("shade-0", "0"),
        ("shade-2", "2"),
        ("shade-1", "1"),
    ]


def test_a_diagram_is_a_picture_with_words_and_an_open_table_beside_it(page):
    tree = Tree(page)
    (svg,) = tree.all("svg")
    assert svg["attrs"]["role"] == "img"
    named = {each["attrs"]["id"]: each["text"] for each in tree.all("title", "desc") if "svg" in each["under"]}
    assert [named[name] for name in svg["attrs"]["aria-labelledby"].split()] == [
        "What led to what",
        "What led to what. Two empty posts made it likelier that nobody rang.",
    ]
    (details,) = tree.all("details")
    assert "open" in details["attrs"]
    assert "Two posts empty" in details["text"]
    assert "Nobody rang" in details["text"]
    assert "Two empty posts made it likelier that nobody rang." in tree.all("main")[0]["text"]


def test_the_marking_is_on_the_page_and_in_the_margins_of_every_printed_one(page):
    assert page.count("OFFICIAL-SENSITIVE") >= 2
    assert page.count(r'content: "OFFICIAL\2d SENSITIVE"') == 2
    assert '"Page " counter(page) " of " counter(pages)' in page


def test_a_marking_cannot_break_out_of_the_stylesheet(with_views):
    page = html_file(appendix(with_views((), marking='"; } </style> \\ x')))
    assert r'content: "\22 \3b \20 \7d \20 \3c \2f style\3e \20 \5c \20 x"' in page


def test_the_file_is_small_and_the_same_each_time(notebook, page):
    assert len(page.encode()) < 400_000
    assert html_file(appendix(notebook)) == page


# --- a notebook's own page --------------------------------------------------------------------------------------------


def test_a_last_line_shows_html_and_carries_the_views():
    views = (Prose(text="Hello *there* <b>"), Table(title="T", columns=("a",), rows=(("1",),)))
    bundle = show(views)._repr_mimebundle_()
    assert views_from_json(bundle[MIME]) == views
    assert "Hello <em>there</em> &lt;b&gt;" in bundle["text/html"]
    assert "Table 1" not in bundle["text/html"]


def test_the_text_that_a_notebook_keeps_beside_the_views_quotes_nothing():
    assert repr(show((Prose(text="Tyler"),))) == "Shown as HTML"


def test_on_a_page_a_diagram_without_words_is_shown_and_says_so():
    silent = Diagram(title="Silent", nodes=(), arrows=(), in_words="")
    page = show((silent,))._repr_mimebundle_()["text/html"]
    assert "Nobody has put this diagram into words yet." in page
    assert "Silent" in page
