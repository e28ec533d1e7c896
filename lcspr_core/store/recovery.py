"""The recovery key: the keys' root as groups of characters that can be read aloud, typed, and checked one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from lcspr_core.store.key_refusals import BadRecoveryKey

# Thirty-one signs, a prime: so one sign's error in a group, or two signs swapped, always shows. No 0 O 1 I L.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PRIME = len(SIGNS)
ROOT_BYTES = 32
SPAN = 4
LENGTH = SPAN + 1
GROUPS = 14
ROOT_DIGITS = (GROUPS - 1) * SPAN


def written(root: bytes) -> str:
    """Return the recovery key of a root, a dash between its groups."""
    digits = _digits(int.from_bytes(root, "big"), ROOT_DIGITS) + _whole(root)
    spans = [digits[start : start + SPAN] for start in range(0, len(digits), SPAN)]
    return "-".join(_signs([*span, _check(span, place)]) for place, span in enumerate(spans, 1))


def read(text: str) -> bytes:
    """Return the root of a recovery key, or say which group was mistyped."""
    signs = "".join(text.upper().replace("-", " ").split())
    if len(signs) != GROUPS * LENGTH:
        raise _bad(f"The recovery key has {len(signs)} characters where {GROUPS * LENGTH} are needed.")
    groups = [signs[start : start + LENGTH] for start in range(0, len(signs), LENGTH)]
    digits = [digit for place, group in enumerate(groups, 1) for digit in _span(group, place)]
    return _root(digits)


def _root(digits: Sequence[int]) -> bytes:
    number = 0
    for digit in digits[:ROOT_DIGITS]:
        number = number * PRIME + digit
    if number.bit_length() > ROOT_BYTES * 8:
        raise _bad("The recovery key is not one that lcspr has printed.")
    root = number.to_bytes(ROOT_BYTES, "big")
    if _whole(root) != list(digits[ROOT_DIGITS:]):
        raise _bad("The groups of the recovery key do not belong together.")
    return root


def _span(group: str, place: int) -> list[int]:
    digits = [SIGNS.find(sign) for sign in group]
    if -1 in digits or _check(digits[:SPAN], place) != digits[SPAN]:
        raise _bad(f"Group {place} of the recovery key is not as it was printed.")
    return digits[:SPAN]


def _check(span: Iterable[int], place: int) -> int:
    return (7 * place + sum(weight * digit for weight, digit in enumerate(span, 2))) % PRIME


def _whole(root: bytes) -> list[int]:
    """Return the last group's digits, which stand for all the others."""
    digest = hashlib.sha256(b"lcspr recovery" + root).digest()
    return _digits(int.from_bytes(digest, "big") % PRIME**SPAN, SPAN)


def _digits(number: int, count: int) -> list[int]:
    return [number // PRIME**power % PRIME for power in reversed(range(count))]


def _signs(digits: Iterable[int]) -> str:
    return "".join(SIGNS[digit] for digit in digits)


def _bad(what: str) -> BadRecoveryKey:
    return BadRecoveryKey(what=what, groups=GROUPS, length=LENGTH)
