"""`mintobrief serve`, as a person starts and stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from mintobrief.web.server import serve

NO_KEEPING = httpx.Limits(max_keepalive_connections=0)  # a busy machine asks later than one waits
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


@pytest.mark.parametrize(
    "words",
    [
        ["--host", "0.0.0.0"],  # noqa: S104
        ["--host", "::"],
        ["--https-proxy", "127.0.0.1", "--name", "huiyi.example.cn"],
    ],
)
def test_the_pages_are_not_shown_to_others_while_nobody_has_an_account(
    tmp_path: Path, words: list[str]
) -> None:
    tried = subprocess.run(
        [*SERVE, "--port", "0", *words], env=environment(tmp_path), capture_output=True, text=True
    )
    assert tried.returncode == 2, tried.stderr
    assert "登录账号" in tried.stderr
    assert "mintobrief users add" in tried.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "203.0.113.77"], "没有这个地址"),
        (["--host", "没有.invalid"], "没有这个地址"),
        (["--name", "https://x.cn/"], "--name 写域名"),
        (["--key", "k.pem"], "--cert"),
        (["--https-proxy", "127.0.0.1"], "--name"),
        (["--https-proxy", "localhost", "--name", "x.cn"], "IP 地址"),
        (["--https-proxy", "127.0.0.1", "--name", "x.cn", "--cert", "c.pem"], "只能用一个"),
        (["--cert", "没有这个.pem"], "没有这个文件"),
        (["--cert", __file__], "读不懂"),
    ],
)
def test_a_way_in_that_cannot_be_is_told_in_chinese(
    tmp_path: Path, words: list[str], told: str
) -> None:
    tried = subprocess.run(
        [*SERVE, "--port", "0", *words], env=environment(tmp_path), capture_output=True, text=True
    )
    assert tried.returncode == 2, tried.stderr
    assert told in tried.stderr
    assert "Traceback" not in tried.stderr


def test_the_list_of_commands_loads_no_web_server() -> None:
    code = "import sys, mintobrief.cli, mintobrief.cli.serve as s; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"fastapi", "uvicorn", "jinja2", "starlette", "sqlalchemy"} & set(loaded)
    assert serve.__module__ == "mintobrief.web.server"


def test_what_arrives_in_a_folder_is_handed_in_while_the_pages_are_served(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    served = subprocess.Popen(
        [*SERVE, "--port", "0", "--watch", str(folder)],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with served, httpx.Client(follow_redirects=True, limits=NO_KEEPING) as browser:
        try:
            home = link(served)
            browser.get(home)
            (folder / "例会.txt").write_text("会议决定由李明修电梯。", encoding="utf-8")
            wait_for(lambda: "例会" in browser.get(httpx.URL(home).join("/shelves")).text)
            served.send_signal(signal.SIGINT)
            told, _ = served.communicate(timeout=120)
        finally:
            served.kill()
    assert served.returncode == 0, told
    assert "Traceback" not in told


def wait_for(is_so: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.5)


def test_a_folder_to_watch_is_a_folder(tmp_path: Path) -> None:
    tried = subprocess.run(
        [*SERVE, "--port", "0", "--watch", str(tmp_path / "none")],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert tried.returncode == 3
    assert "Traceback" not in tried.stderr
