"""The episode-theme map: what happened below, what worked on it above, and what was learned on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from textwrap import shorten

from lcspr_core import Drawing, Level, LinkKind, MapKind, MapLink, MapNode, NodeKind, Record, Review
from methodologies.silp.asks import LearningEvent, ThemesAndLearning
from methodologies.silp.episode_analyses import ANALYSES
from methodologies.silp.episode_rules import RULES
from methodologies.silp.hearing import the
from methodologies.silp.themes import LEVELS, level_of

KEY = "episode_theme"
LABEL = 90
HAPPENED, THEME, LEARNED, CHANGE = "happened", "theme", "learned", "change"
INFLUENCE_LEVELS = tuple(one.key for one in LEVELS)
STANDS = {"key_episode": HAPPENED, "theme": THEME, "learning_point": LEARNED, "recommendation": CHANGE}
DRAWN_AS = {
    "fact": "evidence",
    "perspective": "perspective",
    "worry": "perspective",
    "pressure": "influence",
    "good_practice": "good_practice",
    "idea": "idea",
}
# The order in which links are told: what people concluded before what they concluded it from.
TOLD_FIRST = ("contrast_with", "answered_by", "leads_to", "influenced", "enabled", "grouped_as", "evidenced_by")
SAID = ("evidence", "perspective", "influence", "good_practice", "idea")


def begin(review: Review) -> Drawing:
    """Return the map that the thread gives already: every standing record in its place, with the links it has."""
    levels = _levels(review)
    nodes = {one.id: node for one in review.thread() if not one.withdrawn and (node := _node(one, review, levels))}
    thread = (link for one in review.thread() if one.id in nodes for link in _links(one, nodes))
    links = sorted((*thread, *_contrasts(review, nodes)), key=lambda link: TOLD_FIRST.index(link.kind))
    return Drawing(nodes=tuple(nodes.values()), links=tuple(links))


def _levels(review: Review) -> Mapping[str, str]:
    """Return the level of each card, by what its theme is said to be about; the first that has one counts."""
    about = {row.theme: row.about for row in the(review, "themes_and_learning", ThemesAndLearning).about}
    found: dict[str, str] = {}
    for theme in review.all("theme"):
        tags = (*about.get(theme.id, ()), *theme.fields.get("tags", ()))
        level = next((level for tag in tags if (level := level_of(tag))), "")
        found |= {link.to: level for link in theme.rests_on if level and link.to not in found}
    return found


def _node(record: Record, review: Review, levels: Mapping[str, str]) -> MapNode | None:
    kind = (
        DRAWN_AS.get(str(record.fields.get("voice")), "perspective") if record.kind == "contribution" else record.kind
    )
    if kind not in _KINDS:
        return None
    return MapNode(
        id=f"n.{record.id}",
        map=KEY,
        kind=kind,
        label=shorten(record.title, LABEL, placeholder="…"),
        level=levels.get(record.id, "") if kind == "influence" else STANDS.get(kind, HAPPENED),
        lane=str(record.fields.get("agency", "")),
        record=record.id,
        evidence=_evidence(record, review),
    )


def _evidence(record: Record, review: Review) -> tuple[str, ...]:
    if record.kind in {"contribution", "evidence"}:
        return (record.id,)  # somebody's own words are evidence of how it looked to them
    if record.kind == "key_episode":
        said = (one.id for one in review.all("contribution") if one.fields.get("episode") == record.id)
        return tuple(dict.fromkeys((*(link.to for link in record.rests_on), *said)))
    return tuple(link.to for link in record.rests_on)


def _links(record: Record, nodes: dict[str, MapNode]) -> Iterable[MapLink]:
    here = nodes[record.id]
    episode = str(record.fields.get("episode", ""))
    below = dict.fromkeys((*(link.to for link in record.rests_on), episode))
    for there in (nodes[name] for name in below if name in nodes):
        joined = _JOINED.get((there.kind, here.kind)) or _JOINED_BACK.get((here.kind, there.kind))
        if joined:
            kind, upwards = joined
            source, target = (there, here) if upwards else (here, there)
            said = here if here.kind in SAID else there
            yield _link(kind, source, target, said.evidence)


def _link(kind: str, source: MapNode, target: MapNode, evidence: tuple[str, ...], because: str = "") -> MapLink:
    made_id = f"{kind}.{source.id}.{target.id}"
    return MapLink(
        id=made_id, map=KEY, kind=kind, source=source.id, target=target.id, evidence=evidence, because=because
    )


def _contrasts(review: Review, nodes: dict[str, MapNode]) -> Iterable[MapLink]:
    """Return a link for each pair of accounts that people said they see differently."""
    for row in the(review, "learning_event", LearningEvent).disagreements:
        voices = [nodes[name] for name in row.voices if name in nodes]
        for one, other in combinations(voices, 2):
            if (one.kind, other.kind) in _CONTRAST:
                yield _link("contrast_with", one, other, (*one.evidence, *other.evidence), because=row.about)


NODE_KINDS: tuple[NodeKind, ...] = (
    NodeKind(key="key_episode", title="Key episode", levels=(HAPPENED,)),
    NodeKind(key="perspective", title="How it looked then", levels=(HAPPENED,)),
    NodeKind(key="influence", title="Pressure or influence", levels=INFLUENCE_LEVELS),
    NodeKind(key="good_practice", title="Good practice", levels=(HAPPENED,)),
    NodeKind(key="idea", title="Idea", levels=(HAPPENED,)),
    NodeKind(key="evidence", title="What was recorded or happened", levels=(HAPPENED,)),
    NodeKind(key="theme", title="Theme", levels=(THEME,)),
    NodeKind(key="learning_point", title="Learning point", levels=(LEARNED,)),
    NodeKind(key="recommendation", title="Recommendation", levels=(CHANGE,)),
)
_KINDS = frozenset(kind.key for kind in NODE_KINDS)
_CONTRAST = frozenset({("perspective", "perspective"), ("perspective", "evidence"), ("evidence", "perspective")})
LINK_KINDS: tuple[LinkKind, ...] = (
    LinkKind(
        key="influenced",
        title="Influenced",
        joins=(("influence", "key_episode"), ("influence", "perspective"), ("influence", "influence")),
        causal=True,
    ),
    LinkKind(
        key="enabled",
        title="Helped",
        joins=(("good_practice", "key_episode"), ("influence", "good_practice")),
        causal=True,
    ),
    LinkKind(key="contrast_with", title="Is seen differently from", joins=tuple(sorted(_CONTRAST))),
    LinkKind(key="grouped_as", title="Belongs to", joins=tuple((kind, "theme") for kind in (*SAID, "key_episode"))),
    LinkKind(
        key="leads_to",
        title="Leads to",
        joins=tuple((kind, "learning_point") for kind in (*SAID, "key_episode", "theme")),
    ),
    LinkKind(
        key="answered_by",
        title="Is answered by",
        joins=(("learning_point", "recommendation"), ("theme", "recommendation")),
    ),
    LinkKind(
        key="evidenced_by",
        title="Is told by",
        joins=(
            ("key_episode", "evidence"),
            ("key_episode", "perspective"),
            ("key_episode", "idea"),
            ("theme", "evidence"),
        ),
    ),
)
# How a record's links on the thread are drawn: by the kinds of the lower and the upper record, and which way it points.
_UP = ("grouped_as", "leads_to", "answered_by")
_JOINED = {pair: (link.key, True) for link in LINK_KINDS if link.key in _UP for pair in link.joins}
_JOINED_BACK = {
    ("influence", "key_episode"): ("influenced", False),
    ("good_practice", "key_episode"): ("enabled", False),
    ("perspective", "key_episode"): ("evidenced_by", True),
    ("evidence", "key_episode"): ("evidenced_by", True),
    ("idea", "key_episode"): ("evidenced_by", True),
    ("key_episode", "evidence"): ("evidenced_by", False),
}

EPISODE_THEME = MapKind(
    key=KEY,
    title="Episode-theme map",
    guidance="Key episodes and what people said of them stand at the bottom, each voice in its agency's lane. What "
    "worked on them stands above, by how far it is from the front line. Themes, learning and recommendations stand on "
    "top.\n\nThe map begins with what is on the wall. Add what influenced what, and say why you think so. Where two "
    "people saw the same thing differently, link them and leave it so.",
    node_kinds=NODE_KINDS,
    link_kinds=LINK_KINDS,
    levels=(
        Level(key=CHANGE, title="What should change"),
        Level(key=LEARNED, title="What was learned"),
        Level(key=THEME, title="Themes"),
        *LEVELS,
        Level(key=HAPPENED, title="What happened, and how it looked"),
    ),
    rules=RULES,
    analyses=ANALYSES,
    begin=begin,
)
