"""One answer being written: each edit saved at once, and two people's words both kept where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from lcspr_core import editing
from lcspr_core.adapting import keeper
from lcspr_core.answering import blank, brought_up
from lcspr_core.answers import LEAD, Answer, AnswerState, answer_id
from lcspr_core.asking import questions, with_offered
from lcspr_core.clashes import KeptClash
from lcspr_core.errors import Clash
from lcspr_core.frozen_json import frozen, thawed
from lcspr_core.methodology import Methodology, Step
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.overtaken import plain, same

Said = Mapping[str, Any]
BOTH = {"mine", "theirs", "both"}


class AnswerEditor:
    """Saves what is typed into one step's form, for one of the things that the step is asked of."""

    def __init__(self, desk: Desk, step: Step, of: tuple[str, ...] = (), strand: str = LEAD) -> None:
        """Edit the answer to this step, asked of these things, in one strand of the review."""
        self.desk, self.step, self.of, self.strand = desk, step, of, strand
        self.id = answer_id(step.key, of, strand)

    @property
    def methodology(self) -> Methodology | None:
        """The methodology that the step is of, if its plugin is here."""
        return keeper(self.desk.open, self.strand, self.desk.loaded.keepers)

    @property
    def answer(self) -> Answer:
        """The answer as it stands, or the blank one."""
        given = self.desk.open.one("answer", self.id)
        methodology = self.methodology
        if given is not None:
            return brought_up(methodology, given) if methodology else given  # type: ignore[no-any-return]
        version = methodology.version if methodology else ""
        agency = self.of[0] if self.of and self.step.per[:1] == ("agency",) else ""
        return evolve(blank(self.step, self.of, self.strand, version), agency=agency)

    @property
    def data(self) -> Mapping[str, Any]:
        """What the form holds: what was written, with the rows that the review offers laid beside it."""
        given = self.answer.data
        offering = [one for one in questions(self.step.asks) if one.rows_from is not None]
        rows = {one.name: with_offered(one, self.desk.open, given.get(one.name) or ()) for one in offering}
        return {**given, **rows}

    @property
    def clashes(self) -> tuple[KeptClash, ...]:
        """The places of this answer where two people's words are both kept."""
        return tuple(one for one in self.desk.open.all("clash") if one.of == self.id)

    def commands(self) -> dict[str, Callable[[Said], None]]:
        """Return what a person can do in the form, by its `do`."""
        return {
            "edit": self.edit,
            "add_row": lambda said: self._change(editing.row_added, str(said["path"]), dict(said["row"])),
            "remove_row": lambda said: self._change(editing.row_removed, str(said["path"]), str(said["row"])),
            "move_row": lambda said: self._change(
                editing.row_moved, str(said["path"]), str(said["row"]), str(said.get("before") or "")
            ),
            "settle": self.settle,
        }

    def edit(self, said: Said) -> None:
        """Save one field; if somebody else changed it since it was shown, keep both texts."""
        path, value = str(said["path"]), said.get("value")
        now = editing.value_at(self.data, path)
        if same(now, value):
            return
        if "before" in said and not same(now, said["before"]):
            self._keep_both(path, value)
            return
        self._save_or_keep(path, value)

    def _save_or_keep(self, path: str, value: Any) -> None:
        try:
            self._change(editing.edited, path, value)
        except Clash:
            self.desk.catch_up()
            self._keep_both(path, value)

    def _change(self, how: Callable[..., Any], *arguments: Any) -> None:
        given = self.answer
        # Who wrote is in the history; a name in the answer would make two writers clash in every field.
        state = AnswerState.DRAFT if given.state is AnswerState.ASKED else given.state
        self.desk.answer(evolve(given, data=how(self.data, *arguments), state=state), why=f"wrote in {self.step.key}")

    def _keep_both(self, path: str, value: Any) -> None:
        last = _last(self.desk.gate.history("answer", self.id), path)
        kept = KeptClash(
            id=f"{self.id}:{path}",
            kind="answer",
            of=self.id,
            path=path,
            mine=frozen(value),
            mine_by=self.desk.person.id,
            mine_name=self.desk.person.called,
            by=str(last.get("by", "")),
            by_name=str(last.get("called", "")),
            at=str(last.get("at", "")),
        )
        self.desk.save("clash", kept, why="kept two people's words for one place")

    def settle(self, said: Said) -> None:
        """Take one of the two texts, or both, as a person chose."""
        path, keep = str(said["path"]), str(said["keep"])
        kept = next((one for one in self.clashes if one.path == path), None)
        if kept is None or keep not in BOTH:
            return
        if keep != "theirs":
            now = editing.value_at(self.data, path)
            self._change(editing.edited, path, thawed(kept.mine) if keep == "mine" else _joined(now, kept.mine))
        self.desk.remove("clash", kept.id, why="chose between two people's words")


def _last(told: list[dict[str, Any]], path: str) -> dict[str, Any]:
    """Return the last change of this very place: somebody else may have written elsewhere in the answer since."""

    def at(body: Mapping[str, Any] | None) -> Any:
        return plain(editing.value_at((body or {}).get("data") or {}, path))

    return next((one for one in reversed(told) if at(one["before"]) != at(one["after"])), {})


def _joined(theirs: Any, mine: Any) -> Any:
    if isinstance(theirs, str) and isinstance(mine, str):
        return f"{theirs}\n{mine}"
    if isinstance(theirs, (list, tuple)) and isinstance(mine, (list, tuple)):
        return list(dict.fromkeys([*theirs, *mine]))
    return thawed(mine)
