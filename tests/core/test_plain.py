"""A value goes to JSON and comes back as it was; what does not fit is refused, never dropped."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcspr_core.answers import Answer, AnswerState, Signature
from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.cases.criteria import assess
from lcspr_core.cases.criteria_answers import CriteriaAnswers
from lcspr_core.errors import Unreadable
from lcspr_core.frozen_json import thawed
from lcspr_core.maps.drawing import MapLink, MapNode
from lcspr_core.panels.settling import Settled
from lcspr_core.panels.ties import Tie, TieKind
from lcspr_core.plain import as_json, from_json
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand
from lcspr_core.ratings import Rating
from lcspr_core.review import CORE_VALUES, Header
from lcspr_core.thread import Link, Record
from lcspr_core.timescales.dates import UncertainDate

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
OBJECT = st.dictionaries(st.text(max_size=5), JSON, max_size=3)
TEXT = st.text(max_size=10)
MOMENTS = st.datetimes(timezones=st.just(UTC))
SIGNATURES = st.lists(st.builds(Signature, role=TEXT, by=TEXT, at=MOMENTS), max_size=2).map(tuple)
LINKS = st.lists(st.builds(Link, to=TEXT, how=TEXT), max_size=3).map(tuple)
ADAPTED = st.builds(
    Adapted, step=TEXT, how=st.sampled_from(Adaptation), reason=TEXT, by=TEXT, on=st.dates(), source=TEXT
)
VALUES = st.one_of(
    st.builds(Answer, id=TEXT, step=TEXT, of=st.lists(TEXT, max_size=2).map(tuple), data=OBJECT, signatures=SIGNATURES),
    st.builds(Record, id=TEXT, kind=TEXT, title=TEXT, rests_on=LINKS, fields=OBJECT, withdrawn=st.booleans()),
    st.builds(
        Plan, lead=st.builds(Strand, key=TEXT, methodology=TEXT), adaptations=st.lists(ADAPTED, max_size=2).map(tuple)
    ),
    st.builds(Header, id=TEXT, title=TEXT, opened_on=st.dates(), decided_on=st.none() | st.dates()),
    st.builds(Rating, id=TEXT, answer=TEXT, step=TEXT, question=TEXT, row=TEXT, data=OBJECT),
    st.builds(UncertainDate, typed=TEXT, start=st.none() | st.dates()),
    st.builds(MapNode, id=TEXT, map=TEXT, kind=TEXT, label=TEXT, hypothesis=st.booleans()),
    st.builds(MapLink, id=TEXT, map=TEXT, kind=TEXT, source=TEXT, target=TEXT),
    st.builds(Tie, person=TEXT, kind=st.sampled_from(TieKind), id=TEXT, to=st.none() | st.dates()),
    st.builds(Settled, id=TEXT, conflict=TEXT, rests_on=st.lists(TEXT, max_size=2).map(tuple), reason=st.just("Why.")),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_a_value_comes_back_as_it_was(value):
    written = json.dumps(as_json(value))
    assert from_json(type(value), json.loads(written)) == value


@pytest.mark.parametrize("wanted", [*CORE_VALUES.values(), Record, Header, Rating])
def test_a_field_nobody_knows_is_refused_and_not_dropped(wanted):
    with pytest.raises(Unreadable, match="This does not have the form it should have: .*surplus"):
        from_json(wanted, {"surplus": 1})


@pytest.mark.parametrize("body", [None, [], "text", 5, {}])
def test_what_is_no_answer_at_all_is_refused_in_a_sentence(body):
    with pytest.raises(Unreadable, match="This does not have the form (of a Answer|it should have)"):
        from_json(Answer, body)


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", 5), ("state", "finished"), ("of", "police"), ("signatures", [{"role": "author"}]), ("step", None)],
)
def test_a_field_that_does_not_fit_is_named_where_it_stands(field, value):
    with pytest.raises(Unreadable, match=field):
        from_json(Answer, {"id": "a", "step": "s"} | {field: value})


def test_a_state_comes_back_as_a_state_and_not_as_a_word_like_it():
    kept = from_json(Answer, as_json(Answer(id="a", step="s", state=AnswerState.NOT_RETURNED)))
    assert kept.state is AnswerState.NOT_RETURNED


def test_both_results_of_the_criteria_come_back_with_their_answers():
    kept = assess(CriteriaAnswers(), by="coordinator", on=date(2026, 4, 24))
    assert from_json(type(kept), json.loads(json.dumps(as_json(kept)))) == kept


def test_a_reason_that_says_nothing_does_not_come_back():
    with pytest.raises(Unreadable, match="Settled"):
        from_json(Settled, {"id": "s", "conflict": "c", "rests_on": [], "reason": " "})


def test_what_an_older_version_did_not_know_takes_its_default():
    assert from_json(Agency, {"id": "police", "title": "Police"}).known is Known.NOT_ASKED


def test_states_dates_and_moments_are_plain_text():
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    given_one = Answer(
        id="a", step="s", state=AnswerState.NOT_RETURNED, signatures=(Signature(role="author", by="p", at=at),)
    )
    body = as_json(given_one)
    assert (body["state"], type(body["state"])) == ("not_returned", str)
    assert body["signatures"] == [{"role": "author", "by": "p", "at": "2026-03-02T09:30:00+00:00"}]
    assert as_json(Header(id="r", title="R", opened_on=date(2026, 3, 2)))["opened_on"] == "2026-03-02"


@given(JSON)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_answers_of_an_absent_plugin_are_kept_whatever_they_hold(data):
    body = {"id": "lead.gone", "step": "gone", "version": "9.1", "data": {"unknown": data}}
    kept = from_json(Answer, body)
    assert isinstance(kept.data, MappingProxyType)
    assert as_json(kept)["data"] == body["data"]
    assert thawed(kept.data) == body["data"]
