"""What waits for whose approval in the open review, what was approved when, and what stands in the way (8.2.49)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ipywidgets

from lcspr_core.procedure.approvals.reading import approvals
from lcspr_core.procedure.approvals.standing import (
    BODY_TITLES,
    OPEN,
    WORDS,
    Approval,
    Body,
    Given,
    approvals_table,
    seen_by,
    waiting_for,
)
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.seeing import Viewer, hidden
from lcspr_core.timescales.dates import said
from lcspr_core.views import Section
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.folding import output
from lcspr_jupyter.screens.said import later

AUTHOR = "agency_author"
SHORT = 12  # of a version that is read out in a line; a hash is longer
SORTS = {
    Given.APPROVED: "done",
    Given.AGAIN: "late",
    Given.DISORDER: "late",
    Given.WAITS: "soon",
    Given.LATER: "plain",
    Given.UNSEEN: "plain",
}
COUNTED = (Given.DISORDER, Given.AGAIN, Given.WAITS, Given.LATER, Given.APPROVED)
NONE_WAIT = "As at {day}: nothing waits for anybody's approval now."
SOME_WAIT = "As at {day}, {number} wait{s} for: {whose}. Nobody is skipped: what comes first is said with each."


class ApprovalsScreen:
    """Every approval of a case under what is approved, with what stands in its way."""

    def __init__(self, desk: Desk) -> None:
        """Read them as they stand now."""
        self.desk = desk
        self.lines, self.page = Lines(), ipywidgets.Output()
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.lines, self.page])

    def found(self) -> tuple[Approval, ...]:
        """Return what this person may see of them: an agency's author, those of the terms and of the own report."""
        person, review = self.desk.person, self.desk.open
        every = approvals(review)
        if person.role == AUTHOR:
            own = {f"agency.{person.agency}.{who}" for who in ("author", "manager")}
            return tuple(one for one in every if one.key in own or one.key.startswith("terms."))
        viewer = Viewer(id=person.id, role=person.role, agency=person.agency)
        return seen_by(every, hidden(review, self.desk.loaded.keepers, viewer))

    def show(self) -> None:
        """Draw every approval under what is approved, then the same as a table."""
        every = self.found()
        self.lines.state = {
            "lead": self._lead(every),
            "counts": [
                {"word": WORDS[given], "sort": SORTS[given], "number": number}
                for given in COUNTED
                if (number := sum(one.state is given for one in every))
            ],
            "groups": [self._group(body, [one for one in every if one.body is body]) for body in Body],
            "empty": "Nothing has to be approved yet.",
            "undo": "",
            "rescue": "",
        }
        table = Section(title="All approvals as one table", views=(approvals_table(every),))
        self.page.outputs = output((), [table] if every else ())

    def _lead(self, every: Iterable[Approval]) -> str:
        waits = waiting_for(every)
        number = sum(many for _, many in waits)
        if not number:
            return NONE_WAIT.format(day=said(self.desk.today))
        whose = "; ".join(f"{who} ({many})" if many > 1 else who for who, many in waits)
        return SOME_WAIT.format(day=said(self.desk.today), number=number, s="" if number > 1 else "s", whose=whose)

    def _group(self, body: Body, some: list[Approval]) -> dict[str, Any]:
        waits = sum(one.state in OPEN for one in some)
        words = f"({len(some)}, of which {waits} wait{'s' * (waits == 1)})" if waits else f"({len(some)})"
        return {"key": body.value, "title": BODY_TITLES[body], "words": words, "items": [*map(self._item, some)]}

    def _item(self, one: Approval) -> dict[str, Any]:
        small = (
            one.whose,
            said(one.on),
            f"version {one.version}" if one.version[:1].isdigit() and len(one.version) < SHORT else "",
        )
        facts = {
            "Whose approval": one.whose,
            "Approved on": said(one.on),
            "By whom, or where minuted": one.by,
            "Version": one.version,
            "What stands in the way": "\n".join(f"{each.sentence} ({each.source})" for each in one.stands),
            "The way out": "\n".join(dict.fromkeys(each.way_out for each in one.stands)),
            "Written in": one.paragraph,
        }
        return {
            "key": one.key,
            "tag": WORDS[one.state],
            "tag_sort": SORTS[one.state],
            "what": one.what,
            "small": " · ".join(filter(None, small)),
            "ask": "Why?" if one.stands else "Open",
            "facts": [{"label": label, "text": text} for label, text in facts.items()],
            "go": None if one.state is Given.UNSEEN else way_to(one),
            "act": None,
        }


def way_to(one: Approval) -> dict[str, str] | None:
    """Return the link to the place where an approval is put down: a page, or a form at its question."""
    if one.page:
        return {"label": "Open “Agencies and terms”", "href": one.page}
    step = PROCEDURE.step(one.form.partition("@")[0])
    if step is None:
        return None
    return {"label": f"Open “{step.title}” at this", "href": f"procedure#{PROCEDURE.slug}/{one.form}~{one.at}"}
