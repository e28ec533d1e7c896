"""The small Markdown of prose, read once into blocks: paragraphs, emphasis and lists; all else stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import mistune
from attrs import evolve

from lcspr_jupyter.paper.blocks import Block, Heading, Listing, Paragraph, Run
from lcspr_jupyter.paper.lettering import legible

Token = Mapping[str, Any]


def blocks_of(markdown: str, *, headings: bool = False) -> tuple[Block, ...]:
    """Return the text's blocks; headings are read only where asked for, else they become strong paragraphs."""
    tokens: Any = _reader().parse(legible(markdown))[0]
    return tuple(block for token in tokens for block in _block(token, headings=headings))


@cache
def _reader() -> mistune.Markdown:
    return mistune.create_markdown(renderer=None)  # tokens only: no HTML is made here, so none can be injected


def _block(token: Token, *, headings: bool) -> Iterator[Block]:
    kind = token["type"]
    if kind == "heading" and headings:
        yield Heading(text="".join(run.text for run in _runs(token["children"])), level=token["attrs"]["level"])
    elif kind == "list":
        yield _listing(token)
    elif kind == "block_quote":
        yield from (block for child in token["children"] for block in _block(child, headings=False))
    elif kind in {"block_html", "block_code"}:
        yield Paragraph(runs=(Run(text=token["raw"].strip("\n")),))
    elif runs := tuple(_runs(token.get("children", ()), strong=kind == "heading")):
        yield Paragraph(runs=runs)


def _listing(token: Token) -> Listing:
    attributes = token["attrs"]
    items = (
        tuple(block for child in item["children"] for block in _block(child, headings=False))
        for item in token["children"]
    )
    return Listing(items=tuple(items), ordered=attributes["ordered"], start=attributes.get("start", 1))


def _runs(tokens: Iterable[Token], *, strong: bool = False, emphasis: bool = False) -> Iterator[Run]:
    """The inline tokens as runs, neighbours of one look joined."""
    waiting: Run | None = None
    for run in _single_runs(tokens, strong=strong, emphasis=emphasis):
        if waiting and (waiting.strong, waiting.emphasis) == (run.strong, run.emphasis):
            waiting = evolve(waiting, text=waiting.text + run.text)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting


def _single_runs(tokens: Iterable[Token], *, strong: bool, emphasis: bool) -> Iterator[Run]:
    for token in tokens:
        kind = token["type"]
        if kind in {"strong", "emphasis", "link", "image"}:
            inside = {"strong": strong or kind == "strong", "emphasis": emphasis or kind == "emphasis"}
            yield from _single_runs(token["children"], **inside)
            yield from _addresses(token, strong=strong, emphasis=emphasis)
        else:
            yield Run(text=_PLAIN.get(kind, _raw)(token), strong=strong, emphasis=emphasis)


def _addresses(token: Token, **look: bool) -> Iterator[Run]:
    """A link's address, as text in brackets: a document that leaves holds nothing to be clicked."""
    address = token["attrs"]["url"] if token["type"] == "link" else ""
    if address and address != "".join(run.text for run in _runs(token["children"])):
        yield Run(text=f" ({address})", **look)


def _raw(token: Token) -> str:
    return str(token.get("raw", ""))


_PLAIN: Mapping[str, Callable[[Token], str]] = {"softbreak": lambda _: " ", "linebreak": lambda _: "\n"}
