"""Each document has each field that it is to have: what is put in where people write it is in the document."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from lcspr_core.answering import answer
from lcspr_core.answers import Answer, answer_id
from lcspr_core.frozen_json import thawed
from lcspr_core.plain import as_json, from_json
from lcspr_core.review import Review, value_class
from lcspr_core.views import Table
from lcspr_core.views_json import views_to_json
from methodologies.silp import SILP

MARK = "Seven herons stood on the weir"
ARTEFACTS = {one.key: one for one in SILP.artefacts}


@frozen(kw_only=True)
class Field:
    """One field of a document: where people write it, what is planted there, and what the document must then say."""

    artefact: str
    field: str
    means: str
    source: str
    place: str
    plant: str
    seen: str


def _fields() -> tuple[Field, ...]:
    place = Path(__file__).with_name("artefact_fields.csv")
    return tuple(Field(**row) for row in csv.DictReader(place.read_text("utf-8").splitlines()))


FIELDS = _fields()


def planted(review: Review, field: Field) -> Review:
    """Return the review with something else written where the field is written."""
    kind, name, path = field.place.split(":")
    if kind == "answer":
        key, _, of = name.partition("/")
        given = review.one("answer", answer_id(key, (of,) if of else ()))
        return answer(review, SILP, from_json(Answer, _with(as_json(given), _path(path), _value(field))))
    body = _with(as_json(review.one(kind, name)), path.split("."), _value(field))
    return review.with_records(kind, [from_json(value_class(kind), body)])


def _path(path: str) -> list[str]:
    parts = path.split(".")
    return parts if parts[0] == "signatures" else ["data", *parts]


def _value(field: Field) -> Any:
    return json.loads(field.plant) if field.plant == "true" or field.plant.startswith("[") else field.plant or MARK


def _with(body: Any, path: list[str], value: Any) -> Any:
    """Return JSON with one place of it changed; a row is named by its id, or by its number where it has none."""
    if not path:
        return value
    here, *rest = path
    if isinstance(body, list | tuple):
        at = next((n for n, row in enumerate(body) if isinstance(row, dict) and row.get("id") == here), None)
        at = int(here) if at is None else at
        return [_with(one, rest, value) if n == at else one for n, one in enumerate(body)]
    return {**thawed(body or {}), here: _with((body or {}).get(here), rest, value)}


def words(field: Field, review: Review) -> str:
    return json.dumps(views_to_json(tuple(ARTEFACTS[field.artefact].compose(review))), ensure_ascii=False)


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: f"{one.artefact}: {one.field}")
def test_the_document_says_what_was_written_there(bracken, field):
    wanted = field.seen or MARK
    assert wanted not in words(field, bracken)
    assert wanted in words(field, planted(bracken, field))


def test_each_field_says_what_it_means_and_where_that_is_written():
    assert len({(one.artefact, one.field) for one in FIELDS}) == len(FIELDS)
    assert all(one.means and one.source for one in FIELDS)
    assert {one.artefact for one in FIELDS} == {
        "scoping_note",
        "agency_reports",
        "event_record",
        "recall_log",
        "overview_report",
    }


@pytest.mark.parametrize("field", ["agreed", "session of a contribution"])
def test_a_document_that_forgets_a_field_is_seen(bracken, field):
    wanted = next(one for one in FIELDS if one.field == field)
    with_all = planted(bracken, wanted)
    tables = [one for one in ARTEFACTS["event_record"].compose(with_all) if isinstance(one, Table)]
    shorter = [evolve(one, columns=one.columns[:5], rows=tuple(row[:5] for row in one.rows)) for one in tables]
    assert wanted.seen in json.dumps(views_to_json(tables), ensure_ascii=False)
    assert wanted.seen not in json.dumps(views_to_json(shorter), ensure_ascii=False)
