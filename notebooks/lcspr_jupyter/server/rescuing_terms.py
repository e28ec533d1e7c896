"""Saves what was written in the terms of reference while their page was cut off: by the page's own form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.errors import Unreadable
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.store import Change
from lcspr_jupyter.screens.terms_form import HALF, as_shown, data_of, refuse_approved, terms_of, version_open
from lcspr_jupyter.server import begun_rows
from lcspr_jupyter.server.asked import NOT_READ, field
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import Rescue, check_may_write, saving
from lcspr_jupyter.server.form_edits import EDITS, Edit
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.stored import differing, review_in

KIND = "terms"
QUESTIONS = "questions"


def _written(how: Edit) -> Rescue:
    """Turn an edit of the form into a change of the version that is being written."""

    def change(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
        check_may_write(counter, caller, KIND, "", {})
        contents = counter.store.review(counter.review_of(caller))
        old = review_in(contents)
        making = refuse_approved(version_open(old.all(KIND)), field(told["target"], "id", str))
        new = old.with_records(KIND, [_after(making, how, told)])
        return differing(contents, old, new, (KIND,))

    return saving(change)


def _after(making: TermsOfReference, how: Edit, told: Json) -> TermsOfReference:
    data = how(data_of(making), as_shown(told))
    listed = all(isinstance(data[name], (list, tuple)) for name in (QUESTIONS, "agencies"))
    if not listed or not all(isinstance(one, Mapping) and one.get("id") for one in data[QUESTIONS]):
        raise Unreadable(NOT_READ)
    return terms_of(making, data)


def _edited(counter: Counter, caller: Caller, told: Json) -> Json:
    """Keep the day of approval and the reason as begun, as they count only with a command; the rest is written."""
    path = field(told, "path", str)
    if path not in HALF:
        return _written(EDITS["edit"])(counter, caller, told)
    return begun_rows.written(counter, caller, told)


RESCUES: Mapping[str, Mapping[str, Rescue]] = {
    KIND: {**{do: _written(how) for do, how in EDITS.items()}, "edit": _edited},
}
