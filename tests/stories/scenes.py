"""The main job on Juniper as a list of scenes, from an empty store to the three files: each hand walks the same."""

from __future__ import annotations

import signal
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from attrs import define
from playwright.sync_api import Page, expect

from tests.stories import pack
from tests.stories.doing import LONG, Hand, axe, group
from tests.stories.hands import column_of
from tests.stories.mishaps import kill_kernels


@define
class Told:
    """A story as it is told: whose hand it is, the server it is told on, and what went wrong in the browser."""

    hand: Hand
    served: Any
    watched: Any

    @property
    def page(self) -> Page:
        """The page that the hand is at."""
        return self.hand.page

    def clean(self) -> None:
        """Find nothing on this page that would keep anybody from using it."""
        assert axe(self.page) == []

    def forgive(self, word: str) -> None:
        """Forgive what the browser said of something that this story itself broke."""
        self.watched.complaints[:] = [one for one in self.watched.complaints if word not in one]


def an_empty_register(told: Told) -> None:
    """The link that the server prints leads to an empty register."""
    told.hand.arrive(told.served.start())
    expect(told.page.get_by_role("button", name="Open a new review")).to_be_visible(timeout=LONG)
    told.clean()


def a_review_is_opened(told: Told) -> None:
    """Its name, its decision, its methodology, its agencies and its questions."""
    hand, page = told.hand, told.page
    hand.press(page.get_by_role("button", name="Open a new review"))
    hand.put(page.get_by_label("Name for the child in this review"), "Juniper")
    hand.put(page.get_by_label("Date of the decision to review"), "29 April 2026")
    hand.tick(page.get_by_role("radio", name=pack.METHOD), among=page.get_by_role("radio"))
    hand.paste("Agencies that take part", pack.AGENCIES)
    hand.paste("Questions of the terms of reference", pack.QUESTIONS)
    told.clean()
    hand.press(page.get_by_role("button", name="Open the review"))
    hand.at("Review")


def the_people_are_brought_in(told: Told) -> None:
    """Names turn into codes at the door from now on."""
    told.hand.go_to("People")
    told.hand.bring_in("Bring in a register of people", "people.csv")
    expect(told.page.get_by_text("Maternal Grandmother").first).to_be_visible(timeout=LONG)
    told.clean()


def a_step_is_answered(told: Told) -> None:
    """It is there after a reload."""
    hand, trigger = told.hand, told.page.get_by_label("What led to this review")
    hand.go_to("Review")
    hand.open_step("Scope")
    hand.write("What led to this review", pack.TRIGGER)
    hand.reload()
    hand.open_step("Scope")
    expect(trigger).to_have_value(pack.TRIGGER)
    told.clean()


def an_episode_is_named(told: Told) -> None:
    """So that cards can be of it."""
    told.hand.open_step("Learning event")
    told.hand.add_row("Add an episode")
    told.hand.write("The episode in a few words", pack.EPISODE)
    told.clean()


def the_event_is_on_the_wall(told: Told) -> None:
    """Cards from the event's file, one more by the recorder, and a group of three, made by menu."""
    hand, page = told.hand, told.page
    hand.go_to("Wall")
    hand.bring_in("Bring in a cards.csv", "cards.csv")
    expect(page.get_by_text("89 cards").first).to_be_visible(timeout=LONG)
    hand.record(4, pack.HEARD)
    expect(page.get_by_text("90 cards").first).to_be_visible(timeout=LONG)
    hand.new_group(pack.GROUP)
    for words in (pack.TICKED, pack.SAID, pack.HEARD):
        hand.move(words, pack.GROUP)
    told.clean()


def the_programs_die(told: Told) -> None:
    """Every kernel is killed; what was done is there, and work goes on."""
    assert kill_kernels(told.served.process.pid) > 0
    told.hand.reload()
    here = group(told.page, pack.GROUP)
    for words in (pack.TICKED, pack.SAID, pack.HEARD):
        expect(here.get_by_text(words)).to_be_visible(timeout=LONG)
    told.forgive("kernel")
    told.hand.press(here.get_by_role("button", name="Make a learning point"))
    expect(told.page.get_by_text("Begun in").first).to_be_visible(timeout=LONG)
    assert told.watched.complaints == []


