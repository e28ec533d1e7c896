"""The workbench: the path of each strand's steps, the one thing to do, and the guidance beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from lcspr_core.answering import answers, asked_of, begun
from lcspr_core.answers import LEAD, STATE_WORDS
from lcspr_core.errors import NotFound, PluginFault
from lcspr_core.methodology import Step
from lcspr_core.path import Stage, Stand, StrandPath, each_path
from lcspr_core.review import Review
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.components.guidance import Guidance
from lcspr_jupyter.components.path import Path
from lcspr_jupyter.components.reason import Reason
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.acts import Doer, set_aside
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.form_model import FormModel, Offered
from lcspr_jupyter.screens.guiding import WHY_DISMISSED, guidance_of
from lcspr_jupyter.screens.half_written import PASTED, HalfWritten
from lcspr_jupyter.screens.moving_on import LOCKED, NEVER, moved, why_asked
from lcspr_jupyter.screens.paths import Paths, named
from lcspr_jupyter.screens.recommended_before import RecommendedBefore, cautions, written_in
from lcspr_jupyter.screens.remembering import Remembered
from lcspr_jupyter.screens.said import later, listen
from lcspr_jupyter.screens.step_form import built, headline, title_of, unbuilt

Said = Mapping[str, Any]
NO_PLAN = "No methodology is chosen for this case yet. Choose one on the Plan page; the Case pages go on without one."
NO_STEPS = (
    "No step of this review can be shown: its methodology is not installed here, or every step is left out. "
    "Whoever leads the review sees why on the Plan page."
)
AUTHOR, AGENCY = "agency_author", ("agency",)


class Workbench:
    """One review's steps, each a form with its guidance; what is open is remembered by the page alone."""

    def __init__(self, desk: Desk) -> None:
        """Open the step that is to be done now."""
        self.desk = desk
        self._each = Remembered(self.laid)
        self._offered: Remembered[[Review], Offered] = Remembered(lambda _: {})
        self.paths = Paths(self.open_step, by_phase=self.by_phase)
        self.steps = self.paths.of(LEAD)
        self.whose = Path()
        self.form = Form()
        self.reason = Reason()
        self.guidance = Guidance()
        self.before = RecommendedBefore(desk, self._guide)
        self.key = self._first()
        self.of: tuple[str, ...] = ()
        self.shown: tuple[Stage, AnswerEditor, FormModel] | None = None
        listen(self.whose, {"open": self.open_one})
        listen(self.guidance, {"dismiss": self.ask_why_dismissed})
        self.begun, self.pasted = HalfWritten(desk, "reason"), HalfWritten(desk, PASTED)
        reasons = {"give": self.give_reason, "leave": self.leave_reason, "begin": self.begun.begin}
        listen(self.reason, reasons)
        heard = dict.fromkeys((*self.editor.commands(), "command"), self._heard)
        listen(self.form, {**heard, "begin": self.pasted.begin})
        desk.listeners.append(lambda _: later(self.show))
        self._begin()
        self._around()  # a page begins with its path, though nobody clicked for it

    laid = staticmethod(each_path)
    by_phase = False

    @property
    def each(self) -> tuple[StrandPath, ...]:
        """The path of each strand as it stands."""
        return self._each(self.desk.open, self.desk.loaded.methodologies)

    @property
    def stages(self) -> dict[str, Stage]:
        """Every step by its name on this page, the lead's first."""
        found = {named(one.strand.key, stage.key): stage for one in self.each for stage in one.stages}
        if not found:
            raise NotFound(NO_STEPS if self.desk.open.plan else NO_PLAN)
        return found

    @property
    def stage(self) -> Stage:
        """The step that is open."""
        stages = self.stages
        return stages.get(self.key) or next(iter(stages.values()))

    @property
    def editor(self) -> AnswerEditor:
        """The answer that is open, ready to be written in."""
        stage = self.stage
        asked = self._asked(stage.step)
        if self.of not in asked:
            self.of = asked[0] if asked else ()
        return AnswerEditor(self.desk, stage.step, self.of, stage.strand)

    def _first(self) -> str:
        """Begin an agency's author at the agency's own report, and everybody else at what is to be done now."""
        author = self.desk.person.role == AUTHOR
        stages = self.stages
        own = [key for key, one in stages.items() if author and one.step.per[:1] == AGENCY and self._asked(one.step)]
        now = [key for key, one in stages.items() if one.stand is Stand.NOW]
        return (*own, *now, *reversed(stages))[0]

    def _asked(self, step: Step) -> tuple[tuple[str, ...], ...]:
        return tuple(one for one in asked_of(self.desk.open, step) if self._answers_for(step, one))

    def _answers_for(self, step: Step, of: tuple[str, ...]) -> bool:
        """Whether this person is led to an answer; whether it may be seen or written is judged by the server."""
        person = self.desk.person
        return person.role != AUTHOR or step.per[:1] != AGENCY or of[:1] == (person.agency,)

    def widget(self) -> ipywidgets.Widget:
        """Return the page: steps, form and guidance side by side."""
        middle = ipywidgets.VBox([self.whose, self.form, self.reason, *self.below()])
        page = ipywidgets.HBox([self.paths.box, middle, self.guidance])
        for box, name in ((page, "workbench"), (middle, "workbench-middle")):
            box.add_class(name)
        return page

    def below(self) -> tuple[ipywidgets.Widget, ...]:
        """Return what stands below the form: nothing here."""
        return ()

    # -- what a person does ---------------------------------------------------------------------

    def open_step(self, said: Said) -> None:
        """Open any step, at any time."""
        self._go(str(said["key"]), ())

    def open_one(self, said: Said) -> None:
        """Open the answer of one agency (or person, or episode) of the step."""
        wanted = str(said["key"])
        self._go(self.key, next((one for one in self._asked(self.stage.step) if ".".join(one) == wanted), ()))

    def _go(self, key: str, of: tuple[str, ...]) -> None:
        """Open an answer; where its form cannot be shown, the one that was open stays."""
        before = self.key, self.of
        self.key, self.of = key, of
        try:
            self.show()
        except Exception:
            self.key, self.of = before
            raise
        self.reason.state = {}

    def _heard(self, said: Said) -> None:
        if said["do"] == "command" and said["name"] == NEVER.name:
            self._ask("never", why_asked(self.editor, headline(self.stage.step, self.desk.open, self.of)))
        elif said["do"] == "command":
            moved(self.editor, str(said["name"]))
            self.show()
        else:
            self._meant(said).commands()[str(said["do"])](said)

    def ask_why_dismissed(self, said: Said) -> None:
        """Ask why a wording stays as it is."""
        self._ask("set_aside", {**WHY_DISMISSED, "key": str(said["id"])})

    def _ask(self, name: str, asked: Mapping[str, str]) -> None:
        """Ask for a reason; words that were begun for it before are there again."""
        place = {"rescue": f"/r/{self.desk.review_id}/rescue", "target": {"table": "reason"}}
        self.reason.state = {**asked, **place, "name": name, "begun": dict(self.begun.at)}

    def give_reason(self, said: Said) -> None:
        """Put down that the open answer will not come, or that a wording stays, with the person's reason."""
        asked = self.reason.state
        if asked.get("name") == "set_aside":
            self._set_aside({"key": asked["key"], "reason": said["reason"]})
            self.reason.state = {"said": "The reason is kept, and the wording stays as it is."}
            self.show()
        elif asked.get("key") == self.editor.id:
            moved(self.editor, NEVER.name, str(said["reason"]))
            self.reason.state = {"said": "It is put down that this will not come."}
            self.show()

    def _set_aside(self, said: Said) -> None:
        doer = Doer(id=self.desk.person.id, today=self.desk.today, methodologies=self.desk.loaded.methodologies)
        self.desk.put(set_aside(self.desk.open, said, doer), "left a wording as it is, with a reason")

    def leave_reason(self, _: Said) -> None:
        """Leave the answer as it is."""
        self.reason.state = {}

    def _meant(self, said: Said) -> AnswerEditor:
        """Return the answer that was open when somebody typed, though another step may have been opened since."""
        target = said.get("target")
        target = target if isinstance(target, Mapping) else {}
        meant = (target.get("strand", LEAD), target.get("step"))
        step = next((one.step for one in self.stages.values() if (one.strand, one.step.key) == meant), None)
        of = tuple(str(one) for one in target.get("of") or ())
        if step is None or of not in asked_of(self.desk.open, step):
            return self.editor
        return AnswerEditor(self.desk, step, of, str(meant[0]))

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw the form, for which the click was; what stands around it comes after, and last what the checks find."""
        stage, editor = self.stage, self.editor
        model, state = built(self.desk, stage, editor, self._offered(self.desk.open))
        self.form.state = {**state, "begun": dict(self.pasted.at)}
        self.shown = (stage, editor, model)
        later(self._around)

    def _begin(self) -> None:
        """Show the first form; one that cannot be shown says so in its place, and every other can be opened."""
        try:
            self.show()
        except PluginFault as fault:
            self.form.state = unbuilt(self.stage, self.editor, str(fault))

    def _around(self) -> None:
        """Draw the paths, and whose answers there are to this step."""
        stage = self.stage
        self.paths.show(self.each, self.key)
        self.whose.state = {"label": stage.step.title, "items": self._whose(stage), "across": True}
        later(self._guide)

    def _guide(self) -> None:
        """Draw the guidance, from what the form has just drawn."""
        if self.shown:
            stage, editor, model = self.shown
            words = written_in(self.desk, editor.id, editor.answer.data)
            self.guidance.state = guidance_of(self.desk, stage, editor, model, cautions(self.before.of(words)))
            if words:
                self.before.look()

    def _whose(self, stage: Stage) -> list[dict[str, Any]]:
        step = stage.step
        if not step.per:
            return []
        review = self.desk.open
        return [
            {
                "key": ".".join(one.of),
                "title": ", ".join(title_of(review, name) for name in one.of),
                "words": STATE_WORDS[one.state] if begun(review, one) else "not begun",
                "stand": "done" if one.state in LOCKED else "now" if begun(review, one) else "to_come",
                "missing": [],
                "open": one.of == self.of,
            }
            for one in answers(review, step, stage.strand)
            if self._answers_for(step, one.of)
        ]
