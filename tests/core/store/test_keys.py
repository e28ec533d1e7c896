"""Keys: new ones, from a passphrase, from a file, and from the recovery key as somebody types it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.store import Keys, Salt, Store, default_key_file, read_key_file
from lcspr_core.store.key_refusals import (
    BadRecoveryKey,
    KeyFileBeside,
    KeyFileExposed,
    KeyFileUnreadable,
    SettingsUnreadable,
    WeakPassphrase,
)
from lcspr_core.store.recovery import SIGNS
from lcspr_core.store.refusals import AlreadyThere, Synchronised

WORDS = "correct horse battery staple"
ROOTS = st.binary(min_size=32, max_size=32)
ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such mode")


def test_each_purpose_has_a_key_of_its_own_and_none_is_shown(keys: Keys) -> None:
    every = {keys.root, keys.data, keys.names, keys.audit}
    assert len(every) == 4
    assert {len(one) for one in every} == {32}
    assert keys.root.hex() not in repr(keys)
    assert not any(one.hex() in repr(keys) for one in every)
    assert Keys.new() != keys


@given(ROOTS)
def test_the_recovery_key_gives_the_keys_back_however_it_is_typed(root: bytes) -> None:
    text = Keys(root=root).recovery_key()
    assert [len(group) for group in text.split("-")] == [5] * 14
    for typed in (text, text.lower(), text.replace("-", " "), text.replace("-", ""), f"\n {text} "):
        assert Keys.from_recovery(typed).root == root


@given(ROOTS, st.integers(0, 69), st.sampled_from(SIGNS + "01OIL€"))
def test_one_mistyped_character_names_its_group(root: bytes, spot: int, sign: str) -> None:
    signs = Keys(root=root).recovery_key().replace("-", "")
    typed = signs[:spot] + sign + signs[spot + 1 :]
    if typed == signs:
        assert Keys.from_recovery(typed).root == root
        return
    with pytest.raises(BadRecoveryKey, match=f"^Group {spot // 5 + 1} of the recovery key is not as it was printed"):
        Keys.from_recovery(typed)


@given(ROOTS, st.integers(0, 13), st.integers(0, 4), st.integers(0, 4))
def test_two_characters_swapped_in_a_group_name_it(root: bytes, group: int, one: int, other: int) -> None:
    groups = [list(part) for part in Keys(root=root).recovery_key().split("-")]
    if groups[group][one] == groups[group][other]:
        return
    groups[group][one], groups[group][other] = groups[group][other], groups[group][one]
    with pytest.raises(BadRecoveryKey, match=f"Group {group + 1} of"):
        Keys.from_recovery("-".join("".join(part) for part in groups))


def test_groups_swapped_missing_or_from_two_keys_are_told() -> None:
    one, other = (Keys.new().recovery_key().split("-") for _ in range(2))
    with pytest.raises(BadRecoveryKey, match="Group 1 of"):
        Keys.from_recovery("-".join([one[1], one[0], *one[2:]]))
    with pytest.raises(BadRecoveryKey, match="65 characters where 70 are needed"):
        Keys.from_recovery("-".join(one[:-1]))
    with pytest.raises(BadRecoveryKey, match="do not belong together|not one that lcspr has printed"):
        Keys.from_recovery("-".join(one[:6] + other[6:]))


def test_the_recovery_key_opens_the_store(store: Store, place: Path, keys: Keys) -> None:
    printed = keys.recovery_key()
    store.close()
    with Store.open(place, Keys.from_recovery(printed)) as again:
        assert again.reviews()


def test_a_passphrase_opens_the_store_again_with_what_lies_beside_it(place: Path) -> None:
    salt = Salt.new()
    with Store.create(place, Keys.from_passphrase(WORDS, salt)):
        beside = salt.write(place)
    assert beside.parent == place.parent
    assert WORDS not in beside.read_text()
    keys = Keys.from_passphrase("".join(WORDS), Salt.read(place))
    assert keys.root.hex() not in beside.read_text()
    with Store.open(place, keys) as again:
        assert again.reviews() == ()
    right = hash_secret_raw(WORDS.encode(), salt.salt, 3, 64 * 1024, 4, 32, Type.ID)
    assert keys.root == right


def test_a_passphrase_is_the_same_however_the_keyboard_composes_it() -> None:
    salt = Salt.new()
    assert Keys.from_passphrase("caf\u00e9 au lait et lune", salt) == Keys.from_passphrase(
        "cafe\u0301 au lait et lune", salt
    )
    assert Keys.from_passphrase(WORDS, salt) != Keys.from_passphrase(WORDS, Salt.new())


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(
        WeakPassphrase, match="A passphrase needs at least 12 characters; four or five unrelated words do well"
    ):
        Keys.from_passphrase("eleven char", Salt.new())


@pytest.mark.parametrize(
    "altered",
    [
        {"memory_kib": 8},
        {"memory_kib": 1 << 40},
        {"rounds": 1},
        {"rounds": 10**9},
        {"lanes": 0},
        {"salt": "zz"},
        {"salt": "00"},
        {"function": "md5"},
        {"form": "lcspr passphrase settings 2"},
        {"extra": 1},
        {"rounds": "3"},
    ],
)
def test_passphrase_settings_that_were_changed_are_refused(place: Path, altered: dict[str, object]) -> None:
    beside = Salt.new().write(place)
    beside.write_text(json.dumps({**json.loads(beside.read_text()), **altered}))
    with pytest.raises(SettingsUnreadable, match="is missing or was changed"):
        Salt.read(place)


@pytest.mark.parametrize("content", [None, "", "[]", "null", "{", "\xff"])
def test_passphrase_settings_that_are_missing_or_odd_are_refused(place: Path, content: str | None) -> None:
    if content is not None:
        place.with_name(f"{place.name}.passphrase.json").write_text(content, "latin-1")
    with pytest.raises(SettingsUnreadable, match="is missing or was changed"):
        Salt.read(place)


@ON_POSIX
def test_a_key_file_is_its_owners_alone_and_opens_the_store(
    store: Store, place: Path, keys: Keys, tmp_path: Path
) -> None:
    written = keys.write_key_file(tmp_path / "apart" / "reviews.key", store=place)
    assert written.stat().st_mode & 0o777 == 0o600
    assert written.parent.stat().st_mode & 0o077 == 0
    store.close()
    with Store.open(place, read_key_file(written, store=place)) as again:
        assert again.reviews()


def test_a_key_file_may_not_lie_beside_the_store_under_any_name(place: Path, keys: Keys, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(tmp_path)
    for folder in (tmp_path, tmp_path / "elsewhere", tmp_path / "elsewhere" / ".." / tmp_path.name):
        with pytest.raises(KeyFileBeside, match="same folder as the store"):
            keys.write_key_file(folder / "reviews.key", store=place)
    assert not list(tmp_path.glob("*.key"))
    apart = keys.write_key_file(tmp_path / "apart" / "reviews.key", store=place)
    apart.rename(tmp_path / "reviews.key")
    with pytest.raises(KeyFileBeside):
        read_key_file(tmp_path / "reviews.key", store=place)


def test_a_key_file_may_not_lie_in_a_synchronised_folder(place: Path, keys: Keys, tmp_path: Path) -> None:
    with pytest.raises(Synchronised, match="OneDrive"):
        keys.write_key_file(tmp_path / "OneDrive - Council" / "reviews.key", store=place)


def test_a_key_file_is_never_written_over_another(place: Path, keys: Keys, tmp_path: Path) -> None:
    written = keys.write_key_file(tmp_path / "apart" / "reviews.key", store=place)
    was = written.read_bytes()
    with pytest.raises(AlreadyThere, match="left as it is"):
        Keys.new().write_key_file(written, store=place)
    assert written.read_bytes() == was


@ON_POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o620])
def test_a_key_file_that_others_can_read_is_refused(place: Path, keys: Keys, tmp_path: Path, mode: int) -> None:
    written = keys.write_key_file(tmp_path / "apart" / "reviews.key", store=place)
    written.chmod(mode)
    with pytest.raises(KeyFileExposed, match=rf"read by other accounts .* mode is {mode:04o}\)\. Run chmod 600"):
        read_key_file(written)


@pytest.mark.parametrize("content", ["", "{}", "[]", "key", '{"form": "lcspr key 1", "root": "00"}', "altered", None])
def test_a_file_that_is_no_key_is_refused(place: Path, keys: Keys, tmp_path: Path, content: str | None) -> None:
    written = keys.write_key_file(tmp_path / "apart" / "reviews.key", store=place)
    if content == "altered":
        kept = json.loads(written.read_text())
        content = json.dumps({**kept, "root": Keys.new().root.hex()})
    if content is None:
        written.unlink()
    else:
        written.write_text(content)
    with pytest.raises(KeyFileUnreadable, match="not a key file that can be read"):
        read_key_file(written)


def test_the_usual_place_for_a_key_is_apart_from_any_store(place: Path) -> None:
    usual = default_key_file(place)
    assert usual.name == "reviews.key"
    assert usual.parent != place.parent
    assert usual.is_absolute()
