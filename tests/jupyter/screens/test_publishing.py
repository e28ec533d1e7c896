"""Publishing: a check is recorded and holds until the text changes; a detail stands for a reason."""

from __future__ import annotations

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.publishing import Publishing

from lcspr_core.errors import Unreadable
from lcspr_core.methodology import Publishable
from lcspr_core.plugins import load


@pytest.fixture
def desk(gate):
    return Desk(gate)


def needing(publishable):
    """The plugins as they are, but for what SILP says of publishing."""
    loaded = load()
    silp = evolve(loaded.methodologies["silp"], publishable=publishable)
    return evolve(loaded, methodologies={**loaded.methodologies, "silp": silp})


def test_the_words_that_learning_rests_on_can_be_chosen_as_they_would_be_printed(desk):
    told = Publishing(desk).state(may=True)
    assert told["may"]
    assert 0 < len(told["quotes"]) < len(desk.open.all("contribution"))
    assert not [one for one in told["quotes"] if "[" in one["words"] or one["chosen"]]


def test_a_check_is_recorded_and_holds_until_the_text_changes(desk):
    page = Publishing(desk)
    first = page.state(may=True)["quotes"][0]["id"]
    page.check({"quotes": [first, "nobody"]})
    told = Publishing(Desk(desk.gate)).state(may=True)
    assert "checked on 1 September 2026: 1 of the words below may be quoted" in told["checked"]
    assert [one["id"] for one in told["quotes"] if one["chosen"]] == [first]
    one = desk.open.all("recommendation")[0]
    desk.save("recommendation", evolve(one, title="Other words."), why="changed")
    assert "changed after its content was checked" in page.state(may=True)["checked"]


def test_where_a_check_is_needed_it_opens_the_way(gate):
    desk = Desk(gate, needing(Publishable.WITH_CHECK))
    page = Publishing(desk)
    assert (page.state(may=True)["may"], "checked its content" in page.state(may=True)["sentence"]) == (False, True)
    page.check({"quotes": []})
    assert page.state(may=True)["may"]


def test_what_is_not_to_be_published_stays_so(gate):
    page = Publishing(Desk(gate, needing(Publishable.NO)))
    page.check({"quotes": []})
    assert not page.state(may=True)["may"]


def test_who_may_not_export_is_offered_nothing(desk):
    told = Publishing(desk).state(may=False)
    assert (told["may"], told["quotes"]) == (False, [])


def test_a_detail_stands_once_there_is_a_reason(desk):
    page = Publishing(desk)
    with pytest.raises(Unreadable, match="Say why"):
        page.let_stand({"key": "abc", "what": "a telephone number", "reason": " "})
    assert not desk.open.all("cleared_detail")
    page.let_stand({"key": "abc", "what": "a telephone number", "reason": "The council's helpline."})
    (one,) = desk.open.all("cleared_detail")
    assert (one.title, one.fields["by"], one.fields["on"]) == ("The council's helpline.", "ana", "2026-09-01")
