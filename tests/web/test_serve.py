"""`mintobrief serve`, as a person starts and stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mintobrief.web.server import serve

SERVE = [sys.executable, "-u", "-m", "mintobrief", "serve"]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "MINTOBRIEF_LIBRARY": str(home / "library")}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Output and errors in one pipe, in a session of its own."""
    served = subprocess.Popen(
        [*SERVE, "--port", "0"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with served:
        yield served
        served.kill()


def link(served: subprocess.Popen[str]) -> str:
    assert served.stdout is not None
    for line in served.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/enter\?key=\S+", line):
            return found[0]
    raise AssertionError("no link was printed")


def test_the_printed_link_opens_the_pages_once(running: subprocess.Popen[str]) -> None:
    """And Ctrl-C ends the pages and the work behind them."""
    first = link(running)
    with httpx.Client(follow_redirects=True) as browser:
        assert "把文件拖到这里" in browser.get(first).text
    assert httpx.get(first).status_code == 401
    assert httpx.get(link(running)).status_code == 303
    running.send_signal(signal.SIGINT)
    told, _ = running.communicate(timeout=120)
    assert running.returncode == 0, told
    assert "Traceback" not in told
    assert "已停止" in told


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        tried = subprocess.run(
            [*SERVE, "--port", port], env=environment(tmp_path), capture_output=True, text=True
        )
    assert tried.returncode == 4
    assert f"{port} 端口用不了" in tried.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])  # noqa: S104
def test_the_pages_are_not_shown_to_the_network(tmp_path: Path, host: str) -> None:
    """There are no accounts yet."""
    tried = subprocess.run(
        [*SERVE, "--host", host], env=environment(tmp_path), capture_output=True, text=True
    )
    assert tried.returncode == 2
    assert "登录账号" in tried.stderr


def test_the_list_of_commands_loads_no_web_server() -> None:
    code = "import sys, mintobrief.cli, mintobrief.cli.serve as s; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"fastapi", "uvicorn", "jinja2", "starlette", "sqlalchemy"} & set(loaded)
    assert serve.__module__ == "mintobrief.web.server"
