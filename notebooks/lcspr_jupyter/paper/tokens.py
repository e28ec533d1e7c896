"""The design tokens as values, read from the one stylesheet that holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

PACKAGE = files("lcspr_jupyter")


@cache
def stylesheet() -> str:
    """Return the tokens as the stylesheet that pages include."""
    return PACKAGE.joinpath("tokens.css").read_text(encoding="utf-8")


@cache
def colours() -> Mapping[str, str]:
    """Return each colour by its token's name, as #rrggbb."""
    return MappingProxyType(dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", stylesheet())))
