"""How far the words of a meeting travel, by the address alone."""

from __future__ import annotations

import pytest

from mintobrief.errors import BadSetting, UnsafeAddress
from mintobrief.extract.llm.address import Reach, read_address

# another host to some who read them, or not what they show
UNSEEN = [
    "http://127.0.0.1%25.example.com/v1",
    "http://10.0.0.1%2eexample.com/v1",
    "http://[::1%example.com]/v1",
    "http://127.0.0.1\\.example.com/v1",
    "http://127.0.0.1\u202e/v1",
]


@pytest.mark.parametrize(
    ("url", "reach"),
    [
        ("http://127.0.0.1:11434/v1", Reach.HERE),
        ("http://localhost:8080/v1/", Reach.HERE),
        ("http://[::1]:8080/v1", Reach.HERE),
        ("http://192.168.1.20:8000/v1", Reach.HOUSE),
        ("http://10.0.0.3/v1", Reach.HOUSE),
        ("http://[fd00::3]/v1", Reach.HOUSE),
        ("https://api.example.com/v1", Reach.OUTSIDE),
        ("https://8.8.8.8/v1", Reach.OUTSIDE),
        ("http://[::ffff:192.168.1.20]/v1", Reach.HOUSE),
        ("http://LOCALHOST/v1", Reach.HERE),
    ],
)
def test_an_address_is_here_in_the_house_or_outside(url: str, reach: Reach) -> None:
    assert read_address(url).reach is reach


@pytest.mark.parametrize(
    "host",
    [
        "api.example.com",
        "8.8.8.8",
        "[::ffff:8.8.8.8]",
        "127.0.0.1.example.com",
        "localhost.example.com",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "240.0.0.1",
        "224.0.0.1",
        "llm",
        "169.254.169.254",
        "100.64.0.1",
        "[2001:0:808:808::1]",
        "[64:ff9b:1::808:808]",
        "①②⑦.0.0.1",
    ],
)
def test_what_only_looks_near_is_outside_and_wants_https(host: str) -> None:
    """A name stands for what others settle; odd spellings of numbers are names."""
    with pytest.raises(UnsafeAddress, match="https"):
        read_address(f"http://{host}/v1")
    assert read_address(f"http://{host}/v1", plain_http=True).reach is Reach.OUTSIDE
    assert read_address(f"https://{host}/v1").reach is Reach.OUTSIDE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.example.com",
        "ftp://127.0.0.1/v1",
        "http://",
        "http://h:99999/v1",
        "http://[::1",
        *UNSEEN,
    ],
)
def test_what_is_no_address_is_told_so(url: str) -> None:
    with pytest.raises(BadSetting, match="MINTOBRIEF_LLM_URL"):
        read_address(url)


@pytest.mark.parametrize(
    "url", ["http://u:secret@127.0.0.1/v1", "https://h/v1?key=secret", "https://h/#secret"]
)
def test_a_key_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadSetting, match="不带用户名") as caught:
        read_address(url)
    assert "secret" not in str(caught.value)


def test_line_ends_of_a_file_do_not_count() -> None:
    assert read_address(" http://127.0.0.1:1/v1/\n").url == "http://127.0.0.1:1/v1"
