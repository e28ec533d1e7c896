"""A document as one HTML file that stands alone: fonts inside, no script, and a policy that lets nothing be fetched."""

from __future__ import annotations

from base64 import b64encode
from functools import cache

from jinja2 import Environment, FunctionLoader, Template
from markupsafe import Markup

from lcspr_jupyter.paper.html import contents, view_stylesheet, written
from lcspr_jupyter.paper.reading import About, Appendix
from lcspr_jupyter.paper.tokens import PACKAGE

_FACES = (
    (
        "latin-wght-normal",
        "normal",
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02DC, U+2000-206F, U+20AC, U+2122, U+2212",
    ),
    ("latin-ext-wght-normal", "normal", "U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0"),
    (
        "latin-wght-italic",
        "italic",
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02DC, U+2000-206F, U+20AC, U+2122, U+2212",
    ),
)


def html_file(document: Appendix) -> str:
    """Return the whole file."""
    return _template().render(
        about=document.about,
        styles=Markup(_styles()),  # noqa: S704  our own files
        margins=Markup(_margins(document.about)),  # noqa: S704  letters and escapes only
        body=Markup(written(document.blocks, opened=True, anchored=True)),  # noqa: S704  escaped where it was written
        contents=contents(document.blocks),
    )


def _margins(about: About) -> str:
    """The margins of each printed page: the marking above and below, the title and the page's number at the foot."""
    look = "color: #1b2430; font: 700 9pt var(--font); letter-spacing: .06em;"
    small = "color: #465160; font: 400 8.5pt var(--font);"
    return (
        f'@page {{ @top-center {{ content: "{_quoted(about.marking)}"; {look} }}'
        f' @bottom-center {{ content: "{_quoted(about.marking)}"; {look} }}'
        f' @bottom-left {{ content: "{_quoted(about.title)}"; {small} }}'
        f' @bottom-right {{ content: "Page " counter(page) " of " counter(pages); {small} }} }}'
    )


def _quoted(text: str) -> str:
    """A text inside a stylesheet's quotes: whatever is not a plain letter is written as its number."""
    return "".join(letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in text)


@cache
def _template() -> Template:
    loader = FunctionLoader(lambda name: PACKAGE.joinpath("templates", name).read_text(encoding="utf-8"))
    return Environment(loader=loader, autoescape=True).get_template("appendix.html.j2")


@cache
def _styles() -> str:
    own = PACKAGE.joinpath("templates/appendix.css").read_text(encoding="utf-8")
    return f"{''.join(_face(*face) for face in _FACES)}{view_stylesheet()}{own}"


def _face(name: str, style: str, letters: str) -> str:
    data = PACKAGE.joinpath(f"fonts/atkinson-hyperlegible-next-{name}.woff2").read_bytes()
    source = f'url(data:font/woff2;base64,{b64encode(data).decode()}) format("woff2")'
    rules = f'font-family:"Atkinson Hyperlegible Next";font-style:{style};font-weight:200 800;src:{source}'
    return f"@font-face{{{rules};unicode-range:{letters}}}\n"
