"""What is still wanting before a report may be published, each with its paragraph: one list for page, gate and duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from lcspr_core.cases.public_files import KIND, same
from lcspr_core.procedure.families import unseen
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.alternative import Alternative
from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.forms.lists import BODIES
from lcspr_core.procedure.forms.media import Media
from lcspr_core.procedure.forms.overview_asks import SignOff
from lcspr_core.procedure.forms.publication import Copy, Publication
from lcspr_core.procedure.forms.safeguards_asks import Safeguards
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.gates.overview import out_of_order
from lcspr_core.procedure.gates.setting_out import submitted_unseen
from lcspr_core.procedure.parallels import Cleared, cleared
from lcspr_core.review import Review
from lcspr_core.timescales.clocks import clocks_under
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import worked_under
from lcspr_core.timescales.rules import Rule, due

COPIES = ("copies_national", "copies_local")


@frozen(kw_only=True)
class Wanting:
    """One thing that stands between a report and its publication, and the way out."""

    sentence: str
    source: str
    way_out: str


def wanting(review: Review) -> tuple[Wanting, ...]:
    """Return what is still wanting before the report of a review may be published on its day."""
    plan, safe = answered(review, "publication", Publication), answered(review, "safeguards", Safeguards)
    return (
        *_day(plan),
        *_signed_off(review, plan),
        *_copies(review, plan),
        *_holds(plan),
        *_orders(safe),
        *_harm(plan),
        *_read(review, plan),
        *_media(review),
        *_police(review),
        *_family(review),
    )


def _day(plan: Publication) -> Iterator[Wanting]:
    if not is_filled(plan.planned_on):
        yield Wanting(sentence="No day is planned yet.", source="8.2.60", way_out="Give the day that is planned.")


def _signed_off(review: Review, plan: Publication) -> Iterator[Wanting]:
    """A review is published once the partnership signed it off; another learning review once it went there."""
    other = answered(review, "decision", Decision).outcome == "other"
    signed = answered(review, "sign_off", SignOff).signed_on.start
    ready = answered(review, "alternative", Alternative).submitted_on.start if other else signed
    form = "Another learning review" if other else "Sign-off"
    day = plan.published_on.start or plan.planned_on.start
    if ready is None:
        sentence = "It has not gone to the partnership yet." if other else "The partnership has not signed it off yet."
        yield Wanting(sentence=sentence, source="8.2.49; 8.2.60", way_out=f"Give the day on {form}.")
        return
    for one in submitted_unseen(review) if other else out_of_order(review):
        yield Wanting(sentence=one.sentence, source=one.source, way_out=one.way_out)
    if day and day < ready:
        sentence = f"The day comes before {said(ready)}, when the partnership had it."
        yield Wanting(sentence=sentence, source="8.2.49; 8.2.60", way_out="Move the day of publication.")


def _harm(plan: Publication) -> Iterator[Wanting]:
    looked = [one for one in plan.harm if one.words.strip() and is_filled(one.looked_on)]
    if not looked or len(looked) < len(plan.harm):
        yield Wanting(
            sentence="What publication could do to each surviving child and adult has not been looked at.",
            source="8.2.62",
            way_out="Add each of them under “Could it harm anybody?”, with what was changed for it and the day.",
        )


def copies_rule(review: Review) -> Rule:
    """Return how long before publication copies are sent: the strictest rule of the edition stamped on the case."""
    here = {one.key: one.rule for one in clocks_under(worked_under(review.header.edition))}
    return next(here[key] for key in COPIES if key in here)


def _copies(review: Review, plan: Publication) -> Iterator[Wanting]:
    sent = {one.to: one for one in plan.copies}
    day = plan.published_on.start or plan.planned_on.start
    last = due(copies_rule(review), day, closed=review.all("closed_day")).due if day else None
    for body in BODIES:
        yield from _copy(body.title, sent.get(body.key), last)


def _copy(title: str, copy: Copy | None, last: date | None) -> Iterator[Wanting]:
    if copy is None or copy.sent_on.start is None:
        by = f" It is due there by {said(last)}." if last else ""
        yield Wanting(sentence=f"{title} has no copy yet.{by}", source="8.2.66", way_out="Send it, and give the day.")
    elif last and copy.sent_on.start > last:
        late = f"{title} had its copy on {said(copy.sent_on.start)}, and {said(last)} was the last day for that."
        yield Wanting(sentence=late, source="8.2.66", way_out="Move the day of publication.")


def _holds(plan: Publication) -> Iterator[Wanting]:
    for one in plan.holds:
        if not is_filled(one.ended_on):
            yield Wanting(
                sentence=f"Publication waits, on the advice of: {one.advised_by or 'nobody who is named'}.",
                source="8.2.60; 8.2.57",
                way_out="When what it waits for has ended, give that day. Learning and actions go on meanwhile.",
            )


def _orders(safe: Safeguards) -> Iterator[Wanting]:
    for one in safe.orders:
        if not is_filled(one.cleared_on):
            yield Wanting(
                sentence=f"An order stands and is not cleared: {one.what}.",
                source="8.2.65",
                way_out="Ask the legal adviser, and put down who cleared it and when.",
            )


def _read(review: Review, plan: Publication) -> Iterator[Wanting]:
    if not plan.read_by.strip():
        yield Wanting(
            sentence="The finished file has not been read once more for people who could be recognised.",
            source="8.2.43; 8.2.40",
            way_out="Have somebody read it, and say on Publication who did.",
        )
    if not _searched(review, plan):
        yield Wanting(
            sentence="It is not shown that the file itself was searched for names.",
            source="8.2.43; 8.2.62",
            way_out="Choose on Publication the file that was searched, as Documents made it. If it was made elsewhere, "
            "add it there by its hash, and say who searched it and how.",
        )
    elif plan.published_hash.strip() and not same(plan.scanned_hash, plan.published_hash):
        yield Wanting(
            sentence="The file that was published is not the one that was searched for names.",
            source="8.2.43; 8.2.62",
            way_out="Search the very file that is published: make it on Documents, and choose it on Publication.",
        )


def _searched(review: Review, plan: Publication) -> bool:
    """Say whether the program recorded that it searched the file, or somebody says who else did and how."""
    here = (one.sha256 for one in review.all(KIND))
    told = (one.hash for one in plan.elsewhere if one.searched.strip())
    return any(same(plan.scanned_hash, one) for one in (*here, *told))


def _media(review: Review) -> Iterator[Wanting]:
    media = answered(review, "media", Media)
    if not media.strategy.strip():
        yield Wanting(sentence="There is no media strategy.", source="8.2.69", way_out="Write it on Media.")
    if not media.contacts or any(not is_filled(one.briefed_on) for one in media.contacts):
        unbriefed = "A press office has not been briefed."
        yield Wanting(sentence=unbriefed, source="8.2.69", way_out="Brief each one, and give the day on Media.")


def _police(review: Review) -> Iterator[Wanting]:
    if cleared(review, "sharing") in {Cleared.UNASKED, Cleared.WAIT}:
        yield Wanting(
            sentence="A criminal process is open, and the police have not said that sharing may go ahead.",
            source="8.2.58",
            way_out="Ask them, and put their answer on Other processes.",
        )


def _family(review: Review) -> Iterator[Wanting]:
    for who in unseen(review):
        yield Wanting(
            sentence=f"{who} contributed, and has not seen the report.",
            source="8.2.53",
            way_out="Show it, and give the day on Contact with the family; or write there that they would rather not.",
        )
