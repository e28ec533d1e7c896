"""The gate as a kernel meets it: its questions, its refusals, and news that arrives as soon as there is any."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time

import pytest
from lcspr_jupyter.gate import Gate, NoAnswer, _Local

from lcspr_core.errors import Clash, LcsprError, NotAllowed, NotFound, Unreadable

DEEP = b'{"a": ' * 50 + b"1" + b"}" * 50


@pytest.fixture(scope="module")
def gate(owner, kernel_gate) -> Gate:
    return kernel_gate(owner.open("/r/juniper/workbench"))


def raw(gate: Gate, method: str, path: str, content: bytes | None = None, **headers: str) -> tuple[int, dict, dict]:
    """Speak to the gate without the client's good manners."""
    line = _Local(gate.address, 20)
    sent = {"Authorization": f"LCSPR {gate.ticket}", **headers}
    line.request(method, path, content, sent)
    reply = line.getresponse()
    told = json.loads(reply.read() or b"{}")
    line.close()
    return reply.status, told, dict(reply.getheaders())


def test_it_says_who_asks_and_where(gate):
    told = gate.me()
    assert told["user"]["role"] == "coordinator"
    assert told["user"]["roles"] == ["coordinator", "lead_reviewer"]
    assert (told["review"], told["page"], told["today"]) == ("juniper", "workbench", "2026-09-01")


def test_it_gives_the_review_and_takes_changes(gate):
    told = gate.review()
    theme = told["records"]["theme"]["t1"]
    after = {**theme["body"], "title": "A better title"}
    change = {"kind": "theme", "id": "t1", "revision": theme["revision"], "before": theme["body"], "after": after}
    saved = gate.change([change], "bettered it")
    assert saved["revisions"][0]["revision"] == theme["revision"] + 1
    assert gate.feed(told["seq"])["changes"][0]["body"]["title"] == "A better title"
    assert gate.history("theme", "t1")[-1]["after"]["title"] == "A better title"
    gate.undo()
    assert gate.review()["records"]["theme"]["t1"]["body"]["title"] == theme["body"]["title"]


def test_a_clash_comes_back_with_both_texts(gate):
    theme = gate.review()["records"]["theme"]["t1"]
    change = {"kind": "theme", "id": "t1", "revision": theme["revision"], "before": theme["body"]}
    gate.change([{**change, "after": {**theme["body"], "title": "First"}}], "")
    with pytest.raises(Clash) as clash:
        gate.change([{**change, "after": {**theme["body"], "title": "Second"}}], "")
    place = clash.value.places[0]
    assert (place.path, place.mine, place.theirs, place.by) == ("title", "Second", "First", "owner")


def test_a_request_sent_twice_is_saved_once(gate):
    theme = {
        "id": "t9",
        "kind": "theme",
        "title": "New",
        "rests_on": [],
        "fields": {},
        "maker": "hand",
        "withdrawn": False,
    }
    change = {"kind": "theme", "id": "t9", "revision": 0, "before": None, "after": theme}
    first = gate.change([change], "", token="once")
    assert gate.change([change], "", token="once")["batch"] == first["batch"]


def test_news_arrives_as_soon_as_there_is_any(gate):
    since = gate.review()["seq"]
    told: list[float] = []

    def wait() -> None:
        gate.feed(since, 20)
        told.append(time.monotonic())

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(1)
    assert not told
    saved = time.monotonic()
    card = {"id": "c9", "words": "new", "voice": "idea", "anonymous": False}
    gate.change([{"kind": "card", "id": "c9", "revision": 0, "before": None, "after": card}], "")
    waiting.join(15)
    assert told, "the news must come long before the wait is over"
    assert told[0] - saved < 10


def test_a_wait_without_news_ends(gate):
    since = gate.review()["seq"]
    assert gate.feed(since, 1) == {"seq": since, "changes": []}


def test_a_waiting_page_is_told_when_its_log_in_ends(somebody, kernel_gate):
    reader = somebody("reader")
    waiting = kernel_gate(reader.open("/r/juniper/thread"))
    since = waiting.review()["seq"]
    faults: list[LcsprError] = []

    def wait() -> None:
        try:
            waiting.feed(since, 3)
        except LcsprError as fault:
            faults.append(fault)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.5)
    reader.post("/logout")
    thread.join(20)
    assert isinstance(faults[0], NotAllowed)


def test_a_page_about_no_review_has_none(owner, kernel_gate):
    home = kernel_gate(owner.open("/"))
    assert {one["id"] for one in home.reviews()} >= {"juniper", "rowan"}
    for ask in (home.review, lambda: home.feed(0), lambda: home.ledger("card"), home.undo, lambda: home.change([], "")):
        with pytest.raises(NotFound, match="No review is open"):
            ask()


