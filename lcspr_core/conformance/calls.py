"""Every call that may be made of a methodology, with words for it, so that each can be tried on any review."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from attrs import evolve

from lcspr_core.answering import yielded
from lcspr_core.answers import Answer, AnswerState
from lcspr_core.asking import forms, questions
from lcspr_core.conformance.drafts import BLANK, drafts
from lcspr_core.conformance.worked import from_example, half_way, opened, put, whole, with_strangers, worked
from lcspr_core.maps.drawing import Drawing
from lcspr_core.maps.kinds import MapKind
from lcspr_core.methodology import Methodology, Step
from lcspr_core.plain import as_json
from lcspr_core.review import Review

Call: TypeAlias = Callable[[], Any]


def calls(methodology: Methodology, review: Review) -> Iterator[tuple[str, Call]]:
    """Return each call that looks at a review, with words for it; what it returns is a tuple or a drawing."""
    yield from _answers(methodology, review)
    yield from _offers(methodology, review)
    for artefact in methodology.artefacts:
        yield f"Artefact “{artefact.key}”", partial(_all, artefact.compose, review)
    for check in methodology.checks:
        yield f"Check “{check.key}”", partial(_all, check.find, review)
    for kind in methodology.maps:
        yield f"Map “{kind.key}”", partial(kind.begin, review)
        for rule in kind.rules:
            yield f"Rule “{rule.key}”", partial(_on_map, kind, rule.find, review)
        for analysis in kind.analyses:
            yield f"Analysis “{analysis.key}”", partial(_on_map, kind, analysis.look, review)


def _all(function: Callable[[Review], Iterable[Any]], review: Review) -> tuple[Any, ...]:
    return tuple(function(review))


def _on_map(kind: MapKind, function: Callable[[Drawing, Review], Iterable[Any]], review: Review) -> tuple[Any, ...]:
    return tuple(function(kind.begin(review), review))


def _answers(methodology: Methodology, review: Review) -> Iterator[tuple[str, Call]]:
    for given in review.all("answer"):
        step = methodology.step(given.step)
        if step is not None:
            yield f"Step “{step.key}”", partial(yielded, review, step, given)


def _offers(methodology: Methodology, review: Review) -> Iterator[tuple[str, Call]]:
    for step in methodology.steps:
        for question in (one for form in forms(step.asks) for one in questions(form)):
            words = f"What “{question.name}” of step “{step.key}” offers"
            if callable(question.options):
                yield words, partial(_all, question.options, review)
            if question.rows_from is not None:
                yield words, partial(_all, question.rows_from, review)


def attempt(words: str, call: Call) -> tuple[Any, str]:
    """Make a call; return what came of it, or a sentence that says where the author's code stopped."""
    try:
        return call(), ""
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (whatever a plugin raises is what the exam is about)
        return None, f"{words} raised {type(fault).__name__}: {fault}{_where(fault)}"


def _where(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})." if frames else "."


def settled(methodology: Methodology) -> Mapping[str, Review]:
    """Return the reviews that a methodology meets on its way, each with words for it."""
    steps = {f"a review at step {number}": one for number, one in enumerate(half_way(methodology))}
    return {**ends(methodology), **steps}


def ends(methodology: Methodology) -> Mapping[str, Review]:
    """Return the reviews at both ends of the way: empty, just opened, and worked through."""
    return {
        "an empty review": evolve(opened(methodology), records={}),
        "a review just opened": opened(methodology),
        "the worked review": worked(methodology),
        "a review where others work too": with_strangers(methodology),
    }


def odd_answers(methodology: Methodology) -> Iterator[tuple[Review, Step, str, Answer]]:
    """Return an answer to each step in every odd state, with words for it, and the worked review that it is of."""
    review = worked(methodology)
    for step in methodology.steps:
        given = _one_of(review, methodology, step)
        for words, data in drafts(step.asks, given.data):
            yield review, step, words, evolve(given, data=data, state=AnswerState.DRAFT)


def odd_reviews(methodology: Methodology) -> Iterator[tuple[str, Review]]:
    """Return the worked review with one answer blank, and with all answers in the same odd state at once."""
    review = worked(methodology)
    by_words: dict[str, list[Answer]] = {}
    for _, step, words, given in odd_answers(methodology):
        if words == BLANK:
            yield f"when “{step.key}” {words}", put(review, methodology, given)
        by_words.setdefault(words, []).append(given)
    for words, several in by_words.items():
        yield f"when every form {words}", _with_all(review, methodology, several)


def _with_all(review: Review, methodology: Methodology, several: Iterable[Answer]) -> Review:
    for given in several:
        review = put(review, methodology, given)
    return review


def _one_of(review: Review, methodology: Methodology, step: Step) -> Answer:
    found = (whole(review, methodology, one) for one in review.all("answer") if one.step == step.key)
    return next(found, from_example(methodology, step, step.examples[0], ("x",) * len(step.per)))


def snapshot(review: Review) -> Any:
    """Return everything that a review holds as plain JSON, so that a change to it can be seen."""
    kinds = {kind: {name: as_json(one) for name, one in here.items()} for kind, here in review.records.items()}
    return as_json(review.header), kinds
