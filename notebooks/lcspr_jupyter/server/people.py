"""Who asks: an identity with what it was granted, and the same person at one page."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from lcspr_core.methodology import PlatformRole
from lcspr_jupyter.server.rights import DEEDS

EVERY = "*"
LEADS = frozenset({PlatformRole.COORDINATOR, PlatformRole.LEAD_REVIEWER})
ROLE_WORDS = {
    PlatformRole.COORDINATOR: "coordinator",
    PlatformRole.LEAD_REVIEWER: "lead reviewer",
    PlatformRole.PANEL_MEMBER: "panel member",
    PlatformRole.AGENCY_AUTHOR: "agency author",
    PlatformRole.ANALYST: "analyst",
    PlatformRole.READER: "reader",
}


@frozen(kw_only=True)
class Grant:
    """One role in one review, or in every review; an agency author's also names the agency."""

    role: PlatformRole
    review: str = EVERY
    agency: str = ""


@frozen(kw_only=True)
class Identity:
    """Somebody who may log in, and what they were granted."""

    id: str
    name: str
    grants: tuple[Grant, ...]

    def at(self, review: str | None, page: str) -> Caller:
        """Return this person at a page of a review, or at a page about none."""
        here = [one for one in self.grants if review is None or one.review in {EVERY, review}]
        return Caller(
            id=self.id,
            name=self.name,
            roles=tuple(role for role in PlatformRole if role in {one.role for one in here}),
            agency=next((one.agency for one in here if one.agency), ""),
            review=review,
            page=page,
        )

    def knows(self, review: str) -> bool:
        """Say whether this person has any role in a review."""
        return any(one.review in {EVERY, review} for one in self.grants)

    def may_everywhere(self, deed: str) -> bool:
        """Say whether a role of this person's in all reviews may do something that is of all of them."""
        return any(one.review == EVERY and deed in DEEDS[one.role] for one in self.grants)

    @property
    def opens_reviews(self) -> bool:
        """Whether this person leads the whole partnership's reviews, and so may open a new one."""
        return any(one.review == EVERY and one.role in LEADS for one in self.grants)


@frozen(kw_only=True)
class Caller:
    """One person at one page: what each request is judged by."""

    id: str
    name: str
    roles: tuple[PlatformRole, ...]
    agency: str = ""
    review: str | None = None
    page: str = ""

    @property
    def role(self) -> str:
        """The first of this person's roles here, the widest before the others."""
        return self.roles[0].value if self.roles else ""

    @property
    def leads(self) -> bool:
        """Whether this person runs the review."""
        return bool(LEADS & set(self.roles))

    def may(self, deed: str) -> bool:
        """Say whether one of this person's roles here may do something."""
        return any(deed in DEEDS[role] for role in self.roles)


def words_for(roles: Iterable[PlatformRole]) -> str:
    """Return roles as a page names them."""
    return ", ".join(ROLE_WORDS[role] for role in roles)


def owner(name: str = "You") -> Identity:
    """Return the person whose laptop this is: coordinator and lead reviewer of every review."""
    roles = (PlatformRole.COORDINATOR, PlatformRole.LEAD_REVIEWER)
    return Identity(id="owner", name=name, grants=tuple(Grant(role=role) for role in roles))
