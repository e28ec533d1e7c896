"""Voila, hardened: our routes alone, our template alone, configured in Python alone."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from typing import Any

from tornado.web import Application
from traitlets import Any as AnyTrait
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from lcspr_jupyter.server import routes, static
from lcspr_jupyter.server.identity import ByLink
from lcspr_jupyter.server.kernel_doors import Channels
from lcspr_jupyter.server.kernel_environment import ThisPython
from lcspr_jupyter.server.kernels import Kernels
from lcspr_jupyter.server.office import Office, Settings
from lcspr_jupyter.server.papers import Papers
from lcspr_jupyter.server.quiet import LOG, log_request, quieten

MESSAGES = ("comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request", "shutdown_request")
LARGEST_MESSAGE = 4_000_000
LARGEST_BODY = 1_000_000
PINGS_MISSED = 3  # with one, a socket is closed at its first ping: the answer to that cannot have come yet


def configured(settings: Settings, folder: Path) -> Config:
    """Return the whole configuration; no file adds to it."""
    wanted = Config()
    wanted.Voila.update(
        {
            "config_file_paths": [str(static.TEMPLATE)],
            "root_dir": str(settings.notebooks),
            "ip": settings.address,
            "port": settings.port,
            "open_browser": False,
            "connection_dir_root": str(folder),
            "log_level": logging.ERROR,
        }
    )
    wanted.VoilaConfiguration.update(
        {
            "template": "lcspr",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "file_allowlist": [],
            "extension_allowlist": list(static.EXTENSIONS),
            "strip_sources": True,
            "show_tracebacks": False,
            "preheat_kernel": False,
            "http_header_envs": [],
            "kernel_spec_manager_class": ThisPython,
        }
    )
    wanted.VoilaExecutor.timeout = 120
    wanted.VoilaExecutor.cell_error_instruction = ""
    _configure_kernels(wanted, settings)
    return wanted


def _configure_kernels(wanted: Config, settings: Settings) -> None:
    wanted.KernelManager.autorestart = False  # a kernel that died takes its ticket with it
    if os.name == "posix":
        wanted.KernelManager.transport = "ipc"
    wanted.MappingKernelManager.update(
        {
            "cull_idle_timeout": settings.idle_seconds,
            "cull_connected": True,
            "allow_tracebacks": False,
            "root_dir": str(settings.notebooks),
        }
    )


class Served(Voila):
    """The application that serves the pages; it reads no file and no argument to know how."""

    office = AnyTrait()

    def initialize(self, _argv: Any = None) -> None:
        """Set up without reading an argument, a configuration file or the environment, wherever it was started."""
        self.voila_configuration = VoilaConfiguration(parent=self)
        self.setup_template_dirs()

    def setup_template_dirs(self) -> None:
        """Take our own template's folder, and no folder that comes earlier on some path."""
        self.template_paths = [str(static.TEMPLATE)]
        self.static_paths = [str(static.folders()["voila"])]

    @property
    def labextensions_path(self) -> list[str]:
        """Where the front end's extensions lie."""
        return [str(static.shared("labextensions")), str(static.shared("voila") / "labextensions")]

    def page_config(self) -> dict[str, Any]:
        """Return what the front end is told: three extensions, and no address elsewhere."""
        address = self.app.settings["static_address"]
        return {
            "appVersion": "lcspr",
            "appUrl": "voila/",
            "baseUrl": "/",
            "themesUrl": "/none",
            "terminalsAvailable": False,
            "fullStaticUrl": f"{address}/voila",
            "fullLabextensionsUrl": f"{address}/extensions",
            "extensionConfig": {},
            "fullMathjaxUrl": f"{address}/house/no_formulas.js",
            "mathjaxConfig": "none",
            "progressiveRendering": False,
            "federated_extensions": static.federated(),
            "jupyterLabTheme": "light",
        }

    def init_settings(self) -> dict[str, Any]:
        """Take Voila's settings, and put ours in the place of each that is too open."""
        settings = super().init_settings()
        address = f"/static/{static.edition(static.folders())}"
        self.kernel_manager = self._kernels()
        identity = ByLink(parent=self, log=self.log, office=self.office)
        settings.update(
            {
                "office": self.office,
                "allow_remote_access": False,
                "local_hostnames": list(self.office.settings.hosts),
                "cookie_secret": secrets.token_bytes(32),
                "identity_provider": identity,
                "kernel_manager": self.kernel_manager,
                "kernel_websocket_connection_class": Channels,
                "xsrf_cookies": True,
                "xsrf_cookie_kwargs": {"samesite": "Strict", "secure": self.office.settings.secure_cookie},
                "ws_ping_interval": self.office.settings.ping_milliseconds,
                "ws_ping_timeout": PINGS_MISSED * self.office.settings.ping_milliseconds,
                "websocket_max_message_size": LARGEST_MESSAGE,
                "default_handler_class": routes.NOWHERE,
                "log_function": log_request,
                "serve_traceback": False,
                "autoreload": False,
                "compress_response": True,
                "static_address": address,
                "papers": Papers(static.TEMPLATE, address),
            }
        )
        return settings

    def _kernels(self) -> Kernels:
        return Kernels(
            parent=self,
            office=self.office,
            connection_dir=self.connection_dir,
            kernel_spec_manager=self.kernel_spec_manager,
            allowed_message_types=list(MESSAGES),
        )

    def init_handlers(self) -> list[Any]:
        """Return our routes; none of Voila's own is kept."""
        return routes.routes(self)

    def build(self) -> Application:
        """Return the web application, ready to be put behind a port."""
        self.connection_dir = str(self.office.folder)
        settings = self.init_settings()
        quieten(self.log, LOG)
        self.app = Application(self.init_handlers(), **settings)
        return self.app


def application(office: Office) -> Served:
    """Return the application, set up but not listening."""
    made = Served(config=configured(office.settings, office.folder), office=office)
    made.initialize()
    made.build()
    return made
