"""What stands beside a form: what to look at first, how to do the step well, and a worked example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lcspr_core.adapting import at_work, kinds_at_work
from lcspr_core.asking import Control, Question, questions
from lcspr_core.concerns import Concern
from lcspr_core.methodology import Check, Methodology, Step
from lcspr_core.path import Stage
from lcspr_core.plugins import guarded
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.remarking import wording_concerns
from lcspr_core.thread import loose_ends
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.form_model import FormModel

MOST = 4
WHY_DISMISSED = {
    "label": "Why does this wording stay as it is?",
    "hint": "One line, in your own words. It is kept with your name and the day, and asked again if the words change.",
    "go": "Leave the wording",
}


def guidance_of(
    desk: Desk, stage: Stage, editor: AnswerEditor, model: FormModel, more: Iterable[Concern] = ()
) -> dict[str, Any]:
    """Return the column beside a form, as JSON for the page; `more` is what other reviews have to say of it."""
    cautions = [*more, *_cautions(desk, stage, editor)]
    return {
        "before": [caution(one) for one in cautions[:MOST]],
        "more": len(cautions) - MOST if len(cautions) > MOST else 0,
        "wanting": [{"path": one.path, "sentence": in_row(model, one.path) + one.sentence} for one in model.wanting],
        "sections": _sections(stage.step, editor.methodology),
        "example": _example(stage.step),
    }


def in_row(model: FormModel, path: str) -> str:
    """Name the row that a question stands in as its form heads it, so that what is asked of each can be told apart."""
    name, row, *_ = (*path.split("."), "")
    asked = next((one for one in questions(model.asks) if one.name == name and one.row is not None), None)
    rows = [one["id"] for one in model.data.get(name) or () if isinstance(one, Mapping)] if asked else []
    return f"{asked.row_title} {rows.index(row) + 1}, " if asked and row in rows else ""


def caution(concern: Concern) -> dict[str, str]:
    """Return a concern as a page draws it."""
    return {
        "sentence": concern.sentence,
        "source": concern.source,
        "way_out": concern.way_out,
        "severity": concern.severity.value,
        "dismiss": concern.dismissal,
    }


def _cautions(desk: Desk, stage: Stage, editor: AnswerEditor) -> Iterable[Concern]:
    for step in stage.missing:
        yield Concern(key="path.before", sentence=f"“{step.title}” comes before this step and is not done yet.")
    own = {record.id for record in desk.open.thread() if record.maker == editor.id} | {editor.id}
    for concern in concerns(desk):
        if own & set(concern.about) or concern.key in stage.step.gate:
            yield concern


def concerns(desk: Desk) -> tuple[Concern, ...]:
    """Return everything in the open review that somebody should look at."""
    here = desk.loaded.methodologies
    loose = loose_ends(desk.open.thread(), kinds_at_work(desk.open, here))
    checks = ((whose, check) for whose in (*at_work(desk.open, here), PROCEDURE) for check in whose.checks)
    checked = (found for whose, check in checks for found in _remembered(whose, check, desk))
    return (*loose, *checked, *desk.loaded.concerns(desk.open), *wording_concerns(desk.open, here))


def _remembered(methodology: Methodology, check: Check, desk: Desk) -> tuple[Concern, ...]:
    """Run a check again only when a kind that it reads has changed; a kind's mapping is new when it has."""
    read = tuple(desk.open.records.get(kind) for kind in check.reads)
    known = desk.remembered.get(f"{methodology.slug} {check.key}")
    if check.reads and known and all(a is b for a, b in zip(known[0], read, strict=True)):
        return known[1]
    found = _found(methodology, check, desk)
    desk.remembered[f"{methodology.slug} {check.key}"] = (read, found)
    return found


def _found(methodology: Methodology, check: Check, desk: Desk) -> tuple[Concern, ...]:
    found, fault = guarded(methodology.slug, lambda: tuple(check.find(desk.open)))
    return (Concern(key="plugin", sentence=fault.sentence),) if fault else found or ()


def _sections(step: Step, methodology: Methodology | None) -> list[dict[str, Any]]:
    titles = {role.key: role.title for role in methodology.roles} if methodology else {}
    who = ", ".join(titles.get(key, key) for key in step.answered_by)
    when = step.timing.words if step.timing else ""
    facts = [f"Usually: {when}"] * bool(when) + [f"Written by: {who}"] * bool(who)
    guidance = {"title": "Guidance", "text": step.guidance}
    return [guidance, *([{"title": "When and who", "text": "\n\n".join(facts)}] if facts else [])]


def _example(step: Step) -> dict[str, Any]:
    return {
        "title": "A worked example (fictional)",
        "lines": [{"label": label, "text": text} for label, text in _lines(step.examples[0]) if text],
    }


def _lines(said: Any) -> Iterable[tuple[str, str]]:
    for question in questions(type(said)):
        value = getattr(said, question.name)
        if question.control is Control.ROWS:
            for row in value:
                yield question.row_title, "; ".join(text for _, text in _lines(row) if text)
        else:
            yield question.label, _shown(question, value)


def _shown(question: Question, value: Any) -> str:
    if question.control in {Control.REF, Control.REFS}:
        return ""
    if question.control is Control.DATE:
        return str(value.typed)
    titles: dict[str, str] = {} if callable(question.options) else {one.key: one.title for one in question.options}
    if isinstance(value, tuple):
        return ", ".join(titles.get(str(one), str(one)) for one in value)
    return "" if value is None else titles.get(value, str(value))
