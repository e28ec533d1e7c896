"""Coming in, going out, and what a browser may send: forged requests, too large ones, and an edit of a cut-off page."""

from __future__ import annotations

import json

import pytest

WALL = {"table": "wall"}


def multipart(content: bytes, name: str = "cards.csv") -> tuple[bytes, dict[str, str]]:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n", {"Content-Type": "multipart/form-data; boundary=x"}


# --- coming in and going out ------------------------------------------------------------------------------------------


def test_a_link_gives_a_cookie_that_no_script_and_no_other_site_gets(server, stranger):
    link = server.invite("Ann", "coordinator")
    reply = stranger.get(link.removeprefix(server.base_url))
    cookie = next(one for one in reply.headers["Set-Cookie"].split("\n") if one.startswith("lcspr-"))
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "join?t=" not in reply.text
    assert stranger.get("/healthz").json() == {"alive": True}


def test_a_link_opens_once(server, stranger, joined):
    link = server.invite("Ann", "coordinator")
    first = joined(link)
    reply = stranger.get(link.removeprefix(server.base_url))
    assert reply.status == 403
    assert "each link opens once" in reply.text
    assert "Set-Cookie" not in reply.headers or "lcspr-" not in reply.headers["Set-Cookie"]
    assert first.get(link.removeprefix(server.base_url)).status == 200


@pytest.mark.parametrize("query", ["", "?t=", "?t=x", "?t=" + "x" * 43, "?next=http://evil.example", "?t=x&t=y"])
def test_a_made_up_link_opens_nothing(stranger, query):
    reply = stranger.get(f"/join{query}")
    assert reply.status == 403
    assert "evil.example" not in reply.text


def test_a_made_up_cookie_is_nobody(stranger, server):
    name = f"lcspr-{server.base_url.rpartition(':')[2]}"
    for word in ("x", "", "owner", "2|1:0|10:0|5:lcspr|4:abcd|0"):
        stranger.cookies[name] = word
        assert stranger.get("/healthz").status == 403


# --- forgery ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/logout", "/r/juniper/rescue", "/r/juniper/upload/cards", "/voila/api/shutdown/{kernel}"]
)
def test_a_post_without_the_token_is_refused(owner, path):
    kernel = owner.open("/r/juniper/workbench")
    for token in ("", "forged", "2|aaaaaaaa|bbbb|1"):
        reply = owner.ask("POST", path.format(kernel=kernel), b"{}", **{"X-XSRFToken": token})
        assert reply.status == 403, token
        assert "Traceback" not in reply.text
    assert owner.get(f"/healthz?kernel={kernel}").json() == {"alive": True}


def test_a_post_from_another_page_is_refused_even_with_the_token(owner):
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}):
        assert owner.post("/r/juniper/rescue", {}, **headers).status in {403, 404}


# --- an edit of a page that is cut off --------------------------------------------------------------------------------


def edit(step: str = "scoping", of: tuple[str, ...] = (), **told: object) -> dict[str, object]:
    target = {"kind": "answer", "id": ".".join(("lead", step, *of)), "step": step, "of": list(of)}
    return {"do": "edit", "edit": "abc123", "target": target, **told}


@pytest.fixture(scope="module")
def gate(owner, kernel_gate):
    """One page that stays open, to look at what was saved."""
    return kernel_gate(owner.open("/r/juniper/workbench"))


def test_an_edit_is_saved_without_a_kernel(owner, gate):
    reply = owner.post("/r/juniper/rescue", edit(path="trigger", before="scoping words", value="rescued words"))
    assert reply.status == 200, reply.text
    assert reply.json()["saved"] == "abc123"
    kept = gate.review()["records"]["answer"]["lead.scoping"]["body"]
    assert kept["data"]["trigger"] == "rescued words"
    assert kept["by"] == "owner"
    again = owner.post("/r/juniper/rescue", edit(path="trigger", before="scoping words", value="rescued words"))
    assert again.json()["saved"] == "abc123"


