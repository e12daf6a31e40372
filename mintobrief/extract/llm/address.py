"""Where a language model is asked: on this computer, in the house, or outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from mintobrief.errors import BadSetting, UnsafeAddress

# of an office by what they are for; all others may lead through somebody else's hands
_HOUSES = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
_PLACE = re.compile(r"[\w.:\[\]-]+")  # no user, no code, nothing invisible


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
    address = Address(parts.geturl().rstrip("/"), parts.netloc, _reach(parts.hostname or ""))
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
    if not whole or not _PLACE.fullmatch(parts.netloc) or parts.query or parts.fragment:
        raise BadSetting("MINTOBRIEF_LLM_URL", _shown(url), expected)
    return parts


def _shown(url: str) -> str:
    """The address, unless a part of it may be a password."""
    return "（不显示）" if re.search("[@?#]", url) else url


def _reach(host: str) -> Reach:
    if host == "localhost":
        return Reach.HERE
    try:
        number = _unmapped(ip_address(host))
    except ValueError:
        return Reach.OUTSIDE
    if number.is_loopback:
        return Reach.HERE
    return Reach.HOUSE if any(number in house for house in _HOUSES) else Reach.OUTSIDE


def _unmapped(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for (::ffff:8.8.8.8), else itself."""
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return mapped or number
