"""The form of a step as a page draws it: its questions, what can be done next, or why it cannot be shown."""

from __future__ import annotations

from typing import Any

from lcspr_core.answers import AnswerState
from lcspr_core.errors import LcsprError, PluginFault
from lcspr_core.methodology import Step
from lcspr_core.path import Stage
from lcspr_core.review import Review
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.form_model import FormModel, Offered
from lcspr_jupyter.screens.guiding import in_row
from lcspr_jupyter.screens.moving_on import closed, commands_for

NOT_BUILT = (
    "The form of “{step}” cannot be shown: it stopped with a {fault}. Whatever was written in it is kept. "
    "Choose the step again; if it stops again, tell whoever looks after “{whose}”."
)
# What must wait is held by a step's gates, each with its paragraph. A needed answer has none, and much is not known on
# the day a form is done: it holds no form back, a referral least of all, but nobody is left to think that all is there.
STILL_EMPTY = "Still empty, though it is needed here: {what}."
HANDED_OVER = frozenset({AnswerState.SENT, AnswerState.AGREED, AnswerState.SIGNED})
MOST = 3
Built = tuple[FormModel, dict[str, Any]]


def built(desk: Desk, stage: Stage, editor: AnswerEditor, offered: Offered) -> Built:
    """Return the form of an answer, read and as JSON for the page; where a step's own code stops, it is said."""
    try:
        return _built(desk, stage, editor, offered)
    except LcsprError:
        raise
    except Exception as fault:  # noqa: BLE001  (its text is left out: a plugin may have put case data into it)
        whose = editor.methodology.title if editor.methodology else stage.step.title
        told = NOT_BUILT.format(step=stage.step.title, fault=type(fault).__name__, whose=whose)
        raise PluginFault(told) from None


def unbuilt(stage: Stage, editor: AnswerEditor, why: str) -> dict[str, Any]:
    """Return what stands in the place of a form that cannot be shown."""
    return {"key": editor.id, "title": stage.step.title, "locked": why, "questions": []}


def _built(desk: Desk, stage: Stage, editor: AnswerEditor, offered: Offered) -> Built:
    review, step, reader = desk.open, stage.step, desk.person.id
    model = FormModel(review, step.asks, editor.data, editor.clashes, offered, reader=reader)
    main, others = commands_for(editor, desk.person.role)
    return model, {
        "key": editor.id,
        "title": headline(step, review, editor.of),
        "lead": step.lead,
        **model.drawn(),
        "main_command": main,
        "other_commands": others,
        "problems_summary": True,
        "locked": _locked(model, editor),
        "rescue": f"/r/{desk.review_id}/rescue",
        "target": {"kind": "answer", "id": editor.id, **_place(editor)},
    }


def _locked(model: FormModel, editor: AnswerEditor) -> str:
    """Say why nothing can be written here now, and which needed answers are empty in what was handed over."""
    why = closed(editor)
    return f"{why} {_still_empty(model)}".strip() if why and editor.answer.state in HANDED_OVER else why


def _still_empty(model: FormModel) -> str:
    named = [f"{in_row(model, one.path)}“{one.label}”" for one in model.wanting[:MOST]]
    more = [f"and {len(model.wanting) - MOST} more"] if len(model.wanting) > MOST else []
    return STILL_EMPTY.format(what="; ".join((*named, *more))) if named else ""


def _place(editor: AnswerEditor) -> dict[str, Any]:
    """Return which answer a form is of, as its messages carry it back."""
    return {"step": editor.step.key, "of": list(editor.of), "strand": editor.strand}


def headline(step: Step, review: Review, of: tuple[str, ...]) -> str:
    """Return what stands over a form: its step, and whose answer it is."""
    names = ", ".join(title_of(review, name) for name in of)
    return f"{step.title}: {names}" if names else step.title


def title_of(review: Review, name: str) -> str:
    """Return what an agency, person or episode is called."""
    return str(getattr(review.find(name), "title", "") or name)