def test_an_answer_that_nobody_began_is_begun(owner, gate):
    reply = owner.post(
        "/r/juniper/rescue", edit("authors_briefing", path="held_on", before=None, value={"typed": "May 2026"})
    )
    assert reply.status == 200, reply.text
    added = edit("authors_briefing", do="add_row", path="questions", row={"id": "q1"})
    assert owner.post("/r/juniper/rescue", added).status == 200
    typed = edit("authors_briefing", path="questions.q2.question", before=None, value="Who tells the school?")
    assert owner.post("/r/juniper/rescue", typed).status == 200
    kept = gate.review()["records"]["answer"]["lead.authors_briefing"]["body"]
    assert kept["data"]["held_on"] == {"typed": "May 2026"}
    assert [row["id"] for row in kept["data"]["questions"]] == ["q1", "q2"]


def test_two_peoples_words_are_both_shown(owner):
    owner.post("/r/juniper/rescue", edit("family_view", path="asked", before=None, value="theirs"))
    reply = owner.post("/r/juniper/rescue", edit("family_view", path="asked", before="older", value="mine"))
    assert reply.status == 409
    assert reply.json()["clashes"][0]["theirs"] == "theirs"
    assert reply.json()["clashes"][0]["mine"] == "mine"


def test_a_card_is_kept_without_a_kernel(owner, gate):
    card = {"id": "c77", "words": "said while cut off", "voice": "worry", "by_code": "W09", "agency": "HV"}
    add = {"do": "add_card", "target": WALL, "edit": "e", "card": card}
    assert owner.post("/r/juniper/rescue", add).status == 200
    assert owner.post("/r/juniper/rescue", add).status == 200
    change = {
        "do": "edit_card",
        "target": WALL,
        "edit": "f",
        "id": "c77",
        "before": "said while cut off",
        "words": "put better",
    }
    assert owner.post("/r/juniper/rescue", change).status == 200
    rows = {row["id"]: row["body"] for row in gate.ledger("card")["rows"]}
    assert rows["c77"]["words"] == "put better"
    assert "by_code" not in rows["c77"]
    change = {
        "do": "edit_card",
        "target": WALL,
        "edit": "g",
        "id": "c77",
        "before": "neither",
        "words": "third",
    }
    assert owner.post("/r/juniper/rescue", change).status == 409


def test_a_group_is_named_without_a_kernel(owner, gate):
    told = {"do": "rename_group", "target": WALL, "edit": "h", "id": "t1", "title": "Nobody rang twice"}
    assert owner.post("/r/juniper/rescue", told).status == 200
    assert gate.review()["records"]["theme"]["t1"]["body"]["title"] == "Nobody rang twice"


def test_the_rescue_keeps_to_the_rights(owner, somebody, stranger):
    author = somebody("agency_author", agency="HV")
    mine = edit("agency_report", ("HV",), path="method", before="HV words", value="mine")
    assert author.post("/r/juniper/rescue", mine).status == 200
    theirs = edit("agency_report", ("POL",), path="method", before="POL words", value="forged")
    for client, told in (
        (author, theirs),
        (author, {"do": "add_card", "target": WALL, "edit": "e", "card": {"id": "x1", "words": "x"}}),
    ):
        reply = client.post("/r/juniper/rescue", told)
        assert reply.status == 403
        assert "Nothing was saved" in reply.json()["sentence"]
    assert author.post("/r/rowan/rescue", mine).status == 404
    assert stranger.post("/r/juniper/rescue", mine).status == 403


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"no json", 422),
        (b"[]", 422),
        (b"[" * 100_000, 422),
        (b'{"do": NaN}', 422),
        (json.dumps({"do": "edit", "edit": "x", "target": "y"}).encode(), 422),
        (json.dumps({"do": "command", "edit": "x", "name": "agree"}).encode(), 422),
        (
            json.dumps(
                {"do": "edit", "edit": "x", "target": {"id": "lead.nothing", "step": "nothing", "of": []}}
            ).encode(),
            404,
        ),
        (json.dumps({"do": "__class__", "edit": "x"}).encode(), 422),
        (b"x" * 3_000_000, 413),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(owner, content, status):
    reply = owner.post("/r/juniper/rescue", content)
    assert reply.status == status, reply.text
    told = reply.json()["sentence"]
    assert told.endswith(".")
    assert "Traceback" not in told
    assert "Error" not in told


