"""The steps of shading that a grid of counts has, in every format; the number stands in each cell as well."""

from __future__ import annotations

SHADES = ("#e4f1f0", "#c3e0de", "#9ccbc8", "#0f5c5c", "#0a4545")
DARK_FROM = 4  # steps on which letters are white


def shade_step(shade: float) -> int:
    """Return nought for nothing at all, else one of the steps from 1, for a part of the largest count."""
    return 0 if shade <= 0 else min(len(SHADES), 1 + int(shade * (len(SHADES) - 0.001)))


def shading_rules() -> str:
    """Return the steps as rules of a stylesheet."""
    return "".join(
        f".lcspr-views .shade-{step} {{ background: {colour}; color: {'#fff' if step >= DARK_FROM else 'inherit'}; }}\n"
        for step, colour in enumerate(SHADES, start=1)
    )
