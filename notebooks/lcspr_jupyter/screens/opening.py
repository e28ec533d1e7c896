"""Opens a review: its name, its dates, its agencies and questions, and the methodology that leads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, minted, row_id, rows, text
from lcspr_core.cases.agencies import Agency
from lcspr_core.errors import Unreadable
from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.plain import as_json
from lcspr_core.plan import Plan, Strand
from lcspr_core.plugins import load
from lcspr_core.reading import read
from lcspr_core.review import Header, Review
from lcspr_core.timescales.editions import editions, newest
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.form_model import FormModel
from lcspr_jupyter.screens.half_written import BEGUN
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]


@frozen(kw_only=True)
class AgencyAsked:
    """An agency that takes part, by a short code and its name."""

    id: str = row_id()
    code: str = line("Short code", hint="Two to five letters, as in HV or POL", needed=True)
    title: str = line("Name of the agency", needed=True)


@frozen(kw_only=True)
class QuestionAsked:
    """One question of the terms of reference."""

    id: str = row_id()
    words: str = text("Question", needed=True)


def profiles(_: object) -> tuple[Term, ...]:
    """Return every installed methodology in each of its profiles, to choose from."""
    return tuple(
        Term(key=f"{slug}/{profile.key}", title=f"{one.title}, {profile.title}", hint=profile.words)
        for slug, one in sorted(load().methodologies.items())
        for profile in one.profiles
    )


EDITIONS = tuple(Term(key=one.key, title=one.guidance, hint=one.words) for one in reversed(editions()))


@frozen(kw_only=True)
class Opening:
    """What is asked before a review is opened; all of it can be changed later."""

    title: str = line("Name for the child in this review", hint="A neutral name, never the child's own", needed=True)
    decided_on: str = line(
        "Date of the decision to review",
        hint="As in 29 April 2026. The six months run from it (8.2.39). Leave it empty for a referral",
    )
    method: str = choice(
        "How will the review be done?",
        profiles,
        hint="Chosen by the Sub Group case by case (8.2.35). Leave it open until that is agreed",
    )
    edition: str = choice("Under which rules?", EDITIONS, hint="The newest, unless you choose another (8.2.2)")
    agencies: tuple[AgencyAsked, ...] = rows("Agencies that take part", AgencyAsked, row_title="Agency")
    questions: tuple[QuestionAsked, ...] = rows(
        "Questions of the terms of reference",
        QuestionAsked,
        row_title="Question",
        hint="They go into every agency's report form (8.2.46)",
    )


class OpeningForm:
    """The form that opens a review, and what happens when it is sent."""

    def __init__(self, desk: Desk, form: Form) -> None:
        """Go on with what was typed before, which the server keeps until the review is opened."""
        self.desk, self.form = desk, form
        self.data: Mapping[str, Any] = desk.gate.draft()
        rows = dict.fromkeys(("add_row", "remove_row", "move_row"), self.arrange)
        listen(form, {"edit": self.write, "begin": self.write, **rows, "command": self.open})

    @property
    def begun(self) -> bool:
        """Whether anything is written in it."""
        return _holds(self.data)

    def write(self, said: Said) -> None:
        """Save what was typed at once, in a draft that is this person's alone."""
        self.data = self.desk.gate.write_draft(said)

    def arrange(self, said: Said) -> None:
        """Add a row, take one away or move one."""
        self.write(said)
        self.show()

    def open(self, _: Said) -> None:
        """Open the review, and go to its first step."""
        reading = read(Opening, self.data)
        if reading.wanting or reading.problems:
            self.show(complain=True)
            raise Unreadable((*reading.problems, *reading.wanting)[0].sentence)
        review = opened(reading.said, self.desk.today)
        records = {kind: {name: as_json(one) for name, one in all_.items()} for kind, all_ in review.records.items()}
        lead = review.plan.lead.methodology if review.plan else ""
        self.desk.gate.open_review(as_json(review.header), records)
        self.data = {}  # the server has let go of the draft with it
        self.form.send({"go": f"/r/{review.header.id}/{'workbench' if lead else 'procedure'}"})

    def show(self, *, complain: bool = False) -> None:
        """Draw the form with what has been typed so far."""
        empty = Review(header=Header(id="new", title="", opened_on=self.desk.today))
        model = FormModel(empty, Opening, self.data)
        wanting = {one.path: one.beside for one in model.wanting} if complain else {}
        model.problems = {**wanting, **model.problems}
        self.form.state = {
            "key": "opening",
            "title": "Open a new review",
            "lead": "The people of the case, with their real names, are entered afterwards on the People page, apart.",
            **model.drawn(),
            "main_command": {"label": "Open the review", "do": "open"},
            "other_commands": [],
            "problems_summary": complain,
            "locked": "",
            "begun": self.data.get(BEGUN, {}),
            "rescue": "/rescue",
            "target": {"id": "opening"},
        }


def _holds(value: Any) -> bool:
    """Say whether there is anything typed in a draft; that a row was added is not enough."""
    if isinstance(value, Mapping):
        return any(_holds(one) for name, one in value.items() if name != "id")
    return any(map(_holds, value)) if isinstance(value, (list, tuple)) else bool(value)


def opened(said: Opening, today: date) -> Review:
    """Return the case that the form describes: decided or only referred, with a methodology or before one is chosen."""
    from lcspr_jupyter.screens.one_day import day_from

    decided = day_from(said.decided_on, "Date of the decision")
    header = Header(
        id=_slug(said.title),
        title=said.title.strip(),
        opened_on=decided or today,
        decided_on=decided,
        edition=said.edition or newest().key,
    )
    agencies = [Agency(id=_code(one), title=one.title.strip()) for one in said.agencies if one.code.strip()]
    asked = tuple(Question(id=one.id, words=one.words.strip()) for one in said.questions if one.words.strip())
    terms = TermsOfReference(id="terms-1", version="1.0", questions=asked, agencies=tuple(one.id for one in agencies))
    review = Review(header=header).with_records("agency", agencies)
    return review.with_records("plan", _plans(said.method)).with_records("terms", [terms] if asked else [])


def _plans(method: str) -> tuple[Plan, ...]:
    slug, _, profile = method.partition("/")
    return (Plan(lead=Strand(key="lead", methodology=slug, profile=profile)),) if slug else ()


def _code(asked: AgencyAsked) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", asked.code).upper()[:8] or minted()[:5].upper()


def _slug(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.strip().lower()).strip("-")
    if not plain:
        raise Unreadable("Name for the child in this review: use letters, as in Juniper.")
    return f"{plain[:30]}-{minted()[:4]}"
