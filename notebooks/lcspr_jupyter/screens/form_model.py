"""Turns the questions of a step, and what has been answered so far, into what the form draws."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from lcspr_core.asking import Control, Question, options, questions
from lcspr_core.clashes import KeptClash
from lcspr_core.frozen_json import thawed
from lcspr_core.reading import Problem, read
from lcspr_core.review import Review
from lcspr_core.thread import Record
from lcspr_core.timescales.understanding import understood
from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, VoiceKind

CARD_KINDS = frozenset({"contribution"})
Offered = dict[Hashable, list[dict[str, str]]]


class FormModel:
    """The questions of one form with their values, options, problems and clashes, as JSON for the page."""

    def __init__(
        self,
        review: Review,
        asks: type,
        data: Mapping[str, Any],
        clashes: Iterable[KeptClash] = (),
        offered: Offered | None = None,
        *,
        reader: str = "",
    ) -> None:
        """Read the data once, so that each field can say what is wrong with it.

        `offered` holds what this very review offers to choose from, and is filled as it is asked for; `reader` is whose
        own words are called their own.
        """
        self.review = review
        self.asks = asks
        self.data = data
        reading = read(asks, data)
        self.problems = {one.path: one.beside for one in reading.problems}
        self.wanting: tuple[Problem, ...] = reading.wanting
        self.clashes = {one.path: one for one in clashes}
        self.offered: Offered = {} if offered is None else offered
        self.reader = reader
        self.named: dict[Hashable, int] = {}

    def drawn(self) -> dict[str, Any]:
        """Return every question of the form, in order, and each list to choose from once, however many ask for it."""
        asked = [self._question(one, self.data, "") for one in questions(self.asks)]
        return {"questions": asked, "offered": [self.offered[source] for source in self.named]}

    def _question(self, question: Question, data: Mapping[str, Any], path: str) -> dict[str, Any]:
        here = f"{path}{question.name}"
        drawn = {**self._asked(question), "path": here, "value": thawed(data.get(question.name))}
        drawn["problem"] = self.problems.get(here, "")
        drawn["clash"] = _clash(self.clashes.get(here), drawn["value"], self.reader)
        if question.control is Control.DATE:
            drawn["understood"] = _understood(drawn["value"])
        if question.row is not None:
            drawn["rows"] = self._rows(question, data, here)
        return drawn

    def _asked(self, question: Question) -> dict[str, Any]:
        return {
            "name": question.name,
            "control": question.control.value,
            "label": question.label,
            "hint": question.hint,
            "needed": question.needed,
            **self._options(question),
        }

    def _options(self, question: Question) -> dict[str, int]:
        """Return which of the lists a question chooses from; nothing for one that is written."""
        refers = question.control in {Control.REF, Control.REFS}
        source = question.kinds if refers else question.options
        if not source:
            return {}
        if source not in self.offered:
            self.offered[source] = self._referred(question) if refers else self._terms(question)
        return {"options": self.named.setdefault(source, len(self.named))}

    def _referred(self, question: Question) -> list[dict[str, str]]:
        return [option for kind in question.kinds for option in referred(self.review, kind)]

    def _terms(self, question: Question) -> list[dict[str, str]]:
        return [_told(key=one.key, title=one.title, hint=one.hint) for one in options(question, self.review)]

    def _rows(self, question: Question, data: Mapping[str, Any], here: str) -> dict[str, Any]:
        asked = questions(question.row) if question.row else ()
        items = [one for one in data.get(question.name) or () if isinstance(one, Mapping)]
        nested = any(one.row is not None for one in asked)
        row = self._drawn if nested else self._values
        return {
            "title": question.row_title,
            "questions": [self._asked(one) for one in asked],
            "items": [{"id": one["id"], **row(asked, one, f"{here}.{one['id']}.")} for one in items],
        }

    def _drawn(self, asked: Iterable[Question], row: Mapping[str, Any], path: str) -> dict[str, Any]:
        return {"questions": [self._question(one, row, path) for one in asked]}

    def _values(self, asked: Iterable[Question], row: Mapping[str, Any], path: str) -> dict[str, Any]:
        """Return a row as its values alone: what it may choose from is said once, with the questions of all rows."""
        values = {one.name: thawed(row.get(one.name)) for one in asked}
        dates = [one.name for one in asked if one.control is Control.DATE]
        return {
            "values": values,
            "problems": {name: self.problems[path + name] for name in values if path + name in self.problems},
            "understood": {name: _understood(values[name]) for name in dates},
            "clashes": {name: _clash(self.clashes.get(path + name), values[name], self.reader) for name in values},
        }


def referred(review: Review, kind: str) -> list[dict[str, str]]:
    """Return what a reference can point at: each standing record of a kind, with its sign and word."""
    return [_option(review, one, kind) for one in review.all(kind)]


def _option(review: Review, one: Any, kind: str) -> dict[str, str]:
    if not isinstance(one, Record):
        return _told(key=one.id, title=getattr(one, "title", "") or getattr(one, "role", one.id), kind=kind)
    voice = VoiceKind(one.fields["voice"]) if one.fields.get("voice") in set(VoiceKind) else None
    return _told(
        key=one.id,
        title=one.title,
        hint=attribution(review, one),
        kind=voice.value if voice else kind,
        sign=VOICE_SIGNS[voice] if voice else "",
        word=VOICE_WORDS[voice] if voice else "",
    )


def _told(**words: str) -> dict[str, str]:
    """Return what there is to tell of one that can be chosen: every page that is opened carries all of it."""
    return {name: word for name, word in words.items() if word}


def attribution(review: Review, record: Record) -> str:
    """Return whose words these are, as far as may be said: an agency, or a colleague."""
    if record.fields.get("anonymous"):
        return "a colleague"
    code = str(record.fields.get("agency", ""))
    agency = review.one("agency", code)
    return str(agency.title) if agency else code


def _clash(kept: KeptClash | None, current: Any, reader: str) -> dict[str, Any] | None:
    """Return both texts with who wrote each: nobody is told that they wrote another's."""
    if kept is None:
        return None
    by = "You" if reader and kept.by == reader else kept.by_name
    mine_by = "" if not kept.mine_by or kept.mine_by == reader else kept.mine_name or "Somebody else"
    return {"mine": thawed(kept.mine), "mine_by": mine_by, "theirs": current, "by": by, "at": kept.at}


def _understood(value: Any) -> str:
    typed = value.get("typed", "") if isinstance(value, Mapping) else str(value or "")
    if not typed.strip():
        return ""
    date = understood(typed)
    if date.start is None:
        return date.doubt or "not understood as a date yet; it is kept as you typed it"
    return _span(date)


def _span(date: Any) -> str:
    start, end = (f"{one.day} {one:%B %Y}" for one in (date.start, date.end or date.start))
    span = start if start == end else f"{start} to {end}"
    return f"{span}; {date.doubt}" if date.doubt else span
