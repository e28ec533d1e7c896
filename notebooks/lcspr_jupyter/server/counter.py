"""What may be asked of a review, by a kernel or a browser alike: each reading and each writing judged here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from attrs import asdict

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_core.methodology import Methodology
from lcspr_core.store import LEDGERS, Applied, Contents, Page, Store
from lcspr_core.store.refusals import HistoryErased
from lcspr_jupyter.server import judging
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.lines import Lines
from lcspr_jupyter.server.people import Caller, Identity
from lcspr_jupyter.server.sight import Sight
from lcspr_jupyter.server.tickets import Seat

Body = Mapping[str, Any]
Json = dict[str, Any]
NO_REVIEW = "No review is open on this page. Go to Reviews and choose one."
UNKNOWN = "There is no such review, or it is not one of yours. Go to Reviews and choose another."
NOT_ALLOWED = "Your role in this review does not allow this. Ask whoever leads the review."
MOST_ROWS = 1000
KEPT_BACK = frozenset({"mark", "dues"})  # of a line: what made it, and what only the page of all dues draws
AT_ONCE = 500  # changes of the feed in one answer


class Counter:
    """The one place where the store is asked; callers come in turn, and see what their roles let them see."""

    def __init__(
        self,
        store: Store,
        methodologies: Mapping[str, Methodology],
        bells: Bells,
        as_at: date | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Stand before an open store."""
        self.store, self.methodologies, self.bells = store, methodologies, bells
        self.as_at, self.now = as_at, now
        self.lock = threading.RLock()
        self.lines = Lines(store, methodologies, lambda: self.today(None))
        self._sights: dict[str, tuple[int, Sight]] = {}

    # -- who, and where --------------------------------------------------------------------------

    def moment(self) -> str:
        """Return the time of what is done now."""
        return self.now().isoformat(timespec="milliseconds")

    def review_of(self, caller: Caller) -> str:
        """Return the review that this person is at, if they have a role in it."""
        if caller.review is None:
            raise NotFound(NO_REVIEW)
        if not caller.roles:
            raise NotFound(UNKNOWN)
        return caller.review

    def check_deed(self, caller: Caller, deed: str) -> str:
        """Return the review that this person is at, if a role of theirs may do this in it."""
        review = self.review_of(caller)
        if not caller.may(deed):
            raise NotAllowed(NOT_ALLOWED)
        return review

    def changed(self, review: str) -> None:
        """Tell whoever follows a review that something was saved in it, and have its line worked out anew."""
        self.lines.touched(review)
        self.bells.ring(review)

    def header(self, review: str) -> Body:
        """Return the few facts that the bar shows of a review."""
        row = self.store.record(review, "header", review)
        if row is None:
            raise NotFound(UNKNOWN)
        return row.body

    def today(self, review: str | None) -> str:
        """Return the day that clocks are read on: a demonstration's own, or the real one."""
        told = self.header(review).get("as_at") if review else None
        return str(told or self.as_at or self.now().astimezone().date())

    def sight(self, review: str, contents: Contents | None = None) -> Sight:
        """Return what rights depend on in a review, brought up to date."""
        with self.lock:
            seq, sight = self._sights.get(review) or self._first_sight(review, contents)
            try:
                later = self._all_since(review, seq)
            except HistoryErased:
                (seq, sight), later = self._first_sight(review), ()
            sight.heed(later)
            self._sights[review] = (later[-1].seq if later else seq, sight)
            return sight

    def _first_sight(self, review: str, contents: Contents | None = None) -> tuple[int, Sight]:
        contents = contents or self.store.review(review)
        return contents.seq, Sight(contents, self.methodologies)

    def _all_since(self, review: str, seq: int) -> tuple[Applied, ...]:
        found: list[Applied] = []
        while more := self.store.changes_since(review, found[-1].seq if found else seq, AT_ONCE):
            found.extend(more)
            if len(more) < AT_ONCE:
                break
        return tuple(found)

    # -- reading ---------------------------------------------------------------------------------

    def me(self, seat: Seat) -> Json:
        """Say who is asking, and where they are."""
        caller = seat.caller
        user = {"id": caller.id, "name": caller.name, "role": caller.role, "agency": caller.agency}
        roles = [role.value for role in caller.roles]
        return {
            "user": {**user, "roles": roles},
            "review": caller.review,
            "page": caller.page,
            "today": self.today(caller.review),
        }

    def reviews(self, identity: Identity, *, dues: bool = False) -> list[Json]:
        """Return one line for each review that this person has a role in, and all its dues where they are asked for."""
        self.lines.catch_up()
        waiting, left_out = self.lines.waiting, KEPT_BACK - ({"dues"} if dues else set())
        return [
            {
                **{name: value for name, value in one.body.items() if name not in left_out},
                "id": one.review,
                "seq": one.seq,
                "opened_at": one.opened_at,
                "changed_at": one.changed_at,
                "waits": one.review in waiting,
            }
            for one in self.store.reviews()
            if identity.knows(one.review)
        ]

    def review(self, seat: Seat) -> Json:
        """Return a review as this person may see it; that it was read is kept in the audit."""
        caller = seat.caller
        review = self.review_of(caller)
        with self.lock:
            contents = self.store.review(review)
            sight = self.sight(review, contents)
            seat.unseen = sight.hidden(caller)
            self.store.note(caller.id, self.moment(), "read", review, (f"page:{caller.page or 'none'}",))
        records = {
            kind: shown
            for kind, rows in contents.records.items()
            if kind != "header" and (shown := self._shown(caller, kind, rows, sight))
        }
        return {"header": dict(contents.records["header"][review][1]), "seq": contents.seq, "records": records}

    def _shown(self, caller: Caller, kind: str, rows: Mapping[str, tuple[int, Body]], sight: Sight) -> Json:
        if caller.leads and not sight.hidden(caller):
            return {name: {"revision": revision, "body": body} for name, (revision, body) in rows.items()}
        seen = ((name, revision, judging.seen(caller, kind, body, sight)) for name, (revision, body) in rows.items())
        return {name: {"revision": revision, "body": dict(body)} for name, revision, body in seen if body is not None}

    def ledger(self, seat: Seat, kind: str, after: str | None, limit: int) -> Json:
        """Return a stretch of a ledger, as this person may see it."""
        caller = seat.caller
        review = self.review_of(caller)
        if kind not in LEDGERS or not judging.sees_kind(caller, kind):
            raise NotAllowed(NOT_ALLOWED)
        sight = self.sight(review)
        if after is None:
            self.store.note(caller.id, self.moment(), "read", review, (f"ledger:{kind}",))
        rows: list[Json] = []
        more = True
        while more and not rows:  # a stretch of which nothing may be seen is passed over
            page = self.store.ledger(review, kind, after, min(limit, MOST_ROWS))
            rows, more = self._rows(caller, kind, page, sight), page.more
            after = page.rows[-1].id if page.rows else after
        return {"rows": rows, "more": more}

    def _rows(self, caller: Caller, kind: str, page: Page, sight: Sight) -> list[Json]:
        seen = ((row, judging.seen(caller, kind, row.body, sight)) for row in page.rows)
        return [{"id": row.id, "revision": row.revision, "body": dict(body)} for row, body in seen if body is not None]

    def feed(self, seat: Seat, since: int) -> Json:
        """Return what was changed since a place in the feed; `again` says that what may be seen has changed too."""
        caller = seat.caller
        review = self.review_of(caller)
        with self.lock:
            changes = self.store.changes_since(review, since, AT_ONCE)
            sight = self.sight(review)
        told = [shown for one in changes if (shown := self._applied(caller, one, sight)) is not None]
        unseen = sight.hidden(caller)
        again = seat.unseen is not None and seat.unseen != unseen
        seat.unseen = unseen
        return {"seq": changes[-1].seq if changes else since, "changes": told, **({"again": True} if again else {})}

    def _applied(self, caller: Caller, one: Applied, sight: Sight) -> Json | None:
        """Return one change as this person may see it; one that is no longer seen looks like a removal."""
        body = None if one.body is None else judging.seen(caller, one.kind, one.body, sight)
        if body is None and not self._tells_removal(caller, one, sight):
            return None
        by = "" if judging.bears_no_name(caller, one.body) else one.by
        return {**asdict(one), "body": None if body is None else dict(body), "by": by}

    def _tells_removal(self, caller: Caller, one: Applied, sight: Sight) -> bool:
        """Tell of a removal only where the thing itself could have been seen."""
        if not judging.sees_kind(caller, one.kind):
            return False
        return one.body is None or judging.seen(caller, one.kind, {**one.body, "withdrawn": False}, sight) is not None

    def history(self, seat: Seat, kind: str, name: str) -> list[Json]:
        """Return the past of one record, each text as this person may see it."""
        review = self.check_deed(seat.caller, "history")
        sight = self.sight(review)
        row = self.store.record(review, kind, name)
        if row is not None and judging.seen(seat.caller, kind, row.body, sight) is None:
            raise NotAllowed(NOT_ALLOWED)
        self.store.note(seat.caller.id, self.moment(), "read-history", review, (f"{kind}:{name}"[:200],))
        return [
            told
            for one in self.store.history(review, kind, name)
            if (told := self._past(seat.caller, kind, one, sight))
        ]

    def _past(self, caller: Caller, kind: str, one: Any, sight: Sight) -> Json | None:
        bodies = [one.before, one.after]
        shown = [None if body is None else judging.seen(caller, kind, body, sight) for body in bodies]
        if all(body is None for body in shown):
            return None
        by = "" if any(judging.bears_no_name(caller, body) for body in bodies) else one.by
        before, after = (None if body is None else dict(body) for body in shown)
        return {"seq": one.seq, "at": one.at, "by": by, "before": before, "after": after}
