"""One source, two editions: the public one is made from what of a review may be published, listed and nothing more.

The table of what differs, and why, is in README.md of this room.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256

from attrs import evolve, frozen

from lcspr_core.cases.agencies import Agency
from lcspr_core.methodology import Methodology, Publishable
from lcspr_core.plain import as_json
from lcspr_core.plan import Plan
from lcspr_core.procedure.decided import decided_on
from lcspr_core.release.public_words import PublicWords, public_title
from lcspr_core.review import Header, Review
from lcspr_core.thread import Record, Rung

MARKING = "FOR PUBLICATION"
CHECK = "content_check"
# What is kept of a record beside its sentence; a kind on another rung is not published at all.
FIELDS: Mapping[Rung, tuple[str, ...]] = {
    Rung.CONTRIBUTION: ("voice",),
    Rung.THEME: (),
    Rung.FINDING: (),
    Rung.RECOMMENDATION: (),
    Rung.ACTION: ("agency", "due"),
    Rung.IMPACT: (),
}
UNCHOSEN = (
    "No methodology that is installed leads this review, so nobody has said whether its report may be published. "
    "Make the internal edition, or choose a methodology first."
)
NEVER = "What “{title}” ends in is not to be published as a review. Make the internal edition."
UNCHECKED = (
    "What “{title}” ends in may be published once somebody has checked its content. "
    "Read the internal edition, then record the check on the Documents page."
)
CHANGED = (
    "The text was changed after its content was checked, so it cannot be published yet. "
    "Read what is new, and record the check again on the Documents page."
)


class Edition(StrEnum):
    """Whom a document is for: the panel and those who work on the review, or everybody."""

    INTERNAL = "internal"
    PUBLIC = "public"


@frozen(kw_only=True)
class ContentCheck:
    """That somebody read what is to be published: who and when, whose words may be quoted, and the text they read."""

    by: str
    on: str
    quotes: frozenset[str]
    covers: str


def published(review: Review, methodology: Methodology, quotes: Collection[str] = ()) -> Review:
    """Return what of a review may be published, with these contributions quoted and no others."""
    agencies = tuple(review.all("agency"))
    words = PublicWords.of(review.all("person"), agencies)
    records = tuple(_records(review, methodology, quotes, words))
    here = {one.id for one in records}
    named = {str(one.fields.get("agency", "")) for one in records}
    shown = (Agency(id=one.id, title=public_title(one, agencies)) for one in agencies if one.id in named)
    made = Review(header=_header(review)).with_records("agency", shown)
    if review.plan:
        made = made.with_records("plan", [Plan(lead=review.plan.lead)])
    for one in records:
        links = tuple(link for link in one.rests_on if link.to in here)
        made = made.with_records(one.kind, [evolve(one, rests_on=links)])
    return made


def _header(review: Review) -> Header:
    header, decided = review.header, decided_on(review)
    return Header(
        id=header.id,
        title=header.title,
        opened_on=header.opened_on.replace(day=1),
        decided_on=decided and decided.replace(day=1),
        marking=MARKING,
    )


def _records(review: Review, methodology: Methodology, quotes: Collection[str], words: PublicWords) -> Iterator[Record]:
    for one in review.thread():
        kind = methodology.kinds.get(one.kind)
        rung = kind.rung if kind else None
        if one.withdrawn or rung is None or rung not in FIELDS:
            continue
        if rung is Rung.CONTRIBUTION and one.id not in quotes:
            continue
        kept = {name: one.fields[name] for name in FIELDS[rung] if name in one.fields}
        yield Record(id=one.id, kind=one.kind, title=words(one.title), rests_on=one.rests_on, fields=kept)


def digest(review: Review) -> str:
    """Return the hash of a review's whole text: the same for the same words, whatever order they were saved in."""
    records = {kind: {name: as_json(one) for name, one in some.items()} for kind, some in review.records.items()}
    told = json.dumps({"header": as_json(review.header), "records": records}, sort_keys=True, ensure_ascii=False)
    return sha256(told.encode("utf-8", "replace")).hexdigest()


# --- the content check ------------------------------------------------------------------------------------------------


def checked(review: Review, methodology: Methodology, quotes: Iterable[str], *, by: str, on: date) -> Record:
    """Return the record that the content was checked as it stands now, and whose words may be quoted."""
    standing = {one.id for one in quotable(review)}
    chosen = sorted(set(quotes) & standing)
    covers = digest(published(review, methodology, chosen))
    fields = {"by": by, "on": on.isoformat(), "quotes": chosen, "covers": covers}
    return Record(id=CHECK, kind=CHECK, title="The content was checked for publication", fields=fields)


def quotable(review: Review) -> tuple[Record, ...]:
    """Return the contributions whose words somebody may let be quoted."""
    return tuple(one for one in review.all("contribution") if isinstance(one, Record))


def check_of(review: Review) -> ContentCheck | None:
    """Return the content check that was recorded last, whatever has changed since."""
    found = review.one(CHECK, CHECK)
    if found is None or found.withdrawn:
        return None
    fields = found.fields
    return ContentCheck(
        by=str(fields.get("by", "")),
        on=str(fields.get("on", "")),
        quotes=frozenset(str(one) for one in fields.get("quotes", ())),
        covers=str(fields.get("covers", "")),
    )


def stands(review: Review, methodology: Methodology) -> bool:
    """Say whether the content was checked, and nothing of it changed since."""
    check = check_of(review)
    return check is not None and check.covers == digest(published(review, methodology, check.quotes))


def hindrance(review: Review, methodology: Methodology | None) -> str:
    """Say in a sentence what keeps the public edition from being made; nothing where it may be."""
    if methodology is None:
        return UNCHOSEN
    if methodology.publishable is Publishable.NO:
        return NEVER.format(title=methodology.title)
    if methodology.publishable is Publishable.YES or stands(review, methodology):
        return ""
    return CHANGED if check_of(review) else UNCHECKED.format(title=methodology.title)


def publication(review: Review, methodology: Methodology) -> Review:
    """Return what the public edition is made from; words are quoted only where the check of them still holds."""
    check = check_of(review) if stands(review, methodology) else None
    return published(review, methodology, check.quotes if check else ())
