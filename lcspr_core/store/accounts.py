"""The accounts of those who work here, kept apart from every review; what names somebody or lets them in is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as put

from lcspr_core.store import audit, names
from lcspr_core.store.bodies import kept, plain, read
from lcspr_core.store.opened import Opened, signed
from lcspr_core.store.tables import meta
from lcspr_core.store.values import Body

SORT = "account"


@frozen(kw_only=True)
class Kept:
    """One account as the store keeps it: an open part, and texts under the second key."""

    id: str
    body: Body
    sealed: Mapping[str, str]


class Accounts(Opened):
    """The accounts of a store; each writing stands in the audit, by ids only."""

    def accounts(self) -> dict[str, Kept]:
        """Return every account, by its id."""
        return self._read(_all, self._keys.names)

    def keep_account(
        self, account: Kept, *, what: str, by: str, at: str, review: str = "", ids: Iterable[str] = ()
    ) -> None:
        """Write one account over what was there, and say in the audit what was done to it."""
        by, at = signed(by, at)
        text = kept({"body": account.body, "sealed": _closed(self._keys.names, account)}, SORT)
        items = (plain(account.id, "id of an account"), *(plain(one, "id") for one in ids))
        with self._database.writing() as db:
            _write(db, account.id, text)
            audit.append(db, self._chain, what=what, by=by, at=at, review=review and plain(review, "id"), items=items)

    def forget_account(self, account: str, *, what: str, by: str, at: str) -> None:
        """Take an account away, with its name."""
        by, at = signed(by, at)
        with self._database.writing() as db:
            db.execute(delete(meta).where(meta.c.name == _place(account)))
            audit.append(db, self._chain, what=what, by=by, at=at, items=(account,))


def unseal_all(db: Connection, key: bytes) -> int:
    """Open every account once, and say how many there are."""
    return len(_all(db, key))


def reseal(db: Connection, old: bytes, new: bytes) -> None:
    """Seal the accounts anew, when the store is given new keys."""
    for account in _all(db, old).values():
        _write(db, account.id, kept({"body": account.body, "sealed": _closed(new, account)}, SORT))


def _place(account: str) -> str:
    return f"{SORT} {plain(account, 'id of an account')}"


def _write(db: Connection, account: str, text: str | None) -> None:
    row = put(meta).values(name=_place(account), value=text)
    db.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": text}))


def _all(db: Connection, key: bytes) -> dict[str, Kept]:
    rows = db.execute(select(meta).where(meta.c.name.startswith(f"{SORT} ", autoescape=True)))
    return {one.id: one for one in _read_back(rows, key)}


def _read_back(rows: Any, key: bytes) -> Iterator[Kept]:
    for row in rows:
        account, told = row.name.partition(" ")[2], read(row.value) or {}
        sealed = {
            field: names.opened(key, bytes.fromhex(text), "", SORT, account, field)
            for field, text in told["sealed"].items()
        }
        yield Kept(id=account, body=told["body"], sealed=sealed)


def _closed(key: bytes, account: Kept) -> dict[str, str]:
    """Seal each text for its place, so that one moved to another account does not open."""
    return {field: names.closed(key, text, "", SORT, account.id, field).hex() for field, text in account.sealed.items()}
