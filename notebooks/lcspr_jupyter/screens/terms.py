"""Agencies and terms of reference on one page: who is in the case, and what is asked, agreed and approved (8.2.46)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets

from lcspr_core import editing
from lcspr_core.errors import BothTexts, NotAllowed
from lcspr_core.panels.terms import TermsOfReference, changed_since_approval, current, terms_table
from lcspr_core.panels.versions import approved_now, begun, in_force
from lcspr_core.procedure.gates.deciding import terms_before_the_areas_agreed
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_core.views import Prose, Section, Table, View
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.screens.agency_rows import AGENCIES
from lcspr_jupyter.screens.form_model import FormModel
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.one_day import day_from, typed
from lcspr_jupyter.screens.overtaken import refuse_overtaken
from lcspr_jupyter.screens.row_table import RowTable
from lcspr_jupyter.screens.said import later, listen
from lcspr_jupyter.screens.taking_back import TakingBack
from lcspr_jupyter.screens.terms_form import (
    ANOTHER,
    DAYS,
    HALF,
    Another,
    Making,
    as_shown,
    data_of,
    refuse_approved,
    terms_of,
    version_open,
)

Said = Mapping[str, Any]
MAKERS = frozenset({"coordinator", "lead_reviewer"})
LIST: Mapping[str, str] = {
    "title": "Agencies of this case",
    "row": "agency",
    "empty": "No agency yet. Add each one that may have known the child, as soon as it is named (8.2.19).",
    "saved": "changed the agencies",
    "removed": "took an agency out",
}
NOT_YOURS = "Whoever leads the review writes the terms of reference."
MAKING = (
    "The panel agrees the terms, and whoever decides here approves them (8.2.46). Only then do they go into the "
    "request for reports. What is approved is kept word for word, and its questions stand in every report form."
)
NEXT = (
    "Version {version} was approved on {day} by {by}, so its words stay as they are. A change of what is asked, of the "
    "period or of who is asked begins a new version, which is agreed and approved again (8.2.46)."
)


class TermsScreen:
    """The agencies of the case and its terms of reference, each version with who approved it."""

    def __init__(self, desk: Desk) -> None:
        """Read both as they stand now."""
        self.desk, self.past = desk, TakingBack(desk, self.show)
        self.may = desk.person.role in MAKERS
        self.agencies = RowTable(desk, AGENCIES, words=LIST, may=self.may)
        self.agencies.kept, self.agencies.redraw = self.past.kept, self.agencies.show
        self.form, self.page = Form(), ipywidgets.Output()
        self.begun = HalfWritten(desk, "terms")
        arrange = {"add_row": self.add, "remove_row": self.remove, "move_row": self.move}
        listen(self.form, {"edit": self.edit, "begin": self.begun.begin, "command": self.command, **arrange})
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.agencies.component, self.form, self.page])

    @property
    def versions(self) -> tuple[TermsOfReference, ...]:
        """Every version that there is."""
        return self.desk.open.all("terms")

    @property
    def making(self) -> TermsOfReference | None:
        """The version that is being written; a case without terms begins its first."""
        return version_open(self.versions)

    @property
    def key(self) -> str:
        """Which form is on the page: that of a version, or what is asked before another one."""
        return self.making.id if self.making else ANOTHER

    @property
    def half(self) -> Mapping[str, str]:
        """What is written here and counts only together with a command."""
        return self.begun.at.get(self.key, {})

    # -- what a person does ---------------------------------------------------------------------

    def edit(self, told: Said) -> None:
        """Write in one place."""
        path, value = str(told["path"]), told.get("value")
        if path in HALF:
            self.begun.write(_meant(told) or self.key, path, value)
        else:
            self._overtaken(as_shown(dict(told)))
            self._write(told, editing.edited, path, value)

    def _overtaken(self, told: Said) -> None:
        making, path = refuse_approved(self.making, _meant(told)), str(told["path"])
        theirs = editing.value_at(data_of(making), path)
        place = BothTexts(kind="terms", id=making.id, path=path, mine=told.get("value"), theirs=theirs)
        refuse_overtaken(told, place)

    def add(self, told: Said) -> None:
        """Add a question."""
        self._write(told, editing.row_added, "questions", dict(told["row"]))

    def remove(self, told: Said) -> None:
        """Take a question out of the version that is being written."""
        self._write(told, editing.row_removed, "questions", str(told["row"]))

    def move(self, told: Said) -> None:
        """Put a question before another."""
        self._write(told, editing.row_moved, "questions", str(told["row"]), str(told.get("before") or ""))

    def command(self, told: Said) -> None:
        """Approve, begin another version, or take the last change back."""
        {"approve": self.approve, "another": self.another, "undo": self.past.undo}[str(told["name"])](told)

    def approve(self, _: Said) -> None:
        """Keep the version as approved, if nothing stands against it."""
        making = refuse_approved(self.making)
        day = day_from(typed(self.half.get("approved_on")), DAYS["approved_on"])
        new = approved_now(making, on=day, by=making.approved_by)
        for one in terms_before_the_areas_agreed(self.desk.open.with_records("terms", [new])):
            raise NotAllowed(f"{one.sentence} {one.way_out} ({one.source})")
        self._keep(new, "approved the terms of reference")
        self.begun.let_go(new.id)

    def another(self, _: Said) -> None:
        """Begin another version for the reason that was given."""
        self._keep(begun(self.versions, why=self.half.get("why", "")), "began another version of the terms")
        self.begun.let_go(ANOTHER)

    def _write(self, told: Said, how: Callable[..., Mapping[str, Any]], *arguments: Any) -> None:
        making = refuse_approved(self.making, _meant(told))
        self._keep(terms_of(making, how(data_of(making), *arguments)), "wrote the terms of reference")

    def _keep(self, terms: TermsOfReference, why: str) -> None:
        if self.desk.open.one("terms", terms.id) != terms:
            self.desk.save("terms", terms, why=why)
            self.past.kept()
        self.show()

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw both as they stand now."""
        self.agencies.show()
        self.form.state = self._made(self.making) if self.making else self._next(in_force(self.versions))
        bundle = show(tuple(below(self.desk.open)))._repr_mimebundle_()
        self.page.outputs = ({"output_type": "display_data", "data": bundle, "metadata": {}},)

    def _made(self, making: TermsOfReference) -> dict[str, Any]:
        model = FormModel(self.desk.open, Making, {**data_of(making), **self.half})
        title = f"Terms of reference, version {making.version}"
        return self._state(
            making.id, title, MAKING, model, {"label": f"Approve version {making.version}", "do": "approve"}
        )

    def _next(self, force: TermsOfReference | None) -> dict[str, Any]:
        told = {"version": force.version, "day": said(force.approved_on), "by": force.approved_by} if force else {}
        lead = NEXT.format(**told) if force else ""
        model = FormModel(self.desk.open, Another, self.half)
        return self._state(ANOTHER, "Another version", lead, model, {"label": "Begin another version", "do": "another"})

    def _state(self, key: str, title: str, lead: str, model: FormModel, main: dict[str, str]) -> dict[str, Any]:
        undo = [{"label": self.past.label, "do": "undo"}] if self.past.label else []
        return {
            "key": key,
            "title": title,
            "lead": " ".join(filter(None, (self.past.words, lead))),
            **model.drawn(),
            "main_command": main if self.may else None,
            "other_commands": undo,
            "problems_summary": False,
            "locked": "" if self.may else NOT_YOURS,
            "begun": dict(self.begun.at),
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "terms", "id": key},
        }


def _meant(told: Said) -> str:
    """Return which version somebody was writing in, as the page says it."""
    target = told.get("target")
    return str(target.get("id") or "") if isinstance(target, Mapping) else ""


def below(review: Review) -> Iterable[View]:
    """Return the questions in force, what no longer says what was approved, and every version."""
    force = current(review.all("terms"))
    if force and force.approved_on:
        scope = force.approved or force.scope
        asked = tuple((str(number), one.words) for number, one in enumerate(scope.questions, start=1))
        table = Table(title=f"Version {force.version}, as it was approved", columns=("No.", "Question"), rows=asked)
        since = changed_since_approval(force, review.called)
        changed = [Prose(text=f"Changed since it was approved (8.2.46): {one}") for one in since]
        yield Section(title="In force", views=(table, *changed))
    yield Section(title="Every version", views=(terms_table(review),))
