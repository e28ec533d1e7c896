"""Letters: filled from the case and never beyond it, refused where their duty forbids them, and safe to replace."""

from __future__ import annotations

import os
from datetime import date

import pytest
from attrs import evolve

from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.panels.terms import Question, TermsOfReference, approved
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.letters import LETTERS, offers, written
from lcspr_core.procedure.letters.kinds import Each
from lcspr_core.procedure.letters.templates import MOST_BYTES, SHIPPED, template
from lcspr_core.procedure.letters.writing import KNOWN
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.timescales.duties import own_duties
from lcspr_core.timescales.editions import edition, editions
from lcspr_core.views import Prose, Section, Table
from tests.core.procedure.making import empty
from tests.core.procedure.written import with_form

TODAY = date(2026, 9, 1)
DECISION = {"decider": "chair", "outcome": "lcspr", "reasons": "As recommended.", "decided_on": "29 April 2026"}
DELAY = {
    "about": "review",
    "sort": "parallel",
    "why": "The trial is listed for November.",
    "known_on": "1 September 2026",
    "new_day": "29 January 2027",
}
REFERRAL = {"agency": "HV", "referrer_post": "Named nurse", "lead_name": "Somebody", "received_on": "3 March 2026"}
TERMS = TermsOfReference(id="t1", version="1", questions=(Question(id="q1", words="Who saw the child?"),))


def under(review, key):
    return evolve(review, header=evolve(review.header, edition=key))


def decided(**more):
    return with_form(under(empty(), "wt2023"), "decision", **{**DECISION, **more})


def whole():
    """A case in which every letter but those of another outcome can be written."""
    review = with_form(decided(), "referral", **REFERRAL)
    review = with_form(review, "delays", delays=[DELAY])
    review = with_form(review, "publication", planned_on="3 November 2026")
    return review.with_records("terms", [approved(TERMS, on=date(2026, 5, 20), by="Independent Chair")])


def write(review, name, own=None):
    return written(case_of(review, TODAY), name, own)


def words(views):
    """All that a reader gets, with the signs that keep it from being Markdown taken out."""
    parts = []
    for view in views:
        if isinstance(view, Section):
            parts += [view.title, words(view.views)]
        elif isinstance(view, Prose):
            parts.append(view.text.replace("\\", ""))
        elif isinstance(view, Table):
            parts += [view.title, *(text for row in view.rows for text in row)]
    return "\n".join(parts)


