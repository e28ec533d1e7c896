"""Details with a form of their own are found, in the register or not; what only looks like one passes."""

from __future__ import annotations

import io
import zipfile

import pytest

from lcspr_core.errors import Unreadable
from lcspr_core.release.clearing import CLEARED, cleared, clearing
from lcspr_core.release.files import texts_of
from lcspr_core.release.patterns import patterned
from lcspr_core.release.people_file import people_from
from lcspr_core.release.pictures import check_pictures
from lcspr_core.release.register import Register, register_of
from lcspr_core.release.scan import asking, file_leaks, leaks, stopping

NOBODY = Register()
STOPS = (
    ("The mother's number is 943 476 5919.", "an NHS number"),
    ("943-476-5919", "an NHS number"),
    ("NHS no. 9434765919", "an NHS number"),
    ("Ring 07700 900123 after six.", "a telephone number"),
    ("07700900123", "a telephone number"),
    ("+44 7700 900 123", "a telephone number"),
    ("(07700) 900123", "a telephone number"),
    ("They moved to SW1A 1AA.", "a postcode"),
    ("sw1a1aa", "a postcode"),
    ("M1 1AE", "a postcode"),
    ("born on 12 March 2025", "a date of birth"),
    ("DOB: 12/03/25", "a date of birth"),
    ("Date of birth was 2025-03-12", "a date of birth"),
    ("AB 12 34 56 C", "a National Insurance number"),
)
ASKS = (
    ("Reference 9434765919", "an NHS number"),
    ("Ring 01632 960 123.", "a telephone number"),
    ("(01632) 960123", "a telephone number"),
    ("020 7946 0123", "a telephone number"),
    ("+44 (0)20 7946 0123", "a telephone number"),
    ("0300 123 4567", "a telephone number"),
    ("Call the helpline on 0808 157 0123.", "a telephone number"),
    ("duty@example.gov.uk", "an e-mail address"),
    ("WM3 7JD", "a postcode"),
    ("27 Lantern Row", "a street address"),
    ("Flat 2, 8 Ferrier Street", "a street address"),
)
PASSES = (
    "The panel met (8.2.44, 8.2.45-w and 8.2.11).",
    "On 03/04/2025, 03-04-2025, 2025-04-03 and 3 April 2025.",
    "Between 2023 and 2026, 15 working days, 10.00 to 11.30.",
    "Ref 12345/67, case 2025/00471, log 0123456, incident 20260324-0044.",
    "Call 101, 111 or 999.",
    "Ring the Samaritans on 116 123.",
    "943 476 5918 fails its own check.",
    "The NHS number was not written down.",
    "Room B1 2nd floor, E1 1st.",
    "Social Worker 1 told SW2 4 times; W12 4HV.",
    "Section 47, 2 Family Court hearings, 8 Green Lane.",
    "Born in March, at the hospital; the child was born early.",
    "1 2 3 4 5 6 7 8 9 10; 01 02 03 04 05; 2023 2024 2025 2026.",
    "Page 1 of 31, table 12, 24 to 27 families a worker.",
    "9f2c1b7e 1234567890 @home #F5F8EE",
    "0161 times",
    "At £1 234 567 8901 it was dear.",
)


@pytest.mark.parametrize(("text", "what"), STOPS)
def test_what_is_certain_stops(text, what):
    assert [leak.what for leak in stopping(leaks({"page 1": text}, NOBODY))] == [what]


@pytest.mark.parametrize(("text", "what"), ASKS)
def test_what_may_be_meant_for_everybody_asks(text, what):
    found = leaks({"page 1": text}, NOBODY)
    assert ([leak.what for leak in asking(found)], stopping(found)) == ([what], ())


@pytest.mark.parametrize("text", PASSES)
def test_what_only_looks_like_one_passes(text):
    assert leaks({"page 1": text}, NOBODY) == ()


def test_nine_in_ten_numbers_fail_their_check():
    numbers = (f"400 {n // 10_000:03} {n % 10_000:04}" for n in range(1000))
    found = [number for number in numbers if list(patterned(number))]
    assert 60 < len(found) < 120


