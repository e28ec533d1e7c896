"""What makes an episode-theme map hold: the rules of every map, and SILP's own for learning and recommendations."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Concern, Drawing, MapNode, MapRule, Review, Severity, Shape, universal
from methodologies.silp.episode_analyses import agencies_under, voices_under
from methodologies.silp.themes import FRONT_LINE

SOURCE = "Learning-event method: what a learning point must cite"
SHAPE = Shape(
    evidence=frozenset({"evidence"}),
    causal=frozenset({"influenced", "enabled"}),
    weighed=frozenset({"theme", "learning_point"}),
    influences=frozenset({"influence"}),
    front_line=FRONT_LINE,
)


def _learning(drawing: Drawing) -> Iterable[MapNode]:
    return (node for node in drawing.nodes if node.kind == "learning_point")


def episode_cited(drawing: Drawing, _: Review) -> Iterable[Concern]:
    """Find learning that no key episode leads to."""
    episodes = {node.id for node in drawing.nodes if node.kind == "key_episode"}
    led = {link.target for link in drawing.links if link.kind == "leads_to" and link.source in episodes}
    for node in _learning(drawing):
        if node.id not in led:
            yield _concern(
                "episode_cited", f"No key episode leads to “{node.label}”.", "Link the episode where it showed.", node
            )


def voice_cited(drawing: Drawing, review: Review) -> Iterable[Concern]:
    """Find learning that rests on no practitioner's words."""
    voices = voices_under(drawing, review)
    for node in _learning(drawing):
        if not voices[node.id]:
            yield _concern(
                "voice_cited",
                f"“{node.label}” rests on no practitioner's words.",
                "Link it to a theme with cards, or to a card.",
                node,
            )


def one_agency(drawing: Drawing, review: Review) -> Iterable[Concern]:
    """Find learning that rests on one agency's words alone and is not marked for that agency's own plan."""
    agencies = agencies_under(drawing, review)
    for node in _learning(drawing):
        heard = agencies[node.id]
        record = review.one("learning_point", node.record)
        if len(heard) == 1 and not (record is not None and record.fields.get("own_plan") == heard[0]):
            yield _concern(
                "one_agency",
                f"“{node.label}” rests on the words of {heard[0]} alone.",
                "Hear another agency on it, or move it to that agency's own plan.",
                node,
            )


def answers_learning(drawing: Drawing, _: Review) -> Iterable[Concern]:
    """Find recommendations that answer nothing that was learned."""
    met = {link.target for link in drawing.links if link.kind == "answered_by"}
    for node in drawing.nodes:
        if node.kind == "recommendation" and node.id not in met:
            yield _concern(
                "answers_learning",
                f"“{node.label}” answers nothing that was learned here.",
                "Link it to the learning it answers, or take it out.",
                node,
            )


def level_said(drawing: Drawing, _: Review) -> Iterable[Concern]:
    """Find influences of which nobody has said how far they are from the front line."""
    for node in drawing.nodes:
        if node.kind == "influence" and not node.level:
            yield _concern(
                "level_said",
                f"“{node.label}” stands on no level.",
                "Choose its level, or say what its theme is about in “Themes and learning”.",
                node,
                Severity.NOTICE,
            )


def _concern(key: str, sentence: str, way_out: str, node: MapNode, severity: Severity = Severity.WARNING) -> Concern:
    return Concern(
        key=f"map.{key}", sentence=sentence, severity=severity, source=SOURCE, way_out=way_out, about=(node.id,)
    )


RULES: tuple[MapRule, ...] = (
    *universal(SHAPE),
    MapRule(key="episode_cited", title="Learning cites a key episode", source=SOURCE, find=episode_cited),
    MapRule(key="voice_cited", title="Learning cites a practitioner", source=SOURCE, find=voice_cited),
    MapRule(key="one_agency", title="Learning of one agency goes to its own plan", source=SOURCE, find=one_agency),
    MapRule(key="answers_learning", title="Recommendations answer learning", source=SOURCE, find=answers_learning),
    MapRule(key="level_said", title="Influences stand on a level", source=SOURCE, find=level_said),
)
