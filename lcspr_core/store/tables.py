"""The store's tables: a handful of generic ones, so that no plugin ever needs one of its own."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x4C435352  # "LCSR", so that the file says whose it is
VERSION = 1

_metadata = MetaData()


def _table(name: str, *parts: Column[object] | UniqueConstraint | Index, rowid: bool = True) -> Table:
    return Table(name, _metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *, key: bool = False, empty: bool = False) -> Column[object]:
    return Column(name, Text, primary_key=key, nullable=empty)


def _number(name: str, *, key: bool = False, empty: bool = False) -> Column[object]:
    # Numbers are counted by the store itself: none comes back after its row was erased.
    return Column(name, Integer, primary_key=key, nullable=empty, autoincrement=False)


def _review(*, key: bool = False) -> Column[object]:
    return Column("review", Text, ForeignKey("review.id"), primary_key=key, nullable=False)


meta = _table("meta", _text("name", key=True), _text("value"), rowid=False)

# One line for each review: all that the register of reviews ever reads.
review = _table(
    "review",
    _text("id", key=True),
    _number("seq"),
    _number("erased_to"),
    _text("opened_at"),
    _text("opened_by"),
    _text("changed_at"),
    _text("summary"),
    rowid=False,
)

# A removed record keeps its row, without a body, so that its revisions never start again.
record = _table(
    "record",
    _review(key=True),
    _text("kind", key=True),
    _text("id", key=True),
    _number("revision"),
    _text("body", empty=True),
    rowid=False,
)

batch = _table(
    "batch",
    _number("id", key=True),
    _review(),
    _text("sort"),
    _text("who"),
    _text("at"),
    _text("why"),
    _text("token", empty=True),
    _text("digest", empty=True),
    _text("result", empty=True),
    _number("undone_by", empty=True),
    UniqueConstraint("review", "who", "token"),
    Index("batch_by_person", "review", "who", "sort", "id"),
)

change = _table(
    "change",
    _number("seq", key=True),
    _review(),
    _text("kind"),
    _text("id"),
    _number("revision"),
    _text("before", empty=True),
    _text("after", empty=True),
    _text("who"),
    _text("at"),
    Column("batch", Integer, ForeignKey("batch.id"), nullable=False),
    Index("change_by_review", "review", "seq"),
    Index("change_by_record", "review", "kind", "id", "seq"),
    Index("change_by_batch", "batch"),
)

audit = _table(
    "audit",
    _number("entry", key=True),
    _text("text"),
    Column("mac", LargeBinary, nullable=False),
)

sealed = _table(
    "sealed",
    _review(key=True),
    _text("sort", key=True),
    _text("code", key=True),
    _text("field", key=True),
    Column("sealed", LargeBinary, nullable=False),
    rowid=False,
)

_ONLY_APPENDED = (
    """CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
       BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END""",
    """CREATE TRIGGER audit_stays BEFORE DELETE ON audit
       BEGIN SELECT RAISE(ABORT, 'the audit is never shortened'); END""",
    # Also stops INSERT OR REPLACE, which deletes without asking the trigger above.
    """CREATE TRIGGER audit_follows BEFORE INSERT ON audit
       WHEN NEW.entry <> (SELECT COALESCE(MAX(entry), 0) + 1 FROM audit)
       BEGIN SELECT RAISE(ABORT, 'the audit has no gaps'); END""",
)


def lay_out(db: Connection) -> None:
    """Make the tables of an empty store and mark the file as ours."""
    _metadata.create_all(db)
    for statement in _ONLY_APPENDED:
        db.exec_driver_sql(statement)
    db.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    db.exec_driver_sql(f"PRAGMA user_version={VERSION}")
