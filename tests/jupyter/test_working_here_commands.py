"""The commands of a partnership's server: its first coordinator, who works there, and how it stands behind a proxy."""

from __future__ import annotations

import json
import re

import lcspr_jupyter.server
import pytest
from lcspr_jupyter.cli import main
from lcspr_jupyter.commands.working_here import NO_ADDRESS
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.server.accounts.at_the_gate import NOT_HERE
from lcspr_jupyter.server.running import running

from lcspr_core.errors import NotAllowed
from lcspr_core.store import Keys, Store

HOST = "https://reviews.council.example"


pytestmark = pytest.mark.usefixtures("folders_of_our_own")


@pytest.fixture
def keys():
    return Keys.new()


@pytest.fixture
def options(tmp_path, keys):
    place = tmp_path / "store" / "partnership.lcspr"
    with Store.create(place, keys) as store:
        store.open_review("juniper", {"id": "juniper"}, "owner", "2026-04-02T10:00:00+00:00", {"title": "Juniper"})
    return ["--store", str(place), "--key", str(keys.write_key_file(tmp_path / "keys" / "one.key", store=place))]


@pytest.fixture
def run(capsys):
    """Run a command, and return what it answers with and says."""

    def of(*words):
        code = main([str(one) for one in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return code, said.out + said.err

    return of


def test_the_first_coordinator_is_invited_while_no_server_runs(run, options, keys):
    wanted = ("--name", "Ann Lee", "--login", "ann@nhs.example")
    code, said = run("invite", *options, *wanted, "--public", HOST)
    assert code == 0
    assert re.search(rf"{HOST}/invitation\?t=[\w-]{{43}}\n", said)
    code, said = run("people", *options)
    assert said == "Ann Lee (ann@nhs.example): invited\n  coordinator, every review\n"
    code, said = run("invite", *options, *wanted)
    assert (code, "works here already" in said) == (2, True)
    code, said = run("invite", *options, "--login", "ann@nhs.example", "--again")
    assert (code, NO_ADDRESS in said, "/invitation?t=" in said) == (0, True, True)
    assert run("invite", *options, "--login", "nobody", "--again")[0] == 2


def test_somebody_is_invited_to_one_review_and_ended_while_the_server_runs(run, options, keys, tmp_path):
    with running(tmp_path / "store" / "partnership.lcspr", keys, spare_kernels=0, accounts=True, public=HOST):
        assert run("people", *options)[1].startswith("Nobody has been invited yet. Begin with: lcspr invite")
        told = (
            "--login",
            "ben@police.example",
            "--role",
            "panel_member",
            "--review",
            "juniper",
            "--until",
            "2099-12-31",
        )
        code, said = run("invite", *options, "--name", "Ben", *told)
        assert (code, f"{HOST}/invitation?t=" in said) == (0, True)
        (one,) = json.loads(run("people", *options, "--json")[1])
        assert one["roles"] == [{"role": "panel member", "review": "juniper", "until": "2099-12-31"}]
        assert run("people", *options, "--end", "ben@police.example")[0] == 0
        (one,) = json.loads(run("people", *options, "--json")[1])
        assert one["roles"] == []
        assert "Type the name of the person" in run("invite", *options, "--login", "cleo@nhs.example")[1]
        where = json.loads(next((tmp_path / "XDG_DATA_HOME" / "lcspr" / "running").iterdir()).read_text())
        own = Gate(where["gate"], Gate(where["gate"], where["word"]).ticket_for("juniper"))
        for ask in (own.people, lambda: own.invite({"do": "end", "login": "ben@police.example"})):
            with pytest.raises(NotAllowed, match="Only a command on the server's own computer may do this") as refused:
                ask()
            assert str(refused.value) == NOT_HERE


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Nothing is not the address of a secured site"),
        (("--public", "http://reviews.council.example"), "is not the address of a secured site. Write it as in https"),
        (("--public", f"{HOST}/lcspr"), "is not the address of a secured site"),
        (("--public", HOST, "--proxy-secret", "absent"), "absent cannot be read. Check the path, and that you may"),
        (
            ("--public", HOST, "--identity-keys", "pyproject.toml"),
            "is not a set of public keys (JWKS), as the provider",
        ),
        (("--public", HOST, "--identity-header", "X-User"), "Whom the proxy names is believed only with a proof"),
    ],
)
def test_a_server_that_would_stand_badly_is_not_started(run, options, house, monkeypatch, words, sentence):
    monkeypatch.chdir(house)
    code, said = run("serve", *options, "--behind-proxy", "127.0.0.1", *words)
    assert (code, sentence in said) == (2, True), said


def test_a_server_behind_a_proxy_prints_no_link_that_opens_it(run, options, tmp_path, monkeypatch):
    seen = {}

    def serve(place, keys, *, on_ready, **how):
        seen.update(how)
        on_ready("http://127.0.0.1:8888")

    monkeypatch.setattr(lcspr_jupyter.server, "serve", serve)
    secret, keys = tmp_path / "secret", tmp_path / "jwks.json"
    secret.write_text("s" * 40 + "\n")
    keys.write_text(json.dumps({"keys": [{"kty": "RSA", "kid": "one"}]}))
    words = ("--identity-header", "Authorization", "--proxy-secret", secret, "--identity-keys", keys)
    more = ("--issuer", "https://login.council.example", "--audience", "lcspr")
    code, said = run("serve", *options, "--behind-proxy", "127.0.0.1,10.0.5.0/28", "--public", HOST, *words, *more)
    assert code == 0
    assert "join?t=" not in said
    assert f"People log in at {HOST}" in said
    assert (seen["accounts"], seen["hosts"], seen["open_browser"]) == (True, ("reviews.council.example",), False)
    assert seen["proxy"]["secret"] == "s" * 40
    assert seen["proxy"]["keys"] == ({"kty": "RSA", "kid": "one"},)
