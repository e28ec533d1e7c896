"""The public edition on the Documents page: whether it may be made, what was checked, and what may stand and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lcspr_core.appendix import on_rung
from lcspr_core.errors import NotFound
from lcspr_core.methodology import Methodology
from lcspr_core.release.clearing import clearing
from lcspr_core.release.publishing import (
    CHANGED,
    CHECK,
    check_of,
    checked,
    hindrance,
    published,
    stands,
)
from lcspr_core.thread import Rung
from lcspr_core.timescales.dates import said as day_said
from lcspr_jupyter.desk import Desk

Said = Mapping[str, Any]
NO_METHODOLOGY = "No methodology leads this review yet, so there is nothing to check."


class Publishing:
    """What the page says of the public edition, and what whoever leads records about it."""

    def __init__(self, desk: Desk) -> None:
        """Stand beside a desk."""
        self.desk = desk

    def state(self, *, may: bool) -> dict[str, Any]:
        """Return what the page shows: why there is no public edition, the last check, and the words to choose from."""
        review, methodology = self.desk.open, self.desk.methodology
        reason = hindrance(review, methodology)
        return {
            "may": may and not reason,
            "sentence": reason,
            "checked": self._checked(methodology) if methodology else "",
            "quotes": self._quotes(methodology) if methodology and may else [],
        }

    def check(self, said: Said) -> None:
        """Record that the content was checked as it stands now, and whose words may be quoted."""
        methodology = self.desk.methodology
        if methodology is None:
            raise NotFound(NO_METHODOLOGY)
        chosen = [str(one) for one in said["quotes"]]
        record = checked(self.desk.open, methodology, chosen, by=self.desk.person.id, on=self.desk.today)
        self.desk.save(CHECK, record, why="checked the content for publication")

    def let_stand(self, said: Said) -> None:
        """Record why a detail that the scan asks about may stand."""
        what, reason = str(said["what"]), str(said["reason"])
        record = clearing(str(said["key"]), what, reason, by=self.desk.person.id, on=self.desk.today.isoformat())
        self.desk.save(record.kind, record, why="let a detail stand in what leaves")

    def _checked(self, methodology: Methodology) -> str:
        check = check_of(self.desk.open)
        if check is None:
            return ""
        if not stands(self.desk.open, methodology):
            return CHANGED
        words = f"{len(check.quotes)} of the words below may be quoted" if check.quotes else "nobody's words are quoted"
        return f"The content was checked on {day_said(date.fromisoformat(check.on))}: {words}."

    def _quotes(self, methodology: Methodology) -> list[dict[str, Any]]:
        """The words that the learning rests on, as they would be printed; nothing else is ever quoted."""
        review, check = self.desk.open, check_of(self.desk.open)
        linked = {link.to for one in on_rung(review, methodology.kinds, Rung.FINDING) for link in one.rests_on}
        chosen = check.quotes if check else frozenset()
        printed = published(review, methodology, linked).all("contribution")
        return [{"id": one.id, "words": one.title, "chosen": one.id in chosen} for one in printed]
