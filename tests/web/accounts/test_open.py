"""`mintobrief serve` for an office, as it is started: by https, with a door for phones."""

from __future__ import annotations

import os
import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from mintobrief.domain.person import Role
from mintobrief.store import open_library
from mintobrief.store.accounts import Accounts
from mintobrief.web.server import Door, _server
from tests.web.accounts.house import GOOD

CERTIFICATE = Path(__file__).with_name("localhost.pem")


@dataclass
class Open:
    """A server as it told of itself."""

    process: subprocess.Popen[str]
    said: list[str]

    def until(self, pattern: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(f"not said: {self.said}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Open]:
    """By https at this machine, with a door for phones; 李主任 has an account."""
    with open_library(tmp_path / "library") as library:
        people = Accounts(library.database).people
        people.add("李主任", Role, GOOD, by="终端", given=False)
    words = ["--port", "0", "--cert", str(CERTIFICATE), "--phone", "127.0.0.1"]
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "MINTOBRIEF_LIBRARY": str(tmp_path / "library"),
    }
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mintobrief", "serve", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        yield Open(process, [])
        process.kill()


def test_https_is_of_today() -> None:
    """What somebody records now is not opened by a key that is stolen later."""
    config = _server(FastAPI(), Door("127.0.0.1", 0, cert=CERTIFICATE)).config
    config.load()
    assert config.ssl is not None
    assert config.ssl.minimum_version >= ssl.TLSVersion.TLSv1_2
    ciphers = config.ssl.get_ciphers()
    assert ciphers
    assert [one["name"] for one in ciphers if not one["aead"]] == []
    assert {one["kea"] for one in ciphers} <= {"kx-ecdhe", "kx-any"}
    assert not config.server_header


def test_an_office_logs_in_by_https_and_phones_hand_in(served: Open) -> None:
    """From the log-in to a file from a phone; then Ctrl-C ends all of it."""
    phones = served.until(r"手机可以扫码.*(https://127\.0\.0\.1:\d+)")
    pages = served.until(r"(https://127\.0\.0\.1:\d+)")
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with httpx.Client(verify=trusting, base_url=pages) as browser:
        shown = browser.get("/login")
        assert shown.headers["strict-transport-security"]
        origin = {"Origin": pages, "X-Piece": "1"}
        fields = {"name": "李主任", "password": GOOD}
        came = browser.post("/login", data=fields, headers=origin)
        assert came.status_code == 204, came.text
        assert all("Secure" in cookie for cookie in came.headers.get_list("set-cookie"))
        link = re.findall(rf"{phones}/enter\?key=[\w-]+", browser.get("/phone").text)[0]
        assert browser.get("/phone/code.svg").status_code == 200
    with httpx.Client(verify=trusting, follow_redirects=True) as phone:
        assert "上传会议材料" in phone.get(link).text
        assert phone.get(f"{phones}/people").status_code == 404
    assert not any("没有加密" in line for line in served.said)
    served.process.send_signal(signal.SIGINT)
    told, _ = served.process.communicate(timeout=120)
    assert served.process.returncode == 0, told
    assert "Traceback" not in told
