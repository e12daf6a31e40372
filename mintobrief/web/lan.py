"""The addresses by which other machines of the network know this one."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import ip_address

# addresses that are nobody's: nothing is sent, the system only says by which way it would be
_NOBODY = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def own_addresses() -> tuple[str, ...]:
    """The likeliest first; none where there is no network."""
    found = [_way_to(family, nobody) for family, nobody in _NOBODY]
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return tuple(dict.fromkeys(one for one in found if one and _is_reachable(one)))


def _way_to(family: socket.AddressFamily, nobody: str) -> str:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((nobody, 9))
            return str(asking.getsockname()[0])
    except OSError:
        return ""


def _is_reachable(address: str) -> bool:
    found = ip_address(address)
    return not (found.is_loopback or found.is_unspecified or found.is_link_local)