def test_a_finding_never_repeats_what_it_found():
    for text, _ in (*STOPS, *ASKS):
        for leak in leaks({"page 1": text}, NOBODY):
            assert not any(word in leak.sentence for word in text.split() if any(map(str.isdigit, word)))


def test_where_programs_write_a_row_of_letters_is_no_postcode():
    assert leaks({"settings, part 7 of the package": "clear E13AB auto"}, NOBODY) == ()
    assert leaks({"settings, part 7 of the package": "by E1 3AB"}, NOBODY)


# --- what the register holds ------------------------------------------------------------------------------------------


def test_details_that_are_sealed_with_a_name_are_looked_for_and_say_whose_they_are():
    sealed = {"P02": {"name": "Ann Example", "address": "The Old Mill; 3 High Barn", "telephone": "0300 999 1234"}}
    register = register_of(sealed, {"P02": "Mother"})
    found = leaks({"page 1": "At the old mill, or 3, High Barn; ring 03009991234."}, register)
    assert {(leak.what, leak.who, leak.stops) for leak in found} == {
        ("address", "Mother", True),
        ("telephone number", "Mother", True),
    }


def test_details_come_in_with_the_register_s_own_file():
    found = people_from(b"code,name,address,nhs_number\nP02,Ann Example,3 High Barn,943 476 5919\n")
    assert found.names["P02"] == {"name": "Ann Example", "address": "3 High Barn", "nhs_number": "943 476 5919"}


# --- what a person let through ----------------------------------------------------------------------------------------


def test_what_was_let_through_with_a_reason_passes_however_it_is_spaced():
    (leak,) = leaks({"page 1": "Ring 01632 960 123."}, NOBODY)
    record = clearing(leak.key, leak.what, "The council's own helpline.", by="owner", on="2026-09-01")
    keys = cleared([{"title": record.title, "fields": record.fields}])
    assert (record.kind, keys) == (CLEARED, {leak.key})
    assert leaks({"page 1": "Ring (01632) 960123."}, NOBODY, keys) == ()
    assert leaks({"page 1": "Ring 01632 960 124."}, NOBODY, keys)


@pytest.mark.parametrize("reason", ["", "   ", "ok"])
def test_without_a_reason_nothing_is_let_through(reason):
    with pytest.raises(Unreadable, match="Say why"):
        clearing("abc", "a telephone number", reason, by="owner", on="2026-09-01")


def test_what_was_withdrawn_counts_no_more():
    assert cleared([{"title": "A helpline.", "fields": {"key": "abc"}, "withdrawn": True}]) == frozenset()


def test_what_stops_cannot_be_let_through():
    (leak,) = leaks({"page 1": "07700 900123"}, NOBODY)
    assert (leak.stops, leak.key) == (True, "")
    assert leaks({"page 1": "07700 900123"}, NOBODY, {""}) == (leak,)


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_the_words_inside_our_pictures_are_read_too(tmp_path):
    file = tmp_path / "a.html"
    file.write_text("<p>Nothing.</p><svg></svg>", "utf-8")
    (leak,) = file_leaks(file, NOBODY, lettering=["Ring 07700 900123"])
    assert leak.where == "inside picture 1"


def packed(*names):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        for name in names:
            package.writestr(name, b"x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("raw", "suffix", "drawn"),
    [
        (b"<img src='x.png'>", ".html", 0),
        (b"<p style='background:url(data:image/png;base64,xx)'>", ".html", 0),
        (b"<svg></svg><svg></svg>", ".html", 1),
        (packed("word/document.xml", "word/media/image1.png"), ".docx", 0),
        (packed("word/document.xml", "word/embeddings/a.bin"), ".docx", 0),
        (packed("word/media/image1.png", "word/media/image2.png"), ".docx", 1),
    ],
)
def test_a_picture_that_was_not_drawn_here_is_refused(raw, suffix, drawn):
    with pytest.raises(Unreadable, match="was not drawn here"):
        check_pictures(raw, suffix, drawn)


def test_our_own_pictures_pass():
    check_pictures(b"<svg></svg>", ".html", 1)
    check_pictures(packed("word/media/image1.png"), ".docx", 1)
    assert texts_of(packed("word/media/image1.png"), ".docx")
