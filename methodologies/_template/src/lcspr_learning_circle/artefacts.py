"""What the methodology ends in: a short note, composed from the thread alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from lcspr_core import (
    Artefact,
    Bespoke,
    Prose,
    Quote,
    Quotes,
    Record,
    Review,
    Section,
    Table,
    View,
    VoiceKind,
    named,
    told,
)

from .asks import Question
from .kinds import CONDITIONS

WHEEL = Path(__file__).with_name("wheel.js").read_text(encoding="utf-8")


def note(review: Review) -> Iterable[View]:
    """Compose the learning note, in reading order."""
    for one in told(review, "learning_circle", "question", Question):
        yield Prose(text=one.said.asked or "The question is still open.")
    yield Section(title="What was said", views=(quotes(review),))
    yield Section(title="What shaped it", views=(wheel(review),))
    yield learned(review)


def quotes(review: Review) -> Quotes:
    """Show what was said, each with its agency; others' contributions may lack what ours have."""
    return Quotes(quotes=tuple(_quote(review, one) for one in review.all("contribution")))


def _quote(review: Review, said: Record) -> Quote:
    voice = said.fields.get("voice")
    kind = VoiceKind(voice) if voice in set(VoiceKind) else VoiceKind.FACT
    return Quote(words=said.title, voice=kind, who=named(review, said.fields.get("agency", "")))


def learned(review: Review) -> Table:
    """Lay what was learned beside what should change."""
    changes = review.all("recommendation")
    return Table(
        title="What we learned, and what should change",
        columns=("What we learned", "What should change"),
        rows=tuple(
            (point.title, " ".join(one.title for one in changes if point.id in {link.to for link in one.rests_on}))
            for point in review.all("finding")
        ),
    )


def wheel(review: Review) -> Bespoke:
    """Draw how often each condition shaped what was said; on paper it is a table."""
    counted = Counter(key for one in review.all("contribution") for key in one.fields.get("shaped_by", ()))
    spokes = [(term.title, counted[term.key]) for term in CONDITIONS.terms]
    return Bespoke(
        title="What shaped the work",
        module=WHEEL,
        data={"spokes": [{"title": title, "count": count} for title, count in spokes]},
        fallback=Table(
            title="What shaped the work",
            columns=("Condition", "Times named"),
            rows=tuple((title, str(count)) for title, count in spokes),
        ),
    )


ARTEFACTS = (Artefact(key="note", title="Learning note", compose=note, step="learning"),)
