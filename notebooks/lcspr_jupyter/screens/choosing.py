"""The first choice of a methodology for a case that has none: what leads it, in which profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets
from attrs import frozen

from lcspr_core.asking import choice
from lcspr_core.errors import Unreadable
from lcspr_core.plan import Plan, Strand
from lcspr_core.procedure.methods import choice_table
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.screens.form_model import FormModel
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.moving_on import LEADS
from lcspr_jupyter.screens.opening import profiles
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
PLACE = "lead"
NOT_YOURS = "Whoever leads the review chooses its methodology."


@frozen(kw_only=True)
class Choice:
    """Which methodology leads."""

    method: str = choice("How will the review be done?", profiles, hint="Agreed by the Sub Group (8.2.35)", needed=True)


class ChoosingScreen:
    """Asks which methodology leads a case; why is written on the form “Methodology and author”."""

    def __init__(self, desk: Desk) -> None:
        """Go on with what this person has chosen and not settled."""
        self.desk, self.form, self.page = desk, Form(), ipywidgets.Output()
        self.begun = HalfWritten(desk, "choosing")
        listen(self.form, {"edit": self.write, "command": self.choose})
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.form, self.page])

    def write(self, said: Said) -> None:
        """Keep what was chosen, until it is settled."""
        self.begun.write(PLACE, str(said["path"]), said.get("value"))

    @property
    def data(self) -> Mapping[str, str]:
        """What is chosen in it."""
        return self.begun.at.get(PLACE, {})

    def choose(self, _: Said) -> None:
        """Begin the review with the methodology that was chosen."""
        slug, _slash, profile = str(self.data.get("method") or "").partition("/")
        if slug not in self.desk.loaded.methodologies:
            raise Unreadable("How will the review be done? Choose one first.")
        self.desk.save("plan", Plan(lead=Strand(key="lead", methodology=slug, profile=profile)), why="chose how")
        self.begun.let_go(PLACE)
        self.form.send({"go": f"/r/{self.desk.review_id}/workbench"})

    def show(self) -> None:
        """Draw the question."""
        may = self.desk.person.role in LEADS
        model = FormModel(self.desk.open, Choice, self.data)
        self.form.state = {
            "key": "choosing",
            "title": "Choose a methodology",
            "lead": "No methodology leads this case yet. Its forms on the Case pages go on without one.",
            **model.drawn(),
            "main_command": {"label": "Lead the review with it", "do": "choose"} if may else None,
            "other_commands": [],
            "problems_summary": False,
            "locked": "" if may else NOT_YOURS,
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "choosing", "id": PLACE},
        }
        bundle = show(tuple(choice_table(self.desk.open, self.desk.loaded.methodologies)))._repr_mimebundle_()
        self.page.outputs = ({"output_type": "display_data", "data": bundle, "metadata": {}},)
