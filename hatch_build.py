"""Puts the notebooks, which lie beside the package that serves them, inside it when a wheel is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Notebooks(BuildHookInterface[Any]):
    """Adds each notebook to the wheel; an editable install reads them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each notebook's place in the wheel."""
        if version == "standard":
            build_data["force_include"] |= {
                str(notebook): f"lcspr_jupyter/notebooks/{notebook.name}"
                for notebook in Path(self.root, "notebooks").glob("*.ipynb")
            }
