"""JupyterLab and Voilà in a real browser: a server of one's own, a page that notes every request, cells run and read.

Everything lives in temporary folders and on 127.0.0.1; a server is ended by its process id. Where Chromium or
playwright is missing, the fixtures fail: a test that was asked for is not skipped in silence.
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

HOST = "127.0.0.1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()
START, RUN = 60, 30  # seconds; a busy machine is slow
VIEW = {"width": 1440, "height": 1000}
# No news, no updates, no extension manager: JupyterLab asks the network for nothing.
LAB_SETTINGS = {
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": '{"fetchNews": "false", "checkForUpdates": false}',
    "@jupyterlab/extensionmanager-extension/plugin.jupyterlab-settings": '{"enabled": false}',
}


@dataclass
class Server:
    """A running server: its address, the folder it serves, its process."""

    url: str
    folder: Path
    process: subprocess.Popen


def environment(room: Path) -> dict[str, str]:
    """Environment of a server whose every file lies in one temporary folder."""
    names = {
        "HOME": "home", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython", "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "MPLCONFIGDIR": "mpl",
    }  # fmt: skip
    for folder in names.values():
        (room / folder).mkdir(parents=True, exist_ok=True)
    for name, text in LAB_SETTINGS.items():
        path = room / "settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return os.environ | {name: str(room / folder) for name, folder in names.items()}


@contextlib.contextmanager
def serving(room: Path, folder: Path, *command: str, ready: str):
    """A Jupyter server on a free port until the block ends; ``{port}`` in the command stands for it."""
    with socket.socket() as s:
        s.bind((HOST, 0))
        port = s.getsockname()[1]
    log = room / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *(c.format(port=port) for c in command)],
            cwd=folder, env=environment(room) | {"JUPYTER_PORT": str(port)}, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    url = f"http://{HOST}:{port}"
    try:
        wait_for(url + ready, process, log)
        yield Server(url, folder, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    """Returns when the address answers; fails with what the server wrote where it ends or says nothing."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(ConnectionError, TimeoutError, urllib.error.URLError):
            try:
                urllib.request.urlopen(url, timeout=5).close()
            except urllib.error.HTTPError as e:  # "not found" is an answer
                e.close()
            return
        time.sleep(0.1)
    pytest.fail(f"no answer from {url}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """JupyterLab without a token, serving a temporary folder."""
    room, folder = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("served")
    command = [
        "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.ip={HOST}", "--ServerApp.port={port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}", "--LabApp.collaborative=False",
    ]  # fmt: skip
    with serving(room, folder, *command, ready="/api/status") as one:
        yield one


@pytest.fixture(scope="session")
def browser():
    """Chromium of the system, driven by playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("playwright is missing: pip install lsdata[browser]")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        pytest.fail(f"no Chromium: none of {', '.join(BROWSERS)} is on the path")
    with sync_playwright() as p:
        one = p.chromium.launch(executable_path=found, args=ARGS)
        yield one
        one.close()


@pytest.fixture
def page(browser):
    """A page; at its end no request may have gone to another host. What a server's own policy held back did not go."""
    context = browser.new_context(viewport=VIEW, accept_downloads=True)
    one = context.new_page()
    one.asked = []
    one.on("request", lambda r: one.asked.append(r.url))
    one.on("requestfailed", lambda r: one.asked.remove(r.url) if r.failure == "csp" else None)
    one.set_default_timeout(RUN * 1000)
    yield one
    away = away_from_here(one.asked)
    context.close()
    assert away == []


def away_from_here(urls: list[str]) -> list[str]:
    """Addresses that leave the machine."""
    return [u for u in urls if urlsplit(u).scheme in ("http", "https", "ws", "wss") and urlsplit(u).hostname != HOST]


def open_notebook(page, server: Server, path: str) -> None:
    """A notebook of the served folder, open in JupyterLab with its kernel ready."""
    page.goto(f"{server.url}/lab/tree/{quote(path)}?reset")
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell")
    # The indicator in the toolbar is idle before there is a kernel; the bar at the foot names the kernel.
    page.get_by_text(re.compile(r"\(ipykernel\) \| Idle")).wait_for()


def cell(page, index: int):
    """Cell number ``index`` of the open notebook, text cells counted."""
    return page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index='{index}']")


def run_cell(page, index: int) -> None:
    """Run one cell and wait for its end."""
    one = cell(page, index)
    one.scroll_into_view_if_needed()
    one.locator(".jp-InputArea-editor, .jp-MarkdownOutput").first.click()
    page.keyboard.press("Control+Enter")
    wait_until_run(page)


def run_all(page) -> None:
    """Run every cell and wait for the last."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("#jp-mainmenu-run").get_by_text("Run All Cells", exact=True).click()  # a lesson may name it too
    wait_until_run(page)


def wait_until_run(page) -> None:
    """Returns when no cell of the open notebook is waiting or at work."""
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-InputPrompt')];
            return prompts.some(p => /\\d/.test(p.textContent)) && !prompts.some(p => p.textContent.includes('*'));
        }"""
    )


def cell_output(page, index: int):
    """The outputs of one cell."""
    return cell(page, index).locator(".jp-OutputArea-output")
