"""A letter on paper: the same words in Word and in PDF, with its edition and what is still to be filled."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from attrs import evolve
from docx import Document
from lcspr_jupyter.paper.pdf import pdf_file
from lcspr_jupyter.paper.reading import appendix
from lcspr_jupyter.paper.word import docx_file

from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.letters import written
from lcspr_core.timescales.editions import edition
from tests.core.procedure.making import empty
from tests.core.procedure.written import with_form


def flat(text):
    return "".join(text.split())


def test_a_notice_of_decision_comes_out_as_word_and_pdf(with_views, page_text):
    review = with_form(
        empty(), "decision", outcome="lcspr", reasons="*As* recommended {agency}. <b>", decided_on="29/4/26"
    )
    review = evolve(review, header=evolve(review.header, edition="wt2023"))
    letter = written(case_of(review, date(2026, 9, 1)), "decision_ofsted")
    document = appendix(with_views(letter.views, title=letter.title))
    word = Document(BytesIO(docx_file(document)))
    in_word = flat("".join(one.text for one in word.paragraphs))
    in_pdf = flat(page_text(pdf_file(document)))
    for wanted in (
        "Ofsted",
        "29 April 2026",
        "*As* recommended {agency}. <b>",
        "[still to be filled: who decided]",
        edition("wt2023").title,
        "Procedure: 8.2.27.",
    ):
        assert flat(wanted) in in_word
        assert flat(wanted) in in_pdf
    assert [one.text for one in word.paragraphs if one.style.name == "Title"] == ["Notice of decision"]


def test_the_referral_form_comes_out_with_its_tables(with_views):
    review = with_form(empty(), "referral", agency="HV", referrer_post="Named nurse")
    letter = written(case_of(review, date(2026, 9, 1)), "referral_form")
    word = Document(BytesIO(docx_file(appendix(with_views(letter.views, title=letter.title)))))
    told = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert ["Post of whoever refers", "Named nurse"] in told
    assert ["What happened, in a few lines", "[still to be filled]"] in told
    assert "______" in "".join(one.text for one in word.paragraphs)
