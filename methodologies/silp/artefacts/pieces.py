"""The small pieces that SILP's documents are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from lcspr_core import Prose, Quote, Quotes, Record, Review, Section, View, date_of, quote

NOT_YET = "Nothing written yet."


def prose(text: str) -> Prose:
    """Return a text as prose, or say that there is none yet."""
    return Prose(text=text.strip() or NOT_YET)


def labelled(pairs: Mapping[str, str]) -> Prose:
    """Return short answers under their labels, leaving out those that are empty."""
    return prose("\n\n".join(f"**{label}** {text.strip()}" for label, text in pairs.items() if text.strip()))


def part(title: str, *views: View) -> Section:
    """Return a section, or one that says that there is nothing in it yet."""
    return Section(title=title, views=views or (prose(""),))


def listed(records: Iterable[Record]) -> str:
    """Return the titles of records in one line."""
    return "; ".join(one.title.strip().rstrip(".") for one in records)


def when(record: Record, name: str = "when") -> str:
    """Return a record's date as it was typed."""
    body = record.fields.get(name)
    return date_of(body).typed if isinstance(body, Mapping) else str(body or "")


def below(review: Review, record: Record, kind: str) -> tuple[Record, ...]:
    """Return the standing records of a kind that a record rests on directly."""
    found = (review.one(kind, link.to) for link in record.rests_on)
    return tuple(one for one in found if one is not None and not one.withdrawn)


def quotes(review: Review, records: Iterable[Record], title: str = "In people's own words") -> tuple[View, ...]:
    """Return people's words as quotations, with as much of the speaker as each of them allowed."""
    said = tuple(_attributed(review, one) for one in records)
    return (Quotes(quotes=said, title=title),) if said else ()


def _attributed(review: Review, record: Record) -> Quote:
    plain = quote(review, record)
    return evolve(plain, who=str(record.fields.get("role", ""))) if is_family(record) else plain


def is_family(record: Record) -> bool:
    """Say whether somebody of the family said this."""
    return bool(record.fields.get("family"))


def about_episode(review: Review, episode: str) -> tuple[Record, ...]:
    """Return what was said about one key episode."""
    return tuple(one for one in review.all("contribution") if one.fields.get("episode") == episode)
