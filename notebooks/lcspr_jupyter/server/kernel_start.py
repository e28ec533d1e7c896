"""Starts a kernel without any configuration of the user's, with the front end imported before it is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import zmq
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

QUEUE = 1000  # messages that wait in any other socket, as the library has it
AHEAD = (
    "apps",
    "gate",
    "screens.home",
    "screens.workbench",
    "screens.wall",
    "screens.golden_thread",
    "screens.documents",
)


class Program(IPKernelApp):
    """A kernel that drops nothing of what it says, however fast it comes and however slowly it is read."""

    def init_iopub(self, context: zmq.Context) -> None:
        """Let what was said wait without end: by default the thousandth message in a row is thrown away unsaid."""
        context.setsockopt(zmq.SNDHWM, 0)  # only before the socket is made does it hold
        super().init_iopub(context)
        context.setsockopt(zmq.SNDHWM, QUEUE)


def settings() -> Config:
    """Return how our kernels run: nothing is written to a history file, and no start-up file is read."""
    wanted = Config()
    wanted.HistoryManager.enabled = False
    wanted.HistoryManager.hist_file = ":memory:"
    wanted.InteractiveShell.enable_tip = False
    wanted.IPKernelApp.quiet = True
    wanted.IPKernelApp.exec_PYTHONSTARTUP = False
    return wanted


def import_ahead() -> None:
    """Import what each page needs, methodologies included; what cannot be imported says so on its page, not here."""
    for name in AHEAD:
        _guarded(name, partial(import_module, f"lcspr_jupyter.{name}"))
    _guarded("methodologies", lambda: import_module("lcspr_core.plugins").load())


def _guarded(name: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception as fault:  # noqa: BLE001  (the kernel must come up, so that the page can say what is wrong)
        sys.stderr.write(f"{name} could not be imported: {type(fault).__name__}\n")


def refuse_widgets_from_the_page(kernel: Any) -> None:
    """Let a page steer the widgets that Python made, and make none of its own."""
    import ipywidgets

    ipywidgets.register_comm_target(kernel)
    kernel.comm_manager.targets.pop("jupyter.widget", None)


def main() -> None:
    """Run the kernel until its server ends it."""
    application = Program.instance(config=settings())
    application.initialize()
    import_ahead()
    refuse_widgets_from_the_page(application.kernel)
    application.start()


if __name__ == "__main__":
    main()
