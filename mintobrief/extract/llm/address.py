"""Where a language model is asked: on this computer, in the house, or outside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from mintobrief.errors import BadSetting, UnsafeAddress


class Reach(StrEnum):
    """How far the words of a meeting travel; the words are what a person reads."""

    HERE = "本机"
    HOUSE = "内网"
    OUTSIDE = "外部"


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint's address, without its last slash; `shown` is its host and port alone."""

    url: str
    shown: str
    reach: Reach


def read_address(url: str, *, plain_http: bool = False) -> Address:
    """The address of an OpenAI-compatible endpoint.

    A name but localhost counts as outside: what it stands for is settled elsewhere. Raises
    BadSetting for what is no such address, UnsafeAddress for http to the outside, unless
    `plain_http` allows it.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    address = Address(url.strip().rstrip("/"), parts.netloc, _reach(host))
    if parts.scheme == "http" and address.reach is Reach.OUTSIDE and not plain_http:
        raise UnsafeAddress(address.shown)
    return address


def _parts(url: str) -> SplitResult:
    expected = "应是 http://127.0.0.1:11434/v1 这样的地址，不带用户名、密码和参数"
    try:
        parts = urlsplit(url.strip())
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as exc:
        raise BadSetting("MINTOBRIEF_LLM_URL", _shown(url), expected) from exc
    if not whole or "@" in parts.netloc or parts.query or parts.fragment:
        raise BadSetting("MINTOBRIEF_LLM_URL", _shown(url), expected)
    return parts


def _shown(url: str) -> str:
    """Without what may be a password."""
    return url.rsplit("@", 1)[-1]


def _reach(host: str) -> Reach:
    if host == "localhost":
        return Reach.HERE
    try:
        number = ip_address(host.partition("%")[0])
    except (AddressValueError, ValueError):
        return Reach.OUTSIDE
    number = _unmapped(number)
    if number.is_loopback:
        return Reach.HERE
    usual = not (number.is_unspecified or number.is_multicast or number.is_reserved)
    return Reach.HOUSE if number.is_private and usual else Reach.OUTSIDE


def _unmapped(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for (::ffff:8.8.8.8), else itself."""
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return mapped or number