def put(folder, text, name="decision_notice.md"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


# --- what each letter is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.key)
def test_each_letter_names_duties_and_a_form_that_are_there_and_ships_with_a_template(letter):
    assert set(letter.duties) <= {duty.id for duty in own_duties()}
    assert letter.duties
    assert PROCEDURE.step(letter.form) is not None
    assert template(letter.template, None, KNOWN).text


def test_no_template_ships_that_no_letter_uses():
    assert {place.name for place in SHIPPED.iterdir()} == {one.template for one in LETTERS}
    assert len({one.key for one in LETTERS}) == len(LETTERS)


@pytest.mark.parametrize("key", [one.key for one in editions()])
def test_every_letter_that_may_be_written_says_its_edition_and_paragraph(key):
    case = case_of(under(whole(), key), TODAY)
    allowed = [one for one in offers(case) if not one.refused]
    assert {one.name.partition(".")[0] for one in allowed} == {one.key for one in LETTERS} - {
        "records_release",
        "single_agency_review",
        "single_agency_audit",
        "multi_agency_audit",
        "other_area",
        "action_progress",
        "learning_return",
        *(f"not_published_{body}" for body in ("ofsted", "dfe", "national_panel")),
    }
    for one in allowed:
        text = words(written(case, one.name).views)
        assert edition(key).title in text
        assert f"Procedure: {one.paragraph}." in text


@pytest.mark.parametrize("stamped", ["", "wt2031"])
def test_an_edition_that_is_not_stamped_or_not_known_is_not_made_up(stamped):
    made = write(evolve(decided(), header=evolve(empty().header, edition=stamped)), "decision_ofsted")
    assert editions()[-1].title not in words(made.views)
    assert any("not stamped" in one for one in made.blanks)


# --- what is filled in ------------------------------------------------------------------------------------------------


def test_a_notice_of_decision_says_what_was_decided_when_and_why():
    text = words(write(decided(), "decision_dfe").views)
    for wanted in ("Department for Education", "29 April 2026", "Hold a Local Child", "As recommended.", "1 September"):
        assert wanted in text


def test_what_is_not_known_is_said_in_brackets():
    made = write(decided(reasons=""), "decision_ofsted")
    assert "[still to be filled: the reasons of the decision]" in words(made.views)
    assert "the reasons of the decision" in made.blanks
    assert "the day of the decision" not in made.blanks


def test_a_day_that_is_not_exact_is_printed_as_it_was_typed():
    assert "April 2026" in words(write(decided(decided_on="April 2026"), "decision_ofsted").views)
    assert "1 April 2026" not in words(write(decided(decided_on="April 2026"), "decision_ofsted").views)


def test_a_delay_names_its_new_day_beside_the_first():
    (name,) = [one.name for one in offers(case_of(whole(), TODAY)) if one.name.startswith("delay_national_panel")]
    made = write(whole(), name)
    text = words(made.views)
    for wanted in ("Due at first on: 29 October 2026", "29 January 2027", "Another process", "listed for November"):
        assert wanted in text
    assert made.blanks == ("what is learned meanwhile",)


def test_each_agency_is_asked_for_its_own_report_with_the_terms_as_they_were_approved():
    review = whole()
    terms = review.all("terms")[0]
    review = review.with_records("terms", [evolve(terms, questions=(Question(id="q1", words="Another question"),))])
    text = words(write(review, "agency_report.POL").views)
    assert "report for POL" in text
    assert "Who saw the child?" in text
    assert "Another question" not in text
    assert "20 May 2026" in text


def test_the_referral_form_is_printed_with_its_three_sections_and_no_name():
    made = write(whole(), "referral_form")
    text = words(made.views)
    assert "Named nurse" in text
    assert "Somebody" not in text
    assert "Hold a Local Child" in text
    assert "What does the Sub Group recommend?" in made.blanks
    assert [one.title for one in made.views if isinstance(one, Section)] == [
        "Section 1: referral",
        "Section 2: recommendation of the Sub Group",
        "Section 3: decision",
    ]


def test_what_somebody_wrote_is_neither_markdown_nor_a_place_nor_run():
    made = write(decided(reasons="# Big\n- {decided_by} *b* {reason.__class__} <script>\n1. one"), "decision_ofsted")
    (section,) = [one for one in made.views if isinstance(one, Section) and one.title == "Reasons"]
    (prose,) = section.views
    assert prose.text == ("\\# Big\n\n\\- {decided\\_by} \\*b\\* {reason.\\_\\_class\\_\\_} \\<script\\>\n\n1\\. one")


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("review", "name", "said"),
    [
        (empty(), "decision_ofsted", "No decision is written down yet"),
        (empty(), "decision_member.HV", "No decision is written down yet"),
        (empty(), "records_release.HV", "no review of any kind follows"),
        (decided(), "records_release.HV", "no review of any kind follows"),
        (decided(outcome="other", other_kind="partnership"), "records_release.HV", "no review of any kind follows"),
        (decided(outcome="other", other_kind="single_agency"), "single_agency_audit", "audit by one agency was not"),
        (decided(outcome="other", other_kind="partnership"), "single_agency_review", "review by one agency was not"),
        (decided(), "agency_report.HV", "not approved yet"),
        (with_form(empty(), "publication", withhold="yes"), "copy_dfe", "8.2.67"),
        (with_form(empty(), "publication", published_on="3 May 2026"), "copy_dfe", "published on 3 May 2026"),
        (whole(), "not_published_dfe", "Nobody has put down on “Publication” that the report should not be published"),
        (with_form(empty(), "publication", withhold="yes"), "not_published_dfe", "and why"),
        (
            with_form(whole(), "terms_work", parts=[{"agency": "HV", "part": "out"}]),
            "agency_report.HV",
            "is not asked in this review",
        ),
        (
            with_form(with_form(empty(), "referral", **REFERRAL), "information_request", reply_by="3 April 2026"),
            "information_request.HV",
            "is not before",
        ),
    ],
)
def test_a_letter_that_its_duty_forbids_is_refused_in_a_sentence(review, name, said):
    with pytest.raises(NotAllowed, match=said):
        write(review, name)
    (offer,) = [one for one in offers(case_of(review, TODAY)) if one.name == name]
    assert said in offer.refused


@pytest.mark.parametrize(
    ("body", "to"),
    [
        ("ofsted", "Ofsted"),
        ("dfe", "Department for Education"),
        ("national_panel", "Child Safeguarding Practice Review Panel"),
    ],
)
def test_three_bodies_are_told_that_a_report_should_not_be_published_and_why(body, to):
    review = with_form(decided(), "publication", withhold="yes", withhold_why="The sister could be found by it.")
    told = words(write(review, f"not_published_{body}").views)
    assert f"To: {to}" in told
    assert "The sister could be found by it." in told
    assert "Procedure: 8.2.67." in told


