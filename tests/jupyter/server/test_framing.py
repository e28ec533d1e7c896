"""Frames of messages, sound and forged, in both protocols."""

from __future__ import annotations

import struct

import pytest
from jupyter_server.services.kernels.connection.base import serialize_binary_message, serialize_msg_to_ws_v1
from lcspr_jupyter.server.framing import is_sound

PARTS = [b"{}", b"{}", b"{}", b'{"a": 1}']
NEWER = serialize_msg_to_ws_v1(PARTS, "shell")
OLDER = serialize_binary_message({"header": {}, "buffers": [b"one", b"two"]})


def newer(number: int, *offsets: int, tail: bytes = b"") -> bytes:
    return b"".join(one.to_bytes(8, "little") for one in (number, *offsets)) + tail


def test_what_the_library_writes_is_sound():
    assert is_sound(NEWER, newer=True)
    assert is_sound(serialize_msg_to_ws_v1([*PARTS, b"attached"], "shell"), newer=True)
    assert is_sound(OLDER, newer=False)
    assert is_sound('{"header": {}}', newer=False)


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"\xff" * 40,
        newer(2**40, 1, 2, 3),
        newer(6, 56, 60, 61, 2**60, 2**60, 2**60),
        newer(6, 56, 70, 60, 60, 60, 60, tail=b"x" * 20),
        newer(6, 0, 0, 0, 0, 0, 0, tail=b"x" * 20),
        newer(0),
        newer(600, *([8 * 601] * 600)),
        NEWER[:30],
        "{}",
    ],
)
def test_a_forged_newer_frame_is_not(forged):
    assert not is_sound(forged, newer=True)


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"\x7f\xff\xff\xff" * 4,
        struct.pack("!iII", 2, 12, 4_000_000_000),
        struct.pack("!iIII", 3, 16, 40, 20) + b"x" * 40,
        struct.pack("!iII", 2, 0, 0) + b"x" * 40,
        struct.pack("!i", -1) + b"x" * 8,
        struct.pack("!i", 0),
    ],
)
def test_a_forged_older_frame_is_not(forged):
    assert not is_sound(forged, newer=False)
