"""Which pages there are, who gets them, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from lcspr_jupyter.server import static

pytestmark = pytest.mark.usefixtures("empty_seats")
HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "X-Frame-Options",
)


def test_a_page_is_rendered_for_its_person(owner):
    reply = owner.get("/r/juniper/workbench")
    page = reply.text
    assert reply.status == 200
    assert '<html lang="en-GB"' in page
    assert "<title>Juniper – Review – lcspr</title>" in page
    assert '<a href="/r/juniper/workbench" aria-current="true">Review</a>' in page
    assert '<a href="/r/juniper/workbench" aria-current="page">Steps</a>' in page
    assert "As at 1 September 2026" in page
    assert "OFFICIAL-SENSITIVE" in page
    assert page.rstrip().endswith("</html>")


def test_a_page_brings_the_token_against_forgery(owner):
    bare = type(owner)(owner.base, {name: word for name, word in owner.cookies.items() if name != "_xsrf"})
    reply = bare.get("/r/juniper/workbench")
    cookie = next(one for one in reply.headers["Set-Cookie"].split("\n") if one.startswith("_xsrf="))
    assert "SameSite=Strict" in cookie
    assert bare.post("/r/juniper/rescue", b"{}").status == 422


def test_no_script_runs_in_line(owner):
    page = owner.get("/r/juniper/workbench").text
    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert scripts
    assert all("src=" in one or "+json" in one or '"application/json"' in one for one in scripts)
    assert not re.search(r"\son\w+=", page)
    assert "'unsafe-eval'" not in owner.get("/").headers["Content-Security-Policy"]


def test_the_bar_escapes_what_a_review_is_called(server, owner, kernel_gate):
    gate = kernel_gate(owner.open("/r/rowan/workbench"))
    told = gate.review()
    named = {**told["header"], "title": "<script>alert(1)</script>", "marking": '"><img src=x onerror=alert(1)>'}
    change = {"kind": "header", "id": "rowan", "revision": 1, "before": told["header"], "after": named}
    gate.change([change], "named it")
    page = owner.get("/r/rowan/workbench").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/r/juniper/secret",
        "/r/juniper/home",
        "/r/juniper/nowhere",
        "/r/unknown/workbench",
        "/r/juniper/Workbench",
        "/r/juniper/WORKBENCH",
        "/r/juniper/workbench.ipynb",
        "/r/juniper/../juniper/workbench",
        "/r/juniper/%2e%2e%2fworkbench",
        "/r/juniper/..%5cworkbench",
        "/r/..%2f..%2fetc/workbench",
        "/r/juniper/workbench%00",
        "/voila/tree",
        "/voila/render/workbench.ipynb",
        "/voila/files/workbench.ipynb",
        "/voila/api/contents",
        "/voila/query/0",
        "/voila/static/voila.js",
        "/voila/templates/lab/static/voila.js",
        "/voila/api/themes/x",
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/login",
        "/tree",
        "/workbench.ipynb",
        "/metrics",
    ],
)
def test_there_is_no_other_page(owner, path):
    before = owner.get("/healthz").status
    reply = owner.get(path)
    assert before == 200
    assert reply.status == 404, path
    assert "There is no such" in reply.text
    assert "Traceback" not in reply.text


def test_query_arguments_choose_no_template(owner):
    page = owner.get("/r/juniper/workbench?template=lab&theme=dark&voila=x").text
    assert 'class="lcspr-page"' in page
    assert "JupyterLab Dark" not in page


def test_a_stranger_gets_no_page(stranger):
    for path in ("/", "/r/juniper/workbench", "/healthz", "/download/" + "x" * 43):
        reply = stranger.get(path)
        assert reply.status == 403, path
        assert "Open the link you were given" in reply.text
        assert "Location" not in reply.headers


def test_a_role_opens_its_own_pages_only(somebody):
    reader = somebody("reader")
    assert reader.get("/r/juniper/thread").status == 200
    for path in ("/r/juniper/workbench", "/r/juniper/people"):
        reply = reader.get(path)
        assert reply.status == 403
        assert "Your role in this review does not allow this" in reply.text
    assert reader.get("/r/rowan/thread").status == 404


def test_each_answer_carries_the_headers(owner, server, somebody):
    asset = f"{edition()}/tokens.css"
    for path in ("/", "/r/juniper/workbench", "/nothing", "/healthz", "/api/kernels/x", asset, "/join?t=x"):
        reply = owner.get(path)
        for name in HEADERS:
            assert name in reply.headers, (path, name)
        assert "Server" not in reply.headers, path
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert reply.headers["Cache-Control"] == ("no-store" if path != asset else LONG), path


LONG = "private, max-age=31536000, immutable"


def edition() -> str:
    return f"/static/{static.edition(static.folders())}"


@pytest.mark.parametrize(
    "path",
    [
        "/fonts/../server/gate.py",
        "/fonts/%2e%2e/server/gate.py",
        "/fonts/..%2fserver%2fgate.py",
        "/fonts/..%5cserver%5cgate.py",
        "/house/../conf.json",
        "/house/../index.html.j2",
        "/house//etc/passwd",
        "/voila//etc/passwd",
        "/voila/../../../../../../../../etc/passwd",
        "/server/gate.py",
        "/gate.py",
        "/../gate.py",
        "/TOKENS.CSS",
        "/extensions/jupyterlab_pygments/package.json",
        "/extensions/@voila-dashboards/jupyterlab-preview/package.json",
        "/extensions/anywidget/../../x.js",
        "/house/",
        "/house",
        "/",
    ],
)
def test_static_files_are_a_listed_few(owner, path):
    assert owner.get(edition() + path).status in {403, 404}
    assert owner.get("/static/elsewhere/tokens.css").status == 404


def test_static_files_are_there_for_the_page(owner):
    page = owner.get("/r/juniper/workbench").text
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert owner.get(address).status == 200, address


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "%2Ftmp", "localhost@evil", ""]
)
def test_a_forged_host_is_refused(owner, host):
    for path in ("/", "/r/juniper/workbench", "/healthz", f"{edition()}/tokens.css", "/api/kernels/x", "/nothing"):
        reply = owner.get(path, Host=host)
        assert reply.status in {400, 403}, (path, host)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_our_own_hosts_are_answered(owner, server, host):
    port = server.base_url.rpartition(":")[2]
    assert owner.get("/healthz", Host=f"{host}:{port}").status == 200


def test_a_page_elsewhere_may_not_ask(owner):
    assert owner.get("/r/juniper/workbench", Origin="http://evil.example").status == 403
    assert owner.post("/logout", Origin="http://evil.example").status in {403, 404}


def test_pages_that_stand_together_are_one_word_in_the_bar_and_beside_each_other_below(owner):
    page = owner.get("/r/juniper/workbench").text
    bar, below = page.split('<nav class="beside"')
    assert 'href="/r/juniper/plan"' not in bar
    assert '<a href="/r/juniper/plan">Plan</a>' in below


def test_what_is_due_across_reviews_is_a_page_beside_the_register(owner, pages):
    (pages / "due.ipynb").write_text((pages / "home.ipynb").read_text())
    page = owner.get("/due").text
    assert "<title>Reviews – What is due – lcspr</title>" in page
    assert '<a href="/">Reviews</a>' in page
    assert '<a href="/due" aria-current="page">What is due</a>' in page
