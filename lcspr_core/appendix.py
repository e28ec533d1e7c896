"""The appendix “Learning and recommendations”: what was learned, what it rests on, and what is to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.frozen_json import Json
from lcspr_core.methodology import Methodology
from lcspr_core.procedure.decided import decided_on
from lcspr_core.procedure.methods import why_this_way
from lcspr_core.review import Review
from lcspr_core.thread import Record, RecordKind, Rung, came_of, loose_ends
from lcspr_core.timescales.dates import MONTHS, said
from lcspr_core.views import Prose, Quote, Quotes, Section, Table, View, VoiceKind

NOBODY = "a colleague"
INTERNAL_WORDS = "People are named by the codes that the panel agreed; their words are their own."
PUBLIC_WORDS = (
    "People are named by the codes that the panel agreed, staff by their role, and agencies by what they do. "
    "Days are given as months."
)
UNQUOTED = "What people said is set out as learning here, and not quoted."
NO_METHODOLOGY = "No methodology has been chosen for this review yet, so there is nothing to set out."


def learning_and_recommendations(
    review: Review, methodology: Methodology | None, *, for_public: bool = False
) -> tuple[View, ...]:
    """Return the appendix of a review in reading order, for any methodology.

    For the public it is given a review in which nothing else is left, and says nothing of what was left out of it:
    how many spoke to a theme, and what hangs in the air.
    """
    if methodology is None:
        return (Prose(text=NO_METHODOLOGY),)
    kinds = methodology.kinds
    sections = (
        Section(title="About this appendix", views=tuple(_about(review, methodology, for_public=for_public))),
        Section(title="What was learned", views=tuple(_learned(review, kinds, for_public=for_public))),
        Section(title="What is recommended", views=tuple(_recommended(review, kinds))),
        Section(title="Who does what, by when", views=(_actions(review, kinds),)),
    )
    if for_public:
        return (*sections, Section(title="Themes", views=(_named_themes(review, kinds),)))
    why = why_this_way(review)
    return (
        *((sections[0], Section(title="Why it was done in this way", views=why), *sections[1:]) if why else sections),
        Section(title="Themes, and how widely each was heard", views=(_themes(review, kinds),)),
        Section(title="What still hangs in the air", views=(_loose(review, kinds),)),
    )


def on_rung(review: Review, kinds: Mapping[str, RecordKind], rung: Rung) -> tuple[Record, ...]:
    """Return the standing records on one rung of the thread, of whatever kind."""
    return tuple(
        one for one in review.thread() if not one.withdrawn and one.kind in kinds and kinds[one.kind].rung is rung
    )


def _about(review: Review, methodology: Methodology, *, for_public: bool) -> Iterable[View]:
    decided = decided_on(review)
    when = f"in {MONTHS[decided.month - 1]} {decided.year}" if for_public and decided else f"on {said(decided)}"
    since = f" The decision to review was made {when}." if decided else ""
    yield Prose(
        text=f"This appendix belongs to the review known as **{review.header.title}**.{since} "
        f"It was carried out as a {methodology.title[0].lower()}{methodology.title[1:]}. "
        f"{PUBLIC_WORDS if for_public else INTERNAL_WORDS}"
    )
    if for_public and not review.all("contribution"):
        yield Prose(text=UNQUOTED)
    if methodology.notice:
        yield Prose(text=methodology.notice)


def _learned(review: Review, kinds: Mapping[str, RecordKind], *, for_public: bool) -> Iterable[View]:
    found = on_rung(review, kinds, Rung.FINDING)
    if not found:
        yield Prose(text="No learning has been set out yet.")
    for number, one in enumerate(found, start=1):
        yield Section(title=f"{number}. {one.title}", views=tuple(_rests_on(review, one, for_public=for_public)))


def _rests_on(review: Review, record: Record, *, for_public: bool) -> Iterable[View]:
    below = [found for link in record.rests_on if isinstance(found := review.find(link.to), Record)]
    standing = [one for one in below if not one.withdrawn]
    words = tuple(quote(review, one) for one in standing if one.kind == "contribution")
    if words:
        yield Quotes(quotes=words, title="In people's own words")
    others = [one for one in standing if one.kind != "contribution"]
    titles = [one.title if for_public else _with_weight(review, one) for one in others]
    if titles:
        lead = "It also rests on" if words else "It rests on"
        yield Prose(text=f"{lead}:\n\n" + "\n".join(f"- {title}" for title in titles))
    if not standing and not for_public:
        yield Prose(text="*Nothing that was said or recorded is linked to this yet.*")


def _with_weight(review: Review, record: Record) -> str:
    voices = _voices(review, record)
    if not voices:
        return record.title
    agencies = {one.fields.get("agency") for one in voices} - {None, ""}
    return f"{record.title} ({_counted(len(voices), 'contribution')}, {_counted(len(agencies), 'agency', 'agencies')})"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _voices(review: Review, record: Record) -> tuple[Record, ...]:
    found = (review.one("contribution", link.to) for link in record.rests_on)
    return tuple(one for one in found if one is not None and not one.withdrawn)


def quote(review: Review, contribution: Record) -> Quote:
    """Return a contribution as a quotation, attributed as far as its writer allowed."""
    voice = contribution.fields.get("voice")
    return Quote(
        words=contribution.title,
        voice=VoiceKind(voice) if voice in set(VoiceKind) else VoiceKind.FACT,
        who=NOBODY if contribution.fields.get("anonymous") else _agency(review, contribution),
        when=typed(contribution.fields.get("when")),
    )


def _agency(review: Review, record: Record) -> str:
    code = str(record.fields.get("agency", ""))
    agency = review.one("agency", code)
    return str(agency.title) if agency else code


def typed(when: Json) -> str:
    """Return a stored date as it was typed."""
    return str(when.get("typed", "")) if isinstance(when, Mapping) else str(when or "")


def _recommended(review: Review, kinds: Mapping[str, RecordKind]) -> Iterable[View]:
    found = on_rung(review, kinds, Rung.RECOMMENDATION)
    if not found:
        yield Prose(text="No recommendation has been made yet.")
    for number, one in enumerate(found, start=1):
        below = [str(under.title) for link in one.rests_on if (under := review.find(link.to)) is not None]
        because = "\n".join(f"- {title}" for title in below) or "- *nothing yet*"
        text = f"This answers:\n\n{because}"
        yield Section(title=f"Recommendation {number}. {one.title}", views=(Prose(text=text),))


def _actions(review: Review, kinds: Mapping[str, RecordKind]) -> Table:
    wanted = enumerate(on_rung(review, kinds, Rung.RECOMMENDATION), start=1)
    number = {one.id: str(place) for place, one in wanted}
    return Table(
        title="Actions",
        columns=("Action", "Agency", "By when", "Recommendation"),
        rows=tuple(_action(review, one, number) for one in on_rung(review, kinds, Rung.ACTION)),
        empty="No action has been agreed yet.",
    )


def _action(review: Review, action: Record, number: Mapping[str, str]) -> tuple[str, ...]:
    when = typed(action.fields.get("due"))
    answers = ", ".join(number[link.to] for link in action.rests_on if link.to in number)
    return (action.title, _agency(review, action), when, answers)


def _themes(review: Review, kinds: Mapping[str, RecordKind]) -> Table:
    return Table(
        title="Themes",
        columns=("Theme", "Contributions", "Agencies", "Led to learning"),
        rows=tuple(_theme(review, one, kinds) for one in on_rung(review, kinds, Rung.THEME)),
        empty="No theme has been named yet.",
    )


def _named_themes(review: Review, kinds: Mapping[str, RecordKind]) -> View:
    """The themes by name alone: in a small room, how many spoke to one can tell who did."""
    found = on_rung(review, kinds, Rung.THEME)
    return Prose(text="\n".join(f"- {one.title}" for one in found) or "No theme has been named yet.")


def _theme(review: Review, theme: Record, kinds: Mapping[str, RecordKind]) -> tuple[str, ...]:
    voices = _voices(review, theme)
    agencies = {one.fields.get("agency") for one in voices} - {None, ""}
    above = came_of([one for one in review.thread() if not one.withdrawn], theme.id)
    learned = any(one.kind in kinds and kinds[one.kind].rung is Rung.FINDING for one in above)
    return (theme.title, str(len(voices)), str(len(agencies)), "yes" if learned else "not yet")


def _loose(review: Review, kinds: Mapping[str, RecordKind]) -> View:
    found = loose_ends(review.thread(), kinds)
    if not found:
        return Prose(text="Everything set out here rests on something that was said or recorded.")
    return Prose(text="\n".join(f"- {one.sentence}" for one in found))
