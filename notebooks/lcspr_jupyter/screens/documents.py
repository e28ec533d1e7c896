"""Documents: the appendices as Word, PDF and HTML, and the methodology's own documents as they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import ipywidgets
from attrs import evolve

from lcspr_core.adapting import at_work
from lcspr_core.errors import LcsprError
from lcspr_core.methodology import Artefact, Methodology
from lcspr_core.plugins import guarded
from lcspr_core.procedure.case import Case, case_of
from lcspr_core.procedure.letters import Offer, offers, written
from lcspr_core.procedure.recommended_before import LEDGER
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.review import Review
from lcspr_core.views import Prose
from lcspr_jupyter.components.documents import Documents
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.letters import export_name
from lcspr_jupyter.screens.drawn import Drawn
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.publishing import Publishing
from lcspr_jupyter.screens.said import listen

APPENDICES: Mapping[str, tuple[str, str]] = {
    "learning_and_recommendations": (
        "Learning and recommendations",
        "What was learned, what it rests on, and what is recommended, as an appendix to the review.",
    ),
}
RECORD = "progress_record"
RECORD_WORDS = (
    "Record of progress (SI 2018/789 reg 14)",
    "Every snapshot that was kept, and what changed from one to the next.",
)
FORMATS = ("docx", "pdf", "html")
LEAD = "Files are built from codes, and read again once they are made: a real name or a detail that tells stops them."
MADE = {
    "internal": "The internal edition was made and checked: no name from the people register is in it.",
    "public": "The edition for publication was made and checked: no name and no internal code is in it.",
}
MOST_BLANKS = 4
EXPORTERS = frozenset({"coordinator", "lead_reviewer"})


class DocumentsScreen:
    """The documents of the open review; making a file can be left, and says how it ended."""

    def __init__(self, desk: Desk) -> None:
        """Draw the list; nothing is made until it is asked for."""
        self.desk = desk
        self.component = Documents()
        self.reading = Drawn(desk.loaded)
        self.reading.box.add_class("documents-reading")
        self.open_key = ""
        self.read_as: Case | None = None
        self.how: dict[str, dict[str, Any]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.publishing = Publishing(desk)
        self.begun = HalfWritten(desk, "documents")
        commands = {"check": self.publishing.check, "stand": self.stand, "export": self.export, "read": self.read}
        commands["begin"] = self.begun.begin
        listen(self.component, commands)
        desk.listeners.append(lambda _: self.show())
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.component, self.reading.box])

    def export(self, said: Mapping[str, Any]) -> None:
        """Make the files of an appendix, off the page's own turn, so that the page goes on living."""
        key = str(said["key"])
        if (key in APPENDICES or key == RECORD or key in self.letters) and not self.how.get(key, {}).get("busy"):
            self.how[key] = {
                "busy": True,
                "status": "This takes up to half a minute. You can leave the page; nothing is lost.",
            }
            self.show()
            task = asyncio.get_running_loop().create_task(self._export(key, str(said["edition"])))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _export(self, key: str, edition: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            told = await loop.run_in_executor(None, self.desk.gate.export, key, FORMATS, edition)
            self.how[key] = {"files": told["files"], "status": MADE[edition]}
        except LcsprError as error:
            places = {name: list(getattr(error, name, ())) for name in ("leaks", "asks")}
            self.how[key] = {"sorry": str(error), **places}
        except OSError:
            self.how[key] = {"sorry": "The server did not answer. Try again in a moment.", "leaks": []}
        self.show()

    def stand(self, said: Mapping[str, Any]) -> None:
        """Let a detail stand with a reason, and ask no more about it."""
        self.publishing.let_stand(said)
        self.begun.let_go(str(said["key"]))
        for how in self.how.values():
            how["asks"] = [one for one in how.get("asks", []) if one["key"] != said["key"]]
        self.show()

    def read(self, said: Mapping[str, Any]) -> None:
        """Show a document of the methodology as it stands."""
        self.open_key = str(said["key"])
        if self.open_key in self.artefacts:
            whose, found = self.artefacts[self.open_key]
            review = self._with_others() if whose is PROCEDURE else self.desk.open
            made, fault = guarded(whose.slug, lambda: tuple(found.compose(review)))
            self.reading.show((Prose(text=fault.sentence),) if fault else made or (), whose)
        self.show()

    def _with_others(self) -> Review:
        """Lay beside the review what others have that comes again: of the documents, the procedure's own tell of it."""
        return evolve(self.desk.open, ledgers={LEDGER: self.desk.gate.recommended_before()})

    @property
    def letters(self) -> dict[str, Offer]:
        """The letters that may be written as the case stands, and those that may not, by the name of their export."""
        return {export_name(one.name): one for one in offers(self._case)}

    @property
    def _case(self) -> Case:
        """The case as the letters read it, worked out anew only when the review has changed."""
        review = self.desk.open
        if self.read_as is None or self.read_as.review is not review:
            self.read_as = case_of(review, self.desk.today)
        return self.read_as

    @property
    def artefacts(self) -> dict[str, tuple[Methodology, Artefact]]:
        """The documents of every methodology at work, the lead's first, then the procedure's own, by name."""
        here = (*at_work(self.desk.open, self.desk.loaded.methodologies), PROCEDURE)
        return {f"{whose.slug}/{one.key}": (whose, one) for whose in here for one in whose.artefacts}

    def show(self) -> None:
        """Draw the list as it stands now."""
        may = self.desk.person.role in EXPORTERS
        self.component.state = {
            "lead": LEAD,
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "documents"},
            "begun": dict(self.begun.at),
            "publication": self.publishing.state(may=may),
            "appendices": [self._appendix(key, *words, may=may) for key, words in APPENDICES.items()],
            "letters": [*self._record(), *(self._letter(key, one) for key, one in self.letters.items())] if may else [],
            "artefacts": [self._artefact(key, *one) for key, one in self.artefacts.items()],
        }

    def _record(self) -> list[dict[str, Any]]:
        kept = bool(self.desk.open.all("snapshot"))
        return [self._appendix(RECORD, *RECORD_WORDS, may=True)] if kept else []

    def _letter(self, key: str, one: Offer) -> dict[str, Any]:
        words = f"{one.title} – to: {one.to} ({one.paragraph})"
        return self._appendix(key, words, one.refused or self._blanks(one), may=not one.refused)

    def _blanks(self, one: Offer) -> str:
        """Say before a letter is made what the case does not hold for it yet."""
        wanting = written(self._case, one.name).blanks
        more = f"; and {len(wanting) - MOST_BLANKS} more" if len(wanting) > MOST_BLANKS else ""
        return f"Not in the case yet: {'; '.join(wanting[:MOST_BLANKS])}{more}." if wanting else ""

    def _appendix(self, key: str, title: str, lead: str, *, may: bool) -> dict[str, Any]:
        how = self.how.get(key, {})
        return {
            "key": key,
            "title": title,
            "lead": lead,
            "may": may,
            "busy": bool(how.get("busy")),
            "status": how.get("status", ""),
            "sorry": how.get("sorry", ""),
            "leaks": how.get("leaks", []),
            "asks": how.get("asks", []),
            "files": how.get("files", []),
        }

    def _artefact(self, key: str, whose: Methodology, one: Artefact) -> dict[str, Any]:
        alone = whose is PROCEDURE or len({each.slug for each, _ in self.artefacts.values()} - {PROCEDURE.slug}) == 1
        title = one.title if alone else f"{one.title} ({whose.title})"
        return {"key": key, "title": title, "open": key == self.open_key}
