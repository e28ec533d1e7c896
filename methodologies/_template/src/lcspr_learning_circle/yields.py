"""What an answer becomes on the golden thread: one record for each row, with an id that is the row's own."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Given, Record

from .asks import Account, Circle, Learning


def moments(given: Given) -> Iterable[Record]:
    """Make a piece of evidence of each moment that an agency recorded."""
    said: Account = given.said
    for row in said.moments:
        if row.what.strip():
            yield given.record("moment", row.id, row.what, agency=given.answer.agency, when=row.when)


def voices(given: Given) -> Iterable[Record]:
    """Keep what each person said as a contribution, about the moments that it is about."""
    said: Circle = given.said
    for row in said.voices:
        if row.words.strip():
            yield given.record(
                "contribution",
                row.id,
                row.words,
                rests_on=row.about,
                agency=row.agency,
                voice=row.voice,
                shaped_by=row.shaped_by,
            )


def learning(given: Given) -> Iterable[Record]:
    """Make a finding of each thing learned, and a recommendation of each change that answers it."""
    said: Learning = given.said
    for point in said.learned:
        if point.words.strip():
            yield given.record("finding", point.id, point.words, rests_on=point.heard)
    for change in said.changes:
        if change.words.strip():
            yield given.record("recommendation", change.id, change.words, rests_on=change.answers)
