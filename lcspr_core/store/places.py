"""Where a store may lie: on this computer's own disk, and in no folder that another program copies."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from lcspr_core.store.refusals import OnNetwork, Synchronised

# How the folders of synchronising programs are called, and the program's name as people know it.
FOLDERS: Mapping[str, str] = {
    r"onedrive( - .*|-.*)?": "OneDrive",
    r"(.* )?dropbox( \(.*\))?": "Dropbox",
    r"google ?drive|googledrive-.*|my drive|drivefs": "Google Drive",
    r"icloud ?drive|mobile documents|com~apple~clouddocs": "iCloud",
    r"nextcloud\d*": "Nextcloud",
    r"owncloud\d*": "ownCloud",
    r"box sync|box-box": "Box",  # its newer folder is called just Box, as other things are
    r"pcloud ?drive|pcloudsync": "pCloud",
    r"megasync": "MEGA",
    r"cloudstorage": "a cloud drive",
    r"sharepoint|.* - documents": "SharePoint",
}
# What such programs leave in the folders that they copy.
MARKERS: Mapping[str, str] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync": "Resilio Sync",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
SETTINGS: Mapping[str, str] = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
NETWORK_FORMS = re.compile(
    r"nfs\d?|cifs|smb\w*|afs|9p|ncpfs|webdav|davfs|afpfs|ceph|glusterfs|lustre|drvfs"
    r"|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|glusterfs|s3fs|onedriver|google-drive-ocamlfuse|curlftpfs|smbnetfs)"
)
MAC_MOUNT = re.compile(r"^.+? on (?P<point>/.*) \((?P<form>\w+)[,)]", re.MULTILINE)
REMOTE_DRIVE = 4


def refuse_shared_place(place: Path) -> None:
    """Refuse a place that is synchronised or on a network drive, whatever name it is reached by."""
    for path in dict.fromkeys((Path(os.path.abspath(place)), place.resolve())):  # noqa: PTH100 (a link's own name counts too)
        if program := synchronising(path, os.environ):
            raise Synchronised(place=place, what=program)
        if form := network_form(path):
            raise OnNetwork(place=place, what=form)


def synchronising(path: Path, settings: Mapping[str, str]) -> str:
    """Return the program that copies the folder of a path, or nothing."""
    named = (_by_name(part) for part in path.parent.parts)
    marked = (MARKERS[name] for folder in path.parents for name in MARKERS if (folder / name).exists())
    return next(filter(None, (*named, *marked, _by_setting(path, settings))), "")


def _by_name(part: str) -> str:
    return next((what for form, what in FOLDERS.items() if re.fullmatch(form, part, re.IGNORECASE)), "")


def _by_setting(path: PurePath, settings: Mapping[str, str]) -> str:
    folders = ((what, settings.get(name, "")) for name, what in SETTINGS.items())
    return next((what for what, folder in folders if folder and path.is_relative_to(folder)), "")


def network_form(path: Path) -> str:
    """Return the kind of network drive that a path lies on, or nothing, as far as this system tells."""
    if sys.platform == "win32":
        return _windows_form(path)
    form = _form_of(path, _mounts())
    return form if NETWORK_FORMS.fullmatch(form) else ""


def _form_of(path: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the file system's kind at the longest mount point that holds the path; the last one mounted counts."""
    held = [(len(PurePath(point).parts), form) for point, form in mounts if path.is_relative_to(point)]
    return max(reversed(held), key=lambda one: one[0], default=(0, ""))[1]


def _mounts() -> tuple[tuple[str, str], ...]:
    if sys.platform == "darwin":
        import subprocess  # noqa: PLC0415 (needed on a Mac only)

        shown = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return mac_mounts(shown)
    table = Path("/proc/self/mounts")
    return linux_mounts(table.read_text("utf-8", "replace")) if table.exists() else ()


def linux_mounts(table: str) -> tuple[tuple[str, str], ...]:
    """Return mount points and kinds from the kernel's table, where a space in a name is written in octal."""
    rows = (line.split(" ") for line in table.splitlines())
    return tuple((re.sub(r"\\(\d{3})", _unescaped, row[1]), row[2]) for row in rows if len(row) > 2)  # noqa: PLR2004


def mac_mounts(shown: str) -> tuple[tuple[str, str], ...]:
    """Return mount points and kinds as a Mac lists them."""
    return tuple((found["point"], found["form"]) for found in MAC_MOUNT.finditer(shown))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))


def _windows_form(path: Path) -> str:
    import ctypes  # noqa: PLC0415 (its Windows part exists nowhere else)

    if path.drive.startswith("\\\\"):
        return "a shared folder"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return "a shared folder" if kind == REMOTE_DRIVE else ""
