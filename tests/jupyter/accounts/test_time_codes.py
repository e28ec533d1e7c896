"""The second factor: the standard's own codes, each good once, near its time; and the words for a lost telephone."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lcspr_jupyter.server.accounts import recovery_codes, time_codes

# RFC 6238, appendix B: the secret, and what SHA-1 makes of it at each second.
SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
NOW = 1_800_000_000.0


@pytest.mark.parametrize(("second", "eight"), VECTORS)
def test_the_standards_own_codes(second, eight):
    step = time_codes.step_at(second)
    assert time_codes.code(SECRET, step, figures=8) == eight
    assert time_codes.code(SECRET, step) == eight[-6:]


@pytest.mark.parametrize(("away", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False), (2880, False)])
def test_a_code_is_good_near_its_time_only(away, fits):
    step = time_codes.step_at(NOW) + away
    found = time_codes.fitting(SECRET, time_codes.code(SECRET, step), NOW, used=0)
    assert found == (step if fits else None)


def test_a_code_works_once_and_none_before_it_works_after_it():
    here = time_codes.step_at(NOW)
    for step in (here - 1, here, here + 1):
        assert time_codes.fitting(SECRET, time_codes.code(SECRET, step), NOW, used=here + 1) is None
    assert time_codes.fitting(SECRET, time_codes.code(SECRET, here + 1), NOW, used=here) == here + 1


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "\uff11\uff12\uff13456", "\udcff", "000000000000", "-1", "None"])
def test_what_is_no_code_fits_nothing(typed):
    assert time_codes.fitting(SECRET, typed, NOW, used=0) is None


def test_a_code_may_be_typed_with_a_space():
    right = time_codes.code(SECRET, time_codes.step_at(NOW))
    assert time_codes.fitting(SECRET, f" {right[:3]} {right[3:]} ", NOW, used=0)


@pytest.mark.parametrize("secret", ["", "not base32!", "é"])
def test_a_secret_that_is_none_raises_nothing(secret):
    assert time_codes.fitting(secret, "123456", NOW, used=0) is None


def test_the_link_names_the_account_and_the_picture_holds_the_link():
    secret = time_codes.new_secret()
    told = urlsplit(time_codes.link(secret, "ann lee+x@nhs.example"))
    assert (told.scheme, told.netloc, told.path) == ("otpauth", "totp", "/lcspr:ann%20lee%2Bx%40nhs.example")
    assert parse_qs(told.query) == {"secret": [secret], "issuer": ["lcspr"], "digits": ["6"], "period": ["30"]}
    assert time_codes.picture(secret, "ann").startswith("data:image/svg+xml")
    assert time_codes.grouped(secret).replace(" ", "") == secret
    assert len({time_codes.new_secret() for _ in range(50)}) == 50


# --- the sheet for the day that the telephone is lost -----------------------------------------------------------------


def test_recovery_codes_can_be_read_aloud_and_are_kept_as_hashes():
    codes = recovery_codes.new_codes()
    assert len(set(codes)) == recovery_codes.HOW_MANY
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}", one) for one in codes)
    kept = [recovery_codes.kept(one, "w-1") for one in codes]
    assert not any(code in text for code in codes for text in kept)
    assert recovery_codes.found(codes[3].lower().replace("-", " "), "w-1", kept) == kept[3]


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB-CCCC", "123456", "\udcff"])
def test_another_accounts_or_a_made_up_recovery_code_is_none(typed):
    codes = recovery_codes.new_codes()
    kept = [recovery_codes.kept(one, "w-1") for one in codes]
    assert recovery_codes.found(typed, "w-1", kept) is None
    assert recovery_codes.found(codes[0], "w-2", kept) is None
