"""Blocks as HTML, for a notebook's page and for the file that leaves: every text escaped, no script, no address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

import nh3
from attrs import evolve, frozen

from lcspr_core.maps.arrangement import arrange
from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, View
from lcspr_core.views_json import MIME, views_to_json
from lcspr_jupyter.paper.blocks import Block, Figure, Heading, Listing, Paragraph, Rows, Run, Voice, Voices
from lcspr_jupyter.paper.composing import Composer, levelled
from lcspr_jupyter.paper.shading import shade_step, shading_rules
from lcspr_jupyter.paper.svg import Arranging
from lcspr_jupyter.paper.tokens import PACKAGE, stylesheet

CONTENTS_FROM = 2  # the level of heading; the title is the first
_PROSE_TAGS = {"p", "strong", "em", "br", "ul", "ol", "li"}


@frozen(kw_only=True)
class Entry:
    """A line of the list of contents, and the lines below it."""

    anchor: str
    text: str
    below: tuple[Entry, ...] = ()


@frozen(kw_only=True, repr=False)
class Shown:
    """Views as a notebook shows them: HTML for the page, and their JSON for the exporters."""

    views: tuple[View, ...]

    def __repr__(self) -> str:
        return "Shown as HTML"  # a notebook keeps this beside the rest, so it quotes nothing

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        del include, exclude
        return {"text/html": on_a_page(self.views), MIME: views_to_json(self.views)}


def show(views: Iterable[View]) -> Shown:
    """Return what a notebook's last line shows: the views drawn, and the views themselves for paper."""
    return Shown(views=tuple(views))


def on_a_page(views: Iterable[View], arranging: Arranging = arrange) -> str:
    """Return the views as HTML with their own style; `arranging` says where everything on a diagram goes."""
    blocks = levelled(Composer(for_paper=False, arranging=arranging).compose(views))
    return f'<style>{view_stylesheet()}</style><div class="lcspr-views">{written(blocks)}</div>'


@cache
def view_stylesheet() -> str:
    """Return the tokens and the rules that the views are drawn with."""
    own = PACKAGE.joinpath("templates/views.css").read_text(encoding="utf-8")
    return stylesheet() + own + shading_rules()


def written(blocks: Iterable[Block], *, opened: bool = False, anchored: bool = False) -> str:
    """Return the blocks as HTML; `opened` shows the tables behind figures, `anchored` lets headings be linked to."""
    return "".join(_write(block, place if anchored else None, opened=opened) for place, block in enumerate(blocks))


def contents(blocks: Iterable[Block]) -> tuple[Entry, ...]:
    """Return the headings of the second level, each with those of the third below it, and their anchors."""
    entries: list[Entry] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            entry = Entry(anchor=_anchor(place), text=block.text)
            if block.level == CONTENTS_FROM:
                entries.append(entry)
            elif block.level == CONTENTS_FROM + 1:
                entries[-1] = evolve(entries[-1], below=(*entries[-1].below, entry))
    return tuple(entries)


def _anchor(place: int) -> str:
    return f"part-{place}"


def _write(block: Block, place: int | None, *, opened: bool) -> str:
    if isinstance(block, Figure):
        return _figure(block, opened=opened)
    if isinstance(block, Heading):
        anchor = "" if place is None else f' id="{_anchor(place)}"'
        return f"<h{block.level}{anchor}>{escape(block.text)}</h{block.level}>"
    return _WRITERS[type(block)](block)


def _paragraph(block: Paragraph) -> str:
    return _prose(f"<p>{''.join(_run(run) for run in block.runs)}</p>")


def _run(run: Run) -> str:
    text = _lines(run.text)
    text = f"<em>{text}</em>" if run.emphasis else text
    return f"<strong>{text}</strong>" if run.strong else text


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _listing(block: Listing) -> str:
    tag, start = ("ol", f' start="{block.start}"') if block.ordered else ("ul", "")
    items = "".join(f"<li>{written(item)}</li>" for item in block.items)
    return _prose(f"<{tag}{start if block.start != 1 else ''}>{items}</{tag}>")


def _prose(made: str) -> str:
    """What was escaped is cleaned once more by a second hand, as prose is where Markdown comes in."""
    return nh3.clean(made, tags=_PROSE_TAGS, attributes={"ol": {"start"}}, link_rel=None)


def _voices(block: Voices) -> str:
    title = f'<p class="caption">{escape(block.title)}</p>' if block.title else ""
    return (
        f'<div class="voices">{title}<div class="cards">{"".join(_voice(voice) for voice in block.voices)}</div></div>'
    )


def _voice(voice: Voice) -> str:
    kind = (
        f'<span class="kind"><span aria-hidden="true">{VOICE_SIGNS[voice.kind]}</span> {VOICE_WORDS[voice.kind]}</span>'
    )
    source = f'<span class="source">{escape(voice.source)}</span>' if voice.source else ""
    words = f"<blockquote><p>{_lines(voice.words)}</p></blockquote>"
    return f'<figure class="card {voice.kind.value}"><figcaption>{kind}{source}</figcaption>{words}</figure>'


def _rows(block: Rows) -> str:
    if not block.rows:
        caption = f'<p class="caption">{escape(block.caption)}</p>'
        return f'<div class="rows">{caption}<p class="empty">{_lines(block.empty)}</p></div>'
    heads = "".join(_column_head(column) for column in block.columns)
    head = f"<caption>{escape(block.caption)}</caption><thead><tr>{heads}</tr></thead>"
    if not block.shades:
        body = "".join(_row(row, block.columns) for row in block.rows)
        return f'<div class="rows"><table>{head}<tbody>{body}</tbody></table></div>'
    body = "".join(_counts(row, shades) for row, shades in zip(block.rows, block.shades, strict=True))
    scroller = (
        f'<div class="rows" tabindex="0" role="group" aria-label="{escape(block.caption)}">'  # on a narrow screen
    )
    return f'{scroller}<table class="grid">{head}<tbody>{body}</tbody></table></div>'


def _column_head(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>' if text else "<td></td>"


def _row(row: Sequence[str], columns: Sequence[str]) -> str:
    """A row; each cell carries its column's head, which a narrow screen shows beside it."""
    pairs = zip(columns[1:], row[1:], strict=True)
    cells = "".join(f'<td data-head="{escape(column)}">{_lines(text)}</td>' for column, text in pairs)
    return f'<tr><th scope="row">{_lines(row[0])}</th>{cells}</tr>'


def _counts(row: Sequence[str], shades: Sequence[float]) -> str:
    pairs = zip(shades, row[1:], strict=True)
    cells = "".join(f'<td class="shade-{shade_step(shade)}">{text}</td>' for shade, text in pairs)
    return f'<tr><th scope="row">{_lines(row[0])}</th>{cells}</tr>'


def _figure(block: Figure, *, opened: bool) -> str:
    caption = f"<figcaption>{escape(block.caption)}</figcaption>"
    drawing = f'<figure class="diagram">{caption}<div class="drawing">{block.svg}</div></figure>'
    words = f'<div class="in-words">{written(block.in_words)}</div>'
    summary = "<summary>The same as a table</summary>"
    return f"{drawing}{words}<details{' open' if opened else ''}>{summary}{_rows(block.table)}</details>"


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Voices: _voices,
    Rows: _rows,
}
