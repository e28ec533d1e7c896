"""The pages: a listed notebook is rendered for one person, and its kernel belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.notebook_renderer import NotebookRenderer

from lcspr_core.errors import NotAllowed
from lcspr_core.timescales.dates import said
from lcspr_jupyter.server.accounts.register import manages
from lcspr_jupyter.server.counter import NOT_ALLOWED
from lcspr_jupyter.server.doors import Door
from lcspr_jupyter.server.people import Caller, words_for
from lcspr_jupyter.server.quiet import LOG
from lcspr_jupyter.server.rights import GROUPS, PAGES, PLACES, SECTIONS

HOME = "home"
PLACE = "Reviews"
PATHS = {"home": "/", "due": "/due", "calendar": "/calendar"}
KERNELS_TO_TRY = 3
NOT_OPENED = (
    '<div class="sorry" role="alert"><h2>This page could not be opened</h2>'
    "<p>Its program did not start. Everything that was saved is safe.</p>"
    '<p><a class="btn" href="">Load the page again</a></p></div>'
)


class Rendered(NotebookRenderer):
    """Voila's renderer, which reads its notebook from our own folder and asks nobody whether it is trusted."""

    door: PageDoor

    async def _jinja_kernel_start(self, nb: NotebookNode, kernel_id: str, kernel_future: Any) -> str:
        """Begin with the kernel of this page; one that died while it waited is replaced, since the head is out."""
        for _ in range(KERNELS_TO_TRY - 1):
            try:
                return str(await super()._jinja_kernel_start(nb, kernel_id, kernel_future))
            except RuntimeError:
                if await self.door.kernels.lives(kernel_id):
                    raise
                kernel_id = await self.door.another_kernel()
                kernel_future = self.door.kernels.get_kernel(kernel_id)
        return str(await super()._jinja_kernel_start(nb, kernel_id, kernel_future))

    async def load_notebook(self, path: str) -> NotebookNode:
        """Read the notebook; the library's way runs a `jupyter_config.py` that lies in the working folder."""
        return await self.fix_notebook(nbformat.read(path, as_version=4))


