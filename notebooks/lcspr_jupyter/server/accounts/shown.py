"""The secrets of the second factor that were shown with an invitation and are not taken up yet; in memory alone."""

from __future__ import annotations

from attrs import define, field

from lcspr_jupyter.server.accounts import time_codes

MOST_BROWSERS = 8


@define
class Shown:
    """The secrets that were shown and not taken up: one a browser, so that who peeked at a link knows none of them."""

    _secrets: dict[str, dict[str, str]] = field(factory=dict)

    def to(self, link: str, browser: str) -> str:
        """Return the secret that a browser is shown for a link, the same until the link is used up."""
        here = self._secrets.setdefault(link, {})
        if browser not in here:
            while len(here) >= MOST_BROWSERS:
                here.pop(next(iter(here)))
            here[browser] = time_codes.new_secret()
        return here[browser]

    def again(self, link: str, browser: str) -> str:
        """Return the secret that this browser was shown, or nothing."""
        return self._secrets.get(link, {}).get(browser, "")

    def used(self, link: str) -> None:
        """Forget what was shown for a link."""
        self._secrets.pop(link, None)
