"""Under which rules a case is worked, what newer ones would change in it, and the decision to move to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import text
from lcspr_core.plain import as_json
from lcspr_core.procedure.under_rules import altered_table, moved, moves_table
from lcspr_core.review import Header
from lcspr_core.timescales.editions import changed_since, unknown, worked_under
from lcspr_core.views import Prose, Section, View
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.desk import Change, Desk
from lcspr_jupyter.screens.form_model import FormModel
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.moving_on import LEADS
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
PLACE = "move"
NOT_YOURS = "Whoever leads the review decides under which rules it is worked."
STAYS = (
    "This case is worked under “{now}” ({source}). Newer rules are known here: “{newest}” ({guidance}). "
    "Nothing of them is counted in this case until somebody decides that it moves to them."
)


@frozen(kw_only=True)
class Moving:
    """What is asked before a case moves to newer rules."""

    why: str = text("Why does this case move to the newer rules?", hint="Who agreed it, and from when", needed=True)


class RulesForm:
    """Asks for the reason of the move; it is there only for a case that newer rules are known for."""

    def __init__(self, desk: Desk) -> None:
        """Go on with what this person has begun to write."""
        self.desk, self.form = desk, Form()
        self.begun = HalfWritten(desk, "rules")
        listen(self.form, {"edit": self.write, "command": self.move})
        self.show()

    def write(self, said: Said) -> None:
        """Keep what is written, until it is settled."""
        self.begun.write(PLACE, str(said["path"]), said.get("value"))

    @property
    def data(self) -> Mapping[str, str]:
        """What is written in it."""
        return self.begun.at.get(PLACE, {})

    def move(self, _: Said) -> None:
        """Move the case to the newest rules, and keep who decided it, when and why."""
        header, newer = self.desk.open.header, changed_since(self.desk.open.header.edition)
        to = newer[-1].key if newer else header.edition
        today = self.desk.today
        new = moved(header, to, on=today, by=self.desk.person.id, why=str(self.data.get("why") or ""))
        change = Change(kind="header", id=header.id, before=as_json(header), after=as_json(new))
        self.desk.send((change,), f"moved to the rules {to}")
        self.begun.let_go(PLACE)

    def show(self) -> None:
        """Draw the question, or nothing where the case is under the newest rules already."""
        newer = changed_since(self.desk.open.header.edition)
        self.form.layout.display = "" if newer else "none"
        if newer:
            self.form.state = self._asked(newer[-1].title)

    def _asked(self, newest: str) -> dict[str, Any]:
        may = self.desk.person.role in LEADS
        return {
            "key": "rules",
            "title": "Move this case to the newer rules",
            "lead": "What was due before stays as it was, with the rules it was counted by. This is not taken back.",
            **FormModel(self.desk.open, Moving, self.data).drawn(),
            "main_command": None,  # a rare act beside what the page is for
            "other_commands": [{"label": f"Work this case under “{newest}”", "do": "move"}] if may else [],
            "problems_summary": False,
            "locked": "" if may else NOT_YOURS,
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "rules", "id": PLACE},
        }


def rules_views(header: Header) -> Iterable[View]:
    """Return which rules a case is worked under; with newer ones, what they would change; with moves, each of them."""
    newer, now = changed_since(header.edition), worked_under(header.edition)
    if unheard := unknown(header.edition):
        yield Prose(text=unheard)
    if newer:
        told = {"now": now.title, "source": now.guidance, "newest": newer[-1].title, "guidance": newer[-1].guidance}
        yield Section(
            title="Its rules, and newer ones", views=(Prose(text=STAYS.format(**told)), altered_table(header))
        )
    if header.moves:
        yield Section(title="Rules before these", views=(moves_table(header),))
