"""What has to be known of a review to judge who sees what in it: its plan, and its answers without their words."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from attrs import frozen

from lcspr_core.adapting import plans, taken
from lcspr_core.errors import Unreadable
from lcspr_core.methodology import Methodology, PlatformRole
from lcspr_core.plain import from_json
from lcspr_core.review import LEDGERS, Header, Review, value_class
from lcspr_core.seeing import Viewer, hidden
from lcspr_core.store import Applied, Contents
from lcspr_jupyter.server.people import LEADS, Caller

Body = Mapping[str, Any]
FRAME = frozenset({"plan", "terms", "agency", "person", "answer"})
TELLING = ("step", "strand", "of", "state", "agency")  # of an answer, what decides who sees it
UNREAD = Header(id="unread", title="", opened_on=date.min)


@frozen(kw_only=True)
class Asked:
    """What a step declares of its answers: the roles that it asks, and what it is asked of."""

    roles: frozenset[PlatformRole]
    per: tuple[str, ...]


class Sight:
    """One review as far as rights depend on it, kept in step with each save."""

    def __init__(self, contents: Contents, methodologies: Mapping[str, Methodology]) -> None:
        """Keep what matters of a review that was just read."""
        self.methodologies = methodologies
        steps = [step for one in methodologies.values() for step in one.steps]
        self.kinds = FRAME | {kind for step in steps for kind in step.per}
        self.bodies = {
            kind: {name: _light(kind, body) for name, (_, body) in contents.records.get(kind, {}).items()}
            for kind in self.kinds
        }
        self._coming: Mapping[str, Body] = {}
        self._forget()

    def _forget(self) -> None:
        self._hidden: dict[Caller, frozenset[str]] = {}
        self._asked: Mapping[tuple[str, str], Asked] | None = None
        self._review: Review | None = None

    def heed(self, changes: Iterable[Applied]) -> None:
        """Take in what was saved; what changes no right is kept without judging anything anew."""
        for one in changes:
            if one.kind in self.kinds:
                self._heed(one)

    def _heed(self, one: Applied) -> None:
        here = self.bodies[one.kind]
        new = None if one.body is None else _light(one.kind, one.body)
        if here.get(one.id) != new:
            self._forget()
        if new is None:
            here.pop(one.id, None)
        else:
            here[one.id] = new

    def answer(self, name: str) -> Body | None:
        """Return one answer, without its words; one that comes in the batch being judged counts as there."""
        return self.bodies["answer"].get(name) or self._coming.get(name)

    @contextmanager
    def expecting(self, answers: Mapping[str, Body]) -> Iterator[None]:
        """Judge what belongs to answers that come with it."""
        self._coming = {name: _light("answer", body) for name, body in answers.items()}
        try:
            yield
        finally:
            self._coming = {}

    def asked(self, answer: Body) -> Asked | None:
        """Return what the step of an answer declares, or nothing when no present plugin knows it."""
        if self._asked is None:
            self._asked = self._declared()
        return self._asked.get((str(answer.get("strand", "")), str(answer.get("step", ""))))

    def hidden(self, caller: Caller) -> frozenset[str]:
        """Return the ids of the answers that this person may not see yet, or at all."""
        if caller not in self._hidden:
            self._hidden[caller] = self._judge(caller)
        return self._hidden[caller]

    def _judge(self, caller: Caller) -> frozenset[str]:
        """Hide an answer if each role of the person hides it; without its plugin, all but those who lead."""
        each = [self._hidden_from(Viewer(id=caller.id, role=role, agency=caller.agency)) for role in caller.roles]
        unseen = frozenset.intersection(*each) if each else frozenset(self.bodies["answer"])
        if caller.leads:
            return unseen
        unknown = {name for name, body in self.bodies["answer"].items() if self.asked(body) is None}
        own = {name for name, body in self.bodies["answer"].items() if is_own(caller, body)}
        return unseen | (unknown - own)

    def _hidden_from(self, viewer: Viewer) -> frozenset[str]:
        try:
            return hidden(self.review, self.methodologies, viewer)
        except Exception as fault:  # noqa: BLE001  (what a plugin declares may be wrong; then the doubt hides)
            logging.getLogger(__name__).warning("rights could not be judged: %s", type(fault).__name__)
            return frozenset() if viewer.role in LEADS else frozenset(self.bodies["answer"])

    def _declared(self) -> Mapping[tuple[str, str], Asked]:
        return {
            (place.strand, place.step.key): _asked(self.methodologies[place.methodology], place.step)
            for plan in plans(self.review, self.methodologies)
            for strand in plan.all_strands
            if strand.methodology in self.methodologies
            for place in taken(plan, strand, self.methodologies[strand.methodology], self.methodologies)
        }

    @property
    def review(self) -> Review:
        """The review as values, with what cannot be read left out."""
        if self._review is None:
            review = Review(header=UNREAD)
            for kind in self.kinds - set(LEDGERS):
                review = review.with_records(kind, values_of(kind, self.bodies[kind].values()))
            self._review = review
        return self._review


def is_own(caller: Caller, answer: Body) -> bool:
    """Say whether an answer is asked of this person's agency."""
    return bool(caller.agency) and answer.get("agency") == caller.agency


def _light(kind: str, body: Body) -> Body:
    if kind != "answer":
        return body
    told = {name: body[name] for name in TELLING if name in body}
    return {**told, "id": body.get("id", ""), "of": list(body.get("of") or ())}


def values_of(kind: str, bodies: Iterable[Body]) -> Iterable[Any]:
    """Return bodies of a kind as values, with what cannot be read left out."""
    for body in bodies:
        try:
            yield from_json(value_class(kind), body)
        except Unreadable:
            continue


def _asked(methodology: Methodology, step: Any) -> Asked:
    named = {*step.answered_by, *step.signed_by}
    roles = (role.counts_as for role in methodology.roles if role.key in named)
    return Asked(roles=frozenset(role for role in roles if role is not None), per=step.per)
