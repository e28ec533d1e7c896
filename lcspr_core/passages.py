"""The texts of a review that somebody drafted: the thread from its themes on, and what is written in a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from attrs import field, frozen

from lcspr_core.adapting import NO_OTHERS, Methodologies, kinds_at_work, taken
from lcspr_core.asking import Control, questions
from lcspr_core.frozen_json import Json, JsonObject, frozen_object
from lcspr_core.methodology import Phase, Step
from lcspr_core.review import Review
from lcspr_core.smart import FIELDS
from lcspr_core.thread import HAND, Record, RecordKind, Rung
from lcspr_core.wording.catalogue import Sort

# What was said and recorded stands in people's own words, so the thread is read from its themes on.
SORTS: Mapping[Rung | None, Sort] = MappingProxyType(
    {
        Rung.THEME: Sort.FINDING,
        Rung.FINDING: Sort.FINDING,
        Rung.RECOMMENDATION: Sort.RECOMMENDATION,
        Rung.ACTION: Sort.RECOMMENDATION,
        Rung.IMPACT: Sort.DRAFT,
    }
)
# In these phases a reviewer or an agency's author writes; in the others people are asked, and heard.
WRITTEN = frozenset({Phase.ASSEMBLE, Phase.ANALYSE, Phase.REPORT, Phase.RESPOND})


@frozen(kw_only=True)
class Passage:
    """One text that somebody drafted: what it is of, where it stands, and whose answer it belongs to.

    Of a recommendation or an action, `fields` holds what is said beside its words, and `rests` whether it answers
    anything.
    """

    about: str
    of: str
    where: str
    text: str
    sort: Sort
    fields: JsonObject = field(factory=dict, converter=frozen_object)
    rests: bool = False


def passages(review: Review, methodologies: Methodologies = NO_OTHERS) -> tuple[Passage, ...]:
    """Return the drafted texts of a review; without a methodology's plugin, those of the thread alone."""
    kinds = kinds_at_work(review, methodologies)
    thread = tuple(one for one in review.thread() if not one.withdrawn)
    titles = {(one.maker, one.title) for one in thread}
    put = {question.words for terms in review.all("terms") for question in terms.questions}
    drafted = _drafted(review, methodologies)
    return (
        *(_of_record(one, kinds) for one in thread if _sort(one, kinds)),
        *(one for one in drafted if (one.of, one.text) not in titles and one.text not in put),
    )


def _sort(record: Record, kinds: Mapping[str, RecordKind]) -> Sort | None:
    kind = kinds.get(record.kind)
    return SORTS.get(kind.rung) if kind else None


def _of_record(record: Record, kinds: Mapping[str, RecordKind]) -> Passage:
    return Passage(
        about=record.id,
        of="" if record.maker == HAND else record.maker,
        where=kinds[record.kind].title,
        text=record.title,
        sort=_sort(record, kinds) or Sort.DRAFT,
        fields=record.fields,
        rests=bool(record.rests_on),
    )


def _drafted(review: Review, methodologies: Methodologies) -> Iterator[Passage]:
    steps = _written(review, methodologies)
    for answer in review.all("answer"):
        step = steps.get((answer.strand, answer.step))
        if step is not None:
            yield from _of_form(answer.id, step.asks, answer.data)


def _written(review: Review, methodologies: Methodologies) -> Mapping[tuple[str, str], Step]:
    plan = review.plan
    each = (
        taken(plan, strand, methodologies[strand.methodology], methodologies)
        for strand in (plan.all_strands if plan else ())
        if plan and strand.methodology in methodologies
    )
    return {(one.strand, one.step.key): one.step for some in each for one in some if one.step.phase in WRITTEN}


def _of_form(about: str, asks: type, data: Mapping[str, Json]) -> Iterator[Passage]:
    """Return each free text of a form, those of its rows too; what is asked in another form is left."""
    recommended = _is_recommended(asks)
    for question in questions(asks):
        given = data.get(question.name)
        if question.control is Control.ROWS and question.row is not None and isinstance(given, (list, tuple)):
            for row in given:
                yield from _of_form(about, question.row, row) if isinstance(row, Mapping) else ()
        elif question.control is Control.TEXT and isinstance(given, str) and given.strip():
            sort = Sort.RECOMMENDATION if recommended else Sort.DRAFT
            beside = data if recommended else {}
            recommended = False  # the first text is what is recommended; the others say more of it
            yield Passage(about=about, of=about, where=question.label, text=given, sort=sort, fields=beside)


def _is_recommended(asks: type) -> bool:
    """Say whether a row is a recommendation or an action, under whatever name: it asks for a measure and a date."""
    names = {one.name for one in questions(asks)}
    return all(names & set(FIELDS[what]) for what in ("measure", "when"))
