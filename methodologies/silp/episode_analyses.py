"""Readings of the episode-theme map: what was said where, seen differently, rests on one agency, or stood at recall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import networkx as nx

from lcspr_core import Analysis, Drawing, Grid, MapNode, Prose, Quotes, Record, Review, Table, View, named, quote
from methodologies.silp.asks import RecallEvent
from methodologies.silp.hearing import the
from methodologies.silp.themes import LEVELS

FAMILY = "Family"
UNSAID = "Not said"
VOICES = frozenset({"perspective", "influence", "good_practice", "idea"})
CHANGED = frozenset({"accepted", "partly"})


def frequency(drawing: Drawing, review: Review) -> Iterable[View]:
    """Count what was said under each theme: by agency, and by key episode."""
    yield _counted("Themes by agency", drawing, review, lambda node: _agency(node, review), _agencies(review))
    episodes = tuple(one.title for one in review.all("key_episode"))
    yield _counted("Themes by key episode", drawing, review, lambda node: _episode(node, drawing, review), episodes)


def _counted(
    title: str, drawing: Drawing, review: Review, column: Callable[[MapNode], str], order: tuple[str, ...]
) -> Grid:
    nodes = {node.id: node for node in drawing.nodes}
    pairs = {(link.source, link.target) for link in drawing.links if link.kind == "grouped_as"}
    said = [(nodes[target].id, column(nodes[source])) for source, target in pairs if is_voice(nodes[source], review)]
    counts = Counter(said)
    themes = [node for node in drawing.nodes if node.kind == "theme"]
    heads = tuple(head for head in dict.fromkeys((*order, FAMILY, UNSAID)) if head in {head for _, head in said})
    return Grid(
        title=title,
        row_heads=tuple(_whole(node, review) for node in themes),
        column_heads=heads,
        counts=tuple(tuple(counts[theme.id, head] for head in heads) for theme in themes),
        corner="Theme",
    )


def is_voice(node: MapNode, review: Review) -> bool:
    """Say whether a node stands for something that somebody said, drawn from a card or by hand."""
    return node.kind in VOICES or review.one("contribution", node.record) is not None


def is_practitioner(node: MapNode, review: Review) -> bool:
    """Say whether a node stands for something that a practitioner said, not the family."""
    return is_voice(node, review) and _agency(node, review) != FAMILY


def _whole(node: MapNode, review: Review) -> str:
    record = review.find(node.record) if node.record else None
    return record.title if isinstance(record, Record) else node.label


def _agencies(review: Review) -> tuple[str, ...]:
    return tuple(one.title for one in review.all("agency"))


def _agency(node: MapNode, review: Review) -> str:
    record = review.one("contribution", node.record)
    if record is not None and record.fields.get("family"):
        return FAMILY
    return named(review, node.lane) if node.lane else UNSAID


def _episode(node: MapNode, drawing: Drawing, review: Review) -> str:
    record = review.one("contribution", node.record)
    written = str(record.fields.get("episode", "")) if record is not None else ""
    if written:
        return named(review, written)
    joined = ({link.source, link.target} - {node.id} for link in drawing.links if node.id in {link.source, link.target})
    labels = {one.id: one.label for one in drawing.nodes if one.kind == "key_episode"}
    return next((labels[name] for ends in joined for name in ends if name in labels), UNSAID)


def by_agency(drawing: Drawing, review: Review) -> Grid:
    """Return the first of the two counts."""
    return next(view for view in frequency(drawing, review) if isinstance(view, Grid))


def contrasts(drawing: Drawing, review: Review) -> Iterable[View]:
    """Show where people saw the same episode differently: first how often, then in their words."""
    nodes = {node.id: node for node in drawing.nodes}
    pairs = [
        (nodes[one.source], nodes[one.target], one.because) for one in drawing.links if one.kind == "contrast_with"
    ]
    yield _hot_spots(drawing, review, pairs)
    for one, other, because in pairs:
        both = [found for node in (one, other) if (found := review.one("contribution", node.record))]
        title = because or "Seen differently"
        yield Quotes(quotes=tuple(quote(review, record) for record in both), title=title)


def _hot_spots(drawing: Drawing, review: Review, pairs: list[tuple[MapNode, MapNode, str]]) -> Table:
    looked = [node for node in drawing.nodes if node.kind == "perspective"]
    differ = Counter(_episode(one, drawing, review) for one, _, _ in pairs)
    rows = []
    for episode in dict.fromkeys(_episode(node, drawing, review) for node in looked):
        here = [node for node in looked if _episode(node, drawing, review) == episode]
        agencies = {_agency(node, review) for node in here}
        rows.append((episode, str(len(here)), str(len(agencies)), str(differ[episode])))
    return Table(
        title="Perspectives on each episode",
        columns=("Episode", "Perspectives", "Agencies", "Seen differently"),
        rows=tuple(sorted(rows, key=lambda row: (-int(row[3]), -int(row[2])))),
        empty="Nobody's perspective is on the map yet.",
    )


def single_agency(drawing: Drawing, review: Review) -> Iterable[View]:
    """Show on how many agencies' words each learning point rests."""
    rows = []
    agencies = agencies_under(drawing, review)
    for node in drawing.nodes:
        if node.kind == "learning_point":
            heard = agencies[node.id]
            verdict = "more than one" if len(heard) > 1 else "one: for its own plan" if heard else "none yet"
            rows.append((_whole(node, review), ", ".join(heard), verdict))
    yield Table(
        title="Whose words each learning point rests on",
        columns=("Learning point", "Agencies", "Rests on"),
        rows=tuple(rows),
        empty="No learning point is on the map yet.",
    )