class PageDoor(Door):
    """Renders one page; which review it is about stands in its address, what may be seen does not."""

    asks_to_log_in = True

    def initialize(self, voila: Any) -> None:
        """Know the application that renders."""
        self.voila = voila
        self.kernel_id = ""
        self.left = False
        self.caller: Caller

    async def get(self, review: str | None = None, page: str = HOME) -> None:
        """Send the head of the page at once, then run its one cell."""
        self.caller = caller = await self.office.ask(self.at, review, page)
        self.check_page(caller)
        bar = await self.office.ask(self.bar, caller)
        notebook = self.office.settings.notebooks / f"{page}.ipynb"
        if not notebook.is_file():
            raise HTTPError(404)
        self.kernel_id = await self.kernels.seat(caller, self.session)
        try:
            await self._render(notebook, bar)
        except StreamClosedError:
            self.left = True
        except BaseException as fault:
            await self.kernels.let_go(self.kernel_id)
            if not self._headers_written or not isinstance(fault, Exception):
                raise
            self._say_why(fault)  # the head is out: no other page can take its place
        if self.left:
            await self.kernels.let_go(self.kernel_id)

    async def _render(self, notebook: Path, bar: Mapping[str, Any]) -> None:
        renderer = await self._renderer(notebook, bar)
        kernel = self.kernels.get_kernel(self.kernel_id)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        _ = self.xsrf_token  # to ask for it is to set its cookie, which the page's scripts send back
        async for part, _ in renderer.generate_content_generator(self.kernel_id, kernel):
            if self.left:
                return
            self.write(part)
            await self.flush()

    def on_connection_close(self) -> None:
        """Notice a page that was left before it was there."""
        self.left = True

    def check_page(self, caller: Caller) -> None:
        """Open only the listed pages, and those only to the roles that have them."""
        if caller.review is None and caller.page in PLACES:
            return
        if caller.page not in SECTIONS:
            raise HTTPError(404)
        if not any(caller.page in PAGES[role] for role in caller.roles):
            raise NotAllowed(NOT_ALLOWED)

    def _say_why(self, fault: Exception) -> None:
        LOG.warning("a page stopped half way with %s", type(fault).__name__)
        self.write(NOT_OPENED)

    async def another_kernel(self) -> str:
        """Let go of a kernel that died, and seat the same person at another."""
        await self.kernels.let_go(self.kernel_id)
        self.kernel_id = await self.kernels.seat(self.caller, self.session)
        return self.kernel_id

    async def _renderer(self, notebook: Path, bar: Mapping[str, Any]) -> NotebookRenderer:
        made = Rendered(
            request_handler=self,
            voila_configuration=self.voila.voila_configuration,
            traitlet_config=self.voila.config,
            notebook_path=str(notebook),
            template_paths=self.voila.template_paths,
            config_manager=self.voila.config_manager,
            contents_manager=self.voila.contents_manager,
            base_url="/",
            kernel_spec_manager=self.voila.kernel_spec_manager,
            page_config=self.voila.page_config(),
            mathjax_config="",
            mathjax_url="",
        )
        made.door = self
        await made.initialize()
        made.exporter.exclude_anchor_links = True
        made.resources.update(bar=bar, static=self.settings["static_address"])
        return made

    def _about_people(self, caller: Caller) -> list[dict[str, Any]]:
        """Return the way to the people who work here, for who invites and ends them, beside the list of reviews."""
        leads = self.office.settings.accounts and caller.review is None and manages(self.session.identity)
        return [_link("People who work here", "/people", here=False)] if leads else []

    def bar(self, caller: Caller) -> dict[str, Any]:
        """Return what the bar shows; the template escapes it."""
        review = caller.review
        header = self.office.counter.header(review) if review else {}
        section = (SECTIONS if review else PLACES)[caller.page]
        name = str(header.get("title") or PLACE)
        as_at = header.get("as_at") or (self.office.settings.as_at if review is None else None)
        return {
            "name": name,
            "title": " – ".join(dict.fromkeys((name, section, "lcspr"))),
            "marking": str(header.get("marking") or "OFFICIAL-SENSITIVE"),
            "as_at": said(date.fromisoformat(str(as_at))) if as_at else "",
            "person": caller.name,
            "role": words_for(caller.roles),
            "own": bool(self.office.ways_in.register.called(caller.id)),
            "review": bool(review),
            "sections": [*sections(caller), *self._about_people(caller)],
            "beside": beside(caller),
        }


def sections(caller: Caller) -> list[dict[str, Any]]:
    """Return what the bar names: the pages of a review, the first of each group, or those about all reviews."""
    if caller.review is None:
        return [_link(title, PATHS[page], page == caller.page) for page, title in PLACES.items()]
    open_ones = [page for page in SECTIONS if _opens(caller, page)]
    own = _group(caller.page)
    firsts = [page for page in open_ones if page == next(one for one in _group(page) if one in open_ones)]
    return [_link(SECTIONS[page], f"/r/{caller.review}/{page}", page in own) for page in firsts]


def beside(caller: Caller) -> list[dict[str, Any]]:
    """Return the pages that stand beside this one, itself among them; none where it stands alone."""
    own = {page: title for page, title in _group(caller.page).items() if _opens(caller, page)}
    several = caller.review is not None and len(own) > 1
    return [_link(title, f"/r/{caller.review}/{page}", page == caller.page) for page, title in own.items() if several]


def _opens(caller: Caller, page: str) -> bool:
    return any(page in PAGES[role] for role in caller.roles)


def _group(page: str) -> Mapping[str, str]:
    return next((group for group in GROUPS if page in group), {page: SECTIONS.get(page, "")})


def _link(title: str, href: str, here: bool) -> dict[str, Any]:
    return {"title": title, "href": href, "here": here}
