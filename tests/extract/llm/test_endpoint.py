"""Asking over HTTP: what passes is tried again, the rest is told, and nothing waits forever."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import time
from threading import Timer

import pytest

from mintobrief.config import LanguageModelSettings
from mintobrief.errors import (
    BadAnswer,
    BadSetting,
    LanguageModelRefused,
    LanguageModelSpent,
    LanguageModelUnreachable,
)
from mintobrief.extract.llm.endpoint import load_endpoint
from tests.extract.llm.server import ASKED, Reply, allowance, at_once, endpoint, says, serving


def test_a_request_carries_the_messages_the_schema_and_the_key() -> None:
    with serving(says("{}")) as server:
        assert endpoint(server, key="k-1").answer(ASKED, allowance()) == "{}"
    (seen,) = server.seen
    assert seen.path == "/v1/chat/completions"
    assert seen.headers["Authorization"] == "Bearer k-1"
    assert seen.body["messages"] == [{"role": "user", "content": "会上定了什么？"}]
    assert seen.body["response_format"]["json_schema"]["schema"] == ASKED.schema
    assert seen.body["temperature"] == 0


def test_without_a_key_none_is_sent() -> None:
    with serving(says("{}")) as server:
        endpoint(server).answer(ASKED, allowance())
    assert "Authorization" not in server.seen[0].headers


def test_a_server_that_is_busy_is_asked_again_after_longer_and_longer_waits() -> None:
    busy, sleeps = Reply(status=503), list[float]()
    with serving(busy, busy, busy, says("好")) as server:
        assert endpoint(server, sleeps).answer(ASKED, allowance()) == "好"
    assert sleeps == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(("told", "slept"), [("7", 7.0), ("86400", 30.0), ("Wed, 1 Jan", 1.0)])
def test_a_server_may_name_the_wait_within_reason(told: str, slept: float) -> None:
    sleeps: list[float] = []
    with serving(Reply(status=429, headers={"Retry-After": told}), says("好")) as server:
        endpoint(server, sleeps).answer(ASKED, allowance(seconds=99))
    assert sleeps == [slept]


def test_a_server_that_stays_broken_is_given_up() -> None:
    with serving(Reply(status=500)) as server, pytest.raises(LanguageModelRefused, match="500"):
        endpoint(server).answer(ASKED, allowance())
    assert len(server.seen) == 4


@pytest.mark.parametrize("status", [301, 401, 403, 404])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with (
        serving(Reply(status=status)) as server,
        pytest.raises(LanguageModelRefused, match=str(status)),
    ):
        endpoint(server).answer(ASKED, allowance())
    assert len(server.seen) == 1


def test_a_server_that_knows_no_schemas_is_asked_for_plain_json() -> None:
    with serving(Reply(status=400), says("{}")) as server:
        endpoint(server).answer(ASKED, allowance())
    assert server.seen[1].body["response_format"] == {"type": "json_object"}


def test_words_do_not_follow_a_redirect() -> None:
    with serving(says("{}")) as elsewhere:
        away = Reply(status=307, headers={"Location": f"{elsewhere.address}/chat/completions"})
        with serving(away) as server, pytest.raises(LanguageModelRefused):
            endpoint(server).answer(ASKED, allowance())
    assert elsewhere.seen == []


def test_words_do_not_go_through_a_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(says("代理")) as proxy, serving(says("本机")) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        assert endpoint(server).answer(ASKED, allowance()) == "本机"
    assert proxy.seen == []


def test_where_nobody_listens_is_said_with_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    asked = load_endpoint(LanguageModelSettings(url=f"http://{address}/v1", model="m"), at_once)
    with pytest.raises(LanguageModelUnreachable, match=address):
        asked.answer(ASKED, allowance())


@pytest.mark.parametrize(
    "slow",
    [
        Reply(says("好").body, pauses=(9.0,)),
        Reply(says("好").body, pauses=(0.2,) * 50),
        Reply(says("好").body, headers_after=50),
    ],
    ids=["silent", "dripping", "endless headers"],
)
def test_a_server_that_takes_too_long_is_left(slow: Reply) -> None:
    """Whether it says nothing, or a byte or a header now and then."""
    began = time.monotonic()
    with serving(slow) as server, pytest.raises(LanguageModelSpent, match="时间"):
        endpoint(server).answer(ASKED, allowance(seconds=1))
    assert time.monotonic() - began < 6
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502</html>",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_completion_is_a_bad_answer(body: bytes) -> None:
    with serving(Reply(body)) as server, pytest.raises(BadAnswer):
        endpoint(server).answer(ASKED, allowance())


def test_a_packed_answer_is_not_asked_for_and_not_unpacked() -> None:
    """A few kilobytes of it could fill all memory."""
    bomb = Reply(gzip.compress(b"0" * 10**7), headers={"Content-Encoding": "gzip"})
    with serving(bomb) as server, pytest.raises(BadAnswer, match="压缩"):
        endpoint(server).answer(ASKED, allowance())
    assert server.seen[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("key", ["k\nX-Other: 1", "k\0", "密钥", "a b"])
def test_a_key_that_no_header_can_hold_is_refused_unseen(key: str) -> None:
    with pytest.raises(BadSetting, match="MINTOBRIEF_LLM_KEY") as caught:
        load_endpoint(LanguageModelSettings(url="http://127.0.0.1:9/v1", model="m", key=key))
    assert key not in str(caught.value)


def test_the_line_end_of_a_key_from_a_file_does_not_count() -> None:
    with serving(says("{}")) as server:
        endpoint(server, key="k-1\n").answer(ASKED, allowance())
    assert server.seen[0].headers["Authorization"] == "Bearer k-1"


def test_who_stops_the_program_does_not_wait_for_the_answer() -> None:
    began = time.monotonic()
    with serving(Reply(says("好").body, pauses=(9.0,))) as server:
        Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            endpoint(server).answer(ASKED, allowance())
    assert time.monotonic() - began < 6


def test_an_answer_cut_short_is_a_bad_answer() -> None:
    cut = says('{"resolutions": [', finish="length")
    with serving(cut) as server, pytest.raises(BadAnswer, match="截断"):
        endpoint(server).answer(ASKED, allowance())


def test_an_answer_of_ten_megabytes_is_not_read_to_its_end() -> None:
    with serving(says("水" * 4_000_000)) as server, pytest.raises(BadAnswer, match="太长"):
        endpoint(server).answer(ASKED, allowance())


@pytest.mark.parametrize(
    ("limits", "told"),
    [({"requests": 2}, "次数"), ({"characters": len("会上定了什么？") * 2}, "字数")],
)
def test_tries_that_fail_are_paid_for(limits: dict[str, int], told: str) -> None:
    with serving(Reply(status=503)) as server, pytest.raises(LanguageModelSpent, match=told):
        endpoint(server).answer(ASKED, allowance(**limits))
    assert len(server.seen) == 2


def test_what_is_half_a_character_is_sent_all_the_same() -> None:
    """A transcript may hold one; it must not end the meeting."""
    from mintobrief.extract.llm.chat import ChatRequest, Message

    broken = ChatRequest("p", "m", (Message("user", "坏\ud800字"),), {})
    with serving(says("{}")) as server:
        endpoint(server).answer(broken, allowance())
    assert json.dumps(server.seen[0].body)