def test_real_names_are_for_the_people_page(gate, owner, kernel_gate):
    with pytest.raises(NotAllowed, match="People page"):
        gate.names()
    people = kernel_gate(owner.open("/r/juniper/people"))
    assert people.names()["P01"]["name"] == "Thea Merrowby"
    assert "Merrowby" not in json.dumps(people.review())
    people.save_names({"P02": {"name": "Another"}})
    assert people.names()["P02"] == {"name": "Another"}


def test_a_kernel_cannot_write_beyond_its_persons_role(somebody, kernel_gate, gate):
    author = kernel_gate(somebody("agency_author", agency="HV").open("/r/juniper/workbench"))
    theirs = gate.review()["records"]["answer"]["lead.agency_report.POL"]
    forged = {**theirs["body"], "data": {"method": "forged"}}
    change = {
        "kind": "answer",
        "id": forged["id"],
        "revision": theirs["revision"],
        "before": theirs["body"],
        "after": forged,
    }
    with pytest.raises(NotAllowed, match="Nothing was saved"):
        author.change([change], "")
    assert gate.review()["records"]["answer"]["lead.agency_report.POL"]["body"] == theirs["body"]
    assert "lead.agency_report.POL" not in author.review()["records"]["answer"]


def test_a_ticket_holds_for_its_own_review_alone(gate):
    assert "rowan" not in json.dumps(gate.review())
    status, _, _ = raw(gate, "GET", "/review?review=rowan")
    assert status == 200
    assert raw(gate, "GET", "/r/rowan/review")[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("GET", "/nothing", None, 404),
        ("GET", "/", None, 404),
        ("GET", "/../review", None, 404),
        ("GET", "/ledger/answer", None, 404),
        ("GET", "/feed?since=x", None, 422),
        ("GET", "/feed?since=-1", None, 422),
        ("GET", "/feed?since=" + "9" * 400, None, 422),
        ("GET", "/ledger/card?limit=many", None, 422),
        ("POST", "/changes", b"", 422),
        ("POST", "/changes", b"no json", 422),
        ("POST", "/changes", b'{"changes": {}}', 422),
        ("POST", "/changes", b'{"changes": [{"kind": "theme"}]}', 422),
        ("POST", "/changes", b'{"changes": [{"kind": "theme", "id": "a", "revision": true}]}', 422),
        ("POST", "/changes", b'{"changes": [{"kind": "theme", "id": "a", "revision": -1}]}', 422),
        ("POST", "/changes", b'{"changes": [{"kind": "theme", "id": "a", "revision": 0, "by": "x"}]}', 422),
        ("POST", "/changes", b'{"changes": [{"kind": "a b", "id": "a", "revision": 0, "after": {}}]}', 422),
        ("POST", "/changes", b'{"changes": ' + b"[" * 90 + b"]" * 90 + b"}", 422),
        (
            "POST",
            "/changes",
            b'{"changes": [{"kind": "theme", "id": "deep", "revision": 0, "after": ' + DEEP + b"}]}",
            422,
        ),
        ("POST", "/changes", b"[" * 200_000, 422),
        ("POST", "/changes", b'{"changes": [], "x": "' + b"x" * 9_000_000 + b'"}', 422),
        ("POST", "/exports", b'{"notebook": "../secret", "to": ["html"]}', 404),
        ("POST", "/exports", b'{"notebook": "workbench", "to": ["html"]}', 404),
        ("POST", "/names", b'{"names": {"P01": "x"}}', 403),
        ("POST", "/me", b"{}", 404),
        ("DELETE", "/review", None, 405),
        ("PUT", "/review", b"{}", 405),
    ],
)
def test_what_the_gate_cannot_read_gets_a_sentence(gate, method, path, content, status):
    answered, told, headers = raw(gate, method, path, content)
    assert answered == status, told
    assert told["sentence"].endswith(".")
    assert "Traceback" not in json.dumps(told)
    assert "Server" not in headers


def test_without_a_ticket_there_is_no_answer(gate):
    for sent in ("", "LCSPR ", "LCSPR x", f"Bearer {gate.ticket}", gate.ticket):
        status, told, _ = raw(gate, "GET", "/me", Authorization=sent)
        assert status == 403
        assert "This page has ended" in told["sentence"]


def test_a_gate_that_does_not_answer_is_said(tmp_path):
    with pytest.raises(NoAnswer, match="did not answer"):
        Gate(str(tmp_path / "none"), "t").me()
    place = tmp_path / "mute"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(place))
        mute.listen()

        def hang_up() -> None:
            mute.accept()[0].close()

        threading.Thread(target=hang_up).start()
        with pytest.raises(NoAnswer):
            Gate(str(place), "t").me()


def test_a_kernel_that_nobody_opened_has_no_gate(monkeypatch):
    monkeypatch.delenv("LCSPR_GATE", raising=False)
    with pytest.raises(Unreadable, match="not opened by the server"):
        Gate.from_environment()


def test_the_client_finds_a_loopback_gate_as_well():
    line = Gate("127.0.0.1:81", "t")._line(1)
    assert isinstance(line, http.client.HTTPConnection)
    assert (line.host, line.port) == ("127.0.0.1", 81)
