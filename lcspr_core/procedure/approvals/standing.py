"""What waits for whose approval, in order, and what stands in the way: one list for the page and its table (8.2.49)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from lcspr_core.answers import PROCEDURE, answer_id
from lcspr_core.procedure.approvals.taking import refused, unsigned
from lcspr_core.procedure.gates.answered import given
from lcspr_core.procedure.publishing import Wanting
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table


class Given(StrEnum):
    """How an approval stands."""

    APPROVED = "approved"
    AGAIN = "again"  # it was approved, and what was approved has changed since
    DISORDER = "disorder"  # it is dated before something that comes first
    WAITS = "waits"
    LATER = "later"  # something else comes first
    UNSEEN = "unseen"  # it rests on answers that this reader may not see


class Body(StrEnum):
    """What is approved, in the order of a case."""

    DECISION = "decision"
    TERMS = "terms"
    AGENCY = "agency"
    REPORT = "report"
    PUBLICATION = "publication"
    AFTER = "after"


BODY_TITLES = {
    Body.DECISION: "Recommendation and decision",
    Body.TERMS: "Method and terms of reference",
    Body.AGENCY: "Agencies' reports",
    Body.REPORT: "Report and action plan",
    Body.PUBLICATION: "Publication",
    Body.AFTER: "After the report",
}
WORDS = {
    Given.APPROVED: "Approved",
    Given.AGAIN: "To be approved again",
    Given.DISORDER: "Out of order",
    Given.WAITS: "Waits",
    Given.LATER: "Not its turn yet",
    Given.UNSEEN: "Not shown to your role",
}
OPEN = frozenset({Given.WAITS, Given.AGAIN, Given.DISORDER})


@frozen(kw_only=True)
class Approval:
    """One approval: of what, whose, on which day, of which version, and what stands in the way.

    `form` and `at` say where it is put down: a form of the procedure (that of one agency after an @) and a question of
    it, or a page. `about` is the agency whose report it is of, where one form holds those of all.
    `held` says what stops the form on which its day is written, and `unsigned` whose signature is wanted there.
    """

    key: str
    body: Body
    what: str
    who: str
    paragraph: str
    on: date | None = None
    by: str = ""
    version: str = ""
    state: Given = Given.WAITS
    agency: str = ""
    form: str = ""
    at: str = ""
    page: str = ""
    about: str = ""
    stands: tuple[Wanting, ...] = ()
    held: tuple[Wanting, ...] = ()
    unsigned: tuple[Wanting, ...] = ()

    @property
    def answer(self) -> str:
        """The id of the answer that its day is read from; empty where it is put down on a page."""
        form, _, of = self.form.partition("@")
        return answer_id(form, (of,) if of else (), PROCEDURE) if form else ""

    @property
    def counts(self) -> bool:
        """Whether what follows may rest on it: it has its day, on a form that nothing stops."""
        return self.on is not None and not self.held

    @property
    def kept_back(self) -> tuple[Wanting, ...]:
        """Everything for which its day does not count yet."""
        return (*self.held, *self.unsigned)

    @property
    def whose(self) -> str:
        """Whose approval it is, in words."""
        return f"{ROLE_TITLES[self.who]}, {self.agency}" if self.agency else ROLE_TITLES[self.who]


def begun(review: Review, form: str) -> bool:
    """Say whether anybody has begun a form."""
    return given(review, form) is not None


def signers(review: Review, form: str) -> str:
    """Return who signed a form, in order."""
    answer = given(review, form)
    return ", ".join(one.by for one in answer.signatures) if answer else ""


def in_order(review: Review, line: Iterable[Approval]) -> tuple[Approval, ...]:
    """Return approvals that follow each other, each with how it stands; what was said to stand in the way stays."""
    every = tuple(one if one.on is None else _read(review, one) for one in line)
    return tuple(_placed(one, every[:place]) for place, one in enumerate(every))


def _read(review: Review, one: Approval) -> Approval:
    """Return an approval that has its day, with what keeps that day from counting."""
    held, signed = refused(review, one.answer, one.about), unsigned(review, one.answer, one.paragraph)
    return evolve(one, held=tuple(held), unsigned=tuple(signed))


def _placed(one: Approval, before: Sequence[Approval]) -> Approval:
    if one.state is Given.AGAIN:
        return one
    missing = next((each for each in before if not each.counts), None)
    if one.on is None:
        return evolve(one, state=Given.LATER if missing else Given.WAITS, stands=(*_first(missing), *one.stands))
    later = next((each for each in before if each.on and each.on > one.on), None)
    wrong = missing or later
    if wrong is not None:
        return _uncounted(one, Given.DISORDER, _disorder(one, wrong))
    return _uncounted(one, Given.WAITS, _written(one)) if one.kept_back else evolve(one, state=Given.APPROVED)


def _uncounted(one: Approval, state: Given, why: Iterable[Wanting]) -> Approval:
    """Return an approval that does not count although its day is written, with everything that stands in the way."""
    stands = tuple(dict.fromkeys((*why, *one.kept_back, *one.stands)))
    return evolve(one, state=state, on=None if one.kept_back else one.on, stands=stands)


def _written(one: Approval) -> Iterable[Wanting]:
    yield Wanting(
        sentence=f"{said(one.on)} is written on its form, and does not count yet.",
        source=one.paragraph,
        way_out="Settle what is said here, and put the form down as done; or take the day out.",
    )


def _first(missing: Approval | None) -> Iterable[Wanting]:
    if missing:
        sentence = f"First: {_small(missing.what)}. That waits for: {missing.whose}."
        yield Wanting(
            sentence=sentence, source=missing.paragraph, way_out="Nobody is skipped; have that settled first."
        )


def _disorder(one: Approval, wrong: Approval) -> Iterable[Wanting]:
    when = _when(one, wrong)
    yield Wanting(
        sentence=f"It is dated {said(one.on)}, and what comes first {when}: {_small(wrong.what)}.",
        source=one.paragraph,
        way_out="Give the missing day, or mend the wrong one.",
    )


def _when(one: Approval, wrong: Approval) -> str:
    if wrong.on is None:
        return "is not dated"
    after = one.on is not None and wrong.on > one.on
    return f"is dated {said(wrong.on)}, after it" if after else "does not count yet"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def seen_by(found: Iterable[Approval], unseen: frozenset[str]) -> tuple[Approval, ...]:
    """Return approvals as somebody may see them: one that rests on a hidden answer says only that it is there."""
    return tuple(_unseen(one) if one.answer in unseen else one for one in found)


def _unseen(one: Approval) -> Approval:
    return evolve(one, state=Given.UNSEEN, on=None, by="", version="", stands=())


def waiting_for(found: Iterable[Approval]) -> tuple[tuple[str, int], ...]:
    """Return whose approvals are waited for now, and how many of each."""
    counted: dict[str, int] = {}
    for one in found:
        if one.state in OPEN:
            counted[one.whose] = counted.get(one.whose, 0) + 1
    return tuple(counted.items())


def approvals_table(found: Iterable[Approval]) -> Table:
    """Return every approval as a table, in order."""
    rows = tuple(
        (
            BODY_TITLES[one.body],
            one.what,
            one.whose,
            WORDS[one.state],
            said(one.on),
            one.by,
            one.version,
            " ".join(each.sentence for each in one.stands),
            one.paragraph,
        )
        for one in found
    )
    columns = (
        "Part",
        "What",
        "Whose",
        "How it stands",
        "On",
        "By whom, or where minuted",
        "Version",
        "What stands in the way",
        "Paragraph",
    )
    return Table(title="Approvals", columns=columns, rows=rows, empty="Nothing has to be approved yet.")
