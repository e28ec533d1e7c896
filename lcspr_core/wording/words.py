"""A text as words in a row: a quotation is one word that says nothing, a figure one sign, a sentence ends in a stop."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from attrs import frozen

from lcspr_core.wording.quoted import Span, quotations

STOP, BREAK, FIGURE, QUOTED = ".", ",", "#", '"'
# Each of these reads on without ever going back, so the time grows with the text and no faster.
TOKEN = re.compile(
    r"(?P<figure>\d+(?:[.,:/]\d+)*[^\W\d_]*)|(?P<short>\b[ei]\.[eg]\.)|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<stop>[.!?…]+)|(?P<space>\s+)|(?P<hyphen>(?<=\w)[-\u2010\u2011](?=\w))|(?P<percent>%)|(?P<other>.)"
)


@frozen(kw_only=True)
class Words:
    """The words of a text in small letters, with where each stands in it and which sentence it is of."""

    text: str
    row: str
    tokens: tuple[str, ...]
    spans: tuple[Span, ...]
    sentence: tuple[int, ...]
    sentences: tuple[Span, ...]
    starts: Mapping[int, int]
    ends: Mapping[int, int]

    def at(self, start: int, end: int) -> Span:
        """Return the first and last word of a piece of the row; the stop before a sentence is no part of it."""
        first, last = self.starts[start], self.ends[end]
        return (first + 1 if self.tokens[first] == STOP and first < last else first), last

    def place(self, first: int, last: int) -> Span:
        """Return where in the text some words stand."""
        return self.spans[first][0], self.spans[last][1]

    def sentence_at(self, where: int) -> Span:
        """Return where the sentence begins and ends that stands at a place in the text."""
        number = bisect_right(self.sentences, where, key=lambda one: one[0]) - 1
        return self.sentences[max(number, 0)] if self.sentences else (0, len(self.text))


def words(text: str) -> Words:
    """Return the words of a text."""
    found = [(STOP, (0, 0)), *_tokens(text)]
    tokens, spans = tuple(token for token, _ in found), tuple(span for _, span in found)
    sentence = _numbered(tokens)
    starts, ends = _places(tokens)
    return Words(
        text=text,
        row=f" {' '.join(tokens)} ",
        tokens=tokens,
        spans=spans,
        sentence=sentence,
        sentences=_sentences(spans, sentence),
        starts=starts,
        ends=ends,
    )


def _tokens(text: str) -> Iterator[tuple[str, Span]]:
    at = 0
    for start, end in quotations(text):
        yield from _plain(text, at, start)
        yield QUOTED, (start, end)
        if text[end - 2 : end - 1] in {".", "!", "?"} or text[end : end + 1] == "\n":
            yield STOP, (end, end)
        at = end
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for found in TOKEN.finditer(text, start, end):
        token = _token(found, text)
        if token:
            yield token, found.span()


def _token(found: re.Match[str], text: str) -> str:
    written = found.group()
    match found.lastgroup:
        case "word":
            return written.lower().replace("\u2019", "'")
        case "space":
            return STOP if "\n" in written and _begins_anew(written, text[found.end() : found.end() + 1]) else ""
        case other:
            return {"figure": FIGURE, "stop": STOP, "percent": "%", "other": BREAK}.get(str(other), "")


def _begins_anew(space: str, following: str) -> bool:
    """Say whether a new line begins a new sentence: a line that goes on in small letters was only wrapped."""
    return space.count("\n") > 1 or not following.islower()


def _numbered(tokens: tuple[str, ...]) -> tuple[int, ...]:
    numbers, now = [], 0
    for token in tokens:
        numbers.append(now)
        now += token == STOP
    return tuple(numbers)


def _sentences(spans: tuple[Span, ...], sentence: tuple[int, ...]) -> tuple[Span, ...]:
    """Return the sentences in order, each from its first word to its stop; the first, empty one is left out."""
    found: dict[int, Span] = {}
    for (start, end), number in zip(spans, sentence, strict=True):
        found[number] = (found.get(number, (start, end))[0], end)
    return tuple(span for number, span in sorted(found.items()) if number)


def _places(tokens: tuple[str, ...]) -> tuple[dict[int, int], dict[int, int]]:
    """Return where in the row the space before each word begins, and where the space after it ends."""
    starts, ends, at = {}, {}, 0
    for number, token in enumerate(tokens):
        starts[at] = number
        at += len(token) + 1
        ends[at + 1] = number
    return starts, ends
