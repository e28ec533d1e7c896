"""Codes in the place of names: what is sure is replaced, what is doubtful is listed, what is a word is left."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lcspr_core.demonstration.juniper import names, public_codes, register
from lcspr_core.errors import Unreadable
from lcspr_core.release.codebook import code_of, coded, codes_in
from lcspr_core.release.register import register_of
from lcspr_core.release.terms import Sort

REPLACED = [
    ("I was treating Kayleigh.", "I was treating [Mother]."),
    ("KAYLEIGH's text", "[Mother]'s text"),
    ("Kayleigh’s text", "[Mother]’s text"),
    ("kayleigh said", "[Mother] said"),
    ("Kayleígh said", "[Mother] said"),
    ("DORRICK, Kayleigh (Miss)", "[Mother] (Miss)"),
    ("Kay\u00adl\u200beigh rang", "[Mother] rang"),
    ("Kayleigh\u00a0Anne\nDorrick rang", "[Mother] rang"),
    ("the Tylers of this world", "the [Sibling 1] of this world"),
    ("Kelly Ann Mossop / KELLY-ANN / kellyann", "[W26] / [W26] / [W26]"),
    ("M.Tebbit and M. Tebbit", "[W01] and [W01]"),
    ("Uncle Dean's van", "[Adult A]'s van"),
    ("Will rang May.", "[W20] rang [Health Visitor 1]."),
    ("She saw May in May 2025.", "She saw [Health Visitor 1] in May 2025."),
    ("Ivy was weighed under the ivy.", "[Juniper] was weighed under the ivy."),
    ("Mr Pryce-Daley and Pryce Daley", "Mr [N09] and [N09]"),
    ("the Garrowbey letter", "the [Team Manager 1] letter"),
    ("the Waniford letter", "the [W07] letter"),
]


@pytest.mark.parametrize(("text", "with_codes"), REPLACED)
def test_a_known_name_gives_way_to_its_code(text, with_codes):
    assert coded(text, register()).text == with_codes


def test_a_name_that_several_bear_gives_way_to_all_of_them():
    assert coded("The Dorrick family", register()).text == "The [Juniper, Mother or Sibling 2] family"
    assert codes_in("The Dorrick family and Liam", register()) == ("P03",)


ORDINARY = [
    "We hope that it may help, and it will.",
    "12 May, 12th May, May 2025, 03-May-2024, in May, early May, April-May, May to July, May half term.",
    "The ivy grows, poppies bloom, the dean and a bright pike in a cave.",
    "A sole concern under the weather vane.",
    "The warrant, the huddle, the trolley and the branch.",
    "Tell nan, mum and grandad; EDT and the FSW rang MASH duty.",
    "Kayak, Tylerson's, doctrine, Hopeful, Mayor, Willing.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_left_alone(text):
    found = coded(text, register())
    assert found.text == text
    assert [place for place in found.places if place.sort is not Sort.INITIALS] == []


DOUBTFUL = ["Will think about it.", "May I ask?", "Hope to see you.", "HOPE IS NOT A PLAN", "Nothing since May came."]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_be_a_name_or_a_word_is_listed_and_left(text):
    found = coded(text, register())
    assert found.text == text
    assert [place.sort for place in found.left] == [Sort.ORDINARY]


def test_initials_are_listed_and_never_replaced():
    found = coded("KD and K.D. rang, kd did not.", register())
    assert found.text == "KD and K.D. rang, kd did not."
    assert [(place.sort, place.codes) for place in found.left] == [(Sort.INITIALS, ("P02",))] * 2


def test_the_places_are_those_of_the_original():
    text = "Femi asked Kayleigh."
    found = coded(text, register())
    assert [text[place.start : place.end] for place in found.places] == ["Femi", "Kayleigh"]


@given(
    some.text(max_size=80), some.sampled_from(["Kayleigh", "Adarobi", "Marian Tebbit", "Poppy"]), some.text(max_size=80)
)
def test_a_name_never_survives_whatever_stands_around_it(before, name, after):
    found = coded(f"{before} {name} {after}", register())
    assert name not in found.text


@given(some.text(max_size=120))
def test_any_text_can_be_read_and_all_but_the_names_is_kept(text):
    found = coded(text, register())
    pieces, done = [], 0
    for place in found.places:
        if place.replaced:
            pieces.append(text[done : place.start])
            done = place.end
    assert all(piece in found.text for piece in (*pieces, text[done:]))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Dr Colm Haverty", "N05"),
        ("colm haverty", "N05"),
        ("DORRICK Kayleigh", "P02"),
        ("Sister Tolley", "W12"),
        ("Dorrick", ""),
        ("Nobody", ""),
        ("", ""),
    ],
)
def test_a_name_leads_to_one_code_or_to_none(name, code):
    assert code_of(name, register()) == code


@pytest.mark.parametrize("aliases", ["Zeb", "{}", '["Zeb", 3]', 7, [None]])
def test_a_register_that_is_not_one_is_refused_by_code_only(aliases):
    with pytest.raises(Unreadable, match="at P99") as refusal:
        register_of({"P99": {"name": "Zebedee Quill", "aliases": aliases}}, {})
    assert "Zeb" not in str(refusal.value)


def test_other_names_may_have_been_sealed_as_text():
    sealed = {code: {**body, "aliases": json.dumps(body["aliases"])} for code, body in names().items()}
    assert register_of(sealed, public_codes()).people == register().people
    assert register_of({"P99": {"name": "Zebedee Quill", "aliases": ""}}, {}).people[0].aliases == ()


def test_an_empty_register_finds_nothing():
    assert coded("Kayleigh", register_of({}, {})).text == "Kayleigh"
