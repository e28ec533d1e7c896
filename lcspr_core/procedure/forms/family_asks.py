"""What is asked of the family's part: who they are, how they are told and heard, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, choices, line, number, ref, refs, row_id, rows, text, uncertain_date
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

FORM, CONTACT = "family", "family_contact"
RELATIONS = (
    Term(key="child", title="The child, where the child lives"),
    Term(key="sibling", title="Surviving brothers and sisters"),
    Term(key="parent", title="Parents, absent ones too"),
    Term(key="partner", title="Partners of parents, and who else lived there"),
    Term(key="grandparent", title="Grandparents"),
    Term(key="carer", title="Carers, kin or foster"),
    Term(key="other", title="Others who were close to the child"),
)
CONSIDERED = (
    Term(key="listed", title="Yes: listed below"),
    Term(key="nobody", title="There is nobody"),
    Term(key="left_out", title="Considered, and left out for a reason"),
)
STATUS = (
    Term(key="invited", title="Invited; no answer yet"),
    Term(key="contributes", title="Contributes"),
    Term(key="declined", title="Would rather not"),
    Term(key="no_answer", title="Has not answered"),
    Term(key="limited", title="Contributes within limits"),
    Term(key="excluded", title="Is not asked to contribute"),
)
TAKES_PART = ("contributes", "limited")
LIMITED = ("limited", "excluded")
SILENT = ("declined", "no_answer", "excluded")
SORTS = (
    Term(key="message", title="First message: explains and invites"),
    Term(key="talk", title="Talk about their views"),
    Term(key="attempt", title="Attempt that did not reach them"),
    Term(key="feedback", title="Telling them how it goes, or what came of it"),
)
MEANS = (
    Term(key="face", title="Face to face"),
    Term(key="video", title="By video"),
    Term(key="phone", title="By telephone"),
    Term(key="letter", title="By letter or message"),
    Term(key="through", title="Through somebody they trust"),
)
EXPLAINED = (
    Term(key="process", title="What to expect of the review"),
    Term(key="media", title="That newspapers and others may report on it"),
    Term(key="names", title="That their names stay confidential"),
)
SHOWN = (
    Term(key="shown", title="Shown; no answer yet"),
    Term(key="agreed", title="Agreed"),
    Term(key="amended", title="Agreed after a change"),
    Term(key="declined", title="Would not look, or did not agree"),
)


def _relations(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "relation": one.key} for one in RELATIONS)


def relatives(review: Review) -> Iterable[Term]:
    """Offer everybody on the family's list."""
    titles = {one.key: one.title for one in RELATIONS}
    for one in answered(review, FORM, Family).people:
        yield Term(
            key=one.id, title=one.who or titles.get(one.relation, one.relation), hint=titles.get(one.relation, "")
        )


def _contributors(review: Review) -> Iterable[Mapping[str, Any]]:
    people = answered(review, FORM, Family).people
    return tuple({"id": one.id, "who": one.id} for one in people if one.status in TAKES_PART)


@frozen(kw_only=True)
class Relation:
    """One sort of relative, and whether it was thought of."""

    id: str = row_id()
    relation: str = choice("Who", RELATIONS)
    considered: str = choice("Thought of?", CONSIDERED)
    reason: str = text("If left out: why")


@frozen(kw_only=True)
class Relative:
    """One member of the family: told always, invited as a rule, and limited only for a reason."""

    id: str = row_id()
    who: str = line("Who", hint="A code, not a name", needed=True)
    person: str = ref("In the register of people", "person")
    relation: str = choice("Relation to the child", RELATIONS, needed=True)
    support: str = text("Support offered to this person", hint="A service they know, an advocate")
    told_on: UncertainDate = uncertain_date(
        "Told that the review takes place, on", hint="Everybody is told; the police may advise when (8.2.52)"
    )
    told_when: str = text("If not told yet: who advised that, and until when")
    invited_on: UncertainDate = uncertain_date("Invited on")
    status: str = choice("How it stands", STATUS)
    reason: str = text("If they do not contribute, or within limits: why", hint="Goes into the report, with codes")
    decided_by: str = line("If limited or not asked: who decided", hint="The post, not the name")
    decided_on: UncertainDate = uncertain_date("When that was decided")


@frozen(kw_only=True)
class Family:
    """The panel's plan for the family, and everybody in it (8.2.50, 8.2.51)."""

    relations: tuple[Relation, ...] = rows(
        "Whom to think of", Relation, row_title="Relation", rows_from=_relations, needed=True
    )
    route: str = text("How are they first told?", hint="By whom, where, and who is with them")
    how: str = text("How can they contribute?", hint="A talk, a letter, through an advocate")
    when: str = text("When, and on whose advice?", hint="Court days, birthdays, anniversaries")
    helps: str = line("Who helps them to take part", hint="The post")
    feedback: str = line("Who tells them what came of it", hint="The post")
    support: str = text("What support is there for all of them?")
    approved_on: UncertainDate = uncertain_date("The panel agreed this plan on")
    people: tuple[Relative, ...] = rows("Family", Relative, row_title="Person")


@frozen(kw_only=True)
class Contact:
    """One contact with one person, or an attempt at one."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("When, or planned for")
    who: str = choice("With whom", relatives, needed=True)
    sort: str = choice("What it was", SORTS, needed=True)
    means: str = choice("How", MEANS)
    why_not_face: str = text("If a talk was not face to face: why")
    by: str = line("Who spoke or wrote", hint="The post, not the name")
    explained: tuple[str, ...] = choices("What was explained", EXPLAINED)
    words: str = text("What came of it")


@frozen(kw_only=True)
class View:
    """What one person said, how it stands in the report, and whether they saw that."""

    id: str = row_id()
    who: str = choice("Whose views", relatives, needed=True)
    views: str = text("What they said, in a few lines")
    where: str = line("Where the report has it")
    shown_on: UncertainDate = uncertain_date("Shown to them on")
    outcome: str = choice("Do they agree how it stands there?", SHOWN)
    findings: tuple[str, ...] = refs("What it changed or led to", "theme", "finding", "recommendation")
    shaped: str = text("If it led to nothing: why", hint="It is in the report all the same")
    saw_on: UncertainDate = uncertain_date("Saw the report before publication, on")
    saw_not: str = text("If they did not: why", hint="As in: was offered it on 2 October, and would rather not")


@frozen(kw_only=True)
class FamilyContact:
    """The log of every contact and attempt, and what became of the family's views (8.2.52, 8.2.53)."""

    contacts: tuple[Contact, ...] = rows("Contacts and attempts", Contact, row_title="Contact")
    every: float | None = number("Days after which somebody should speak with them again", hint="60, unless agreed")
    views: tuple[View, ...] = rows("Their views in the report", View, row_title="Person", rows_from=_contributors)
    in_report: str = line("Where the report tells of every attempt, and why somebody is missing", hint="A heading")
