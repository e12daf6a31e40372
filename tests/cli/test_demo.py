"""The demo, with the real engines: what a newcomer sees first."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mintobrief.cli.demo import fresh

DEMO = [sys.executable, "-u", "-m", "mintobrief", "--library"]
LINK = re.compile(r"http://127\.0\.0\.1:\d+/enter\?key=\S+")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The demo into a new folder, output and errors in one pipe."""
    started = subprocess.Popen(
        [*DEMO, str(tmp_path / "library"), "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with started:
        yield started
        started.kill()


@pytest.mark.slow
def test_the_demo_ends_with_the_pages_open(running: subprocess.Popen[str]) -> None:
    """A recording, a page of handwriting, a typed note and a transcript wait to be reviewed."""
    assert running.stdout is not None
    told = ""
    while not (link := LINK.search(told)):
        line = running.stdout.readline()
        assert line, told
        told += line
    with httpx.Client(follow_redirects=True) as browser:
        home = browser.get(link[0])
    assert home.status_code == 200
    assert home.text.count("开始审") == 4
    assert "雪松小区业委会线上例会" in home.text
    running.send_signal(signal.SIGINT)
    rest, _ = running.communicate(timeout=120)
    assert running.returncode == 0, rest
    assert "想再看" in rest


def test_a_demo_never_writes_into_a_library_that_holds_something(tmp_path: Path) -> None:
    """Yesterday's demo, or a real library, is left alone."""
    (tmp_path / "demo").mkdir()
    assert fresh(tmp_path / "demo") == tmp_path / "demo"
    (tmp_path / "demo" / "something").touch()
    assert fresh(tmp_path / "demo") == tmp_path / "demo-2"