def test_the_same_letters_are_written_where_their_duty_asks_for_them():
    none = decided(outcome="none")
    assert "need not be held apart" in words(write(none, "records_release.HV").views)
    one = with_form(decided(outcome="other", other_kind="single_agency"), "alternative", letter_to="Named doctor")
    assert "Named doctor" in words(write(one, "single_agency_review").views)
    audit = decided(outcome="other", other_kind="single_agency_audit")
    assert "Audit by one agency" in words(write(audit, "single_agency_audit").views)
    asked = with_form(with_form(empty(), "referral", **REFERRAL), "information_request", reply_by="27 March 2026")
    assert "27 March 2026" in words(write(asked, "information_request.HV").views)


@pytest.mark.parametrize(
    "name", ["nothing", "../decision_ofsted", "decision_member", "decision_member.X", "delay_dfe.x"]
)
def test_a_letter_that_is_not_there_is_not_found(name):
    with pytest.raises(NotFound):
        write(whole(), name)


# --- a partnership's own templates ------------------------------------------------------------------------------------


def test_a_file_of_the_same_name_takes_the_place_of_ours_and_the_edition_stays(tmp_path):
    put(tmp_path, "## Our own\n\nOn {decided_on}.")
    text = words(write(decided(), "decision_ofsted", tmp_path).views)
    assert text.startswith("Our own\nOn 29 April 2026.")
    assert edition("wt2023").title in text
    assert "Reasons" in words(write(decided(), "decision_referrer", tmp_path).views)
    assert write(decided(), "decision_ofsted", tmp_path / "none") == write(decided(), "decision_ofsted")


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("decided", 1),
        ("reason.__class__", 1),
        ("reason!r", 1),
        ("reason:>9999999", 1),
        ("0", 1),
        ("", 1),
    ],
)
def test_a_place_that_is_not_known_is_said_with_file_and_line(tmp_path, place, line):
    put(tmp_path, f"{{reason}} {{{place}}}")
    with pytest.raises(Unreadable, match=f"decision_notice.md, line {line}: there is no place called") as found:
        write(decided(), "decision_ofsted", tmp_path)
    assert place in str(found.value)


@pytest.mark.parametrize("text", ["a\nb {", "a\n}", "a\n{{reason}}", "a\n{reason"])
def test_a_bracket_that_is_no_place_is_said_with_its_line(tmp_path, text):
    with pytest.raises(Unreadable, match="line 2: a curly bracket stands alone"):
        write(decided(), "decision_ofsted", put(tmp_path, text))


def test_only_the_first_faults_of_many_are_said(tmp_path):
    with pytest.raises(Unreadable, match="There are 95 more") as found:
        write(decided(), "decision_ofsted", put(tmp_path, "{x}\n" * 100))
    assert len(str(found.value)) < 1000


def test_a_table_within_a_line_is_said_and_does_not_stop_the_letter(tmp_path):
    made = write(decided(), "decision_ofsted", put(tmp_path, "Here: {questions}"))
    assert "questions needs a line of its own" in words(made.views)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"a" * (MOST_BYTES + 1), b"{reason}" * 201],
    ids=["not UTF-8", "too long", "too many places"],
)
def test_a_file_that_is_no_text_or_too_large_is_refused_by_its_name(tmp_path, content):
    (tmp_path / "decision_notice.md").write_bytes(content)
    with pytest.raises(Unreadable, match=r"decision_notice\.md"):
        write(decided(), "decision_ofsted", tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made here as on this system")
@pytest.mark.parametrize("kind", ["link", "lost link", "pipe", "folder"])
def test_nothing_but_a_plain_file_is_read(tmp_path, kind):
    place = tmp_path / "decision_notice.md"
    (tmp_path / "elsewhere").write_text("secret", encoding="utf-8")
    makers = {
        "link": lambda: place.symlink_to(tmp_path / "elsewhere"),
        "lost link": lambda: place.symlink_to(tmp_path / "nowhere"),
        "pipe": lambda: os.mkfifo(place),
        "folder": place.mkdir,
    }
    makers[kind]()
    with pytest.raises(Unreadable, match="not a plain file"):
        write(decided(), "decision_ofsted", tmp_path)


def test_there_is_one_letter_for_each_agency_and_each_delay():
    names = [one.name for one in offers(case_of(whole(), TODAY))]
    for letter in LETTERS:
        found = [name for name in names if name.partition(".")[0] == letter.key]
        assert len(found) == {Each.CASE: 1, Each.AGENCY: 2, Each.DELAY: 1, Each.AREA: 0}[letter.each]
