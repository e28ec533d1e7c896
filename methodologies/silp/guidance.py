"""Lays out guidance as it is written in code: lines join into paragraphs, and prompts stay a list."""

from __future__ import annotations

from inspect import cleandoc


def laid_out(written: str) -> str:
    """Return paragraphs on one line each, with an empty line between two of them."""
    blocks = cleandoc(written).split("\n\n")
    return "\n\n".join(_block(one) for one in blocks)


def _block(block: str) -> str:
    joined = " ".join(line.strip() for line in block.splitlines())
    return joined.replace(" - ", "\n- ") if joined.startswith("- ") else joined
