"""What must hold of steps and what their answers yield."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from attrs import evolve

from lcspr_core.answering import yielded
from lcspr_core.answers import Answer
from lcspr_core.asking import Control, Question, options, questions
from lcspr_core.conformance.calls import attempt, calls, settled
from lcspr_core.conformance.drafts import HOSTILE
from lcspr_core.conformance.worked import in_order, worked
from lcspr_core.frozen_json import JsonObject, frozen, thawed
from lcspr_core.methodology import Methodology, Step
from lcspr_core.reading import data_of, read
from lcspr_core.review import Review
from lcspr_core.thread import Record, may_rest

Made = tuple[Step, Answer, tuple[Record, ...]]


def unlike_when_read(methodology: Methodology) -> Iterator[str]:
    """Find an example that does not come back from its form as it was."""
    for step, example in _examples(methodology):
        said = read(step.asks, thawed(data_of(example))).said
        for one in questions(step.asks):
            if _typed(data_of(said).get(one.name)) != _typed(data_of(example).get(one.name)):
                yield f"“{one.name}” in an example of step “{step.key}” does not read back as it was written."


def _typed(value: Any) -> Any:
    """Return a value with each date as it was typed: an example may leave it to us to understand it."""
    if isinstance(value, Mapping):
        return value["typed"] if "typed" in value else {key: _typed(one) for key, one in value.items()}
    return [_typed(one) for one in value] if isinstance(value, (list, tuple)) else value


def unfinished_examples(methodology: Methodology) -> Iterator[str]:
    """Find an example that leaves out what its own form needs, or chooses what nobody offers."""
    review = worked(methodology)
    for step in methodology.steps:
        first = read(step.asks, data_of(step.examples[0]))
        yield from (f"The first example of step “{step.key}” is unfinished. {one.sentence}" for one in first.wanting)
    for step, example in _examples(methodology):
        for question, value in _leaves(step.asks, data_of(example)):
            yield from _not_offered(step, question, value, review)


def _leaves(asks: type, data: JsonObject) -> Iterator[tuple[Question, Any]]:
    for question in questions(asks):
        value = data.get(question.name)
        if question.row is None:
            yield question, value
        else:
            for row in value or ():
                yield from _leaves(question.row, row)


def _not_offered(step: Step, question: Question, value: Any, review: Review) -> Iterator[str]:
    chosen = [one for one in (value if isinstance(value, tuple) else (value,)) if one]
    words = f"An example of step “{step.key}” has “{{}}” under “{question.name}”, which"
    if question.control in {Control.CHOICE, Control.CHOICES, Control.SCALE, Control.YES_NO_UNCLEAR}:
        keys = {term.key for term in options(question, review)}
        yield from (f"{words.format(one)} is not offered there." for one in chosen if one not in keys)
    if question.control in {Control.REF, Control.REFS}:
        there = {name for kind in question.kinds for name in review.records.get(kind, {})}
        yield from (f"{words.format(one)} is not in the worked review." for one in chosen if one not in there)


def never_asked(methodology: Methodology) -> Iterator[str]:
    """Find a step that the worked review cannot ask of anything: no earlier step makes what it is asked of."""
    review = worked(methodology)
    for step in in_order(methodology):
        if not any(one.step == step.key for one in review.all("answer")):
            yield f"Step “{step.key}” is asked of each {' and '.join(step.per)}, and the worked review has none."


def bad_offers(methodology: Methodology) -> Iterator[str]:
    """Find an option or a row that the review offers and nobody could choose or keep apart."""
    for words, review in settled(methodology).items():
        for what, call in calls(methodology, review):
            if what.startswith("What “"):
                offered, fault = attempt(what, call)
                yield from [f"{fault[:-1]}, on {words}."] if fault else _keys(what, offered)


_ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def _keys(what: str, offered: Iterable[Any]) -> Iterator[str]:
    keys = [one.get("id") if isinstance(one, dict) else getattr(one, "key", "") for one in offered]
    rows = [key for key, one in zip(keys, offered, strict=True) if isinstance(one, dict)]
    if len(set(keys)) < len(keys) or not all(keys):
        yield f"{what} has a key twice, or none."
    yield from (f"{what} has the row id “{key}”; use letters, digits, _ and -." for key in rows if not _plain(key))


def _plain(key: Any) -> bool:
    return isinstance(key, str) and bool(_ROW_ID.fullmatch(key))


def made(methodology: Methodology) -> Iterator[tuple[Review, Made]]:
    """Return each answer of the worked review with the records that it yields, if it yields them at all."""
    review = worked(methodology)
    for given in review.all("answer"):
        step = methodology.step(given.step)
        if step is not None:
            records, fault = attempt(step.key, partial(yielded, review, step, given))
            yield from [] if fault else [(review, (step, given, records))]


def illegal_records(methodology: Methodology) -> Iterator[str]:
    """Find a record of no kind, without words, or resting on what it may not rest on."""
    kinds = methodology.kinds
    for review, (step, _, records) in made(methodology):
        names = {one.id: one.kind for one in (*review.thread(), *records)}
        for record in records:
            where = f"Step “{step.key}” yields “{record.title or record.id}”,"
            if record.kind not in kinds:
                yield f"{where} of the kind “{record.kind}”, which is not declared."
            if not record.title.strip():
                yield f"{where} which has no title."
            for link in record.rests_on:
                if link.to not in names:
                    yield f"{where} which rests on “{link.to}”; nothing of that id is in the worked review."
                elif not may_rest(kinds, record.kind, names[link.to]):
                    yield f"{where} a {record.kind}, which may not rest on a {names[link.to]}."


def moving_ids(methodology: Methodology) -> Iterator[str]:
    """Find ids that come from positions or words instead of from the rows' own ids."""
    for review, (step, given, records) in made(methodology):
        ids = [one.id for one in records]
        if len(set(ids)) < len(ids):
            yield f"Step “{step.key}” yields two records with one id."
        for words, data in _edits(step.asks, thawed(given.data)):
            changed = yielded(review, step, evolve(given, data=data))
            lost = set(ids) - {one.id for one in changed}
            if lost:
                yield f"Step “{step.key}” takes ids from what is not a row's own id: {words} makes other records."


