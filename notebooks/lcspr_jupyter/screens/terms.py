"""Agencies and terms of reference on one page: who is in the case, and what is asked, agreed and approved (8.2.46)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import ipywidgets
from attrs import evolve, frozen

from lcspr_core import editing
from lcspr_core.asking import Term, choices, line, row_id, rows, text, uncertain_date
from lcspr_core.errors import NotAllowed
from lcspr_core.panels.terms import Question, TermsOfReference, changed_since_approval, current, terms_table
from lcspr_core.panels.versions import approved_now, begun, in_force, in_the_making
from lcspr_core.procedure.gates.deciding import terms_before_the_areas_agreed
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.views import Prose, Section, Table, View
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.screens.agencies_table import AgenciesTable
from lcspr_jupyter.screens.form_model import FormModel
from lcspr_jupyter.screens.one_day import day_from
from lcspr_jupyter.screens.said import later, listen
from lcspr_jupyter.screens.taking_back import TakingBack

Said = Mapping[str, Any]
MAKERS = frozenset({"coordinator", "lead_reviewer"})
NOT_YOURS = "Whoever leads the review writes the terms of reference."
MAKING = (
    "The panel agrees the terms, and whoever decides here approves them (8.2.46). Only then do they go into the "
    "request for reports. What is approved is kept word for word, and its questions stand in every report form."
)
NEXT = (
    "Version {version} was approved on {day} by {by}, so its words stay as they are. A change of what is asked, of the "
    "period or of who is asked begins a new version, which is agreed and approved again (8.2.46)."
)
DAYS: Mapping[str, str] = {
    "period_from": "Period under review, from",
    "period_to": "Period under review, to",
    "background_from": "Background from",
    "agreed_on": "The panel agreed them on",
    "approved_on": "Approved on",
}


def _agencies(review: Review) -> Iterable[Term]:
    return tuple(Term(key=one.id, title=one.title) for one in review.all("agency"))


@frozen(kw_only=True)
class QuestionRow:
    """One question that the review must answer."""

    id: str = row_id()
    words: str = text("Question", hint="One question, that somebody here can answer", needed=True)


@frozen(kw_only=True)
class Making:
    """The terms of reference while they are being written, agreed and approved."""

    questions: tuple[QuestionRow, ...] = rows("Questions", QuestionRow, row_title="Question", needed=True)
    period_from: UncertainDate = uncertain_date(DAYS["period_from"])
    period_to: UncertainDate = uncertain_date(DAYS["period_to"])
    background_from: UncertainDate = uncertain_date(
        DAYS["background_from"], hint="If a summary of earlier years is asked"
    )
    agencies: tuple[str, ...] = choices(
        "Who is asked for a report?",
        _agencies,
        hint="With none chosen, every agency that may have known the child is asked",
    )
    agreed_on: UncertainDate = uncertain_date(DAYS["agreed_on"])
    approved_by: str = line("Approved by", hint="The post: the Independent Chair, or whoever decides here")
    approved_on: UncertainDate = uncertain_date(DAYS["approved_on"])


@frozen(kw_only=True)
class Another:
    """Why another version is begun."""

    why: str = text("What changes, and why?", hint="A new agency, another period, new facts", needed=True)


class TermsScreen:
    """The agencies of the case and its terms of reference, each version with who approved it."""

    def __init__(self, desk: Desk) -> None:
        """Read both as they stand now."""
        self.desk, self.past = desk, TakingBack(desk, self.show)
        self.may = desk.person.role in MAKERS
        self.agencies = AgenciesTable(desk, may=self.may, kept=self.past.kept)
        self.form, self.page = Form(), ipywidgets.Output()
        self.half: dict[str, Any] = {}  # what only counts together with a command: the day of approval, or why
        arrange = {"add_row": self.add, "remove_row": self.remove, "move_row": self.move}
        listen(self.form, {"edit": self.edit, "command": self.command, **arrange})
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
        return in_the_making(self.versions) or (begun((), why="") if not self.versions else None)

    # -- what a person does ---------------------------------------------------------------------

    def edit(self, told: Said) -> None:
        """Write in one place."""
        path, value = str(told["path"]), told.get("value")
        if path in {"approved_on", "why"}:
            self.half[path] = value
        else:
            self._write(editing.edited(self._data(self._open()), path, value))

    def add(self, told: Said) -> None:
        """Add a question."""
        self._write(editing.row_added(self._data(self._open()), "questions", dict(told["row"])))

    def remove(self, told: Said) -> None:
        """Take a question out of the version that is being written."""
        self._write(editing.row_removed(self._data(self._open()), "questions", str(told["row"])))

    def move(self, told: Said) -> None:
        """Put a question before another."""
        before = str(told.get("before") or "")
        self._write(editing.row_moved(self._data(self._open()), "questions", str(told["row"]), before))

    def command(self, told: Said) -> None:
        """Approve, begin another version, or take the last change back."""
        {"approve": self.approve, "another": self.another, "undo": self.past.undo}[str(told["name"])](told)

    def approve(self, _: Said) -> None:
        """Keep the version as approved, if nothing stands against it."""
        making = self._open()
        day = day_from(_typed(self.half.get("approved_on")), DAYS["approved_on"])
        new = approved_now(making, on=day, by=making.approved_by)
        for one in terms_before_the_areas_agreed(self.desk.open.with_records("terms", [new])):
            raise NotAllowed(f"{one.sentence} {one.way_out} ({one.source})")
        self._keep(new, "approved the terms of reference")

    def another(self, _: Said) -> None:
        """Begin another version for the reason that was given."""
        self._keep(begun(self.versions, why=str(self.half.get("why") or "")), "began another version of the terms")

    def _open(self) -> TermsOfReference:
        if self.making is None:
            raise NotAllowed("These terms are approved, so their words stay. Begin a new version (8.2.46).")
        return self.making

    def _write(self, data: Mapping[str, Any]) -> None:
        days: dict[str, Any] = {
            name: day_from(_typed(data.get(name)), DAYS[name]) for name in DAYS if name != "approved_on"
        }
        asked = tuple(Question(id=str(one["id"]), words=str(one.get("words") or "")) for one in data["questions"])
        names = tuple(map(str, data["agencies"]))
        new = evolve(
            self._open(), questions=asked, agencies=names, approved_by=str(data["approved_by"] or "").strip(), **days
        )
        self._keep(new, "wrote the terms of reference", drop=False)

    def _keep(self, terms: TermsOfReference, why: str, *, drop: bool = True) -> None:
        self.half = {} if drop else self.half
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
        model = FormModel(self.desk.open, Making, {**self._data(making), **self.half})
        title = f"Terms of reference, version {making.version}"
        return self._state(
            making.id, title, MAKING, model, {"label": f"Approve version {making.version}", "do": "approve"}
        )

    def _next(self, force: TermsOfReference | None) -> dict[str, Any]:
        told = {"version": force.version, "day": said(force.approved_on), "by": force.approved_by} if force else {}
        lead = NEXT.format(**told) if force else ""
        model = FormModel(self.desk.open, Another, self.half)
        return self._state(
            "another", "Another version", lead, model, {"label": "Begin another version", "do": "another"}
        )

    def _state(self, key: str, title: str, lead: str, model: FormModel, main: dict[str, str]) -> dict[str, Any]:
        undo = [{"label": self.past.label, "do": "undo"}] if self.past.label else []
        return {
            "key": key,
            "title": title,
            "lead": lead,
            "questions": model.questions(),
            "main_command": main if self.may else None,
            "other_commands": undo,
            "problems_summary": False,
            "locked": "" if self.may else NOT_YOURS,
            "rescue": "",
        }

    def _data(self, terms: TermsOfReference) -> dict[str, Any]:
        days: dict[str, date | None] = {name: getattr(terms, name) for name in DAYS if name != "approved_on"}
        return {
            "questions": [{"id": one.id, "words": one.words} for one in terms.questions],
            "agencies": list(terms.agencies),
            "approved_by": terms.approved_by,
            **{name: {"typed": said(day)} if day else None for name, day in days.items()},
        }


def _typed(value: Any) -> str:
    return str((value.get("typed") if isinstance(value, Mapping) else value) or "")


def below(review: Review) -> Iterable[View]:
    """Return the questions in force, what no longer says what was approved, and every version."""
    force = current(review.all("terms"))
    if force and force.approved_on:
        scope = force.approved or force.scope
        asked = tuple((str(number), one.words) for number, one in enumerate(scope.questions, start=1))
        table = Table(title=f"Version {force.version}, as it was approved", columns=("No.", "Question"), rows=asked)
        changed = [
            Prose(text=f"Changed since it was approved (8.2.46): {one}") for one in changed_since_approval(force)
        ]
        yield Section(title="In force", views=(table, *changed))
    yield Section(title="Every version", views=(terms_table(review),))
