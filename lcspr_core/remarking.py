"""What there is to remark on the wording of a review, and what a person set aside with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.concerns import Concern
from lcspr_core.errors import OutOfOrder
from lcspr_core.passages import Passage, passages
from lcspr_core.review import Review
from lcspr_core.smart import LABELS, Smart, smart_words
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table
from lcspr_core.wording.catalogue import Rule, Sort, catalogue
from lcspr_core.wording.dismissals import Dismissal, dismissal_id
from lcspr_core.wording.letters import Glossary
from lcspr_core.wording.matching import Remark, remarks

MOST_WORDS, LONGEST = 3, 160
STANDS, LAPSED = "stands", "the wording has changed since"


@frozen(kw_only=True)
class Remarked:
    """What one class of the catalogue remarks in one sentence of a drafted text."""

    passage: Passage
    rule: Rule
    wording: str
    remarks: tuple[Remark, ...]

    @property
    def dismissal(self) -> str:
        """The id under which a person sets this aside."""
        return dismissal_id(self.passage.about, self.rule.key, self.wording)


def remarked(review: Review, methodologies: Methodologies = NO_OTHERS) -> tuple[Remarked, ...]:
    """Return every remark on the wording of a review, those set aside among them."""
    glossary = tuple(sorted((one.id, one.title) for one in review.all("agency")))
    return tuple(one for passage in passages(review, methodologies) for one in _in_passage(passage, glossary))


def wording_concerns(review: Review, methodologies: Methodologies = NO_OTHERS) -> tuple[Concern, ...]:
    """Return what a person may want to word otherwise, what harms most first: advice, which can be set aside."""
    kept: tuple[Dismissal, ...] = review.all("dismissal")
    order = tuple(catalogue())
    left = (one for one in remarked(review, methodologies) if not _is_set_aside(one, kept))
    return tuple(_concern(one) for one in sorted(left, key=lambda one: order.index(one.rule.key)))


def dismissed(review: Review, methodologies: Methodologies, name: str, *, reason: str, by: str, on: date) -> Dismissal:
    """Return the dismissal of a remark by its id; it needs a reason, and the words must still be as they were."""
    if not reason.strip():
        raise OutOfOrder("Say why the wording stays as it is: the reason is kept.")
    found = next((one for one in remarked(review, methodologies) if one.dismissal == name), None)
    if found is None:
        raise OutOfOrder("This wording has changed since the remark was made. Look at it again.")
    return Dismissal(
        id=name,
        about=found.passage.about,
        of=found.passage.of,
        rule=found.rule.key,
        wording=found.wording,
        reason=reason.strip(),
        by=by,
        on=on,
    )


def dismissals_table(review: Review, methodologies: Methodologies = NO_OTHERS) -> Table:
    """Return every remark that was set aside, with its reason, who did it and when, and whether that still stands."""
    now = {(one.passage.about, one.rule.key, one.wording) for one in remarked(review, methodologies)}
    rows = tuple(
        (one.wording, _title(one.rule), one.reason, one.by, said(one.on), STANDS if _key(one) in now else LAPSED)
        for one in review.all("dismissal")
    )
    columns = ("Wording", "Remark", "Reason", "By", "On", "Whether it stands")
    return Table(title="Remarks on wording that were set aside", columns=columns, rows=rows, empty="None.")


def recommended(review: Review, methodologies: Methodologies = NO_OTHERS) -> tuple[Passage, ...]:
    """Return every recommendation and action of a review, those of the agencies' own reports among them."""
    return tuple(one for one in passages(review, methodologies) if one.sort is Sort.RECOMMENDATION)


def smart_of(passage: Passage, today: date | None = None) -> Smart:
    """Return what a recommendation or an action of a review says of the five criteria, and how strong it reads."""
    return smart_words(passage.text, passage.fields, rests=passage.rests, today=today)


def smart_table(
    review: Review, methodologies: Methodologies = NO_OTHERS, *, paragraph: str = "8.2.40", today: date | None = None
) -> Table:
    """Return every recommendation and action with the five criteria beside its strength, under a paragraph's labels."""
    rows = tuple(_row(one.text, smart_of(one, today)) for one in recommended(review, methodologies))
    columns = ("What", *LABELS[paragraph].values(), "Strength chosen", "How strong it reads", "What is missing")
    return Table(
        title="Recommendations and actions: SMART, and how strong",
        columns=columns,
        rows=rows,
        empty="Nothing is recommended yet.",
    )


def _row(text: str, found: Smart) -> tuple[str, ...]:
    chosen = found.chosen.value if found.chosen else "not chosen yet"
    says = (one.says.value for one in found.all)
    return (text, *says, chosen, found.suggested.sentence, " ".join(found.missing))


def _in_passage(passage: Passage, glossary: Glossary) -> Iterator[Remarked]:
    grouped: dict[tuple[str, int, int], list[Remark]] = {}
    for one in remarks(passage.text, passage.sort, glossary):
        if not (one.key == "unmeasurable" and passage.fields.get("measure")):
            grouped.setdefault((one.key, *one.sentence), []).append(one)
    for (_, start, end), some in grouped.items():
        yield Remarked(passage=passage, rule=some[0].rule, wording=passage.text[start:end], remarks=tuple(some))


def _is_set_aside(one: Remarked, kept: Iterable[Dismissal]) -> bool:
    return any(each.covers(one.passage.about, one.rule.key, one.wording) for each in kept)


def _concern(one: Remarked) -> Concern:
    found = ", ".join(f"“{_short(words)}”" for words in dict.fromkeys(each.found for each in one.remarks[:MOST_WORDS]))
    advice = one.remarks[0].instead
    example = f" As in: “{one.rule.after}”" if advice == one.rule.instead else ""
    return Concern(
        key=f"wording.{one.rule.key}",
        sentence=f"{one.passage.where}: {found} in {_quoted(one.wording)} {one.rule.why}",
        source=one.rule.source,
        way_out=f"{advice}{example}",
        about=(one.passage.about,),
        dismissal=one.dismissal,
    )


def _quoted(wording: str) -> str:
    short = _short(wording)
    return f"“{short}”" if short.endswith((".", "!", "?", "…")) else f"“{short}”."


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 2].rstrip()} …"


def _key(one: Dismissal) -> tuple[str, str, str]:
    return one.about, one.rule, one.wording


def _title(rule: str) -> str:
    known = catalogue().get(rule)
    return known.title if known else rule
