"""Passphrases and guessing: what is kept, what is refused, and how long a wrong try makes the next one wait."""

from __future__ import annotations

import pytest
from lcspr_jupyter.server.accounts import passphrases
from lcspr_jupyter.server.accounts.slowing import Slowing, TooSoon

from lcspr_core.errors import Unreadable

GOOD = "kettle orbit marigold"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_what_is_kept_is_argon2id_with_a_salt_of_its_own():
    one, other = passphrases.hashed(GOOD), passphrases.hashed(GOOD)
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != other
    assert passphrases.fits(one, GOOD)
    assert not passphrases.fits(one, GOOD + "s")


def test_it_is_the_same_on_each_keyboard():
    assert passphrases.fits(passphrases.hashed("café orbit marigold"), "cafe\u0301 orbit marigold")


@pytest.mark.parametrize("kept", ["", "$argon2id$v=19$broken", "plain text"])
@pytest.mark.parametrize("typed", [GOOD, "", "what nobody ever chose"])
def test_where_nothing_is_kept_nothing_fits(kept, typed):
    assert not passphrases.fits(kept, typed)


def test_an_unknown_account_costs_a_guess_as_much_as_a_known_one(monkeypatch):
    worked = []

    class Counted:
        def verify(self, kept: str, text: str) -> bool:
            worked.append(kept.split("$")[3])
            return False

    kept = passphrases.hashed(GOOD)
    passphrases.ready()
    monkeypatch.setattr(passphrases, "HASHER", Counted())
    passphrases.fits(kept, "guess")
    passphrases.fits("", "guess")
    assert worked == ["m=65536,t=3,p=4"] * 2


@pytest.mark.parametrize(
    ("first", "again", "sentence"),
    [
        (
            "elevenchars",
            "elevenchars",
            "at least 12 characters. Three or four words that do not belong together do well",
        ),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "too easily guessed"),
        ("ann.lee@nhs.example1", "ann.lee@nhs.example1", "too easily guessed"),
        ("x1!" * 100, "x1!" * 100, "more than 200 characters"),
        (GOOD, GOOD + " ", "The two passphrases differ"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_with_the_reason(first, again, sentence):
    with pytest.raises(Unreadable, match=sentence):
        passphrases.checked(first, again, "ann.lee@nhs.example")


def test_three_words_do():
    assert passphrases.checked(GOOD, GOOD, "ann") == GOOD


def test_a_few_tries_are_free_and_then_the_wait_grows(clock):
    slowing = Slowing(free=3, first=60, longest=600, clock=clock)
    waits = []
    for _ in range(9):
        slowing.begin("ann")
        waits.append(slowing._tries["ann"].until - clock.now if slowing.waits("ann") else 0)
        clock.now += max(waits[-1], 0)
    assert waits == [0, 0, 60, 120, 240, 480, 600, 600, 600]


def test_a_try_within_the_wait_is_refused_and_does_not_lengthen_it(clock):
    slowing = Slowing(free=1, first=60, longest=600, clock=clock)
    slowing.begin("ann")
    clock.now += 30
    for _ in range(20):
        with pytest.raises(TooSoon, match="several tries that did not fit. Wait 30 seconds") as wait:
            slowing.begin("ann")
    assert wait.value.seconds == 30
    slowing.begin("ben")
    clock.now += 31
    slowing.begin("ann")


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "one second"), (60, "one minute"), (61, "2 minutes")])
def test_the_wait_is_told_in_words(seconds, words):
    assert f"Wait {words}, then" in str(TooSoon(seconds))


def test_being_right_ends_the_count_for_an_account_and_takes_one_back_for_an_address(clock):
    slowing = Slowing(free=2, first=60, longest=600, clock=clock)
    slowing.begin("ann")
    slowing.right("ann")
    slowing.begin("ann")
    assert not slowing.waits("ann")
    for _ in range(10):  # an office of many behind one address, who all log in well
        slowing.begin("office")
        slowing.one_back("office")
    assert not slowing.waits("office")


def test_being_right_once_does_not_wipe_out_what_an_address_has_guessed(clock):
    slowing = Slowing(free=2, first=60, longest=600, clock=clock)
    for _ in range(4):
        slowing.begin("guesser")
        clock.now += 601
    slowing.begin("guesser")
    slowing.one_back("guesser")
    assert slowing.waits("guesser")


def test_many_tries_at_once_are_counted_before_any_of_them_is_answered(clock):
    slowing = Slowing(free=5, first=60, longest=600, clock=clock)
    let_through = 0
    for _ in range(50):
        try:
            slowing.begin("ann")
            let_through += 1
        except TooSoon:
            continue
    assert let_through == 5


def test_made_up_names_neither_fill_the_memory_nor_free_one_that_waits(clock):
    slowing = Slowing(free=1, first=600, longest=600, room=100, clock=clock)
    slowing.begin("ann")
    free = Slowing(free=5, first=60, longest=600, room=100, clock=clock)
    for number in range(1000):
        free.begin(f"made-up-{number}")
    assert len(free._tries) <= 100
    slowing.free = 5
    for number in range(1000):
        slowing.begin(f"made-up-{number}")
    assert slowing.waits("ann")


def test_a_wrong_try_is_forgotten_after_a_day(clock):
    slowing = Slowing(free=2, first=60, longest=600, clock=clock)
    slowing.begin("ann")
    clock.now += 25 * 3600
    slowing.begin("ann")
    assert not slowing.waits("ann")
