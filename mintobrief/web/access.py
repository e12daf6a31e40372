"""Who may come in: a link that opens one browser, once; from then on that browser's cookie."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from mintobrief.web.undo import Steps

_MOST = 100  # browsers let in at the same time; the one longest in makes room
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def _say_nothing(link: str) -> None:
    """Nobody waits for the next link."""


@dataclass(slots=True)
class Session:
    """One browser that was let in.

    `csrf` is what every change it asks for must carry, `reviewer` the name that signs them.
    """

    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    reviewer: str = ""
    steps: dict[str, Steps] = field(default_factory=dict)

    def steps_of(self, meeting_id: str) -> Steps:
        """What this browser did to a meeting, to be undone."""
        return self.steps.setdefault(meeting_id, Steps())


class Access:
    """The keys and sessions of one running server, which end with it.

    `announce` is told the next link when one was used, for another browser of the same person.
    """

    def __init__(self, port: int, announce: Callable[[str], None] = _say_nothing) -> None:
        self._port = port
        self._announce = announce
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()
        self._key = ""

    def new_link(self) -> str:
        """The address that lets one browser in; a link given out before works no more."""
        self._key = secrets.token_urlsafe(24)
        return f"http://127.0.0.1:{self._port}/enter?key={self._key}"

    def enter(self, key: str) -> str | None:
        """The id of a new session, None where the key is wrong or was used."""
        with self._lock:
            if not self._key or not secrets.compare_digest(key.encode(), self._key.encode()):
                return None
            name = secrets.token_urlsafe(32)
            self._sessions[name] = Session()
            if len(self._sessions) > _MOST:
                del self._sessions[next(iter(self._sessions))]
            link = self.new_link()
        self._announce(link)
        return name

    def session(self, name: str | None) -> Session | None:
        return self._sessions.get(name or "")

    @property
    def cookie(self) -> str:
        """The cookie's name: a browser keeps those of two servers on one machine apart by it."""
        return f"mintobrief_{self._port}"

    def is_our_host(self, host: str) -> bool:
        """Whether the request is for this server; a name that was rebound to us is not ours."""
        return host.lower() in {f"{name}:{self._port}" for name in _LOCAL}

    def is_our_origin(self, origin: str) -> bool:
        """Whether the page that sends a change is one of ours."""
        return origin.lower() in {f"http://{name}:{self._port}" for name in _LOCAL}
