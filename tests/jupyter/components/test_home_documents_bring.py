"""Home, documents and bringing in a file: what anybody wrote is shown as text, and everything can be reached."""

from __future__ import annotations

HOME = {
    "headline": "Good afternoon. One review has a date close by.",
    "lead": "Everything here is saved on this computer, encrypted.",
    "go": {"label": "Go on with Juniper", "href": "/r/juniper/workbench"},
    "commands": [{"label": "Open a new review", "do": "new"}],
    "due": [{"day": "29 October 2026", "what": "Juniper: six months end", "source": "8.2.39"}],
    "reviews": [
        {
            "id": "juniper",
            "title": "Juniper",
            "href": "/r/juniper/workbench",
            "method": "Learning-event process (SILP-style)",
            "phase": 4,
            "phases": 11,
            "step": "Agency reports",
            "place": 3,
            "steps": 15,
            "words": "2 of 7 in",
            "due": "2026-10-29",
            "due_words": "29 October 2026",
            "due_what": "six months end",
            "due_state": "soon",
            "due_tag": "soon",
        }
    ],
    "sorry": "",
}
DOCUMENTS = {
    "lead": "Files are built from codes.",
    "appendices": [
        {
            "key": "learning_and_recommendations",
            "title": "Learning and recommendations",
            "lead": "What was learned.",
            "may": True,
            "busy": False,
            "status": "",
            "sorry": "A name is in the file.",
            "leaks": ["appendix.docx: heading 2"],
            "files": [{"name": "a.docx", "url": "/download/x"}],
        }
    ],
    "artefacts": [{"key": "overview", "title": "Overview report", "open": False}],
}
BRING = {"label": "Bring in a register of people", "hint": "A CSV file.", "upload": "/upload"}


def test_hostile_text_stays_text(stage, hostile):
    on = stage({"home": hostile(HOME), "documents": hostile(DOCUMENTS), "bring": hostile(BRING)})
    assert on.page.locator("main img, main script, main b").count() == 0
    assert on.page.evaluate("() => window.hurt") is None


def test_axe_finds_nothing_serious(stage):
    on = stage({"home": HOME, "documents": DOCUMENTS, "bring": BRING})
    assert on.grave() == []


def test_home_says_where_each_review_stands(stage):
    on = stage({"home": HOME})
    on.page.get_by_role("link", name="Juniper", exact=True).wait_for()
    on.page.get_by_text("Agency reports · step 3 of 15").wait_for()
    on.page.get_by_role("button", name="Open a new review").click()
    assert [one["do"] for one in on.wait_said("home", "new", 1)] == ["new"]


def test_what_stopped_a_file_is_said_with_its_place(stage):
    on = stage({"documents": DOCUMENTS})
    assert "appendix.docx: heading 2" in on.page.get_by_role("alert").inner_text()
