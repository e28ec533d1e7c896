"""Every route there is; what is not listed here is nowhere."""

from __future__ import annotations

from typing import Any

from lcspr_jupyter.server.accounts.invitation_door import InvitationDoor
from lcspr_jupyter.server.accounts.log_in_door import LogInDoor
from lcspr_jupyter.server.accounts.own_door import OwnDoor
from lcspr_jupyter.server.accounts.people_door import PeopleDoor
from lcspr_jupyter.server.doors import NoDoor
from lcspr_jupyter.server.files_doors import DownloadDoor, DraftDoor, RescueDoor, UploadDoor
from lcspr_jupyter.server.joining import GoodbyeDoor, JoinDoor, LogoutDoor
from lcspr_jupyter.server.kernel_doors import HealthDoor, KernelEndDoor, KernelModelDoor, KernelSocketDoor
from lcspr_jupyter.server.pages import PageDoor
from lcspr_jupyter.server.static import StaticDoor, edition, folders

NOWHERE = NoDoor
KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
REVIEW = r"(?P<review>[A-Za-z0-9_][A-Za-z0-9_.~-]{0,79})"


def routes(voila: Any) -> list[tuple[Any, ...]]:
    """Return the routes of an application."""
    served = folders()
    return [
        (r"/", PageDoor, {"voila": voila}),
        (r"/(?P<page>due|calendar)", PageDoor, {"voila": voila}),
        (r"/join", JoinDoor),
        (r"/logout", LogoutDoor),
        (r"/goodbye", GoodbyeDoor),
        (r"/login", LogInDoor),
        (r"/invitation", InvitationDoor),
        (r"/people", PeopleDoor),
        (r"/account", OwnDoor),
        (r"/healthz", HealthDoor),
        (r"/rescue", DraftDoor),
        (rf"/r/{REVIEW}/rescue", RescueDoor),
        (rf"/r/{REVIEW}/upload/(?P<kind>[a-z_]{{1,40}})", UploadDoor),
        (rf"/r/{REVIEW}/(?P<page>[a-z_]{{1,40}})", PageDoor, {"voila": voila}),
        (r"/download/(?P<word>[A-Za-z0-9_-]{20,80})", DownloadDoor),
        (rf"/api/kernels/{KERNEL}", KernelModelDoor),
        (rf"/api/kernels/{KERNEL}/channels", KernelSocketDoor),
        (rf"/voila/api/shutdown/{KERNEL}", KernelEndDoor),
        (rf"/static/{edition(served)}/(?P<path>.+)", StaticDoor, {"served": served}),
    ]
