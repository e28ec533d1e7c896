"""Reads the cards of a learning event from a file: good rows become card bodies, the rest is said row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from attrs import field, frozen

from lcspr_core.errors import Unreadable
from lcspr_core.evidence.delimited import Columns, FileRow, sheet
from lcspr_core.plain import as_json
from lcspr_core.timescales.understanding import understood
from lcspr_core.views import VoiceKind

CARD_COLUMNS = Columns(
    needed=("agency", "text"),
    known=(
        "card_id",
        "time",
        "contributor",
        "role",
        "agency",
        "kind",
        "text",
        "about_date",
        "episode",
        "wants_to_be_anonymous",
    ),
    longest={"text": 4_000, "card_id": 40},
)
YES_OR_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False, "": False}
CARD_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


@frozen(kw_only=True)
class CardsRead:
    """The cards of a file as bodies by id, the originals to be sealed, and what a person has to know."""

    cards: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    sealed: Mapping[str, Mapping[str, str]] = field(factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class CardReader:
    """How rows become cards: the agencies by title, and how names turn into codes."""

    agencies: Mapping[str, str]
    code_of: Callable[[str], str]
    coded: Callable[[str], str]
    file_name: str = "cards.csv"

    def read(self, raw: bytes) -> CardsRead:
        """Return the cards of a file; rows that cannot be kept are listed, and the others are kept."""
        found = sheet(raw, CARD_COLUMNS)
        cards: dict[str, Mapping[str, Any]] = {}
        sealed: dict[str, Mapping[str, str]] = {}
        problems, notes = list(found.problems), list(found.notes)
        for row in found.rows:
            try:
                body = self._card(row, cards)
            except Unreadable as fault:
                problems.append(str(fault))
                continue
            cards[body["id"]] = body
            kept = self._to_seal(row, body)
            sealed |= {body["id"]: kept} if kept else {}
            notes += self._unknown_contributor(row)
        return CardsRead(cards=cards, sealed=sealed, problems=tuple(problems), notes=tuple(notes))

    def _card(self, row: FileRow, taken: Mapping[str, Any]) -> dict[str, Any]:
        anonymous = _anonymous(row)
        return {
            "id": _id(row, taken),
            "words": self.coded(_words(row)),
            "voice": _voice(row),
            "role": self.coded(_cell(row, "role")),
            "agency": self._agency(row),
            "by_code": "" if anonymous else self.code_of(_cell(row, "contributor")),
            "when": self._when(_cell(row, "about_date")),
            "episode": self.coded(_cell(row, "episode")),
            "anonymous": anonymous,
            "source": f"{self.file_name} row {row.number}",
        }

    def _agency(self, row: FileRow) -> str:
        title = _cell(row, "agency")
        code = _by_title(self.agencies).get(_even(title), "")
        if not code:
            raise _refused(row, "agency", "no agency of this review has this title; use the title it has here")
        return code

    def _when(self, typed: str) -> dict[str, Any]:
        """Understand a date; what is no date may be a sentence, and its names are coded too."""
        date = understood(typed)
        return as_json(date if date.start else understood(self.coded(typed)))

    def _to_seal(self, row: FileRow, body: Mapping[str, Any]) -> dict[str, str]:
        """Keep, for the second key, the words with their names and who asked not to be named."""
        words, by = _words(row), self.code_of(_cell(row, "contributor"))
        kept = {"words": words} if words != body["words"] else {}
        return kept | ({"by_code": by} if by and body["anonymous"] else {})

    def _unknown_contributor(self, row: FileRow) -> list[str]:
        name = _cell(row, "contributor")
        if not name or self.code_of(name):
            return []
        return [f"Row {row.number}, column contributor: nobody in the register, so the card was kept without a person."]


def _by_title(agencies: Mapping[str, str]) -> dict[str, str]:
    return {_even(code): code for code in agencies.values()} | {_even(title): code for title, code in agencies.items()}


def _even(title: str) -> str:
    return " ".join(title.replace("\u2019", "'").casefold().split())


def _cell(row: FileRow, column: str) -> str:
    return row.cells.get(column, "")


def _refused(row: FileRow, column: str, what: str) -> Unreadable:
    return Unreadable(f"Row {row.number}, column {column}: {what}.")


def _words(row: FileRow) -> str:
    words = _cell(row, "text")
    if not words:
        raise _refused(row, "text", "there are no words on this card")
    return words


def _voice(row: FileRow) -> str:
    written = _cell(row, "kind").lower().replace(" ", "_")
    if written not in set(VoiceKind):
        known = ", ".join(kind.replace("_", " ") for kind in VoiceKind)
        raise _refused(row, "kind", f"write one of {known}")
    return VoiceKind(written).value


def _anonymous(row: FileRow) -> bool:
    written = _cell(row, "wants_to_be_anonymous").lower()
    if written not in YES_OR_NO:
        raise _refused(row, "wants_to_be_anonymous", "write yes or no")
    return YES_OR_NO[written]


def _id(row: FileRow, taken: Mapping[str, Any]) -> str:
    """Keep the number that the event gave a card, so that the same file brought in twice makes no second card."""
    written = _cell(row, "card_id")
    if not written:
        return uuid4().hex
    if not CARD_ID.fullmatch(written):
        raise _refused(row, "card_id", "use a letter, then letters, figures and hyphens, as in C012")
    if written in taken:
        first = taken[written]["source"].rpartition(" row ")[2]
        raise _refused(row, "card_id", f"row {first} has this number already")
    return written