def _edits(asks: type, data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    lists = {one.name: data.get(one.name) or [] for one in questions(asks) if one.row is not None}
    yield "laying rows in another order", {**data, **{name: rows[::-1] for name, rows in lists.items()}}
    yield "another word in a text", _reworded(asks, data)


def _reworded(asks: type, data: Mapping[str, Any]) -> dict[str, Any]:
    changed = dict(data)
    for question in questions(asks):
        value = data.get(question.name)
        if question.row is not None:
            changed[question.name] = [_reworded(question.row, row) for row in value or ()]
        elif question.control in {Control.LINE, Control.TEXT} and value:
            changed[question.name] = f"{value} {HOSTILE['Markdown']}"
    return changed


def clinging_records(methodology: Methodology) -> Iterator[str]:
    """Find a record that is still made when the row it came from has been removed."""
    for review, (step, given, records) in made(methodology):
        for name, row, left in _without_a_row(step.asks, thawed(given.data)):
            now = {one.id for one in yielded(review, step, evolve(given, data=left))}
            of_row = (one for one in records if row in one.id.removeprefix(f"{given.id}.").split("."))
            kept = [one.title for one in of_row if one.id in now]
            yield from (
                f"Removing the row “{row}” of “{name}” in step “{step.key}” leaves “{title}”." for title in kept
            )


def _without_a_row(asks: type, data: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for question in questions(asks):
        rows = data.get(question.name) or [] if question.row is not None else []
        for row in rows:
            yield question.name, row["id"], {**data, question.name: [one for one in rows if one is not row]}


def _examples(methodology: Methodology) -> Iterator[tuple[Step, Any]]:
    return ((step, example) for step in methodology.steps for example in step.examples)


def lossy_upgrades(methodology: Methodology) -> Iterator[str]:
    """Find a version from which `upgrade` fails, or a change that it makes to what is of this version already."""
    for step, example in (*_examples(methodology), *((one, None) for one in methodology.steps)):
        data = data_of(example) if example is not None else frozen({})
        for version in ("", "0", "0.0.1", methodology.version, "99.0"):
            words = f"Upgrading step “{step.key}” from version “{version}”"
            now, fault = attempt(words, lambda: methodology.upgrade(step.key, version, data))  # noqa: B023
            if fault:
                yield fault
            elif not isinstance(now, Mapping):
                yield f"{words} returns no JSON object."
            elif version == methodology.version and thawed(now) != thawed(data):
                yield f"{words}, which is the present one, changes what was answered."
            else:
                yield from (f"{words}: {one.sentence}" for one in read(step.asks, now).problems)
