"""What the pages are called from outside, and who is asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.requests import Request

LOCAL = ("127.0.0.1", "localhost", "[::1]")
_USUAL = {"http": 80, "https": 443}  # ports that browsers do not say


@dataclass(frozen=True, slots=True)
class Site:
    """The names that the pages are called by, some with a port of their own.

    `secure` says that browsers come by https: with a certificate of our own, or through the
    `proxy` at that address, which alone may ask then and tells who asked it.
    """

    port: int
    names: tuple[str, ...] = LOCAL
    secure: bool = False
    proxy: str | None = None

    @property
    def scheme(self) -> str:
        return "https" if self.secure else "http"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser may say that it is looking for."""
        return frozenset(host for name in self.names for host in self._hosts(name.lower()))

    @property
    def address(self) -> str:
        """Where a person finds the pages."""
        return f"{self.scheme}://{self._hosts(self.names[0])[0]}"

    def is_our_host(self, host: str) -> bool:
        """Whether the request is for this server; a name that was rebound to us is not ours."""
        return host.lower() in self.hosts

    def is_our_origin(self, origin: str) -> bool:
        """Whether the page that sends a change is one of ours."""
        scheme, _, host = origin.lower().partition("://")
        return scheme == self.scheme and host in self.hosts

    def is_let_through(self, request: Request) -> bool:
        """Whether it came the way that all have to come."""
        return self.proxy is None or _plain(_peer(request)) == _plain(self.proxy)

    def address_of(self, request: Request) -> str:
        """Where the request comes from; what the proxy was told by others does not count."""
        if self.proxy is None:
            return _plain(_peer(request))
        told = request.headers.getlist("x-forwarded-for")
        last = told[-1].rpartition(",")[2].strip() if told else ""
        return _plain(last) or self.proxy

    def _hosts(self, name: str) -> list[str]:
        """With the port as a browser says it, the likeliest first."""
        has_port = ":" in name.rpartition("]")[2]
        if has_port:
            return [name]
        if self.proxy is not None:
            return [name]  # the proxy's port is the usual one, or said with the name
        plain = [name] if self.port == _USUAL[self.scheme] else []
        return [*plain, f"{name}:{self.port}"]


def as_host(address: str) -> str:
    """An address or a name as it stands in a URL."""
    return f"[{address}]" if ":" in address and not address.startswith("[") else address


def is_local(host: str) -> bool:
    """Whether only this machine can reach it."""
    return as_host(host) in LOCAL


def names_of(host: str, given: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """What the pages are called: the names `given`, the `host` itself where it is an address of
    one, else the machine's `own` addresses, and this machine's name for itself."""
    is_any = host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    hosts = [as_host(one) for one in own] if is_any else [as_host(host)]
    return tuple(dict.fromkeys([*(name.lower() for name in given), *hosts, *LOCAL]))


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def _plain(address: str) -> str:
    """One spelling for each address, some proxies tell a port with it; for what is none, a name."""
    for tried in (address, address.rpartition(":")[0].strip("[]")):
        try:
            found = ip_address(tried)
        except ValueError:
            continue
        return str(getattr(found, "ipv4_mapped", None) or found)
    return "".join(c for c in address if c.isalnum() or c in ".-")[:60]
