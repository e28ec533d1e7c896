"""What is equal to a picture: the words for who cannot see it, and a table that holds everything it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lcspr_core.views import Diagram
from lcspr_jupyter.paper.blocks import Block, Paragraph, Rows, Run
from lcspr_jupyter.paper.lettering import one_line
from lcspr_jupyter.paper.prose import blocks_of

LONGEST_ALT = 600


def alternative(diagram: Diagram) -> str:
    """Return the words that stand for a picture, cut at a sentence where they are long; none if nobody wrote them."""
    words = one_line(" ".join(run.text for block in blocks_of(diagram.in_words) for run in _all_runs(block)))
    if not words:
        return ""
    whole = f"{one_line(diagram.title).rstrip('.')}. {words}"
    if len(whole) <= LONGEST_ALT:
        return whole
    return f"{_up_to_a_sentence(whole[:LONGEST_ALT])} The rest is in the text after the figure."


def _up_to_a_sentence(text: str) -> str:
    end = text.rfind(". ")
    return text[: end + 1] if end > LONGEST_ALT // 3 else f"{text.rsplit(' ', 1)[0]} …"


def _all_runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    for item in getattr(block, "items", ()):
        for inside in item:
            yield from _all_runs(inside)


def same_as_table(diagram: Diagram, caption: str) -> Rows:
    """Return the diagram as one row for each node; columns that would stand empty are left out."""
    labels = {node.id: one_line(node.label) for node in diagram.nodes}
    head, onward = _onward(diagram, labels)
    columns = {
        "Item": [labels[node.id] for node in diagram.nodes],
        "What it is": [one_line(diagram.kinds.get(node.kind, "")) for node in diagram.nodes],
        "Level": [one_line(node.level) for node in diagram.nodes],
        "Lane": [one_line(node.lane) for node in diagram.nodes],
        "Note": [one_line(node.note) for node in diagram.nodes],
        head: ["\n".join(onward[node.id]) for node in diagram.nodes],
    }
    kept = {name: cells for name, cells in columns.items() if name == "Item" or any(cells)}
    rows = tuple(zip(*kept.values(), strict=True))
    return Rows(caption=caption, columns=tuple(kept), rows=rows, empty="Nothing is on the diagram.")


def _onward(diagram: Diagram, labels: Mapping[str, str]) -> tuple[str, Mapping[str, list[str]]]:
    """Where each node's arrows lead; a word that all arrows share becomes the column's head."""
    words = [one_line(arrow.label or diagram.kinds.get(arrow.kind, "leads to")) for arrow in diagram.arrows]
    shared = len(set(words)) == 1
    onward: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for arrow, word in zip(diagram.arrows, words, strict=True):
        onward[arrow.source].append(labels[arrow.target] if shared else f"{word}: {labels[arrow.target]}")
    return (words[0][:1].upper() + words[0][1:] if shared else "Arrows from it"), onward
