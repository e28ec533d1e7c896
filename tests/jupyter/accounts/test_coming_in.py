"""The ways in as somebody with bad intentions tries them: each wrong way is refused, and tells nothing."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from lcspr_jupyter.server.accounts import time_codes
from lcspr_jupyter.server.accounts.slowing import TooSoon

from lcspr_core.errors import LcsprError, NotAllowed, Unreadable

PHRASE = "kettle orbit marigold"
WRONG = "The name, the passphrase and the code do not fit together"


def audit(store) -> list[dict]:
    from lcspr_core.store import audit as chain

    return [dict(one) for one in store._read(lambda db: list(chain.entries(db, store._chain)))]


# --- an invitation ----------------------------------------------------------------------------------------------------


def test_an_invitation_is_taken_up_once(town):
    made = town.invited("Ann")
    account, codes = town.accepted("Ann", made)
    assert account.taken_up
    assert len(codes) == 8
    with pytest.raises(NotAllowed, match="This invitation has been used, withdrawn or replaced"):
        town.accepted("Thief", made, "stolen words of mine")
    assert town.log_in("Ann").id == account.id


def test_of_two_who_take_it_up_at_once_one_comes_too_late(town):
    made, secret = town.invited("Ann"), time_codes.new_secret()
    code = time_codes.code(secret, time_codes.step_at(town.clock.steady()))

    def take(phrase: str) -> bool:
        try:
            town.ways.take_up(made.word, phrase, phrase, secret, code)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as many:
        assert sorted(many.map(take, [f"{number} orbit marigold" for number in range(4)])) == [False] * 3 + [True]


def test_to_look_at_an_invitation_uses_nothing_up_and_a_wrong_try_neither(town):
    made = town.invited("Ann")
    for _ in range(3):
        assert town.ways.invited(made.word).called == "Ann"
    with pytest.raises(Unreadable, match="The code does not fit. Wait until your app"):
        town.ways.take_up(made.word, PHRASE, PHRASE, time_codes.new_secret(), "000000")
    with pytest.raises(Unreadable, match="at least 12 characters"):
        town.ways.take_up(made.word, "short", "short", time_codes.new_secret(), "000000")
    assert town.accepted("Ann", made)


def test_an_invitation_grows_too_old_in_seven_days(town):
    made = town.invited("Ann")
    town.clock.on(days=6, hours=23)
    assert town.ways.invited(made.word)
    town.clock.on(hours=2)
    with pytest.raises(NotAllowed, match="or it is too old"):
        town.ways.invited(made.word)


def test_a_newer_link_and_a_withdrawal_end_an_invitation(town):
    from lcspr_jupyter.server.accounts import inviting

    first = town.invited("Ann")
    second = inviting.renew(town.register, first.account.id, by="owner")
    with pytest.raises(NotAllowed, match="replaced"):
        town.ways.invited(first.word)
    town.register.renew(first.account.id, None, by="owner")
    with pytest.raises(NotAllowed, match="withdrawn"):
        town.ways.invited(second.word)


@pytest.mark.parametrize("word", ["", "x", "x" * 43, "\udcff", "' OR 1=1"])
def test_a_made_up_invitation_is_none(town, word):
    town.invited("Ann")
    with pytest.raises(NotAllowed):
        town.ways.invited(word)


def test_only_the_hash_of_a_link_is_kept(town, store):
    made = town.invited("Ann")
    kept = repr(store.accounts()) + json.dumps(audit(store))
    assert made.word not in kept
    assert "ann@nhs.example" not in json.dumps([dict(one.body) for one in store.accounts().values()])


# --- a log-in ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ann", "Nobody"])
@pytest.mark.parametrize("phrase", [PHRASE, "wrong words altogether", ""])
@pytest.mark.parametrize("code", ["000000", "", "not a code", None])
def test_each_wrong_way_says_the_same(town, name, phrase, code):
    town.colleague("Ann")
    town.keys.setdefault("Nobody", time_codes.new_secret())
    if (name, phrase, code) == ("Ann", PHRASE, None):
        assert town.log_in(name, phrase, code)
        return
    with pytest.raises(NotAllowed, match=WRONG):
        town.log_in(name, phrase, code)


def test_a_wrong_try_leaves_as_many_lines_in_the_audit_whoever_was_named(town, store):
    town.colleague("Ann")
    town.keys["Nobody"] = time_codes.new_secret()
    counted = []
    for name in ("Ann", "Nobody"):
        before = store.head().entry
        with pytest.raises(NotAllowed):
            town.log_in(name, "wrong words altogether")
        counted.append(store.head().entry - before)
    assert counted == [1, 1]
    assert [one["by"] for one in audit(store)[-2:]][1] == "nobody"
    assert "nhs.example" not in json.dumps(audit(store))


def test_who_was_invited_and_has_chosen_nothing_cannot_log_in(town):
    town.invited("Ann")
    town.keys["Ann"] = ""
    for code in ("", "000000", None):
        with pytest.raises(NotAllowed, match=WRONG):
            town.log_in("Ann", "", code)


def test_a_code_that_was_seen_over_a_shoulder_works_no_second_time(town):
    town.colleague("Ann")
    code = town.code("Ann")
    assert town.log_in("Ann", code=code)
    with pytest.raises(NotAllowed, match=WRONG):
        town.log_in("Ann", code=code)


def test_the_code_that_took_the_invitation_up_does_not_log_in_as_well(town):
    made = town.invited("Ann")
    town.keys["Ann"] = time_codes.new_secret()
    code = town.code("Ann")
    town.ways.take_up(made.word, PHRASE, PHRASE, town.keys["Ann"], code)
    with pytest.raises(NotAllowed, match=WRONG):
        town.log_in("Ann", code=code)


def test_of_two_log_ins_with_one_code_at_once_one_is_refused(town):
    town.colleague("Ann")
    code = town.code("Ann")

    def enter(_: int) -> bool:
        try:
            return bool(town.log_in("Ann", code=code))
        except LcsprError:
            return False

    with ThreadPoolExecutor(4) as many:
        assert sorted(many.map(enter, range(4))) == [False] * 3 + [True]


def test_a_stranger_without_the_passphrase_uses_no_code_up(town):
    town.colleague("Ann")
    code = town.code("Ann")
    with pytest.raises(NotAllowed):
        town.log_in("Ann", "wrong words altogether", code)
    assert town.log_in("Ann", code=code)


def test_a_used_code_stays_used_when_the_server_starts_again(town, made_town):
    town.colleague("Ann")
    code = town.code("Ann")
    town.log_in("Ann", code=code)
    again = made_town()
    again.keys, again.clock.at = town.keys, town.clock.at
    with pytest.raises(NotAllowed):
        again.log_in("Ann", code=code)
    assert again.log_in("Ann")


def test_each_recovery_code_lets_in_once(town):
    _, codes = town.accepted("Ann", town.invited("Ann"))
    assert town.log_in("Ann", code=codes[0].lower())
    with pytest.raises(NotAllowed, match=WRONG):
        town.log_in("Ann", code=codes[0])
    with pytest.raises(NotAllowed, match=WRONG):
        town.log_in("Ann", "wrong words altogether", codes[1])
    assert town.log_in("Ann", code=codes[1])


@pytest.mark.parametrize("login", ["ANN@NHS.EXAMPLE", "  ann@nhs.example "])
def test_a_log_in_name_may_be_typed_in_capitals(town, login):
    town.colleague("Ann")
    assert town.ways.log_in(login, PHRASE, town.code("Ann"), "192.0.2.1")


# --- guessing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ann", "Nobody"])
def test_after_five_wrong_tries_even_the_right_one_waits_and_a_made_up_name_waits_as_long(town, name):
    town.colleague("Ann")
    for _ in range(5):
        with pytest.raises(NotAllowed, match=WRONG):
            town.log_in(name, "wrong words altogether", "000000")
    with pytest.raises(TooSoon, match="Wait one minute") as wait:
        town.log_in(name, PHRASE, "000000")
    assert wait.value.seconds == 60
    if name == "Ann":
        town.clock.on(seconds=61)
        assert town.log_in("Ann")


def test_capitals_and_spaces_do_not_make_another_name_to_guess_under(town):
    town.colleague("Ann")
    for login in ("ann@nhs.example", "ANN@nhs.example", " ann@nhs.example", "Ann@NHS.example", "ann@nhs.example "):
        with pytest.raises(NotAllowed):
            town.ways.log_in(login, "wrong words altogether", "000000", "192.0.2.1")
    with pytest.raises(TooSoon):
        town.ways.log_in("aNN@nhs.example", PHRASE, "000000", "192.0.2.2")


def test_one_address_that_tries_many_names_is_slowed(town):
    for number in range(30):
        with pytest.raises(NotAllowed):
            town.ways.log_in(f"name{number}", PHRASE, "000000", "192.0.2.9")
    with pytest.raises(TooSoon, match="several tries"):
        town.ways.log_in("another", PHRASE, "000000", "192.0.2.9")
    with pytest.raises(NotAllowed):
        town.ways.log_in("another", PHRASE, "000000", "192.0.2.10")


def test_a_new_invitation_ends_the_lock_out_of_its_person(town):
    from lcspr_jupyter.server.accounts import inviting

    account = town.colleague("Ann")
    for _ in range(5):
        with pytest.raises(NotAllowed):
            town.log_in("Ann", "wrong words altogether", "000000")
    town.accepted("Ann", inviting.renew(town.register, account.id, by="owner"))
    assert town.log_in("Ann")


# --- changes ----------------------------------------------------------------------------------------------------------


def test_a_new_link_replaces_passphrase_telephone_and_recovery_codes(town):
    from lcspr_jupyter.server.accounts import inviting

    account, old_codes = town.accepted("Ann", town.invited("Ann"))
    old_key = town.keys["Ann"]
    renewed = inviting.renew(town.register, account.id, by="owner")
    assert town.log_in("Ann")  # until it is taken up, the old way in goes on
    town.accepted("Ann", renewed, "quite other words now")
    town.clock.on(seconds=60)
    old = time_codes.code(old_key, time_codes.step_at(town.clock.steady()))
    for phrase, code in ((PHRASE, None), ("quite other words now", old), ("quite other words now", old_codes[0])):
        with pytest.raises(NotAllowed, match=WRONG):
            town.log_in("Ann", phrase, code)
    assert town.log_in("Ann", "quite other words now")


def test_a_passphrase_is_changed_with_the_present_one_and_a_code(town):
    account = town.colleague("Ann")
    new = "quite other words now"
    with pytest.raises(NotAllowed, match="The present passphrase and the code do not fit together"):
        town.ways.change_passphrase(account.id, "wrong words altogether", town.code("Ann"), new, new)
    with pytest.raises(NotAllowed, match="The present passphrase"):
        town.ways.change_passphrase(account.id, PHRASE, "000000", new, new)
    town.ways.change_passphrase(account.id, PHRASE, town.code("Ann"), new, new)
    with pytest.raises(NotAllowed):
        town.log_in("Ann")
    assert town.log_in("Ann", new)


def test_an_open_browser_is_no_place_to_guess_the_passphrase_at(town):
    account = town.colleague("Ann")
    for _ in range(5):
        with pytest.raises(NotAllowed):
            town.ways.change_passphrase(
                account.id, "wrong words altogether", "000000", "new words here", "new words here"
            )
    with pytest.raises(TooSoon):
        town.ways.change_passphrase(account.id, PHRASE, town.code("Ann"), "new words here", "new words here")


def test_each_event_stands_in_the_audit_and_no_name_does(town, store):
    account = town.colleague("Ann")
    town.log_in("Ann")
    with pytest.raises(NotAllowed):
        town.log_in("Ann", "wrong words altogether")
    town.ways.change_passphrase(account.id, PHRASE, town.code("Ann"), "new words here", "new words here")
    town.register.end(account.id, account.held[0].id, by="owner")
    told = [one["what"] for one in audit(store)]
    wanted = ["person-invited", "invitation-taken-up", "code-used", "logged-in", "log-in-refused", "code-used"]
    assert told[-8:] == [*wanted, "passphrase-changed", "role-ended"]
    assert "ann" not in json.dumps(audit(store)).lower().replace("panel", "")
    store.verify_audit()
