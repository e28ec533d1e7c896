"""One check as SILP writes it: what to look for, and the sentence, source and way out that a person gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from attrs import frozen

from lcspr_core import Check, Concern, Review, Severity


@frozen(kw_only=True)
class Found:
    """Something that does not hold: the sentence, and the records or answers it is about."""

    sentence: str
    about: tuple[str, ...] = ()


@frozen(kw_only=True)
class Looked:
    """What every concern of one check has in common."""

    key: str
    severity: Severity
    source: str
    way_out: str
    look: Callable[[Review], Iterable[Found]]


def check(
    key: str,
    title: str,
    look: Callable[[Review], Iterable[Found]],
    *,
    source: str,
    reads: tuple[str, ...],
    way_out: str,
    severity: Severity = Severity.WARNING,
) -> Check:
    """Return a check whose concerns all carry its key, source and way out."""
    looked = Looked(key=key, severity=severity, source=source, way_out=way_out, look=look)
    return Check(
        key=key, title=title, source=source, find=partial(_concerns, looked), severity=severity, reads=("plan", *reads)
    )


def _concerns(looked: Looked, review: Review) -> Iterable[Concern]:
    for found in looked.look(review):
        yield Concern(
            key=looked.key,
            sentence=found.sentence,
            severity=looked.severity,
            source=looked.source,
            way_out=looked.way_out,
            about=found.about,
        )
