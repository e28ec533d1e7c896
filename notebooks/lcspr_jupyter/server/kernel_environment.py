"""What a kernel is started with: this very Python, and an environment of a few harmless names."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

KERNEL = "python3"
# `-P` keeps the working folder off the import path: nothing that lies there can take a module's place.
COMMAND = (sys.executable, "-P", "-m", "lcspr_jupyter.server.kernel_start", "-f", "{connection_file}")
KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "VIRTUAL_ENV",
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "LCSPR_TRACE",
)


def kernel_environment(gate: str, ticket: str, folder: Path) -> dict[str, str]:
    """Return a kernel's whole environment; nothing of the request or of the server's own secrets is in it."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    private = {name: str(folder / "none") for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    return {**kept, **private, "LCSPR_GATE": gate, "LCSPR_TICKET": ticket, "PYTHONDONTWRITEBYTECODE": "1"}


def said_to() -> dict[str, Any]:
    """Return where a kernel's own words go: nowhere, since a library may put case text into them."""
    return {} if os.environ.get("LCSPR_TRACE") else {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class ThisPython(KernelSpecManager):
    """Knows one kernel, the Python that runs the server; one of the same name in a user's folder is not looked at."""

    def find_kernel_specs(self) -> Mapping[str, str]:  # type: ignore[override]
        """Return the one kernel there is."""
        return {KERNEL: str(Path(__file__).parent)}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return how the one kernel is started."""
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(argv=list(COMMAND), display_name="Python 3", language="python", name=KERNEL)

    def get_all_specs(self) -> dict[str, dict[str, object]]:
        """Return the one kernel there is, as Voila asks for it."""
        spec = self.get_kernel_spec(KERNEL).to_dict()
        return {KERNEL: {"resource_dir": str(Path(__file__).parent), "spec": spec}}
