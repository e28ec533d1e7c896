"""The main job on Juniper: from an empty store to the three files, with a kernel killed and the server restarted."""

from __future__ import annotations

import signal
import zipfile
from io import BytesIO

import pytest
from playwright.sync_api import expect

from tests.stories import doing

pytestmark = pytest.mark.story

GROUP = "Done on paper was taken for done at home"
LEARNING = "An action on a plan is closed when the thing is delivered, so nobody learns whether it is used."
CHANGE = "An action about equipment stays open until somebody has seen it in use."
SAID = "The cot was in its box behind the door."


def test_a_review_from_an_empty_store_to_three_files(served, watched):  # noqa: PLR0915  (a story is told in one go)
    page = watched.page
    page.goto(served.start())
    expect(page.get_by_role("button", name="Open a new review")).to_be_visible(timeout=doing.LONG)
    assert doing.axe(page) == []
    doing.open_juniper(page)

    # The people, so that names turn into codes at the door.
    doing.go_to(page, "People")
    doing.bring_in(page, "people.csv")
    expect(page.get_by_text("Maternal Grandmother").first).to_be_visible(timeout=doing.LONG)
    assert doing.axe(page) == []

    # One step answered, and still there after a reload.
    doing.go_to(page, "Review")
    doing.open_step(page, "Scope")
    doing.write(page, "What led to this review", "A baby of five months was hurt at night.")
    page.reload()
    doing.open_step(page, "Scope")
    expect(page.get_by_label("What led to this review")).to_have_value("A baby of five months was hurt at night.")
    assert doing.axe(page) == []

    # Key episodes, to be found on the cards.
    doing.open_step(page, "Learning event")
    doing.add_row(page, "Add an episode")
    doing.write(page, "The episode in a few words", "Change of worker and the cot (Nov-Dec 2025)")

    # Cards from the event's file; some go into a group, by menu.
    doing.go_to(page, "Wall")
    doing.bring_in(page, "cards.csv")
    expect(page.get_by_text("89 cards", exact=False).first).to_be_visible(timeout=doing.LONG)
    doing.new_group(page, GROUP)
    for words in ("Charity said delivered so I ticked it", SAID, "I thought the plan people knew"):
        doing.move(page, words, GROUP)
    assert doing.axe(page) == []

    # The kernel dies between the card and the theme: nothing is lost.
    assert doing.kill_kernels(served.process.pid) > 0
    page.reload()
    expect(doing.group(page, GROUP).get_by_text(SAID)).to_be_visible(timeout=doing.LONG)
    watched.complaints[:] = [one for one in watched.complaints if "kernel" not in one]  # of the page whose kernel died
    doing.group(page, GROUP).get_by_role("button", name="Make a learning point").click()
    expect(page.get_by_text("Begun in", exact=False).first).to_be_visible(timeout=doing.LONG)

    # The server is restarted; the learning point is there.
    assert watched.complaints == []
    served.stop(signal.SIGTERM)
    page.goto(served.start())
    watched.complaints[:] = [one for one in watched.complaints if "ERR_CONNECTION_REFUSED" not in one]
    page.get_by_role("link", name="Juniper", exact=True).click(timeout=doing.LONG)
    doing.open_step(page, "Themes and learning")
    doing.open_row(page, GROUP)
    doing.write(page, "What have we learned, as one sentence about how things work here?", LEARNING)
    doing.choose(page, "Words that say it best", "Charity said delivered so I ticked it")

    doing.open_step(page, "Recommendations")
    doing.add_row(page, "Add a recommendation")
    doing.write(page, "Who should change what", CHANGE)
    doing.choose(page, "Learning it answers", LEARNING)

    doing.open_step(page, "Actions")
    doing.add_row(page, "Add an action")
    doing.write(page, "What will be done", "Add “delivered, not yet seen in use” to the list.")
    doing.choose(page, "What it carries out", CHANGE)

    # From the recommendation down to the words that were said.
    doing.go_to(page, "Thread")
    page.get_by_role("button", name=CHANGE).first.click()
    expect(page.get_by_text("Charity said delivered so I ticked it", exact=False).first).to_be_visible(
        timeout=doing.LONG
    )
    assert doing.axe(page) == []

    doing.go_to(page, "Map")
    expect(page.get_by_text(LEARNING).first).to_be_visible(timeout=doing.LONG)
    assert doing.axe(page) == []

    doing.go_to(page, "Case")
    expect(page.get_by_text("What is due", exact=False).first).to_be_visible(timeout=doing.LONG)
    assert doing.axe(page) == []

    # Three files, with the thread in them and no name.
    doing.go_to(page, "Documents")
    files = doing.export(page)
    assert set(files) == {"docx", "html", "pdf"}
    assert files["pdf"].startswith(b"%PDF")
    assert CHANGE in files["html"].decode()
    assert CHANGE in zipfile.ZipFile(BytesIO(files["docx"])).read("word/document.xml").decode()
    assert b"Kayleigh" not in files["html"]
    assert doing.axe(page) == []

    assert watched.strangers == []
    assert watched.complaints == []
