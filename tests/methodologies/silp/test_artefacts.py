"""Every document composes from nothing and from everything, and says what it was given."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.review import Header, Review
from lcspr_core.views import Prose, Quotes, Section, Table
from lcspr_core.views_json import views_from_json, views_to_json
from methodologies.silp import SILP

ARTEFACTS = {one.key: one for one in SILP.artefacts}
EMPTY = Review(header=Header(id="new", title="New", opened_on=date(2026, 1, 5)))


def words(views) -> str:
    """Return every word of some views, headings too."""
    return "\n".join(_words(view) for view in views)


def _words(view) -> str:
    if isinstance(view, Section):
        return f"{view.title}\n{words(view.views)}"
    if isinstance(view, Prose):
        return view.text
    if isinstance(view, Quotes):
        return "\n".join(f"{one.words} {one.who}" for one in view.quotes)
    if isinstance(view, Table):
        return "\n".join(" | ".join(row) for row in (view.columns, *view.rows))
    return view.title


@pytest.mark.parametrize("artefact", SILP.artefacts, ids=lambda one: one.key)
@pytest.mark.parametrize("which", ["empty", "worked"])
def test_it_composes(artefact, which, bracken):
    review = EMPTY if which == "empty" else bracken
    views = tuple(artefact.compose(review))
    assert views or (artefact.key, which) == ("agency_reports", "empty")
    assert artefact.step in {step.key for step in SILP.steps}


@pytest.mark.parametrize("artefact", SILP.artefacts, ids=lambda one: one.key)
def test_it_travels_as_json(artefact, bracken):
    views = tuple(artefact.compose(bracken))
    assert views_from_json(views_to_json(views)) == views


def test_the_overview_is_in_reading_order(bracken):
    titles = [view.title for view in ARTEFACTS["overview_report"].compose(bracken)]
    assert titles == [
        "Introduction",
        "How this review was done",
        "The child and the family",
        "Key episodes",
        "Analysis by theme",
        "Good practice",
        "What the child and the family say",
        "What has changed since",
        "Learning",
        "Recommendations",
        "Actions",
        "Conclusion",
    ]


def test_the_overview_carries_people_s_words_the_terms_and_the_attempts_to_ask(bracken):
    said = words(ARTEFACTS["overview_report"].compose(bracken))
    for card in bracken.all("contribution"):
        if card.fields["voice"] in {"fact", "perspective", "good_practice"}:
            assert card.title in said
    assert "Chapters 3 and 5.3" in said
    assert "Both letters were delivered and neither was answered." in said


def test_an_anonymous_card_is_a_colleagues_everywhere(bracken):
    card = bracken.one("contribution", "c14")
    for artefact in SILP.artefacts:
        for line in words(artefact.compose(bracken)).splitlines():
            if card.title in line:
                assert "GP" not in line
                assert "Milk Street" not in line


def test_words_that_the_family_did_not_give_away_are_nowhere(bracken):
    for artefact in SILP.artefacts:
        assert "own mother's illness" not in words(artefact.compose(bracken))


def test_the_final_report_speaks_before_the_draft(bracken, rewrite):
    changed = rewrite(bracken, "final_report", {"conclusion": "What we know now."})
    said = words(ARTEFACTS["overview_report"].compose(changed))
    assert "What we know now." in said
    assert "the things did not add up" not in said
    assert "Bracken builds a model railway" in said


def test_learning_for_one_agency_stands_apart(bracken, rewrite):
    own = rewrite(bracken, "themes_and_learning", {"learning.lp4.own_plan": "SCH"})
    learning = next(one for one in ARTEFACTS["overview_report"].compose(own) if one.title == "Learning")
    assert len([one for one in learning.views if isinstance(one, Section)]) == 3
    assert "Tarn Road School" in words([one for one in learning.views if isinstance(one, Table)])


def test_the_template_has_the_terms_of_reference_in_it(bracken):
    said = words(ARTEFACTS["report_template"].compose(bracken))
    assert "How were appointments that Bracken was not brought to" in said
    assert "Before the period, in short" in said


def test_an_agency_that_sent_nothing_is_named(bracken):
    silent = bracken.without("answer", "lead.agency_report.GP")
    views = {one.title: words(one.views) for one in ARTEFACTS["agency_reports"].compose(silent)}
    assert views["Milk Street Surgery"] == "This report has not come in."
    assert "senior_manager" in views["Tarn Road School"]


def test_the_event_record_has_every_card_once_in_its_table(bracken):
    table = next(one for one in ARTEFACTS["event_record"].compose(bracken) if getattr(one, "title", "") == "Every card")
    assert sorted(row[0] for row in table.rows) == sorted(one.title for one in bracken.all("contribution"))
    assert ("a colleague" in {row[2] for row in table.rows}) is True


def test_the_recall_log_gives_each_comment_its_reason(bracken):
    said = words(ARTEFACTS["recall_log"].compose(bracken))
    assert "Not accepted | It is a fact that the learning rests on." in said
    assert "changed 2 of 4 learning points (50 per cent)" in said
