"""Where a store may lie: on this computer's own disk, in no folder that another program copies."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from lcspr_core.store import Keys, Store, places
from lcspr_core.store.refusals import OnNetwork, Synchronised


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Westmarch County Council", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("onedrive", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Westmarch)", "Dropbox"),
        ("Westmarch Dropbox", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-someone@example.org", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("com~apple~CloudDocs", "iCloud"),
        ("CloudStorage", "a cloud drive"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud", "ownCloud"),
        ("Safeguarding - Documents", "SharePoint"),
    ],
)
def test_a_synchronised_folder_is_refused_and_left_alone(tmp_path: Path, keys: Keys, folder: str, program: str) -> None:
    shared = tmp_path / folder / "reviews"
    shared.mkdir(parents=True)
    with pytest.raises(Synchronised, match=f"a folder that {program} copies while it is written to"):
        Store.create(shared / "reviews.lcspr", keys)
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize("marker", sorted(places.MARKERS))
def test_a_folder_with_a_programs_mark_is_refused(tmp_path: Path, keys: Keys, marker: str) -> None:
    (tmp_path / marker).mkdir()
    with pytest.raises(Synchronised, match=places.MARKERS[marker]):
        Store.create(tmp_path / "below" / "reviews.lcspr", keys)


@pytest.mark.parametrize("folder", ["reviews", "Documents", "my drives", "dropboxes", "onedriver", "box", "boxes"])
def test_an_ordinary_folder_is_not_mistaken_for_one(tmp_path: Path, folder: str) -> None:
    places.refuse_shared_place(tmp_path / folder / "reviews.lcspr")


def test_a_link_into_a_synchronised_folder_is_refused_from_both_sides(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").mkdir()
    (tmp_path / "into").symlink_to(tmp_path / "Dropbox")
    (tmp_path / "Dropbox" / "out").symlink_to(tmp_path / "plain")
    for folder in ("into", "Dropbox/out", "plain/../Dropbox"):
        with pytest.raises(Synchronised):
            places.refuse_shared_place(tmp_path / folder / "reviews.lcspr")


def test_a_folder_that_windows_names_as_onedrive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "renamed"))
    with pytest.raises(Synchronised, match="OneDrive"):
        places.refuse_shared_place(tmp_path / "renamed" / "reviews.lcspr")
    places.refuse_shared_place(tmp_path / "renamed too" / "reviews.lcspr")


def test_an_existing_store_moved_into_such_a_folder_is_not_opened(store: Store, place: Path, keys: Keys) -> None:
    store.close()
    moved = place.parent / "OneDrive" / place.name
    moved.parent.mkdir()
    place.rename(moved)
    was = moved.read_bytes()
    with pytest.raises(Synchronised):
        Store.open(moved, keys)
    assert [path.name for path in moved.parent.iterdir()] == [moved.name]
    assert moved.read_bytes() == was


LINUX = """/dev/vda / ext4 rw,relatime 0 0
//server/share /mnt/the\\040share cifs rw 0 0
server:/export /home/ann/net nfs4 rw 0 0
someone@host: /home/ann/net/inner fuse.sshfs rw 0 0
/dev/vdb /home/ann/net/disk ext4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
tmpfs /dev/shm tmpfs rw 0 0
odd
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@server/share on /Volumes/The share (smbfs, nodev, nosuid, mounted by ann)
server:/export on /Volumes/net (nfs)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/home/ann/reviews.lcspr", "ext4"),
        ("/mnt/the share/reviews.lcspr", "cifs"),
        ("/home/ann/net/reviews.lcspr", "nfs4"),
        ("/home/ann/net/inner/reviews.lcspr", "fuse.sshfs"),
        ("/home/ann/net/disk/reviews.lcspr", "ext4"),
        ("/home/ann/network/reviews.lcspr", "ext4"),
        ("/mnt/c/reviews.lcspr", "9p"),
    ],
)
def test_the_mount_that_holds_a_path_is_found(path: str, form: str) -> None:
    assert places._form_of(PurePosixPath(path), places.linux_mounts(LINUX)) == form
    assert bool(places.NETWORK_FORMS.fullmatch(form)) == (form != "ext4")


def test_mounts_are_read_as_a_mac_lists_them() -> None:
    mounts = places.mac_mounts(MAC)
    assert places._form_of(PurePosixPath("/Volumes/The share/reviews.lcspr"), mounts) == "smbfs"
    assert places._form_of(PurePosixPath("/Volumes/net/reviews.lcspr"), mounts) == "nfs"
    assert places._form_of(PurePosixPath("/Users/ann/reviews.lcspr"), mounts) == "apfs"


def test_what_is_mounted_last_over_a_folder_counts() -> None:
    mounts = places.linux_mounts("/dev/a /data ext4 rw 0 0\nserver:/x /data nfs rw 0 0\n")
    assert places._form_of(PurePosixPath("/data/reviews.lcspr"), mounts) == "nfs"


def test_a_network_drive_is_refused(tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: ((str(tmp_path), "cifs"),))
    with pytest.raises(OnNetwork, match=r"lies on a network drive \(cifs\).*this computer's own disk"):
        Store.create(tmp_path / "reviews.lcspr", keys)
    assert list(tmp_path.iterdir()) == []