def the_server_is_restarted(told: Told) -> None:
    """A new link leads back to the review."""
    before = told.served.address.partition("//")[2]
    told.served.stop(signal.SIGTERM)
    told.hand.arrive(told.served.start())
    told.forgive(before)
    link = told.page.get_by_role("link", name="Juniper", exact=True)
    expect(link).to_be_visible(timeout=LONG)
    told.clean()
    told.hand.press(link)
    told.hand.at("Review")


def learning_is_written(told: Told) -> None:
    """The learning point that was begun on the wall is there; it rests on what was said."""
    told.hand.open_step("Themes and learning")
    told.hand.open_row(pack.GROUP)
    told.hand.write("What have we learned, as one sentence about how things work here?", pack.LEARNING)
    told.hand.choose("Words that say it best", pack.TICKED)
    told.clean()


def a_recommendation_rests_on_it(told: Told) -> None:
    """And an action carries it out."""
    told.hand.open_step("Recommendations")
    told.hand.add_row("Add a recommendation")
    told.hand.write("Who should change what", pack.CHANGE)
    told.hand.choose("Learning it answers", pack.LEARNING)
    told.clean()
    told.hand.open_step("Actions")
    told.hand.add_row("Add an action")
    told.hand.write("What will be done", pack.ACTION)
    told.hand.choose("What it carries out", pack.CHANGE)
    told.clean()


def the_thread_is_followed(told: Told) -> None:
    """From the recommendation down to the words that were said."""
    page = told.page
    told.hand.go_to("Thread")
    change = page.get_by_role("button", name=pack.CHANGE).first
    told.hand.press(change, among=column_of(change, "button"))
    expect(page.get_by_text(f"Chosen: “{pack.CHANGE[:40]}")).to_be_visible(timeout=LONG)
    expect(change).to_be_focused()
    expect(page.locator(".below").filter(has_text=pack.TICKED)).to_be_visible(timeout=LONG)
    told.clean()


def the_map_and_the_case_are_looked_at(told: Told) -> None:
    """The map shows the learning; the case, what is due; and beside it stand what is due and the actions."""
    told.hand.go_to("Map")
    expect(told.page.get_by_text(pack.LEARNING).first).to_be_visible(timeout=LONG)
    told.clean()
    told.hand.go_to("Case")
    expect(told.page.get_by_role("main").get_by_text("What is due").first).to_be_visible(timeout=LONG)
    told.clean()
    told.hand.go_beside("What is due")
    duty = told.page.locator(".lcspr-due button.what[aria-pressed=false]").first
    words = duty.inner_text()
    told.hand.press(duty)
    expect(told.page.get_by_role("complementary", name="Why this is due").locator(".above")).to_have_text(words)
    told.clean()
    told.hand.go_beside("Actions")
    expect(told.page.get_by_text("1 action of the golden thread could be taken into it.")).to_be_visible(timeout=LONG)
    told.clean()


def the_files_are_made(told: Told) -> None:
    """Three files, with the thread in them and no name."""
    told.hand.go_to("Documents")
    files = told.hand.export()
    assert set(files) == {"docx", "html", "pdf"}
    assert files["pdf"].startswith(b"%PDF")
    word = zipfile.ZipFile(BytesIO(files["docx"])).read("word/document.xml").decode()
    for text in (files["html"].decode(), word):
        assert pack.CHANGE in text
        assert "Kayleigh" not in text
    told.clean()


def nothing_went_wrong(told: Told) -> None:
    """No request went to any other host, and the browser complained of nothing."""
    assert told.watched.strangers == []
    assert told.watched.complaints == []


SCENES: tuple[Callable[[Told], None], ...] = (
    an_empty_register,
    a_review_is_opened,
    the_people_are_brought_in,
    a_step_is_answered,
    an_episode_is_named,
    the_event_is_on_the_wall,
    the_programs_die,
    the_server_is_restarted,
    learning_is_written,
    a_recommendation_rests_on_it,
    the_thread_is_followed,
    the_map_and_the_case_are_looked_at,
    the_files_are_made,
    nothing_went_wrong,
)


def tell(hand: Hand, served: Any, watched: Any) -> None:
    """Tell the whole story with one hand."""
    told = Told(hand=hand, served=served, watched=watched)
    for scene in SCENES:
        scene(told)
