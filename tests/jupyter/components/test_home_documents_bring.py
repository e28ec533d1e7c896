"""Home, documents and bringing in a file: what anybody wrote is shown as text, and everything can be reached."""

from __future__ import annotations

from playwright.sync_api import expect

ROW = {
    "id": "juniper",
    "title": "Juniper",
    "href": "/r/juniper/workbench",
    "reference": "LCSPR 4",
    "method": "Learning-event process (SILP-style)",
    "rules": "Working Together 2023",
    "folded": False,
    "course": "under way",
    "order": 0,
    "owing": ["decision_maker"],
    "late": 2,
    "late_words": "2 late",
    "phase": 3,
    "phases": 11,
    "stage": "Information",
    "place": "Agency reports · step 3 of 15 · 2 of 7 in",
    "six_months": "Six months end on 29 October 2026",
    "due": "2026-09-04",
    "due_day": "4 September 2026",
    "due_tag": "3 days",
    "due_state": "soon",
    "due_what": "Send the notices of delay",
    "who": "Independent Chair",
}
HOME = {
    "headline": "Good afternoon. 1 review has a date within 14 days.",
    "lead": "Everything here is saved on this computer, encrypted.",
    "go": {"label": "Go on with Juniper: Agency reports", "href": "/r/juniper/workbench"},
    "commands": [{"label": "Open a new review", "do": "new"}],
    "due": [
        {
            "day": "4 September 2026",
            "review": "Juniper",
            "href": "/r/juniper/due",
            "what": "Send the notices of delay",
            "who": "Independent Chair",
            "source": "8.2.11",
        }
    ],
    "counting": None,
    "stages": ["Referral", "Decision", "Scope", "Information"],
    "roles": [{"key": "decision_maker", "title": "Independent Chair"}, {"key": "panel", "title": "Panel"}],
    "reviews": [ROW],
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
            "asks": [
                {"key": "k1", "what": "a telephone number", "file": "a.pdf", "where": "page 1: a telephone number."}
            ],
            "files": [{"name": "a.docx", "url": "/download/x", "sha256": "9f2c1b7e"}],
        }
    ],
    "publication": {
        "may": True,
        "sentence": "",
        "checked": "The content was checked on 1 September 2026: nobody's words are quoted.",
        "quotes": [
            {"id": "c1", "words": "Nobody rang.", "chosen": True},
            {"id": "c2", "words": "A box was missing.", "chosen": False},
        ],
    },
    "letters": [
        {
            "key": f"letter:{key}",
            "title": title,
            "lead": lead,
            "may": not lead,
            "busy": False,
            "status": "",
            "sorry": "",
            "leaks": [],
            "asks": [],
            "files": [],
        }
        for key, title, lead in (
            ("decision_ofsted", "Notice of decision", ""),
            ("records_release.HV", "Release of secured records", "Records are still needed (8.2.26)."),
        )
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
    on.page.locator(".home-review").get_by_role("link", name="Juniper", exact=True).wait_for()
    on.page.get_by_text("Agency reports · step 3 of 15 · 2 of 7 in").wait_for()
    on.page.get_by_role("button", name="Open a new review").click()
    assert [one["do"] for one in on.wait_said("home", "new", 1)] == ["new"]


def test_what_stopped_a_file_is_said_with_its_place(stage):
    on = stage({"documents": DOCUMENTS})
    assert "appendix.docx: heading 2" in on.page.locator(".documents-stopped[role=alert]").inner_text()


def test_the_edition_is_chosen_by_its_button(stage):
    on = stage({"documents": DOCUMENTS})
    on.page.get_by_role("button", name="Make Word, PDF and HTML").click()
    on.page.get_by_role("button", name="Make the edition for publication").click()
    assert [one["edition"] for one in on.wait_said("documents", "export", 2)] == ["internal", "public"]


def test_where_it_cannot_be_published_the_page_says_why_and_the_button_is_off(stage):
    waits = {**DOCUMENTS["publication"], "may": False, "sentence": "Somebody has to check its content first."}
    on = stage({"documents": {**DOCUMENTS, "publication": waits}})
    on.page.get_by_text("Somebody has to check its content first.").wait_for()
    assert on.page.get_by_role("button", name="Make the edition for publication").is_disabled()


def test_words_are_chosen_and_the_check_recorded_by_keyboard(stage):
    on = stage({"documents": DOCUMENTS})
    expect(on.page.get_by_role("checkbox", name="A box was missing.")).to_be_hidden()
    on.page.get_by_text("Choose words that may be quoted (1 of 2 chosen)").press("Enter")
    on.page.get_by_role("checkbox", name="A box was missing.").focus()
    on.page.keyboard.press("Space")
    expect(on.page.get_by_text("Choose words that may be quoted (2 of 2 chosen)")).to_be_visible()
    on.page.get_by_role("button", name="Record that the content was checked").press("Enter")
    assert on.wait_said("documents", "check", 1)[0]["quotes"] == ["c1", "c2"]


def test_what_the_scan_asks_gets_its_reason(stage):
    on = stage({"documents": DOCUMENTS})
    box = on.page.get_by_role("textbox")
    on.page.get_by_role("button", name="Let it stand").click()
    assert box.evaluate("one => one.validity.valueMissing")
    box.fill("The council's helpline.")
    box.press("Enter")
    said = on.wait_said("documents", "stand", 1)[0]
    assert (said["key"], said["what"], said["reason"]) == ("k1", "a telephone number", "The council's helpline.")


def test_a_reason_begun_is_sent_as_it_is_typed_and_there_when_it_is_asked_again(stage):
    on = stage({"documents": DOCUMENTS})
    on.page.get_by_role("textbox").fill("The council's")
    (said,) = on.wait_said("documents", "begin")
    assert (said["row"], said["cells"]) == ("k1", {"reason": "The council's"})
    on.show("documents", {**DOCUMENTS, "lead": "Drawn anew."})
    assert on.page.get_by_role("textbox").input_value() == "The council's"
    again = stage({"documents": {**DOCUMENTS, "begun": {"k1": {"reason": "The council's"}}}})
    assert again.page.get_by_role("textbox").input_value() == "The council's"


def test_a_letter_is_chosen_from_the_list_and_a_refused_one_says_why(stage):
    on = stage({"documents": DOCUMENTS})
    make = on.page.get_by_role("button", name="Make the letter as Word, PDF and HTML")
    make.click()
    assert on.wait_said("documents", "export", 1)[0]["key"] == "letter:decision_ofsted"
    on.page.get_by_label("Which one").select_option("letter:records_release.HV")
    on.page.get_by_text("Records are still needed (8.2.26).").wait_for()
    assert make.is_disabled()
