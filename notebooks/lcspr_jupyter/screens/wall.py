"""The facilitator's wall: cards written in the room, placed in groups that are named as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets
from attrs import evolve

from lcspr_core import wall
from lcspr_core.appendix import typed
from lcspr_core.asking import minted
from lcspr_core.editing import row_added
from lcspr_core.errors import BothTexts, Clash, NotFound
from lcspr_core.review import Review
from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, VoiceKind
from lcspr_jupyter.components.wall import Wall
from lcspr_jupyter.desk import Change, Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.cards import card_of, episodes, first_line, group_drawn, grows_from, words_of
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.overtaken import refuse_overtaken
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
Body = dict[str, Any]
WRITERS = frozenset({"coordinator", "lead_reviewer"})
SHOWN = ("words", "voice", "role", "agency", "when", "episode", "anonymous")


class WallScreen:
    """The wall of one review's learning event; a recorder keeps up with the room on the same page."""

    def __init__(self, desk: Desk) -> None:
        """Read the cards once; from then on the feed brings what changes."""
        self.desk = desk
        self.component = Wall()
        self.cards: dict[str, tuple[int, Body]] = {}
        self.begun = HalfWritten(desk, "wall")
        listen(
            self.component,
            {
                "add_card": self.add_card,
                "edit_card": self.edit_card,
                "move": self.move,
                "new_group": self.new_group,
                "rename_group": self.rename_group,
                "remove_group": self.remove_group,
                "take_down": self.take_down,
                "undo": lambda _: desk.undo(),
                "make": self.make,
                "refresh": lambda _: self.show(),
                "begin": self.begun.begin,
            },
        )
        desk.listeners.append(self.heard)
        self.read()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.component

    def heard(self, kinds: frozenset[str]) -> None:
        """Read the cards again when somebody changed them, and draw what changed."""
        if "card" in kinds:
            self.read()
        else:
            self.show()

    def read(self) -> None:
        """Read the cards from the ledger."""
        self.cards = self.desk.ledger("card")
        self.show()

    # -- what a person does ---------------------------------------------------------------------

    def add_card(self, said: Said) -> None:
        """Put a card on the wall, in the words it was given."""
        card = card_of(said["card"])
        self.desk.send([Change(kind="card", id=card["id"], after=card)], "put a card on the wall")

    def edit_card(self, said: Said) -> None:
        """Correct a card's words, and those of the contribution that it became."""
        _, before = self._card(str(said["id"]))
        words, theirs = words_of(said.get("words")), before["words"]
        refuse_overtaken(said, BothTexts(kind="card", id=before["id"], path="words", mine=words, theirs=theirs))
        review = self.desk.open
        contribution = review.one("contribution", before["id"])
        if contribution is not None:
            review = review.with_records("contribution", [wall.kept(review, {**before, "words": words})])
        self.desk.put(review, "corrected a card", extra=[self._change(before["id"], {**before, "words": words})])

    def move(self, said: Said) -> None:
        """Place a card in a group, or take it out."""
        _, card = self._card(str(said["card"]))
        group = str(said.get("group") or "")
        self._put(wall.placed(self.desk.open, card, group), "placed a card")

    def new_group(self, said: Said) -> None:
        """Begin a group with these cards."""
        cards = [self._card(str(one))[1] for one in said.get("cards") or ()]
        self._put(wall.grouped(self.desk.open, str(said["id"]), words_of(said.get("title")), cards), "began a group")

    def rename_group(self, said: Said) -> None:
        """Name a group as a sentence."""
        name, title = str(said["id"]), words_of(said.get("title"))
        after = wall.renamed(self.desk.open, name, title)
        theirs = self.desk.open.one("theme", name).title
        refuse_overtaken(said, BothTexts(kind="theme", id=name, path="title", mine=title, theirs=theirs))
        self._put(after, "named a group")

    def remove_group(self, said: Said) -> None:
        """Take a group off the wall; its cards go back to those not yet placed."""
        self._put(wall.ungrouped(self.desk.open, str(said["id"])), "took a group away")

    def take_down(self, said: Said) -> None:
        """Take a card off the wall; it is kept, and can be put back."""
        _, card = self._card(str(said["card"]))
        change = self._change(card["id"], {**card, "withdrawn": True})
        self.desk.put(wall.taken_down(self.desk.open, card["id"]), "took a card down", extra=[change])

    def make(self, said: Said) -> None:
        """Begin a learning point from a group, in the step that asks for them."""
        theme = self.desk.open.one("theme", str(said["group"]))
        found = grows_from(self.desk, "theme")
        if theme is None or found is None:
            raise NotFound(
                "This methodology has no step that makes learning of a group. Choose one on the Review page."
            )
        step, place, name = found
        row = {"id": minted(), name: [theme.id], **first_line(step, place, theme.title)}
        editor = AnswerEditor(self.desk, step)
        given = editor.answer
        self.desk.answer(evolve(given, data=row_added(editor.data, place, row)), why="made learning of a group")
        self.component.send({"made": f"Begun in “{step.title}”. Open Review to go on with it.", "step": step.key})

    def _put(self, review: Review, why: str) -> None:
        try:
            self.desk.put(review, why)
        except Clash:
            self.desk.catch_up()
            raise Clash(
                "Somebody else moved the same thing at the same moment. The wall now shows where it is."
            ) from None

    def _card(self, name: str) -> tuple[int, Body]:
        if name not in self.cards:
            raise NotFound("This card is no longer on the wall.")
        return self.cards[name]

    def _change(self, name: str, after: Body) -> Change:
        revision, before = self._card(name)
        return Change(kind="card", id=name, revision=revision, before=before, after=after)

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw the wall as it stands now."""
        review = self.desk.open
        where = wall.placing(review)
        cards = [self._drawn(body, where) for _, body in self.cards.values() if not body.get("withdrawn")]
        writes = self.desk.person.role in WRITERS
        self.component.state = {
            "groups": [group_drawn(one, cards) for one in wall.groups(review)],
            "cards": cards,
            "voices": [{"key": one.value, "word": VOICE_WORDS[one], "sign": VOICE_SIGNS[one]} for one in VoiceKind],
            "agencies": [{"key": one.id, "title": one.title} for one in review.all("agency")],
            "episodes": episodes(review, cards),
            "can": {
                "write": writes,
                "group": writes,
                "take_down": writes,
                "make": grows_from(self.desk, "theme") is not None,
            },
            "undo": {"label": "Undo"} if writes else None,
            "recorder": writes,
            "upload": f"/r/{self.desk.review_id}/upload/cards" if writes else "",
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "wall"},
            "begun": dict(self.begun.at),
        }

    def _drawn(self, body: Body, where: Mapping[str, str]) -> Body:
        agency = self.desk.open.one("agency", str(body.get("agency", "")))
        title = agency.title if agency else str(body.get("agency") or "")
        return {
            **{name: body.get(name, "") for name in SHOWN},
            "id": body["id"],
            "when": typed(body.get("when")),
            "who": "a colleague" if body.get("anonymous") else title,
            "group": where.get(body["id"]),
        }
