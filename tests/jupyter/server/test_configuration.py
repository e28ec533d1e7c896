"""Where the server is started changes nothing: no configuration, no module and no environment of a folder is taken."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from lcspr_jupyter.server.application import Served
from lcspr_jupyter.server.kernel_environment import ThisPython
from lcspr_jupyter.server.office import Settings
from lcspr_jupyter.server.running import running
from lcspr_jupyter.server.serving import EVERYWHERE

from lcspr_core.store import Keys, Store

pytestmark = pytest.mark.story  # it takes the whole program, running


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder full of what the libraries would like to read."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    mark = f"open({str(tmp_path / 'ran')!r}, 'a').write(__file__ + chr(10))\n"
    for name in ("voila.py", "voila_config.py", "jupyter_config.py", "jupyter_server_config.py", "sitecustomize.py"):
        (folder / name).write_text(mark)
    for name in ("tornado.py", "json.py", "ipywidgets.py", "lcspr_jupyter.py", "anywidget.py"):
        (folder / name).write_text(mark + "raise SystemExit\n")
    opened = {
        "VoilaConfiguration": {"file_allowlist": [".*"], "show_tracebacks": True},
        "Voila": {"ip": EVERYWHERE, "token": ""},
    }
    for name in ("voila.json", "jupyter_config.json", "jupyter_server_config.json"):
        (folder / name).write_text(json.dumps(opened))
    start = folder / ".ipython" / "profile_default" / "startup"
    start.mkdir(parents=True)
    (start / "00-trap.py").write_text(mark)
    kernels = folder / ".local" / "share" / "jupyter" / "kernels" / "python3"
    kernels.mkdir(parents=True)
    script = folder / "forged-kernel"
    script.write_text(f"#!/bin/sh\necho kernel >> {tmp_path / 'ran'}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    (kernels / "kernel.json").write_text(json.dumps({"argv": [str(script)], "display_name": "x", "language": "python"}))
    extension = folder / ".local" / "share" / "jupyter" / "labextensions" / "anywidget"
    extension.mkdir(parents=True)
    built = {
        "name": "anywidget",
        "version": "9",
        "jupyterlab": {"_build": {"load": "static/forged.js", "extension": "./x"}},
    }
    (extension / "package.json").write_text(json.dumps(built))
    template = folder / ".local" / "share" / "jupyter" / "voila" / "templates" / "lcspr"
    template.mkdir(parents=True)
    (template / "index.html.j2").write_text("forged template")
    return folder


def test_nothing_of_the_folder_it_was_started_in_runs(
    trap, tmp_path, keys: Keys, pages, filled, client_of, monkeypatch
):
    place = tmp_path / "store" / "reviews.lcspr"
    with Store.create(place, keys) as store:
        filled(store)
    monkeypatch.setenv("HOME", str(trap))
    monkeypatch.setenv("IPYTHONDIR", str(trap / ".ipython"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(trap))
    monkeypatch.setenv("JUPYTER_PATH", str(trap / ".local" / "share" / "jupyter"))
    monkeypatch.setenv("JUPYTER_TOKEN", "known-to-everybody")
    monkeypatch.setenv("VOILA_IP", EVERYWHERE)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with running(place, keys, notebooks=pages, cwd=trap) as server:
        client = client_of(server)
        page = client.get("/r/juniper/workbench")
        assert page.status == 200
        assert "forged" not in page.text
        assert client.get("/voila/files/workbench.ipynb").status == 404
        assert server.base_url.startswith("http://127.0.0.1:")
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


def test_the_trap_is_one(trap, tmp_path):
    """A plain Voila in the same folder falls into it, so the test above shows something."""
    import subprocess
    import sys

    code = "from voila.app import Voila; Voila.instance().load_config_file('voila', path=['.'])"
    subprocess.run([sys.executable, "-P", "-c", code], cwd=trap, check=True, capture_output=True)
    assert "voila.py" in (tmp_path / "ran").read_text()


def test_the_settings_that_matter_are_closed(tmp_path):
    from lcspr_jupyter.server.application import MESSAGES, configured

    wanted = configured(Settings(notebooks=tmp_path), tmp_path)
    made = wanted.VoilaConfiguration
    assert (made.allow_template_override, made.allow_theme_override) == ("NO", "NO")
    assert (made.strip_sources, made.show_tracebacks, made.file_allowlist) == (True, False, [])
    assert made.extension_allowlist == [
        "@jupyter-widgets/jupyterlab-manager",
        "@voila-dashboards/widgets-manager8",
        "anywidget",
    ]
    assert wanted.KernelManager.transport == "ipc"
    assert wanted.KernelManager.autorestart is False
    assert wanted.MappingKernelManager.cull_connected is True
    assert wanted.MappingKernelManager.allow_tracebacks is False
    assert not {"execute_request", "input_reply", "debug_request"} & set(MESSAGES)
    assert Served(config=wanted).token is None
    assert set(ThisPython().find_kernel_specs()) == {"python3"}


def test_it_listens_on_this_computer_alone(server):
    assert server.base_url.startswith("http://127.0.0.1:")


def test_a_page_whose_program_stops_shows_no_traceback(tmp_path, keys, filled, client_of, write_notebook):
    folder = tmp_path / "pages"
    folder.mkdir()
    write_notebook(folder / "home.ipynb", "Home", "secret_word = 'Merrowby'\nraise RuntimeError(secret_word)")
    place = tmp_path / "store" / "reviews.lcspr"
    with Store.create(place, keys) as store:
        filled(store)
    with running(place, keys, notebooks=folder, spare_kernels=0) as server:
        page = client_of(server).get("/").text
    assert "This page could not be opened" in page
    assert "it is our fault" in page
    for word in ("Traceback", "RuntimeError", "Merrowby", "secret_word", "executing cell", "--debug"):
        assert word not in page, word
    assert "Merrowby" not in "".join(server.said)
