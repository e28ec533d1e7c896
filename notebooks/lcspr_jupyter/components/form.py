"""A form: the questions of a step, each saved as it is written."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import ClassVar

from lcspr_jupyter.components.composing import module_of
from lcspr_jupyter.components.speaking import Component, Shape


class Form(Component):
    """Draws a list of questions as native, labelled controls."""

    _esm = module_of("form")
    _css = pathlib.Path(__file__).with_suffix(".css")
    says: ClassVar[Mapping[str, Shape]] = {
        "edit": {"path": str, "edit": str},
        "add_row": {"path": str, "row": dict, "edit": str},
        "remove_row": {"path": str, "row": str, "edit": str},
        "move_row": {"path": str, "row": str, "before": str, "edit": str},
        "settle": {"path": str, "keep": str, "edit": str},
        "begin": {"row": str, "cells": dict, "edit": str},
        "command": {"name": str},
    }