# --- files ------------------------------------------------------------------------------------------------------------

CARDS = """agency,kind,contributor,text
Health visiting,worry,,The record did not say that Thea Merrowby had moved
Nobody knows,worry,,This agency is not in the review
"""


def test_cards_come_in_from_a_file_with_codes_for_names(owner, gate):
    content, how = multipart(CARDS.encode())
    reply = owner.post("/r/juniper/upload/cards", content, **how)
    assert reply.status == 200, reply.text
    told = reply.json()
    assert told["kept"] == 1
    assert "Row 3" in told["problems"][0]
    words = " ".join(row["body"]["words"] for row in gate.ledger("card")["rows"])
    assert "The record did not say" in words
    assert "Merrowby" not in words


def test_the_same_file_twice_makes_nothing_twice(owner):
    content, how = multipart(b"card_id,agency,kind,text\nD001,Police,fact,They came at ten\n")
    assert owner.post("/r/juniper/upload/cards", content, **how).json()["kept"] == 1
    again = owner.post("/r/juniper/upload/cards", content, **how).json()
    assert again["kept"] == 0
    assert "here already" in " ".join(again["problems"])


def test_files_are_brought_in_by_those_who_lead(owner, somebody):
    content, how = multipart(CARDS.encode())
    for role in ("panel_member", "analyst", "reader"):
        client = somebody(role)
        assert client.post("/r/juniper/upload/cards", content, **how).status == 403
        useless, as_what = multipart(b"agency,text\nNobody knows,nothing of this can be kept\n")
        assert client.post("/r/juniper/upload/cards", useless, **as_what).status == 403
    assert owner.post("/r/juniper/upload/anything", content, **how).status == 404
    assert owner.post("/r/unknown/upload/cards", content, **how).status == 404


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04" * 100, b"a,b\n1,2\n"])
def test_a_file_that_is_none_is_refused_in_a_sentence(owner, content):
    sent, how = multipart(content)
    reply = owner.post("/r/juniper/upload/cards", sent, **how)
    assert reply.status == 422
    assert reply.json()["sentence"].endswith(".")


def test_a_file_that_is_too_large_is_refused_while_it_comes(owner):
    sent, how = multipart(b"x" * 21_000_000)
    reply = owner.post("/r/juniper/upload/cards", sent, **how)
    assert reply.status == 413
    assert "smaller pieces" in reply.json()["sentence"]


def offered(server, person: str = "owner", name: str = "appendix.html") -> str:
    return server.ask("offer", name=name, content="<script>alert(1)</script>", person=person, review="juniper")


def test_a_file_is_fetched_once_as_an_attachment_and_noted(owner, server):
    before = server.ask("audit")
    path = offered(server)
    reply = owner.get(path)
    assert reply.status == 200
    assert reply.content == b"<script>alert(1)</script>"
    assert reply.headers["Content-Disposition"] == 'attachment; filename="appendix.html"'
    assert reply.headers["Content-Security-Policy"].startswith("sandbox")
    assert reply.headers["Cache-Control"] == "no-store"
    assert server.ask("audit") == before + 1
    again = owner.get(path)
    assert again.status == 404
    assert "Make it again" in again.text


def test_a_file_is_for_one_person_alone(owner, somebody, stranger, server):
    path = offered(server)
    assert somebody("coordinator").get(path).status == 404
    assert stranger.get(path).status == 403
    assert owner.get(path).status == 200


# --- what is logged ---------------------------------------------------------------------------------------------------


def test_no_secret_and_no_query_gets_into_the_log(owner, server, stranger):
    kernel = owner.open("/r/juniper/workbench")
    stranger.get("/join?t=" + "S" * 43)
    stranger.get("/r/juniper/workbench?name=Thea-Merrowby")
    owner.get("/nothing?name=Thea-Merrowby")
    owner.post("/r/juniper/rescue", b"no json Thea-Merrowby")
    told = "".join(server.said)
    assert "Couldn't authenticate" in told, "the log must say something, else this shows nothing"
    for word in ("Merrowby", "S" * 43, owner.cookies["_xsrf"], kernel, "?t=", "?name="):
        assert word not in told, word
