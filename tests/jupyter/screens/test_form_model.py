"""A form says once what all its rows may choose from, and of each row only what is its own."""

from __future__ import annotations

import json

from attrs import frozen
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.form_model import FormModel

from lcspr_core import line, number, ref, refs, row_id, rows, uncertain_date


@frozen(kw_only=True)
class Inner:
    id: str = row_id()
    words: str = line("Words")


@frozen(kw_only=True)
class Row:
    id: str = row_id()
    about: str = ref("What it is about", "contribution")
    beside: tuple[str, ...] = refs("What else it is about", "contribution")
    whom: str = ref("Whom it is about", "agency")
    many: float | None = number("How many")
    when: object = uncertain_date("When")


@frozen(kw_only=True)
class Form:
    flat: tuple[Row, ...] = rows("Flat", Row, row_title="Row")


@frozen(kw_only=True)
class Outer:
    id: str = row_id()
    inner: tuple[Inner, ...] = rows("Inner", Inner, row_title="Inner")


@frozen(kw_only=True)
class Deep:
    deep: tuple[Outer, ...] = rows("Deep", Outer, row_title="Outer")


def drawn(gate, asks, data):
    state = FormModel(Desk(gate).open, asks, data).drawn()
    return state["questions"][0]["rows"], state["offered"]


def test_what_can_be_chosen_is_said_once_however_many_rows_there_are(gate):
    one, many = (drawn(gate, Form, {"flat": [{"id": f"r{at}"} for at in range(count)]}) for count in (1, 30))
    rows, offered = one
    chosen_from = next(each["options"] for each in rows["questions"] if each["name"] == "about")
    assert len(offered[chosen_from]) > 50
    assert len(json.dumps(many)) - len(json.dumps(one)) < len(json.dumps(offered))


def test_what_several_questions_choose_from_is_said_once(gate):
    rows, offered = drawn(gate, Form, {})
    named = {each["name"]: each.get("options") for each in rows["questions"]}
    assert named["about"] == named["beside"] != named["whom"]
    assert named["many"] is None
    assert len(offered) == 2


def test_a_row_says_its_values_what_is_wrong_with_them_and_how_a_date_was_understood(gate):
    row = {"id": "r1", "about": "C001", "many": "a few", "when": {"typed": "3 May 2025"}}
    (item,) = drawn(gate, Form, {"flat": [row]})[0]["items"]
    assert item["values"]["about"] == "C001"
    assert list(item["problems"]) == ["many"]
    assert item["understood"] == {"when": "3 May 2025"}


def test_rows_in_rows_are_drawn_with_their_own_questions(gate):
    (item,) = drawn(gate, Deep, {"deep": [{"id": "o1", "inner": [{"id": "i1", "words": "Said"}]}]})[0]["items"]
    ((inner,),) = (one["rows"]["items"] for one in item["questions"])
    assert inner["values"] == {"words": "Said"}
