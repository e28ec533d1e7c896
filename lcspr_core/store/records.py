"""The records of an open store: reading them, saving them, taking a change back, erasing what was."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, exists, insert, select

from lcspr_core.store import reading, retention, saving, undoing
from lcspr_core.store.bodies import kept, plain
from lcspr_core.store.opened import Opened, signed
from lcspr_core.store.refusals import AlreadyOpened
from lcspr_core.store.saving import Batch
from lcspr_core.store.tables import review as review_table
from lcspr_core.store.values import Applied, Body, Change, Contents, Page, Past, Row, Saved, Summary

HEADER = "header"


class Records(Opened):
    """The reviews of a store and all that is recorded in them."""

    def open_review(self, review: str, header: Body, by: str, at: str, summary: Body | None = None) -> Saved:
        """Open a review; its header is its first record, of kind `header` and with the review's own id."""
        what = _batch(review, by, at, sort="opened", summary=summary)
        first = _checked(Change(kind=HEADER, id=review, revision=0, before=None, after=header))
        with self._database.writing() as db:
            _add_review(db, what)
            return saving.write(db, self._chain, what, (first,))

    def reviews(self) -> tuple[Summary, ...]:
        """Return one line for each review."""
        return self._read(reading.reviews)

    def review(self, review: str, without: Iterable[str] = reading.LEDGERS) -> Contents:
        """Return a review's records, save those of the ledgers."""
        return self._read(reading.contents, review, without)

    def record(self, review: str, kind: str, record_id: str) -> Row | None:
        """Return one record, or nothing when there is none."""
        return self._read(reading.one_record, review, kind, record_id)

    def ledger(self, review: str, kind: str, after: str | None = None, limit: int = 200) -> Page:
        """Return a stretch of a ledger in the order of its ids."""
        return self._read(reading.ledger, review, kind, after, limit)

    def save(
        self,
        review: str,
        changes: Iterable[Change],
        *,
        by: str,
        at: str,
        why: str = "",
        summary: Body | None = None,
        token: str | None = None,
    ) -> Saved:
        """Save a batch, merged with what others saved meanwhile; a clash leaves everything as it was."""
        what = _batch(review, by, at, why=why, summary=summary, token=token)
        checked = tuple(map(_checked, changes))
        with self._database.writing() as db:
            return saving.save(db, self._chain, what, checked)

    def undo(self, review: str, by: str, at: str, *, token: str | None = None, summary: Body | None = None) -> Saved:
        """Take back this person's latest batch that still stands, stepping over what is never taken back."""
        what = _batch(review, by, at, sort="undone", summary=summary, token=token)
        with self._database.writing() as db:
            return undoing.undo(db, self._chain, what)

    def undo_coming(self, review: str, by: str) -> tuple[Change, ...]:
        """Return what `undo` would change now; nothing is taken back."""
        return self._read(undoing.coming, review, plain(by, "person's id"))

    def undo_steps_over(self, review: str, by: str) -> bool:
        """Say whether `undo` would step over something of this person's that is never taken back."""
        return self._read(undoing.steps_over, review, plain(by, "person's id"))

    def keep_line(self, review: str, line: Body, seq: int) -> bool:
        """Keep a review's one line, worked out from it as it was at `seq`; say whether it is still there."""
        text = kept(line, "summary")
        with self._database.writing() as db:
            return saving.keep_line(db, plain(review, "review's id"), text, seq)

    def changes_since(self, review: str, seq: int, limit: int = 500) -> tuple[Applied, ...]:
        """Return what was changed after a place in the feed."""
        return self._read(reading.changes_since, review, seq, limit)

    def history(self, review: str, kind: str, record_id: str) -> tuple[Past, ...]:
        """Return one record's past, the oldest change first."""
        return self._read(reading.history, review, kind, record_id)

    def history_before(self, review: str, before: str) -> int:
        """Return how many changes `erase_history` would erase."""
        return self._read(retention.erasable, review, before)

    def erase_history(self, review: str, before: str, by: str, at: str) -> int:
        """Erase earlier texts under the retention rule; the records and the audit stay."""
        by, at = signed(by, at)
        with self._database.writing() as db:
            erased = retention.erase(db, self._chain, review, before, by=by, at=at)
        self._database.settled()
        return erased


def _batch(
    review: str,
    by: str,
    at: str,
    *,
    sort: str = "saved",
    why: str = "",
    summary: Body | None = None,
    token: str | None = None,
) -> Batch:
    by, at = signed(by, at)
    kept(summary, "summary")
    return Batch(review=plain(review, "review's id"), by=by, at=at, sort=sort, why=why, summary=summary, token=token)


def _checked(change: Change) -> Change:
    """Refuse what could never be kept, before a transaction begins."""
    plain(change.kind, "kind of a record")
    plain(change.id, "id of a record")
    kept(change.before, change.kind)
    kept(change.after, change.kind)
    return change


def _add_review(db: Connection, what: Batch) -> None:
    if db.execute(select(exists().where(review_table.c.id == what.review))).scalar():
        raise AlreadyOpened(review=what.review)
    row = {"id": what.review, "seq": 0, "erased_to": 0, "opened_at": what.at, "opened_by": what.by}
    db.execute(insert(review_table), {**row, "changed_at": what.at, "summary": kept(what.summary or {}, "summary")})
