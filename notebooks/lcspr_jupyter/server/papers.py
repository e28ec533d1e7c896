"""The pages that need no kernel: a fault told calmly, and the step from a link into the house."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from lcspr_jupyter.server import faults


class Papers:
    """Fills the house's plain page; everything put into it is escaped."""

    def __init__(self, folder: Path, static: str) -> None:
        """Read the template once."""
        loader = FileSystemLoader(str(folder))
        escaped = select_autoescape(default=True)
        self.house = Environment(loader=loader, autoescape=escaped, trim_blocks=True)  # noqa: S701  (all is escaped)
        self.template = self.house.get_template("plain.html.j2")
        self.static = static

    def page(self, name: str, **told: Any) -> str:
        """Return a page with a form of its own."""
        return self.house.get_template(f"{name}.html.j2").render(static=self.static, **told)

    def fault(self, status: int, sentence: str) -> str:
        """Return the page that tells of a fault, with a way on."""
        heading = faults.HEADINGS.get(status, "This did not work")
        return self.template.render(
            static=self.static, heading=heading, sentence=sentence, href="/", way_on="Go to Reviews"
        )

    def goodbye(self, *, accounts: bool = False) -> str:
        """Return the page after logging out."""
        if accounts:
            sentence = "You are logged out, and everything is saved."
            told = {"heading": "Goodbye", "sentence": sentence, "href": "/login", "way_on": "Log in again"}
            return self.template.render(static=self.static, **told)
        sentence = "You are logged out, and everything is saved. To come back, open a new link."
        return self.template.render(static=self.static, heading="Goodbye", sentence=sentence)

    def step_in(self, href: str) -> str:
        """Return the page that goes on by itself: a redirect would come from elsewhere, and bring no strict cookie."""
        return self.template.render(
            static=self.static,
            heading="Welcome",
            sentence="Your reviews are being opened.",
            href=href,
            way_on="Go on",
            goes_on=True,
        )
