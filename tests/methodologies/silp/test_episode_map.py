"""The episode-theme map: what it begins with, what it refuses, and how it is read."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.maps.drawing import Drawing, MapLink, MapNode, overlaid
from lcspr_core.maps.kinds import broken_rules
from lcspr_core.maps.pictured import diagram
from lcspr_core.review import Header, Review
from lcspr_core.views import Grid, Prose, Quotes, Table
from methodologies.silp.episode_map import EPISODE_THEME, KEY, begin
from methodologies.silp.themes import LEVELS, THEMES, level_of

EMPTY = Review(header=Header(id="new", title="New", opened_on=date(2026, 1, 5)))


def node(name: str, kind: str, **fields: object) -> MapNode:
    return MapNode(id=name, map=KEY, kind=kind, label=str(fields.pop("label", name)), evidence=("x",), **fields)


def link(kind: str, source: str, target: str) -> MapLink:
    return MapLink(id=f"{kind}.{source}.{target}", map=KEY, kind=kind, source=source, target=target)


def found(drawing: Drawing, review: Review, key: str) -> list[tuple[str, ...]]:
    return [one.about for one in broken_rules(EPISODE_THEME, drawing, review) if one.key == f"map.{key}"]


def read(key: str, drawing: Drawing, review: Review) -> list:
    return list(next(one for one in EPISODE_THEME.analyses if one.key == key).look(drawing, review))


def test_it_begins_with_nothing_where_nothing_was_said():
    assert begin(EMPTY) == Drawing()
    for analysis in EPISODE_THEME.analyses:
        assert list(analysis.look(Drawing(), EMPTY))


def test_it_begins_with_everything_that_stands_on_the_thread(bracken):
    drawing = begin(bracken)
    kinds = {one.record: one.kind for one in drawing.nodes}
    assert len(drawing.nodes) == len(kinds)
    assert kinds["c07"] == "perspective"
    assert kinds["c12"] == "influence"
    assert kinds["c05"] == "good_practice"
    assert kinds["c11"] == "idea"
    assert kinds["c18"] == "evidence"
    assert {one.record for one in drawing.nodes if one.kind == "key_episode"} == {
        one.id for one in bracken.all("key_episode")
    }
    assert "action" not in set(kinds.values())


def test_what_it_begins_with_breaks_no_rule(bracken):
    assert [one.sentence for one in broken_rules(EPISODE_THEME, begin(bracken), bracken)] == []


def test_each_voice_stands_in_its_agencys_lane_and_each_pressure_on_a_level(bracken):
    nodes = {one.record: one for one in begin(bracken).nodes}
    assert nodes["c12"].lane == "CSC"
    assert nodes["c12"].level == "inter_agency"
    assert nodes["c03"].level == "conditions"
    assert nodes["t1"].level == "theme"
    assert nodes["lead.themes_and_learning.lp1"].level == "learned"


def test_links_say_how_things_hang_together(bracken):
    names = {one.id: one.record for one in begin(bracken).nodes}
    drawn = {(one.kind, names[one.source], names[one.target]) for one in begin(bracken).links}
    e2, e4 = "lead.learning_event.e2", "lead.learning_event.e4"
    assert {
        ("influenced", "c12", e4),
        ("enabled", "c05", e2),
        ("evidenced_by", e2, "c07"),
        ("evidenced_by", e2, "lead.agency_report.HOS.h2"),
        ("grouped_as", "c07", "t2"),
        ("leads_to", "t2", "lead.themes_and_learning.lp2"),
        ("leads_to", e2, "lead.themes_and_learning.lp2"),
        ("answered_by", "lead.themes_and_learning.lp2", "lead.recommendations.r2"),
        ("contrast_with", "c06", "c07"),
    } <= drawn


def test_a_withdrawn_card_leaves_the_map_with_its_links(bracken):
    card = bracken.one("contribution", "c07")
    drawing = begin(bracken.with_records("contribution", [evolve(card, withdrawn=True)]))
    assert "n.c07" not in {one.id for one in drawing.nodes}
    assert "n.c07" not in {end for one in drawing.links for end in (one.source, one.target)}


def test_every_link_carries_the_evidence_of_what_was_said(bracken):
    links = {one.id: one for one in begin(bracken).links}
    assert links["grouped_as.n.c07.n.t2"].evidence == ("c07",)
    assert all(one.evidence for one in links.values())


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("influenced", "key_episode", "influence"),
        ("grouped_as", "theme", "perspective"),
        ("answered_by", "recommendation", "learning_point"),
        ("enabled", "perspective", "key_episode"),
        ("leads_to", "recommendation", "learning_point"),
    ],
)
def test_a_link_that_may_not_be_is_found(kind, source, target):
    drawing = Drawing(nodes=(node("a", source), node("b", target)), links=(link(kind, "a", "b"),))
    assert found(drawing, EMPTY, "link") == [(f"{kind}.a.b",)]


def test_learning_needs_an_episode_and_a_practitioner():
    nodes = (node("lp", "learning_point"), node("e", "key_episode"), node("p", "perspective", lane="HOS"))
    bare = Drawing(nodes=nodes)
    assert found(bare, EMPTY, "episode_cited") == [("lp",)]
    assert found(bare, EMPTY, "voice_cited") == [("lp",)]
    told = Drawing(nodes=nodes, links=(link("leads_to", "e", "lp"), link("leads_to", "p", "lp")))
    assert found(told, EMPTY, "episode_cited") == found(told, EMPTY, "voice_cited") == []
    assert found(told, EMPTY, "one_agency") == [("lp",)]


def test_a_practitioner_is_heard_through_a_theme_too():
    nodes = (node("lp", "learning_point"), node("t", "theme"), node("p", "good_practice"), node("q", "idea", lane="GP"))
    links = (link("grouped_as", "p", "t"), link("grouped_as", "q", "t"), link("leads_to", "t", "lp"))
    assert found(Drawing(nodes=nodes, links=links), EMPTY, "voice_cited") == []


def test_a_recommendation_needs_learning_and_an_influence_needs_a_level():
    drawing = Drawing(nodes=(node("r", "recommendation"), node("i", "influence")))
    assert found(drawing, EMPTY, "answers_learning") == [("r",)]
    assert found(drawing, EMPTY, "level_said") == [("i",)]


def test_what_people_draw_by_hand_is_read_with_what_was_there(bracken):
    drawn = node("mine", "perspective", lane="GP", label="The nurse knew us by name")
    begun = begin(bracken)
    both = overlaid(
        begun, [drawn], [link("grouped_as", "mine", "n.t1"), link("evidenced_by", "n.lead.learning_event.e1", "mine")]
    )
    agencies, episodes = read("frequency", both, bracken)
    before = read("frequency", begun, bracken)[0]
    gp = agencies.column_heads.index(bracken.called("GP"))
    assert agencies.counts[0][gp] == before.counts[0][gp] + 1
    assert episodes.counts[0][0] == read("frequency", begun, bracken)[1].counts[0][0] + 1


def test_frequency_counts_cards_by_agency_and_by_episode(bracken):
    agencies, episodes = read("frequency", begin(bracken), bracken)
    assert isinstance(agencies, Grid)
    assert agencies.column_heads == tuple(map(bracken.called, ("HOS", "GP", "SCH", "CSC")))
    assert agencies.column_heads[0] == "Harrowmere General Hospital"
    assert agencies.counts == ((3, 2, 0, 2), (1, 0, 1, 2), (0, 1, 2, 0), (2, 0, 2, 0))
    assert episodes.counts == ((4, 0, 0, 3), (0, 2, 0, 2), (1, 0, 1, 1), (0, 2, 2, 0))
    assert sum(map(sum, agencies.counts)) == 18


def test_the_familys_words_have_a_column_of_their_own(bracken):
    theme = bracken.one("theme", "t3")
    from lcspr_core.thread import Link

    joined = evolve(theme, rests_on=(*theme.rests_on, Link(to="lead.family_view.w2")))
    agencies = read("frequency", begin(bracken.with_records("theme", [joined])), bracken)[0]
    assert agencies.column_heads == tuple(map(bracken.called, ("HOS", "GP", "SCH", "CSC", "Family")))
    assert agencies.counts[2] == (0, 1, 2, 0, 1)


def test_contrasts_put_the_hottest_episode_first_and_both_accounts_side_by_side(bracken):
    table, words = read("contrasts", begin(bracken), bracken)
    assert table.rows[0] == ("The January admission and going home", "4", "4", "1")
    assert isinstance(words, Quotes)
    assert words.title == "Whether the ward had made a referral in January"
    assert len(words.quotes) == 2


def test_single_agency_shows_whose_words_learning_rests_on(bracken, rewrite):
    alone = {"learning.lp1.themes": (), "learning.lp1.contributions": ("c01", "c03")}
    review = rewrite(bracken, "themes_and_learning", alone)
    (table,) = read("single_agency", begin(review), review)
    assert table.rows[0][1:] == ("Harrowmere General Hospital", "one: for its own plan")
    assert table.rows[1][2] == "more than one"


def test_levels_count_pressures_and_learning_from_the_top_down(bracken):
    (grid,) = read("levels", begin(bracken), bracken)
    assert dict(zip(grid.row_heads, grid.counts, strict=True)) == {
        "National guidance and context": (0, 0),
        "Organisations and local strategy": (0, 1),
        "Working between agencies": (1, 2),
        "One's own team": (0, 0),
        "Conditions of work and tools": (1, 1),
        "The role and its contact with the family": (0, 0),
        "Knowledge, thinking and feeling": (0, 0),
        "The child and family's situation": (0, 0),
    }


def test_a_pressure_takes_its_level_from_the_wall_where_the_form_says_nothing(bracken, rewrite):
    bare = rewrite(bracken, "themes_and_learning", {"about": ()})
    nodes = {one.record: one for one in begin(bare).nodes}
    assert nodes["c12"].level == ""
    theme = evolve(bare.one("theme", "t2"), fields={"tags": ("resources",)})
    nodes = {one.record: one for one in begin(bare.with_records("theme", [theme])).nodes}
    assert nodes["c12"].level == "conditions"


def test_unanswered_finds_both_ends(bracken, rewrite):
    review = rewrite(bracken, "recommendations", {"recommendations.r1.answers": ()})
    (table,) = read("unanswered", begin(review), review)
    assert [row[0] for row in table.rows] == ["Recommendation", "Learning point"]
    (whole,) = read("unanswered", begin(bracken), bracken)
    assert whole.rows == ()


def test_stability_is_the_share_that_the_recall_log_changed(bracken, rewrite):
    sentence, table = read("stability", begin(bracken), bracken)
    assert sentence.text == "The recall event changed 2 of 4 learning points (50 per cent)."
    assert [row[1] for row in table.rows] == ["stood as it was", "changed", "changed", "stood as it was"]
    steady = rewrite(bracken, "recall_event", {f"comments.k{n}.decision": "rejected" for n in (1, 2)})
    assert read("stability", begin(steady), steady)[0].text.startswith("The recall event changed 0 of 4")


def test_without_a_recall_event_there_is_no_share(bracken):
    (sentence,) = read("stability", Drawing(), bracken.without("answer", "lead.recall_event"))
    assert isinstance(sentence, Prose)
    assert "No learning has been put" in sentence.text


def test_the_picture_tells_in_words_what_people_concluded_first(bracken):
    drawn = diagram(EPISODE_THEME, begin(bracken))
    assert "” is seen differently from “" in drawn.in_words
    assert "” is answered by “" in drawn.in_words
    assert len(drawn.arrows) == len(begin(bracken).links)
    assert drawn.levels[0] == "What should change"
    assert drawn.levels[-1] == "What happened, and how it looked"


def test_the_picture_stands_in_the_lanes_of_agencies_by_their_names(bracken):
    lanes = {one.lane for one in diagram(EPISODE_THEME, begin(bracken), bracken.called).nodes}
    assert {"", "Harrowmere General Hospital", "Milk Street Surgery"} <= lanes
    assert lanes.isdisjoint(one.id for one in bracken.all("agency"))


def test_each_theme_has_a_crosswalk_and_a_level_of_the_map():
    assert len(THEMES.terms) == 14
    known = {one.key for one in LEVELS}
    for term in THEMES.terms:
        targets = THEMES.crosswalk[term.key]
        assert any(one.startswith("lt.") for one in targets)
        assert any(one.startswith("npsa.") for one in targets)
        assert level_of(term.key) in known
    assert level_of("no such theme") == ""


def test_tables_stand_for_empty_maps():
    for key in ("contrasts", "single_agency", "unanswered"):
        assert any(isinstance(view, Table) and view.empty for view in read(key, Drawing(), EMPTY))
