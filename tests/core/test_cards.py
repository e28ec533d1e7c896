"""Cards from a file: what is good is kept with codes for names, and the rest is said row by row."""

from __future__ import annotations

import json

import pytest

from lcspr_core.demonstration.juniper import agencies, cards_file, register
from lcspr_core.errors import Unreadable
from lcspr_core.evidence.cards import CardsRead
from lcspr_core.release.incoming import cards_from
from lcspr_core.views import VoiceKind

HEADS = "card_id,time,contributor,role,agency,kind,text,about_date,episode,wants_to_be_anonymous"


def read(*rows: str, heads: str = HEADS, encoding: str = "utf-8") -> CardsRead:
    return cards_from("\n".join((heads, *rows)).encode(encoding), agencies(), register())


def card(
    name: str = "C900", words: str = "A worry.", agency: str = "Marchway Homes", kind: str = "worry", by: str = ""
) -> str:
    return f"{name},10:00,{by},Officer,{agency},{kind},{words},3 May 2025,Early,no"


def test_all_cards_of_the_learning_event_come_in():
    found = cards_from(cards_file().read_bytes(), agencies(), register())
    assert (len(found.cards), found.problems, found.notes) == (89, (), ())
    assert found.cards["C001"]["source"] == "cards.csv row 3"
    assert {one["voice"] for one in found.cards.values()} == {kind.value for kind in VoiceKind}
    assert all(one["agency"] for one in found.cards.values())


def test_no_name_of_anybody_stays_in_a_card():
    found = cards_from(cards_file().read_bytes(), agencies(), register())
    bodies = json.dumps(list(found.cards.values()))
    names = [one.name for one in register().people] + ["Kayleigh", "Liam", "Femi", "Sandra", "Poppy", "Tyler", "Orwin"]
    assert [name for name in names if name in bodies] == []
    assert found.cards["C052"]["words"].endswith(
        "I was treating [Mother]. I wasn't thinking about who was up with the baby."
    )


def test_the_words_with_their_names_are_handed_back_to_be_sealed():
    found = cards_from(cards_file().read_bytes(), agencies(), register())
    assert "Kayleigh" in found.sealed["C052"]["words"]
    assert "C002" not in found.sealed


def test_who_asked_not_to_be_named_is_only_in_the_sealed_part():
    found = cards_from(cards_file().read_bytes(), agencies(), register())
    assert (found.cards["C011"]["by_code"], found.cards["C011"]["anonymous"]) == ("", True)
    assert found.sealed["C011"]["by_code"] == "W02"
    assert found.cards["C010"]["by_code"] == "W09"


def test_a_card_number_keeps_the_same_file_from_coming_in_twice():
    raw = cards_file().read_bytes()
    assert list(cards_from(raw, agencies(), register()).cards) == list(cards_from(raw, agencies(), register()).cards)


def test_the_date_is_kept_as_typed_and_as_understood():
    when = read(card()).cards["C900"]["when"]
    assert (when["typed"], when["start"], when["precision"]) == ("3 May 2025", "2025-05-03", "day")


def test_a_formula_stays_the_text_it_is():
    assert read(card(words="=HYPERLINK(1)")).cards["C900"]["words"] == "=HYPERLINK(1)"


def test_a_name_in_the_date_column_is_coded_too():
    found = read("C900,,,Officer,Marchway Homes,worry,Words,the week Kayleigh rang,Early,no")
    assert found.cards["C900"]["when"]["typed"] == "the week [Mother] rang"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (card(agency="Nobody we know"), "Row 2, column agency: no agency of this review has this title"),
        (card(kind="gossip"), "Row 2, column kind: write one of fact"),
        (card(words=""), "Row 2, column text: there are no words on this card."),
        (card(words="x" * 4_001), "Row 2, column text: the text is longer than 4,000 characters."),
        (card(name="../C1"), "Row 2, column card_id: use a letter"),
        (card() + ",more", "Row 2 has more cells than there are columns"),
        (card(words='"half"quoted'), "Row 2 cannot be read: a quotation mark"),
        (card().replace(",no", ",perhaps"), "Row 2, column wants_to_be_anonymous: write yes or no."),
    ],
)
def test_a_bad_row_is_said_and_the_others_are_kept(row, sentence):
    found = read(row, card(name="C901"))
    assert list(found.cards) == ["C901"]
    assert found.problems[0].startswith(sentence)


def test_no_sentence_repeats_what_stood_in_the_cell():
    found = read(card(agency="Kayleigh Dorrick"), card(kind="Ivy"), card(name="Tyler!"))
    assert len(found.problems) == 3
    assert not any(name in sentence for sentence in found.problems for name in ("Kayleigh", "Ivy", "Tyler"))


def test_a_number_used_twice_names_the_row_that_has_it():
    assert read(card(), card()).problems == ("Row 3, column card_id: row 2 has this number already.",)


def test_an_unclosed_quote_costs_one_row_only():
    found = read(card(name="C901"), card(words='"never closed'), card(name="C902"))
    assert list(found.cards) == ["C901", "C902"]


def test_somebody_unknown_gives_a_note_without_their_name():
    found = read(card(by="Zebedee Quill"))
    assert found.cards["C900"]["by_code"] == ""
    assert found.notes == ("Row 2, column contributor: nobody in the register, so the card was kept without a person.",)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(delimiter):
    found = read(card().replace(",", delimiter), heads=HEADS.replace(",", delimiter))
    assert list(found.cards) == ["C900"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_understood(encoding):
    found = read(card(words="£5 – a café"), encoding=encoding)
    assert found.cards["C900"]["words"] == "£5 – a café"
    assert bool(found.notes) == (encoding == "cp1252")


def test_control_and_direction_signs_are_dropped():
    assert read(card(words="a\u202eb\x07c")).cards["C900"]["words"] == "abc"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"PK\x03\x04\x00\x00", "This is not a text file"),
        (b"a,b\n1,2\n", "No row among the first 10 names the columns"),
        (b"", "No row among the first 10"),
        (b"x" * 5_000_001, "The file is larger than 5 MB"),
        (b"\x81\x8d\x8f", "The letters of this file cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(raw, sentence):
    with pytest.raises(Unreadable, match=sentence):
        cards_from(raw, agencies(), register())


def test_unknown_columns_are_said_by_number_only():
    found = read(card() + ",secret", heads=HEADS + ",Ivy's note")
    assert found.notes == ("Not read, for their headings are not known here: column 11.",)
    assert list(found.cards) == ["C900"]


def test_a_name_in_the_file_s_own_name_is_coded_too():
    raw = f"{HEADS}\n{card()}".encode()
    found = cards_from(raw, agencies(), register(), file_name="Kayleigh cards.csv")
    assert found.cards["C900"]["source"] == "[Mother] cards.csv row 2"
