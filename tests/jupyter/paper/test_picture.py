"""A diagram's picture: well formed, told apart without colour, and saying nothing that it should not."""

from __future__ import annotations

import pytest
import typst
from attrs import evolve
from lcspr_jupyter.paper import shapes
from lcspr_jupyter.paper.lettering import width_of
from lcspr_jupyter.paper.pdf import png_files
from lcspr_jupyter.paper.svg import picture
from lcspr_jupyter.paper.tokens import PACKAGE, colours
from lxml import etree

from lcspr_core.views import Arrow, Diagram, Node, VoiceKind

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("service", "team", "family", "place", "tool", "rule", "habit")


def diagram(kinds=KINDS, **fields):
    nodes = tuple(Node(id=str(i), label=f"Node of {kind}", kind=kind) for i, kind in enumerate(kinds))
    arrows = tuple(Arrow(source="0", target=str(i), kind=f"link{i % 3}") for i in range(1, len(kinds)))
    said = {"title": "T", "in_words": "w", "kinds": {kind: f"A {kind}" for kind in kinds}}
    return Diagram(nodes=nodes, arrows=arrows, **{**said, **fields})


def drawn(given, description=""):
    return etree.fromstring(picture(given, description).svg)


def test_kinds_of_nodes_differ_without_colour():
    styles = shapes.node_styles(diagram()).values()
    looks = [(style.outline, style.dashed) for style in styles]
    assert len(set(looks)) == len(KINDS)


def test_kinds_of_arrows_differ_without_colour():
    styles = shapes.arrow_styles(diagram()).values()
    looks = [(style.dashes, style.filled) for style in styles]
    assert len(set(looks)) == len(looks) == 3


def test_voices_on_a_diagram_carry_their_sign():
    given = diagram(tuple(kind.value for kind in VoiceKind))
    styles = shapes.node_styles(given)
    assert [style.sign for style in styles.values()] == list(VoiceKind)
    signs = [path for path in drawn(given).iter(f"{SVG}path") if path.get("fill-rule") == "evenodd"]
    assert len({path.get("d") for path in signs}) == len(VoiceKind)
    assert len(signs) == 2 * len(VoiceKind)  # on the node and in the legend


def test_text_and_lines_stand_out_from_their_ground():
    for style in (*shapes.OTHER_KINDS, *shapes.NAMED_KINDS.values()):
        assert contrast(style.ink, style.fill) >= 4.5
        assert contrast(style.line, "surface") >= 3


def contrast(first, second):
    bright, dark = sorted((luminance(colours()[first]), luminance(colours()[second])), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_legend_explains_each_kind_that_has_words():
    text = "".join(drawn(diagram()).itertext())
    assert all(f"A {kind}" in text for kind in KINDS)
    assert "link0" not in text


def test_levels_have_their_titles_and_lines_between_them():
    nodes = (Node(id="a", label="A", kind="k", level="Team"), Node(id="b", label="B", kind="k", level="Outcome"))
    root = drawn(Diagram(title="", nodes=nodes, arrows=(), in_words="w", levels=("Team", "Empty", "Outcome")))
    text = "".join(root.itertext())
    assert "Team" in text
    assert "Outcome" in text
    assert "Empty" not in text
    assert len([path for path in root.iter(f"{SVG}path") if "H" in path.get("d")]) == 1


@pytest.mark.parametrize("field", ["title", "label", "note", "level", "word", "kind"])
def test_hostile_text_stays_text(field):
    bad = '"><script>x</script></text></svg>\x00\ud800 ]]>'
    node = Node(
        id=bad,
        label=bad if field == "label" else "a",
        kind=bad,
        level=bad if field == "level" else "",
        note=bad if field == "note" else "",
    )
    arrow = Arrow(source=bad, target=bad, kind=bad, label=bad if field == "word" else "")
    title = bad if field == "title" else "t"
    kinds = {bad: bad} if field == "kind" else {}
    given = Diagram(title=title, nodes=(node,), arrows=(arrow,), in_words="w", levels=(bad,), kinds=kinds)
    root = drawn(given, bad)
    assert {etree.QName(each).localname for each in root.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "path", "text", "tspan")
    }
    assert "<script>" in "".join(root.itertext()).replace(" ", "")


def test_two_pictures_on_one_page_have_names_of_their_own():
    first, second = drawn(diagram()), etree.fromstring(picture(diagram(), place=2).svg)
    assert not {each.get("id") for each in first.iter() if each.get("id")} & {
        each.get("id") for each in second.iter() if each.get("id")
    }


def test_every_line_of_a_label_fits_inside_its_box():
    long = evolve(diagram().nodes[0], label="An arrangement for the nights that nobody had written down " * 3)
    root = drawn(evolve(diagram(("service",)), nodes=(long,)))
    (box,) = [r for r in root.iter(f"{SVG}rect") if float(r.get("width")) > 100]
    left, right = float(box.get("x")), float(box.get("x")) + float(box.get("width"))
    bottom = float(box.get("y")) + float(box.get("height"))
    for line in root.iter(f"{SVG}tspan"):
        if "nights" in "".join(root.itertext()) and float(line.get("y")) < bottom:
            assert left <= float(line.get("x"))
            assert float(line.get("x")) + width_of(line.text, 14) <= right


SET = """
#set text(font: "Atkinson Hyperlegible Next", size: 100pt, kerning: false, ligatures: false)
#context [#metadata(measure(text(sys.inputs.text)).width.pt())<width>]
"""


@pytest.mark.parametrize("text", ["Unsafe night-time sleep", "żółć “quoted” – £5", "WWW iii 0123456789"])
def test_what_is_measured_is_what_is_set(text):
    fonts = {"font_paths": [str(PACKAGE.joinpath("fonts"))], "ignore_system_fonts": True}
    said = typst.query(SET.encode(), "<width>", field="value", one=True, sys_inputs={"text": text}, **fonts)
    assert width_of(text, 100) == pytest.approx(float(said), rel=0.01)


def test_a_picture_can_be_drawn_as_png():
    (png,) = png_files([(picture(diagram()).svg, 5.0)], 100)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 500