def agencies_under(drawing: Drawing, review: Review) -> Mapping[str, tuple[str, ...]]:
    """Return, for each learning point, the agencies whose practitioners' words it rests on."""
    voices = voices_under(drawing, review)
    return {name: tuple(sorted({_agency(one, review) for one in said} - {UNSAID})) for name, said in voices.items()}


def voices_under(drawing: Drawing, review: Review) -> Mapping[str, tuple[MapNode, ...]]:
    """Return, for each learning point, what practitioners said that it rests on, directly or through a theme."""
    rests: nx.DiGraph[str] = nx.DiGraph()
    rests.add_nodes_from(node.id for node in drawing.nodes)
    rests.add_edges_from((one.source, one.target) for one in drawing.links if one.kind in {"grouped_as", "leads_to"})
    said = {node.id: node for node in drawing.nodes if is_practitioner(node, review)}
    points = (node.id for node in drawing.nodes if node.kind == "learning_point")
    return {name: tuple(said[under] for under in nx.ancestors(rests, name) if under in said) for name in points}


def levels(drawing: Drawing, review: Review) -> Iterable[View]:
    """Count pressures and learning by how far they lie from the front line."""
    pressures = Counter(node.level for node in drawing.nodes if node.kind == "influence")
    learned = Counter(str(one.fields.get("level", "")) for one in review.all("learning_point"))
    yield Grid(
        title="How far from the front line",
        row_heads=tuple(level.title for level in LEVELS),
        column_heads=("Pressures", "Learning points"),
        counts=tuple((pressures[level.key], learned[level.key]) for level in LEVELS),
        corner="Level",
    )


def unanswered(drawing: Drawing, review: Review) -> Iterable[View]:
    """Show recommendations that answer no learning, and learning that no recommendation answers."""
    answered = [link for link in drawing.links if link.kind == "answered_by"]
    without = _left("recommendation", {link.target for link in answered}, drawing, review)
    open_learning = _left("learning_point", {link.source for link in answered}, drawing, review)
    rows = (
        *(("Recommendation", title, "answers nothing that was learned") for title in without),
        *(("Learning point", title, "no recommendation answers it") for title in open_learning),
    )
    yield Table(
        title="What does not meet",
        columns=("What", "In words", "Why it is here"),
        rows=rows,
        empty="Every recommendation answers learning, and all learning is answered.",
    )


def _left(kind: str, met: set[str], drawing: Drawing, review: Review) -> tuple[str, ...]:
    return tuple(_whole(node, review) for node in drawing.nodes if node.kind == kind and node.id not in met)


def changed_at_recall(review: Review) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the learning points that were put to the recall event, and those of them that its log changed."""
    said = the(review, "recall_event", RecallEvent)
    points = tuple(name for name in said.put if review.one("learning_point", name) is not None)
    altered = {name for one in said.comments if one.decision in CHANGED for name in one.about}
    return points, tuple(name for name in points if name in altered)


def stability(_: Drawing, review: Review) -> Iterable[View]:
    """Show what share of the learning points the recall event changed."""
    points, changed = changed_at_recall(review)
    if not points:
        yield Prose(text="No learning has been put to a recall event yet.")
        return
    share = round(100 * len(changed) / len(points))
    yield Prose(text=f"The recall event changed {len(changed)} of {len(points)} learning points ({share} per cent).")
    rows = tuple((named(review, name), "changed" if name in changed else "stood as it was") for name in points)
    yield Table(title="The learning at recall", columns=("Learning point", "At the recall event"), rows=rows)


ANALYSES: tuple[Analysis, ...] = (
    Analysis(key="frequency", title="What was said under each theme", look=frequency),
    Analysis(key="contrasts", title="Where people saw it differently", look=contrasts),
    Analysis(key="single_agency", title="Learning and whose words it rests on", look=single_agency),
    Analysis(key="levels", title="How far from the front line", look=levels),
    Analysis(key="unanswered", title="Learning and recommendations that do not meet", look=unanswered),
    Analysis(key="stability", title="How far the learning stood at recall", look=stability),
)
